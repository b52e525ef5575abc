"""People added from a list: every row accounted for, nothing written before it is taken in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cairnhub.consensus.inviting import jobs
from cairnhub.consensus.inviting.lists import plan
from cairnhub.consensus.inviting.models import AddressList, Invitation
from consensus_builders import drafted, running
from inviting_builders import add, keep, list_of, make_it

pytestmark = pytest.mark.django_db
LIST = (
    "E-mail,Name,Stakeholder group,Language,Notes\n"
    "ada@example.org,Ada <b>Listed</b>,Researchers,,met in May\n"
    "ben@example.org,,COMMUNITY,es,\n"
    "Invited@example.org,,researcher,,\n"
    "Ada@Example.org,,researcher,,\n"
    "ada at example,,researcher,,\n"
    ",Nobody,researcher,,\n"
    "cleo@example.org,,wizards,,\n"
    "dora@example.org,,,,\n"
    "eve@example.org,,steward,fr,\n"
)


@pytest.fixture
def process():
    made = running(steps=["rate"])
    Invitation.objects.create(process=made, email="invited@example.org", group="researcher")
    return made


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def address(name: str, process, *args) -> str:
    return reverse(f"consensus:inviting:{name}", args=[process.pk, *args])


def test_every_row_has_an_outcome_with_its_line(process):
    planned = plan(process, LIST)
    assert [(row.line, row.outcome.value) for row in planned.rows] == [
        (2, "add"), (3, "add"), (4, "invited"), (5, "twice"), (6, "wrong"), (7, "wrong"), (8, "wrong"), (9, "wrong"),
        (10, "wrong"),
    ]  # fmt: skip
    assert [row.note for row in planned.rows[3:]] == [
        "The address stands on line 2 already.",
        "E-mail: this is no e-mail address. Write it like ada@example.org.",
        "E-mail: the address is missing. Fill it in, or take the row out.",
        "Group: there is no group “wizards”. Write one of: researcher, steward, community.",
        "Group: the group is missing. Write one of: researcher, steward, community.",
        "Language: there are no letters in “fr”. Write en or es.",
    ]
    assert planned.unused == ["Notes"]


def test_a_list_is_looked_at_and_then_taken_in(page, process):
    preview = page.post(address("index", process), {"text": LIST}).headers["Location"]
    body = page.get(preview).content.decode()
    assert "Ada &lt;b&gt;Listed" in body
    assert "wizards" in body
    assert Invitation.objects.count() == 1
    seen = body.split('name="seen" value="')[1].split('"')[0]
    assert page.post(preview, {"seen": seen}).headers["Location"] == address("index", process)
    found = Invitation.objects.exclude(email="invited@example.org").values_list("email", "group", "language", "state")
    assert sorted(found) == [
        ("ada@example.org", "researcher", "en", "waiting"),
        ("ben@example.org", "community", "es", "waiting"),
    ]
    assert not AddressList.objects.exists()


def test_what_changed_since_the_look_is_looked_at_again(page, process, coordinator):
    kept = keep(process, LIST, coordinator)
    seen = plan(process, LIST).digest
    Invitation.objects.create(process=process, email="ben@example.org", group="community")
    answer = page.post(address("preview", process, kept.token), {"seen": seen})
    assert answer.status_code == 400
    assert "Somebody was added since you looked." in answer.content.decode()


def test_a_list_that_adds_nobody_says_so(page, process, coordinator):
    text = "e-mail,group\ninvited@example.org,researcher\n"
    kept = keep(process, text, coordinator)
    answer = page.post(address("preview", process, kept.token), {"seen": plan(process, text).digest})
    assert "Nobody would be added" in answer.content.decode()


def test_a_list_that_cannot_be_read_is_refused_with_a_reason(page, process):
    answer = page.post(address("index", process), {"text": "name\nAda\n"})
    assert answer.status_code == 400
    assert "no column is called “e-mail”" in answer.content.decode()


def test_the_preview_as_a_file_and_the_template(page, process, coordinator):
    kept = keep(process, LIST, coordinator)
    rows = page.get(address("preview_csv", process, kept.token)).content.decode().splitlines()
    assert len(rows) == 10
    assert "3,ben@example.org,,community,es,will be added," in rows
    template = page.get(address("template_csv", process)).content.decode()
    assert "A Person,steward,en" in template
    assert [row.outcome.value for row in plan(process, template.lstrip("\ufeff")).rows] == ["add"] * 3


def test_a_list_is_its_senders_own_and_can_be_thrown_away(page, process, coordinator, member):
    kept, other = keep(process, LIST, coordinator), keep(process, LIST, member)
    assert page.get(address("preview", process, other.token)).status_code == 404
    page.post(address("discard", process, kept.token))
    assert list(AddressList.objects.values_list("user__role", flat=True)) == ["member"]


def test_a_list_nobody_took_in_is_forgotten_after_a_day(process, coordinator):
    kept = keep(process, LIST, coordinator)
    jobs.clean_up()
    assert AddressList.objects.exists()
    AddressList.objects.filter(pk=kept.pk).update(made_at=timezone.now() - timedelta(hours=25))
    jobs.clean_up()
    assert not AddressList.objects.exists()


def test_people_are_added_to_a_draft_and_not_to_what_has_ended(page):
    process = drafted()
    assert page.post(address("index", process), {"text": list_of({"researcher": 1})}).status_code == 302
    make_it(process, stage="ended")
    answer = page.post(address("index", process), {"text": list_of({"researcher": 1})})
    assert "This process has ended" in answer.content.decode()


def test_somebody_is_taken_out_before_anything_is_sent(page, process):
    one = Invitation.objects.get()
    page.post(address("take_out", process, one.pk))
    assert not Invitation.objects.exists()


def test_the_pages_show_who_is_invited_and_no_others(page, process):
    add(process, {"researcher": 3})
    other = drafted(title="Another")
    body = page.get(address("people", process) + "?state=waiting").content.decode()
    assert "researcher2@example.org" in body
    assert "researcher2@example.org" in page.get(address("people_csv", process)).content.decode()
    one = Invitation.objects.first()
    assert page.get(address("person", process, one.pk)).status_code == 200
    assert page.get(address("person", other, one.pk)).status_code == 404


def test_questions_do_not_grow_with_the_rows(process, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert len(plan(process, list_of({"researcher": 40})).rows) == 40
