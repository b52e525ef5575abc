"""Working groups and calls: who takes part, who writes the page, what is open until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.accounts.actions import erase
from cairnhub.agenda.groups import actions
from cairnhub.agenda.models import Call, Membership
from cairnhub.history.models import Event
from factories import make_call, make_group, make_link, make_organisation, make_question, make_reader

pytestmark = pytest.mark.django_db


def names(page):
    return [one.title for one in page.context["open"]], [one.title for one in page.context["closed"]]


def test_who_joins_first_leads_and_nobody_joins_twice(member, reviewer):
    group = make_group()
    roles = [actions.join(group=group, user=one).role for one in (member, reviewer, reviewer)]
    assert roles == ["lead", "member", "member"]
    assert Membership.objects.count() == 2


def test_a_group_that_has_ended_takes_nobody_in(member):
    with pytest.raises(ValidationError, match="has ended"):
        actions.join(group=make_group(ended=True), user=member)


def test_leaving_and_erasing_leave_nothing_behind(member, reviewer, editor):
    group = make_group()
    for one in (member, reviewer):
        actions.join(group=group, user=one)
    actions.leave(group=group, user=member)
    assert erase(user=reviewer) is None
    assert not Membership.objects.exists()
    assert not Event.objects.filter(object_id=group.pk, by_id__in=[member.pk, reviewer.pk]).exists()


def test_leads_write_the_page_and_let_others_lead(client, member, reviewer):
    group = make_group()
    actions.join(group=group, user=member)
    other = actions.join(group=group, user=reviewer)
    values = {"page": "## Aim\n\n<script>alert(1)</script> **agree**"}
    with pytest.raises(ValidationError, match="Only who leads"):
        actions.write_page(group=group, by=reviewer, reason="I try.", values=values)
    with pytest.raises(ValidationError, match="Only who leads"):
        actions.set_role(membership=other, role="lead", by=reviewer)
    actions.write_page(group=group, by=member, reason="First words.", values=values)
    actions.set_role(membership=other, role="lead", by=member)
    assert actions.leads(reviewer, group)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "<strong>agree</strong>" in page
    assert "<h4>Aim</h4>" in page
    assert "<script>alert" not in page


def test_a_group_is_shown_with_what_it_works_on_and_on_those_pages(client, member):
    link, question = make_link(), make_question()
    group = make_group(links=[link], questions=[question])
    actions.join(group=group, user=member)
    page = client.get(group.get_absolute_url()).content.decode()
    assert link.label() in page
    assert question.text in page
    assert member.display_name in page
    for about in (link, question):
        assert group.name in client.get(about.get_absolute_url()).content.decode()
    assert group.name in client.get("/agenda/groups.csv").content.decode()


@pytest.mark.parametrize(
    ("days", "closed", "is_open"), [(1, False, True), (0, False, True), (-1, False, False), (1, True, False)]
)
def test_a_call_is_open_to_the_end_of_its_day(client, days, closed, is_open):
    call = make_call(deadline=timezone.localdate() + timedelta(days=days), closed=closed, questions=[make_question()])
    assert call.is_open == is_open
    assert names(client.get("/agenda/calls/")) == (([call.title], []) if is_open else ([], [call.title]))
    question = client.get(call.questions.get().get_absolute_url()).content.decode()
    assert (call.title in question) == is_open
    answer = "https://example.org/form" in client.get(call.get_absolute_url()).content.decode()
    assert answer == is_open


def test_calls_are_chosen_by_what_is_looked_for_and_written_to_a_file(client):
    make_call(title="Sites")
    make_call(title="Money", call_kind="funding", organisation=make_organisation(name="A foundation"))
    assert names(client.get("/agenda/calls/?kind=funding"))[0] == ["Money"]
    assert len(names(client.get("/agenda/calls/?kind=nonsense"))[0]) == 2
    told = client.get("/agenda/calls.csv?kind=funding").content.decode()
    assert "A foundation" in told
    assert "Sites" not in told


def test_the_agenda_names_the_calls_that_end_first(client):
    today = timezone.localdate()
    for days in range(-1, 4):
        make_call(title=f"Call {days}", deadline=today + timedelta(days=days))
    page = client.get("/agenda/").content.decode()
    assert [days for days in range(-1, 4) if f"Call {days}<" in page] == [0, 1, 2]


def test_a_call_says_who_makes_it():
    with pytest.raises(ValidationError, match="Say who makes the call"):
        make_call(source_url="")
    assert not Call.objects.exists()


def test_nobody_yet_is_told_what_to_do(client):
    assert "No group has been founded yet" in client.get("/agenda/groups/").content.decode()
    assert "No call is open" in client.get("/agenda/calls/").content.decode()


def test_joining_by_the_button(client, member):
    group = make_group()
    client.force_login(member)
    assert "Take part" in client.get(group.get_absolute_url()).content.decode()
    assert client.post(f"{group.get_absolute_url()}join/").status_code == 302
    assert "Leave the group" in client.get(group.get_absolute_url()).content.decode()
    assert client.post(f"{group.get_absolute_url()}join/").status_code == 403
    assert make_reader("Ben", "member").memberships.count() == 0
