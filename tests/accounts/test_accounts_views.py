"""The pages about one's own account and, for coordinators, about members."""

import json

import pytest

from cairnhub.accounts import actions
from cairnhub.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_member_sets_their_name(client, member):
    client.force_login(member)
    assert client.post("/accounts/", {"name": "Ada Lovelace"}, follow=True).status_code == 200
    assert User.objects.get().name == "Ada Lovelace"


def test_a_wrong_name_is_explained_beside_its_field(client, member):
    client.force_login(member)
    page = client.post("/accounts/", {"name": "ada@example.org"})
    assert page.status_code == 400
    assert page.context["form"].errors["name"] == ["This is shown to everybody: do not put an e-mail address here."]
    assert User.objects.get().name == "Some member"


def test_interests_are_declared_and_ended(client, member):
    client.force_login(member)
    client.post("/accounts/interests/", {"statement": "Directs a rural track."})
    interest = member.interests.get()
    assert "Directs a rural track." in client.get("/accounts/interests/").content.decode()
    client.post(f"/accounts/interests/{interest.pk}/end/")
    interest.refresh_from_db()
    assert interest.ended_on is not None


def test_nobody_ends_the_interest_of_another(client, member, reviewer):
    interest = actions.declare_interest(user=reviewer, statement="Funds such tracks.")
    client.force_login(member)
    assert client.post(f"/accounts/interests/{interest.pk}/end/").status_code == 404
    interest.refresh_from_db()
    assert interest.ended_on is None


def test_the_file_about_me_holds_what_is_about_me_alone(client, member, reviewer):
    actions.declare_interest(user=member, statement="Directs a rural track.")
    actions.declare_interest(user=reviewer, statement="Funds such tracks.")
    client.force_login(member)
    answer = client.get("/accounts/data.json")
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.loads(answer.content)
    assert told["account"]["e-mail"] == member.email
    assert [interest["statement"] for interest in told["interests"]] == ["Directs a rural track."]


def test_the_list_of_members_shows_names_and_no_addresses(client, coordinator, member):
    client.force_login(coordinator)
    page = client.get("/accounts/members/").content.decode()
    assert "Some member" in page
    assert member.email not in page


def test_a_coordinator_finds_a_person_by_address_and_grants_a_role(client, coordinator, member):
    client.force_login(coordinator)
    found = client.post("/accounts/members/", {"email": "MEMBER@example.org"})
    assert found.url == f"/accounts/members/{member.pk}/"
    client.post(found.url, {"role": "editor", "reason": "Keeps the studies."})
    assert User.objects.get(pk=member.pk).role == "editor"


def test_an_unknown_address_is_explained(client, coordinator):
    client.force_login(coordinator)
    page = client.post("/accounts/members/", {"email": "nobody@example.org"})
    assert page.status_code == 400
    assert "Ask the person to sign up first." in page.content.decode()


def test_a_refused_grant_is_explained_beside_its_field(client, coordinator):
    client.force_login(coordinator)
    page = client.post(f"/accounts/members/{coordinator.pk}/", {"role": "member", "reason": "Tired."})
    assert page.status_code == 400
    assert "last coordinator" in page.context["form"].errors["role"][0]


def test_there_is_no_page_about_nobody(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/accounts/members/4711/").status_code == 404
