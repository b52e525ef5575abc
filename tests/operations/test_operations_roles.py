"""The first coordinator is named on the command line."""

import json

ROLES = "SELECT email, role FROM accounts_user"


def test_the_first_coordinator_needs_no_account(hub):
    answer = json.loads(hub.done("hub", "create-coordinator", "ada@example.org", "--json"))
    assert answer == {"email": "ada@example.org", "role": "coordinator"}
    assert hub.sql(ROLES) == [("ada@example.org", "coordinator")]
    hub.done("hub", "create-coordinator", "ADA@example.org")
    assert hub.sql(ROLES) == [("ada@example.org", "coordinator")]


def test_a_role_is_granted_to_an_account(hub):
    hub.done("hub", "create-coordinator", "ada@example.org")
    hub.done("hub", "create-coordinator", "grace@example.org")
    hub.done("hub", "grant", "grace@example.org", "editor")
    assert set(hub.sql(ROLES)) == {("ada@example.org", "coordinator"), ("grace@example.org", "editor")}


def test_what_cannot_be_granted_is_refused_in_one_line(hub):
    hub.done("hub", "create-coordinator", "ada@example.org")
    assert "no account has this address" in hub.refused("hub", "grant", "eve@example.org", "editor", code=2)
    assert "ada@example.org: unknown: queen" in hub.refused("hub", "grant", "ada@example.org", "queen", code=2)
    assert "the last coordinator" in hub.refused("hub", "grant", "ada@example.org", "member", code=2)
    assert "not an address: " in hub.refused("hub", "create-coordinator", "not an address", code=2)
