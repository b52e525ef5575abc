"""The order people gave to questions becomes the agenda's: chosen, all or nothing, once, and never a rehearsal's."""

import pytest
from django.core.exceptions import ValidationError

from cairnhub.agenda.from_rounds.actions import take_over
from cairnhub.agenda.from_rounds.queries import ranked
from cairnhub.agenda.life.actions import move
from cairnhub.agenda.models import Question
from cairnhub.consensus import actions
from cairnhub.history.models import Event
from consensus_builders import BY, Panellist, close, panel, running
from factories import make_question

pytestmark = pytest.mark.django_db
FIELDS = {"decided_by": "Deans", "decision": "what to teach"}


def put_in_order(abouts, template="jla", **values):
    """A process in which ten people put items in the order in which they stand."""
    process = running(template, steps=["order"], texts=[f"Question {at}?" for at, _ in enumerate(abouts)], **values)
    asked = list(process.items.all())
    for item, about in zip(asked, abouts, strict=True):
        item.about = f"question:{about.pk}" if about else ""
        item.save()
    places = {f"item_{item.pk}": at for at, item in enumerate(asked, start=1)}
    for group in ("researcher", "community"):
        for _ in range(5):
            one = Panellist(process, group)
            one.enter()
            assert one.answer(1, **places).status_code == 200
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def keys(process):
    return [one.key for one in ranked(process)]


def test_questions_are_prioritised_with_their_rank(coordinator, client):
    last, first = make_question(text="A question that came last?"), make_question(text="Z, which came first?")
    process = put_in_order([first, last])
    take_over(process=process, chosen=keys(process), new={}, by=coordinator)
    first.refresh_from_db()
    assert (first.status, first.rank, first.ranked_in) == ("prioritised", 1, process.pk)
    assert first.rank_words == "Ranked 1st of 2 by 10 people in 2 groups in “What matters”"
    page = client.get("/agenda/").content.decode()
    assert page.index("Z, which came first?") < page.index("A question that came last?")
    assert f'<a href="/consensus/{process.pk}/">Ranked 1st of 2 by 10 people' in page
    assert "Ranked 2nd of 2" in client.get(last.get_absolute_url()).content.decode()


def test_an_item_that_is_no_question_yet_becomes_one(coordinator):
    process = put_in_order([None, None])
    chosen = keys(process)[:1]
    with pytest.raises(ValidationError, match="Item 1 cannot be taken over"):
        take_over(process=process, chosen=chosen, new={}, by=coordinator)
    assert not Question.objects.exists()
    take_over(process=process, chosen=chosen, new={chosen[0]: FIELDS}, by=coordinator)
    assert Question.objects.get().rank == 1


def test_one_that_fails_leaves_nothing_changed(coordinator):
    known = make_question()
    process = put_in_order([known, None])
    events = Event.objects.count()
    with pytest.raises(ValidationError, match="Item 2 cannot be taken over"):
        take_over(process=process, chosen=keys(process), new={}, by=coordinator)
    known.refresh_from_db()
    assert (known.status, known.rank, Event.objects.count()) == ("proposed", None, events)


def test_nothing_is_taken_over_twice(coordinator):
    process = put_in_order([make_question()])
    take_over(process=process, chosen=keys(process), new={}, by=coordinator)
    with pytest.raises(ValidationError, match="taken over before"):
        take_over(process=process, chosen=keys(process), new={}, by=coordinator)


def test_a_new_order_ends_the_old_one_and_setting_back_ends_a_rank(coordinator):
    old, new = make_question(), make_question(text="Another?")
    before = put_in_order([old])
    take_over(process=before, chosen=keys(before), new={}, by=coordinator)
    process = put_in_order([new])
    take_over(process=process, chosen=keys(process), new={}, by=coordinator)
    old.refresh_from_db()
    assert (old.status, old.rank, old.rank_words) == ("prioritised", None, "")
    move(question=new, name="set_back", by=coordinator, reason="A mistake.")
    new.refresh_from_db()
    assert (new.status, new.rank) == ("proposed", None)


@pytest.mark.parametrize("nature", ["rehearsal", "demonstration"])
def test_what_does_not_count_changes_nothing(nature, coordinator, client):
    process = put_in_order([make_question()], nature=nature)
    assert ranked(process) == []
    with pytest.raises(ValidationError, match="Only a real process"):
        take_over(process=process, chosen=[process.items.get().pk], new={}, by=coordinator)
    client.force_login(coordinator)
    assert client.get(f"/agenda/from-rounds/{process.pk}/").status_code == 404
    assert Question.objects.get().status == "proposed"


def test_what_was_agreed_on_without_an_order_is_prioritised_without_a_rank(coordinator):
    question = make_question()
    process = running(steps=["rate"], texts=["One"], consensus_rule="at least 70% rate 7-9 in every group")
    process.items.update(about=f"question:{question.pk}")
    panel(process, {"researcher": [[8]] * 6})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    take_over(process=process, chosen=keys(process), new={}, by=coordinator)
    question.refresh_from_db()
    assert (question.status, question.rank) == ("prioritised", None)
    assert question.rank_words == "Agreed on by 100% of 6 people in “What matters”"


def test_a_coordinator_takes_over_on_a_page(coordinator, client):
    process = put_in_order([make_question(), None])
    known, new = keys(process)
    client.force_login(coordinator)
    address = f"/agenda/from-rounds/{process.pk}/"
    assert "Not on the agenda yet" in client.get(address).content.decode()
    refused = client.post(address, {"take": [known, new]})
    assert refused.status_code == 400
    assert Question.objects.filter(status="prioritised").count() == 0
    sent = {"take": [known, new], f"item-{new}-decided_by": "Deans", f"item-{new}-decision": "what to teach"}
    answer = client.post(address, sent | {"replaces": "on"}, follow=True)
    assert "Taken over: 2 questions." in answer.content.decode()
    assert Question.objects.filter(status="prioritised").count() == 2
    assert "Everything has been taken over" in client.get(address).content.decode()
