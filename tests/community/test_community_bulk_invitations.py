"""People invited from a list: every row accounted for, each letter sent once, each address forgotten in time."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from cairnhub.accounts import personal
from cairnhub.accounts.actions import erase, grant_role
from cairnhub.accounts.models import User
from cairnhub.community.bulk import actions, inviting, jobs
from cairnhub.community.bulk.invitations import COLUMNS, plan
from cairnhub.community.bulk.models import Batch, Draft, Invitation
from cairnhub.history.models import Event
from post_office import html_of, post_office, text_of

pytestmark = pytest.mark.django_db
LIST = (
    "E-mail,Name,Role,Notes\n"
    "ada@example.org,Ada <b>Listed</b>,Reviewer,met in May\n"
    "ben@example.org,,,\n"
    "MEMBER@example.org,Some member,,\n"
    "second@example.org,,,\n"
    "invited@example.org,,,\n"
    "Ada@Example.org,,,\n"
    "ada at example,,,\n"
    "cleo@example.org,,coordinator,\n"
    "dora@example.org,,queen,\n"
    ",Nobody,,\n"
)
__all__ = ["post_office"]


@pytest.fixture
def draft(coordinator, member):
    EmailAddress.objects.create(user=member, email="second@example.org")
    batch = Batch.objects.create(kind="invitations", token="earlier")
    Invitation.objects.create(batch=batch, by=coordinator, email="Invited@example.org")
    return keep(LIST, coordinator)


def keep(text: str, by) -> Draft:
    return actions.keep_draft(kind="invitations", text=text, columns=COLUMNS, by=by)


def invite(draft, by) -> Batch:
    return inviting.invite(draft=draft, by=by, seen=plan(draft.text).digest)


def invited(text: str, by) -> Batch:
    return invite(keep("e-mail,name,role\n" + text, by), by)


def join(email: str, *, verified: bool = True) -> User:
    """Sign up as the sign-in library does: the account, its address, and the proof."""
    user = User.objects.create_user(email=email)
    EmailAddress.objects.filter(user=user).update(verified=verified)
    return user


def test_every_row_has_an_outcome_with_its_line(draft):
    planned = plan(draft.text)
    assert [(row.line, row.outcome.value) for row in planned.rows] == [
        (2, "invite"),
        (3, "invite"),
        (4, "member"),
        (5, "member"),
        (6, "invited"),
        (7, "twice"),
        (8, "wrong"),
        (9, "wrong"),
        (10, "wrong"),
        (11, "wrong"),
    ]
    assert [row.note for row in planned.rows[5:]] == [
        "The address stands on line 2 already.",
        "E-mail: this is no e-mail address. Write it like ada@example.org.",
        "Role: nobody is invited as a coordinator. Invite as a member, and grant the role once the person is here.",
        "Role: “queen” is none. Write member, reviewer or editor.",
        "E-mail: the address is missing. Fill it in, or take the row out.",
    ]
    assert planned.unused == ["Notes"]


def test_a_row_with_more_cells_than_columns_is_wrong(db):
    assert plan("e-mail,name\na@example.org,Listed, Ada\n").rows[0].note.startswith("The row has 3 cells")
    assert "too long" in plan(f"e-mail,name\na@example.org,{'a' * 201}\n").rows[0].note


def test_inviting_keeps_the_invitations_asks_the_worker_and_forgets_the_list(draft, coordinator):
    batch = invite(draft, coordinator)
    assert list(batch.invitations.values_list("email", "role")) == [
        ("ada@example.org", "reviewer"),
        ("ben@example.org", "member"),
    ]
    assert batch.counts == {"invite": 2, "member": 2, "invited": 1, "twice": 1, "wrong": 4}
    assert not Draft.objects.exists()
    assert "example.org" not in str(OrmQ.objects.get().task)


def test_pressing_twice_invites_once(draft, coordinator):
    assert invite(draft, coordinator) == invite(draft, coordinator)
    assert Invitation.objects.count() == 3


def test_what_changed_since_the_look_is_looked_at_again(draft, coordinator):
    seen = plan(draft.text).digest
    join("ben@example.org")
    with pytest.raises(ValidationError, match="since you looked"):
        inviting.invite(draft=draft, by=coordinator, seen=seen)


def test_a_list_that_invites_nobody_says_so(coordinator):
    draft = keep("e-mail\ncoordinator@example.org\n", coordinator)
    with pytest.raises(ValidationError, match="Nobody would be invited"):
        invite(draft, coordinator)


# Letters


def test_a_letter_says_who_invites_to_what_and_how_to_decline(draft, coordinator, post_office):
    assert jobs.send_invitations(invite(draft, coordinator).pk) == 2
    letter = post_office.to("ada@example.org")[0]
    for words in (
        "Some coordinator invites you",
        "a reviewer",
        "https://hub.example/accounts/signup/",
        "https://hub.example/community/bulk/declined/",
        "after 30 days",
    ):
        assert words in text_of(letter).replace("\n", " ")
        assert words in html_of(letter).replace("\n", " ")
    assert "Dear Ada <b>Listed</b>" in text_of(letter)
    assert "Ada &lt;b&gt;Listed&lt;/b&gt;" in html_of(letter)
    assert "You would take part as a member." in text_of(post_office.to("ben@example.org")[0])
    assert "Dear" not in text_of(post_office.to("ben@example.org")[0])


def test_no_letter_is_sent_twice(draft, coordinator, post_office):
    batch = invite(draft, coordinator)
    jobs.send_invitations(batch.pk)
    assert jobs.send_invitations(batch.pk) == 0
    assert len(post_office.received) == 2


def test_a_second_worker_does_not_take_up_what_the_first_has(coordinator, monkeypatch):
    batch = invited("ada@example.org,,\nben@example.org,,\n", coordinator)
    sent = []

    def send(*, to, **_):
        sent.append(to)
        jobs.send_invitations(batch.pk)

    monkeypatch.setattr(jobs, "send_letter", send)
    jobs.send_invitations(batch.pk)
    assert sorted(sent) == ["ada@example.org", "ben@example.org"]


def test_a_refused_letter_is_told_and_can_be_tried_again(coordinator, post_office):
    batch = invited("ada@example.org,,\nben@example.org,,\n", coordinator)
    post_office.refusals["ada@example.org"] = "550 No such person"
    assert jobs.send_invitations(batch.pk) == 1
    assert batch.invitations.get(failed=True).email == "ada@example.org"
    post_office.refusals.clear()
    assert inviting.send_again(batch=batch) == 1
    assert jobs.send_invitations(batch.pk) == 1
    assert inviting.send_again(batch=batch) == 0
    assert len(post_office.received) == 2


def test_a_letter_whose_worker_was_killed_waits_for_a_person(coordinator, post_office):
    batch = invited("ada@example.org,,\n", coordinator)
    batch.invitations.update(taken_at=timezone.now())
    assert inviting.send_again(batch=batch) == 0
    batch.invitations.update(taken_at=timezone.now() - inviting.UNCLEAR)
    assert jobs.send_invitations(batch.pk) == 0
    assert inviting.send_again(batch=batch) == 1


def test_letters_go_out_a_minutes_worth_at_a_time(coordinator, post_office, monkeypatch):
    monkeypatch.setattr(jobs, "A_MINUTE", 2)
    batch = invited("a@example.org,,\nb@example.org,,\nc@example.org,,\n", coordinator)
    assert jobs.send_invitations(batch.pk) == 2
    assert jobs.send_invitations(batch.pk) == 1
    later = Schedule.objects.get(func=inviting.SENDING)
    assert (later.args, later.schedule_type) == (str(batch.pk), Schedule.ONCE)
    assert timedelta(0) < later.next_run - timezone.now() <= timedelta(minutes=1)


# What follows


def test_whoever_comes_gets_the_role_and_the_address_is_forgotten(coordinator, client):
    batch = invited("ada@example.org,,reviewer\nben@example.org,,\n", coordinator)
    ada = join("ADA@example.org")
    client.force_login(ada)
    ada.refresh_from_db()
    assert ada.role == "reviewer"
    event = Event.objects.get(kind="role")
    assert (event.by_id, event.reason) == (coordinator.pk, "Invited to this role.")
    assert list(batch.invitations.values_list("email", flat=True)) == ["ben@example.org"]
    batch.refresh_from_db()
    assert batch.counts["accepted"] == 1


def test_an_address_that_is_not_proven_gets_nothing(coordinator, client):
    invited("ada@example.org,,editor\n", coordinator)
    mallory = join("ada@example.org", verified=False)
    client.force_login(mallory)
    mallory.refresh_from_db()
    assert mallory.role == "member"
    assert Invitation.objects.count() == 1


def test_who_may_no_longer_grant_roles_gives_none(coordinator):
    other = User.objects.create_user(email="other@example.org", role="coordinator")
    invited("ada@example.org,,editor\n", coordinator)
    grant_role(user=coordinator, role="member", by=other, reason="Steps down.")
    ada = join("ada@example.org")
    inviting.accept(user=ada)
    ada.refresh_from_db()
    assert ada.role == "member"
    assert not Invitation.objects.exists()


def test_a_role_is_never_lowered(coordinator):
    invited("ada@example.org,,reviewer\n", coordinator)
    ada = join("ada@example.org")
    grant_role(user=ada, role="editor", by=coordinator, reason="Asked.")
    inviting.accept(user=ada)
    ada.refresh_from_db()
    assert ada.role == "editor"


def test_an_invitation_lapses_and_its_address_is_forgotten(coordinator):
    batch = invited("ada@example.org,,\n", coordinator)
    jobs.clean_up()
    assert batch.invitations.count() == 1
    batch.invitations.update(made_at=timezone.now() - inviting.HOLDS)
    jobs.clean_up()
    batch.refresh_from_db()
    assert (batch.invitations.count(), batch.counts["passed"]) == (0, 1)


def test_the_letter_declines_by_a_button_and_not_by_being_opened(coordinator, client, post_office):
    batch = invited("ada@example.org,,\n", coordinator)
    jobs.send_invitations(batch.pk)
    address = text_of(post_office.received[0]).split("https://hub.example")[2].split()[0]
    assert "Decline the invitation?" in client.get(address).content.decode()
    assert Invitation.objects.exists()
    assert "Your address is forgotten." in client.post(address).content.decode()
    assert "no such invitation any more" in client.get(address).content.decode()
    assert client.get(address[:-2] + "/").status_code == 404
    batch.refresh_from_db()
    assert (batch.invitations.count(), batch.counts["declined"]) == (0, 1)


def test_erasing_an_account_forgets_whom_it_invited_and_who_invited_it(coordinator):
    other = User.objects.create_user(email="other@example.org", role="coordinator")
    invited("ada@example.org,,\n", coordinator)
    invited("ben@example.org,,\n", other)
    ben = User.objects.create_user(email="BEN@example.org")
    erase(user=ben)
    assert list(Invitation.objects.values_list("email", flat=True)) == ["ada@example.org"]
    erase(user=coordinator)
    assert not Invitation.objects.exists()
    assert Batch.objects.filter(by=None).count() == 1


def test_what_is_held_about_the_inviter_names_nobody_else(draft, coordinator):
    invited("eve@example.org,,reviewer\n", coordinator)
    told = personal.about(coordinator)
    assert told["invitations sent"][1]["role"] == "reviewer"
    assert "eve@" not in str(told["invitations sent"])
    assert told["lists to be taken in"][0]["text"] == LIST


# Pages


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def test_a_list_is_looked_at_and_invites(page, draft):
    preview = page.post(reverse("bulk:invitations"), {"text": LIST}).headers["Location"]
    body = page.get(preview).content.decode()
    assert "Role: “queen” is none." in body
    seen = body.split('name="seen" value="')[1].split('"')[0]
    result = page.post(preview, {"seen": seen}).headers["Location"]
    assert page.post(preview, {"seen": seen}).headers["Location"] == result
    body = page.get(result).content.decode()
    assert "2 invited by Some coordinator." in body
    assert "waits to be sent" in body
    taken = Invitation.objects.get(email="ada@example.org")
    assert "ada@example.org" not in page.post(reverse("bulk:withdraw", args=[taken.pk]), follow=True).content.decode()


def test_the_result_tells_how_far_each_letter_is(page, coordinator):
    batch = invited("a@example.org,,\nb@example.org,,\nc@example.org,,\n", coordinator)
    one, other, last = batch.invitations.all()
    long_ago = timezone.now() - timedelta(hours=1)
    Invitation.objects.filter(pk=one.pk).update(taken_at=long_ago, sent_at=long_ago)
    Invitation.objects.filter(pk=other.pk).update(taken_at=long_ago, failed=True)
    Invitation.objects.filter(pk=last.pk).update(taken_at=long_ago)
    csv = page.get(reverse("bulk:invitations_result_csv", args=[batch.pk])).content.decode()
    assert [row.split(",")[3] for row in csv.splitlines()[1:]] == [
        "sent",
        "refused by the mail server",
        "not known: the sending was broken off",
    ]
    body = page.post(reverse("bulk:invitations_again", args=[batch.pk]), follow=True).content.decode()
    assert "2 will be tried again." in body


def test_many_lists_a_day_are_refused_and_kept(page, coordinator, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "1/d/user"}
    for at, expected in enumerate((302, 400)):
        draft = keep(f"e-mail\nperson{at}@example.org\n", coordinator)
        answer = page.post(reverse("bulk:invitations_preview", args=[draft.token]), {"seen": plan(draft.text).digest})
        assert answer.status_code == expected
    assert "the list is kept" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_questions_do_not_grow_with_the_rows(db, django_assert_max_num_queries):
    text = "e-mail\n" + "".join(f"p{at}@example.org\n" for at in range(30))
    with django_assert_max_num_queries(3):
        assert len(plan(text).rows) == 30
