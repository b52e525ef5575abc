"""What may be done to accounts, and what is refused."""

import itertools
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cairnhub.accounts import actions, queries
from cairnhub.accounts.authors import System
from cairnhub.accounts.models import DeclaredInterest, User
from cairnhub.accounts.permissions import GRANTS, Permission, may
from cairnhub.history.models import Event

pytestmark = pytest.mark.django_db


def test_granting_a_role_is_recorded_with_who_and_why(coordinator, member):
    actions.grant_role(user=member, role="editor", by=coordinator, reason="Keeps the studies.")
    event = Event.objects.get()
    assert User.objects.get(pk=member.pk).role == "editor"
    assert (event.kind, event.object_id, event.by_id) == ("role", str(member.pk), coordinator.pk)
    assert event.changes == {"role": ["member", "editor"]}
    assert event.reason == "Keeps the studies."
    assert member.email not in f"{event.label}{event.by_name}{event.reason}"


@pytest.mark.parametrize(
    ("role", "reason", "field"),
    [("owner", "why", "role"), ("editor", "  ", "reason"), ("member", "why", "role")],
)
def test_a_grant_that_makes_no_sense_is_refused_and_leaves_nothing(coordinator, member, role, reason, field):
    with pytest.raises(ValidationError) as refusal:
        actions.grant_role(user=member, role=role, by=coordinator, reason=reason)
    assert field in refusal.value.message_dict
    assert User.objects.get(pk=member.pk).role == "member"
    assert not Event.objects.exists()


def test_the_last_coordinator_cannot_step_down(coordinator):
    with pytest.raises(ValidationError, match="last coordinator"):
        actions.grant_role(user=coordinator, role="editor", by=coordinator, reason="Tired.")
    assert User.objects.get().role == "coordinator"


def test_one_of_two_coordinators_may_step_down(coordinator):
    actions.create_coordinator(email="second@example.org")
    actions.grant_role(user=coordinator, role="editor", by=coordinator, reason="Tired.")
    assert queries.members()[0].email == "second@example.org"


def test_a_coordinator_who_cannot_sign_in_does_not_count(coordinator):
    User.objects.create_user(email="gone@example.org", role="coordinator", is_active=False)
    with pytest.raises(ValidationError, match="last coordinator"):
        actions.grant_role(user=coordinator, role="member", by=coordinator, reason="Tired.")


def test_naming_a_coordinator_twice_changes_nothing_the_second_time():
    first = actions.create_coordinator(email="Chair@Example.org")
    again = actions.create_coordinator(email="chair@example.ORG")
    assert first.pk == again.pk
    assert User.objects.count() == 1
    assert Event.objects.get().by_name == "The command line"


def test_an_existing_member_can_be_named_coordinator(member):
    assert actions.create_coordinator(email=member.email).role == "coordinator"


def test_a_coordinator_needs_a_real_address():
    with pytest.raises(ValidationError) as refusal:
        actions.create_coordinator(email="not an address")
    assert "email" in refusal.value.message_dict


def test_a_name_that_would_show_an_address_is_refused(member):
    with pytest.raises(ValidationError) as refusal:
        actions.rename(user=member, name="ada@example.org")
    assert "name" in refusal.value.message_dict


def test_an_ended_interest_still_stands_beside_what_was_done_while_it_held(member):
    interest = actions.declare_interest(user=member, statement="Directs a rural track.")
    start = interest.declared_on
    DeclaredInterest.objects.filter(pk=interest.pk).update(declared_on=start - timedelta(days=10))
    actions.end_interest(interest=interest)
    book = queries.interests_of([member.pk])
    assert book.on(member.pk, start - timedelta(days=11)) == []
    assert book.on(member.pk, start - timedelta(days=10)) == ["Directs a rural track."]
    assert book.on(member.pk, start) == ["Directs a rural track."]
    assert book.on(member.pk, start + timedelta(days=1)) == []
    assert book.on(None, start) == []


def test_an_interest_ends_once(member):
    interest = actions.declare_interest(user=member, statement="Directs a rural track.")
    actions.end_interest(interest=interest)
    with pytest.raises(ValidationError, match="ended already"):
        actions.end_interest(interest=interest)


def test_an_interest_says_something(member):
    with pytest.raises(ValidationError) as refusal:
        actions.declare_interest(user=member, statement="  ")
    assert "statement" in refusal.value.message_dict


def test_each_role_may_do_all_that_the_ones_before_it_may():
    grants = list(GRANTS.values())
    assert all(earlier < later for earlier, later in itertools.pairwise(grants))


def test_a_closed_account_may_do_nothing(coordinator):
    coordinator.is_active = False
    assert not any(may(coordinator, permission) for permission in Permission)
    assert not may(System("Loader"), Permission.OBJECT_EDIT)
