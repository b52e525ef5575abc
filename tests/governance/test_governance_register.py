"""The register of interests: who declared what, who declared that there is none, who said nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.accounts import actions as accounts
from cairnhub.accounts.models import DeclaredInterest, NothingToDeclare, User
from cairnhub.accounts.queries import interests_of
from cairnhub.governance.register.queries import entries, stance_of
from factories import make_reader, make_term

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def test_saying_there_is_none_differs_from_saying_nothing(client, editor, coordinator, member):
    accounts.declare_none(user=editor)
    accounts.declare_interest(user=member, statement="Directs a track.")
    stances = {entry.user.pk: entry.stance for entry in entries()}
    assert stances == {editor.pk: "none", coordinator.pk: "nothing", member.pk: "interests"}
    page = client.get("/governance/interests/").content.decode()
    assert "Declared that there is none" in page
    assert "<b>1 of 3 has declared nothing</b>" in page


def test_a_member_who_keeps_nothing_and_declared_nothing_is_not_listed(member):
    assert entries() == []


def test_the_steering_group_stands_first(coordinator):
    steers = make_term(user=User.objects.create_user(email="z@example.org", name="Zoe")).user
    assert [entry.user for entry in entries()] == [steers, coordinator]
    assert entries()[0].steers


def test_declaring_an_interest_ends_having_none(member):
    accounts.declare_none(user=member)
    accounts.declare_interest(user=member, statement="Directs a track.")
    assert NothingToDeclare.objects.get().ended_on == today()
    book = interests_of([member.pk])
    assert book.on(member.pk, today()) == ["Directs a track."]
    assert not book.none_on(member.pk, today())


def test_none_is_declared_once_and_never_beside_an_interest(client, member):
    accounts.declare_none(user=member)
    with pytest.raises(ValidationError, match="already"):
        accounts.declare_none(user=member)
    other = make_reader("Ben")
    accounts.declare_interest(user=other, statement="Funds tracks.")
    client.force_login(other)
    page = client.post("/accounts/interests/none/", follow=True).content.decode()
    assert "End them first." in page
    assert NothingToDeclare.objects.count() == 1


def test_a_stance_is_that_of_the_day(member):
    DeclaredInterest.objects.create(
        user=member,
        statement="Was paid.",
        declared_on=today() - timedelta(days=20),
        ended_on=today() - timedelta(days=10),
    )
    NothingToDeclare.objects.create(user=member, declared_on=today() - timedelta(days=5))
    book = interests_of([member.pk])
    days = (25, 15, 7, 2)
    said = [stance_of(book, member.pk, today() - timedelta(days=ago)) for ago in days]
    assert said == ["nothing", "interests", "nothing", "none"]


def test_the_file_holds_every_declaration_and_every_silence(client, editor, coordinator):
    accounts.declare_none(user=editor)
    rows = client.get("/governance/interests.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == "Some coordinator,no,Coordinator,has declared nothing,,"
    assert rows[2] == f"Some editor,no,Editor,declared that there is none,{today()},"


def test_what_was_declared_is_in_the_file_about_oneself(client, member):
    accounts.declare_none(user=member)
    client.force_login(member)
    assert client.get("/accounts/data.json").json()["nothing to declare"] == [
        {"declared on": today().isoformat(), "ended on": None}
    ]


def test_an_erased_account_leaves_the_register(editor):
    accounts.declare_none(user=editor)
    accounts.erase(user=editor)
    assert (entries(), NothingToDeclare.objects.count()) == ([], 0)


def test_the_workspace_no_longer_asks_whoever_said_there_is_none(client, member):
    client.force_login(member)
    assert "You have declared no interests." in client.get("/workspace/").content.decode()
    accounts.declare_none(user=member)
    assert "You have declared no interests." not in client.get("/workspace/").content.decode()
