"""Running a process in the browser's way: from a draft to the end."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cairnhub.consensus import actions, gathering, items, moderation
from cairnhub.consensus.ballots.models import Remark
from cairnhub.consensus.models import Item, Process, Protocol
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from consensus_builders import BY, Panellist, close, drafted, open_next, panel, running, suggested
from factories import make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


def start(runner, template: str = "delphi") -> Process:
    runner.post(
        "/consensus/new/", {"template": template, "title": "What matters", "purpose": "To agree.", "nature": "real"}
    )
    return Process.objects.get()


def test_a_draft_comes_with_the_sequence_of_its_kind_and_says_what_is_missing(runner):
    process = start(runner)
    assert [step["mode"] for step in process.steps] == ["suggest", "rate", "rate", "rate"]
    page = runner.get(f"/consensus/{process.pk}/run/").content.decode()
    assert "Write the information sheet" in page
    assert "Say whom people can ask." in page
    runner.post(f"/consensus/{process.pk}/run/fix/", {"change_reason": "now"})
    process.refresh_from_db()
    assert process.stage == "draft"


def test_the_protocol_is_changed_in_a_form_then_fixed_with_time_and_digest(runner):
    process = start(runner)
    page = runner.get(f"/consensus/{process.pk}/run/protocol/")
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    data |= {"information": "About it.", "contact": "the hub", "change_reason": "complete"}
    assert runner.post(f"/consensus/{process.pk}/run/protocol/", data).status_code == 302
    runner.post(f"/consensus/{process.pk}/run/fix/", {"change_reason": "agreed"})
    protocol = Protocol.objects.get()
    assert protocol.content["contact"] == "the hub"
    assert len(protocol.digest) == 64
    assert [one.state for one in process.rounds.all()] == ["planned"] * 4


@pytest.mark.parametrize("rule", ["at least 170% rate 7-9", "most agree"])
def test_a_rule_that_cannot_be_read_is_refused_beside_its_field(runner, rule):
    process = start(runner)
    data = runner.get(f"/consensus/{process.pk}/run/protocol/").context["form"].initial
    answer = runner.post(
        f"/consensus/{process.pk}/run/protocol/", data | {"consensus_rule": rule, "change_reason": "why"}
    )
    assert answer.status_code == 400
    assert "consensus_rule" in answer.context["form"].errors


def test_a_fixed_protocol_changes_only_as_a_deviation_with_a_reason():
    process = running(steps=["rate"])
    with pytest.raises(ValidationError, match="fixed"):
        history.change(obj=process, by=BY, reason="quietly", values={"consensus_rule": "median at least 1 overall"})
    with pytest.raises(ValidationError, match="why"):
        actions.amend(process=process, values={"contact": "another"}, by=BY, why=" ")
    with pytest.raises(ValidationError, match="Groups"):
        actions.amend(process=process, values={"groups": []}, by=BY, why="fewer")
    actions.amend(process=process, values={"consent": "Other words."}, by=BY, why="The committee asked for it.")
    assert process.consent_version == 2
    assert [one.why for one in process.protocols.all()] == ["", "The committee asked for it."]


def test_undoing_an_older_change_does_not_slip_past_the_protocol():
    process = drafted()
    actions.change_draft(process=process, values={"contact": "somebody"}, by=BY, reason="named")
    event = Event.objects.filter(kind="process").first()
    actions.fix(process=process, by=BY, reason="agreed")
    with pytest.raises(ValidationError, match="fixed"):
        history.undo(event=event, by=BY, reason="back")


def test_groups_and_rounds_are_changed_in_a_form(runner):
    process = start(runner)
    page = runner.get(f"/consensus/{process.pk}/run/parts/")
    form = page.context["form"]
    data = {"change_reason": "ours"}
    for formset in (form.groups, form.steps):
        data |= {f"{formset.prefix}-TOTAL_FORMS": 2, f"{formset.prefix}-INITIAL_FORMS": 0}
    data |= {"groups-0-name": "Students", "groups-0-wider": "Learners", "groups-0-target": 12}
    data |= {"groups-1-name": "Deans", "groups-1-wider": "Schools", "groups-1-target": 10}
    data |= {"steps-0-title": "Vote", "steps-0-mode": "vote", "steps-0-feedback": "none", "steps-0-ORDER": 1}
    data |= {"steps-1-title": "Suggest", "steps-1-mode": "suggest", "steps-1-feedback": "none", "steps-1-ORDER": 0}
    assert runner.post(f"/consensus/{process.pk}/run/parts/", data).status_code == 302
    process.refresh_from_db()
    assert [one["code"] for one in process.groups] == ["students", "deans"]
    assert [one["mode"] for one in process.steps] == ["suggest", "vote"]


def test_items_keep_from_what_they_came_and_why(runner):
    process = drafted()
    one, two, three = process.items.all()
    address = f"/consensus/{process.pk}/run/items"
    runner.post(f"{address}/{one.pk}/", {"do": "reword", "text": "One, said better", "why": "unclear"})
    runner.post(f"{address}/merge/", {"item": [two.pk, three.pk], "text": "Two and three", "why": "the same"})
    asked = list(process.items.filter(state="asked").order_by("position"))
    assert [(item.number, item.text) for item in asked] == [("1a", "One, said better"), ("2a", "Two and three")]
    assert asked[1].lineage.get().before == ["2", "3"]
    runner.post(f"{address}/{asked[1].pk}/", {"do": "split", "texts": "Two\nThree", "why": "two things"})
    assert list(process.items.filter(state="asked").values_list("number", flat=True)) == ["1a", "2b", "2c"]
    assert Client().get(f"/consensus/{process.pk}/").status_code == 200
    assert "From 2, 3, merged: the same" not in runner.get(f"{address}/").content.decode()  # replaced since
    assert "From 2a, split: two things" in runner.get(f"{address}/").content.decode()


def test_items_stay_as_they_are_while_a_round_is_open():
    process = running(steps=["rate"])
    with pytest.raises(ValidationError, match="open"):
        items.reword(item=process.items.first(), text="Other", why="better")


def test_items_are_taken_from_the_framework(runner):
    link = make_link()
    process = drafted(texts=())
    runner.post(f"/consensus/{process.pk}/run/items/gather/", {"about": [f"link:{link.pk}", "link:none"]})
    item = process.items.get()
    assert (item.about, item.text) == (f"link:{link.pk}", link.statement)
    assert f"link:{link.pk}" not in str(gathering.offered(process))


def test_what_somebody_wrote_is_held_until_moderated_and_becomes_an_item(editor):
    remark = suggested("Housing for students, says Ada of Akron")
    process = remark.round.process
    client = Client()
    client.force_login(editor)
    page = client.get(f"/consensus/{process.pk}/run/moderation/").content.decode()
    assert "says Ada of Akron" in page
    client.post(
        f"/consensus/{process.pk}/run/moderation/{remark.pk}/",
        {"do": "show", "text": "Housing for students", "read": remark.text},
    )
    close(process)
    item = moderation.become_item(process=process, remarks=list(moderation.suggestions(process)), text="Housing")
    remark.refresh_from_db()
    assert (remark.shown_text, remark.became) == ("Housing for students", item)
    assert item.lineage.get().why == "Suggested by 1 person in round 1."


def test_words_changed_since_they_were_read_are_not_let_through(editor):
    remark = suggested("Harmless")
    Remark.objects.filter(pk=remark.pk).update(text="Not harmless")
    client = Client()
    client.force_login(editor)
    client.post(
        f"/consensus/{remark.round.process_id}/run/moderation/{remark.pk}/",
        {"do": "show", "text": "Harmless", "read": "Harmless"},
    )
    remark.refresh_from_db()
    assert remark.state == "held"


def test_what_the_rules_settled_is_not_asked_again():
    process = running(steps=["rate", "rate"], consensus_rule="at least 70% rate 7-9 in every group")
    panel(process, {"researcher": [[9, 1, 5]] * 6, "community": [[8, 9, 5]] * 6})
    close(process)
    states = list(process.items.values_list("text", "state"))
    assert states == [("One", "accepted"), ("Two", "asked"), ("Three", "asked")]
    open_next(process)
    one = Panellist(process)
    one.enter()
    assert "Item 1 of 2" in one.client.get(f"{one.address}1/").content.decode()


def test_results_are_public_only_after_the_end(runner):
    process = running(steps=["rate"])
    panel(process, {"researcher": [[9, 9, 9]] * 6})
    close(process)
    assert "6 people answered" not in Client().get(f"/consensus/{process.pk}/").content.decode()
    runner.post(f"/consensus/{process.pk}/run/end/", {"change_reason": "done"})
    assert "6 people answered" in Client().get(f"/consensus/{process.pk}/").content.decode()


def test_a_rehearsal_is_a_copy_that_says_so(runner):
    process = drafted()
    runner.post(f"/consensus/{process.pk}/run/rehearse/")
    copied = Process.objects.get(nature="rehearsal")
    assert Item.objects.filter(process=copied).count() == 3
    assert "A rehearsal." in runner.get(f"/consensus/{copied.pk}/run/").content.decode()
