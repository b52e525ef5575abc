"""Moderators accept or decline, always with an answer, and the sender hears back."""

import json

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ

from cairnhub.agenda import actions, jobs
from cairnhub.agenda.models import Question, Suggestion
from cairnhub.data.models import DataNeed
from cairnhub.evidence.models import Study
from cairnhub.framework.models import Link
from cairnhub.history.models import Event
from cairnhub.literature.models import Reference
from factories import make_construct, make_outcome, make_reference, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(client, editor):
    """A client signed in as an editor, who moderates."""
    client.force_login(editor)
    return client


def suggested(kind, text="Does it?", **fields):
    return actions.send_suggestion(kind=kind, text=text, **fields)


def address(suggestion):
    return f"/workspace/suggestions/{suggestion.pk}/"


def shown_values(page):
    """What the browser sends back from a moderation page as it was shown."""
    acceptance, sent = page.context["acceptance"], {}
    for form in [*acceptance.forms, acceptance.answer]:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False):
                sent[form.add_prefix(name)] = value
    return sent


def accept(door, suggestion, **filled):
    sent = shown_values(door.get(address(suggestion)))
    changed = {name.replace("__", "-", 1): value for name, value in filled.items()}
    return door.post(address(suggestion), sent | {"answer": "Thank you.", "decision": "accept"} | changed)


def test_an_accepted_question_stands_on_the_agenda_and_its_history_names_the_suggestion(door):
    suggestion = suggested("question", details={"decided_by": "Deans", "decision": "whether to open a track"})
    assert accept(door, suggestion).status_code == 302
    question = Question.objects.get()
    assert (question.text, question.decided_by) == ("Does it?", "Deans")
    event = Event.objects.get(object_id=question.pk)
    assert f"suggestion {suggestion.pk}" in event.reason
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.became_kind, suggestion.became_id) == ("accepted", "question", question.pk)
    page = door.get(suggestion.get_absolute_url()).content.decode()
    assert question.get_absolute_url() in page
    assert "Thank you." in page


def test_the_history_names_the_suggestion_whatever_the_moderator_writes(door):
    suggestion = suggested("need", "How long do they stay?")
    accept(door, suggestion, added__change_reason="Asked often.")
    assert Event.objects.get(object_id=DataNeed.objects.get().pk).reason == f"Asked often. (suggestion {suggestion.pk})"


def test_an_accepted_study_brings_its_reference(door):
    suggestion = suggested("study", "A study", details={"authors": ["Mullan F"], "year": 2012, "doi": "10.1/x"})
    done = accept(door, suggestion, added__study_kind="primary", added__direction="null")
    assert done.status_code == 302
    study = Study.objects.get()
    reference = study.references.get()
    assert (reference.title, reference.doi, reference.authors) == ("A study", "10.1/x", ["Mullan F"])
    assert Event.objects.filter(reason__contains=f"suggestion {suggestion.pk}").count() == 2


def test_a_suggested_study_may_belong_to_a_reference_that_is_here(door):
    known = make_reference(doi="10.1/x")
    suggestion = suggested("study", "A study", details={"doi": "10.1/x"})
    page = accept(door, suggestion, added__study_kind="primary", added__direction="null")
    assert page.status_code == 400
    assert "doi" in page.context["acceptance"].reference.errors
    assert not Study.objects.exists()
    done = accept(door, suggestion, existing__existing=known.pk, added__study_kind="primary", added__direction="null")
    assert done.status_code == 302
    assert list(Study.objects.get().references.all()) == [known]
    assert Reference.objects.count() == 1


def test_an_accepted_link_joins_the_constructs_the_sender_chose(door):
    track, practice = make_construct(), make_outcome()
    suggestion = suggested("link", "Tracks lead to practice.", details={"source": track.pk, "target": practice.pk})
    accept(door, suggestion, added__claim="increase", added__basis="reasoning")
    assert Link.objects.get().statement == "Tracks lead to practice."


def test_a_correction_opens_the_form_of_the_record_it_is_about(door):
    study = make_study(n=12)
    suggestion = suggested("correction", "It was 1,234.", about=study.get_absolute_url())
    assert accept(door, suggestion, changed__n="1234").status_code == 302
    assert Study.objects.get().n == 1234
    event = Event.objects.latest("pk")
    assert event.changes == {"n": [12, 1234]}
    assert f"suggestion {suggestion.pk}" in event.reason


def test_a_correction_of_what_is_no_record_is_accepted_with_an_answer(door):
    suggestion = suggested("correction", "A typo.", about="/about/")
    page = door.get(address(suggestion))
    assert page.context["acceptance"].forms == []
    assert accept(door, suggestion).status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.became_kind) == ("accepted", "")


def test_what_is_missing_is_told_beside_its_field_and_nothing_is_written(door):
    suggestion = suggested("question", sender_email="dean@example.org")
    before = Event.objects.count()
    page = accept(door, suggestion, answer="")
    assert page.status_code == 400
    assert {"decided_by", "decision"} <= page.context["acceptance"].added.errors.keys()
    assert "answer" in page.context["acceptance"].answer.errors
    suggestion.refresh_from_db()
    assert suggestion.status == "waiting"
    assert (Question.objects.count(), Event.objects.count(), OrmQ.objects.count()) == (0, before, 0)


def test_declining_needs_an_answer_and_nothing_else(door):
    suggestion = suggested("question")
    assert door.post(address(suggestion), {"decision": "decline", "answer": " "}).status_code == 400
    assert door.post(address(suggestion), {"decision": "decline", "answer": "Asked already."}).status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.answer, suggestion.answered_by_name) == (
        "declined",
        "Asked already.",
        "Some editor",
    )
    assert not Question.objects.exists()


def test_two_moderators_answer_once(door, coordinator):
    suggestion = suggested("need", "Help")
    stale = Suggestion.objects.get()
    actions.decline_suggestion(suggestion=suggestion, by=coordinator, answer="First.")
    with pytest.raises(ValidationError, match="Some coordinator has answered this already: declined"):
        actions.accept_suggestion(suggestion=stale, by=coordinator, answer="Second.")
    page = door.post(address(suggestion), {"decision": "accept", "answer": "Third."})
    assert page.status_code == 400
    assert "First." in page.content.decode()
    assert not DataNeed.objects.exists()


def test_a_list_is_narrowed_without_losing_what_was_written(door):
    make_study()
    suggestion = suggested("study", "A study")
    sent = shown_values(door.get(address(suggestion))) | {"answer": "Half written", "added-notes": "Half"}
    page = door.post(address(suggestion), sent | {"narrow": "added-exposures", "added-exposures-words": "rural"})
    acceptance = page.context["acceptance"]
    assert page.status_code == 200
    assert acceptance.added["notes"].value() == "Half"
    assert acceptance.answer["answer"].value() == "Half written"
    assert not acceptance.answer.errors


def test_the_answer_is_sent_by_a_job_that_carries_no_address(editor):
    suggestion = suggested("need", "Help", sender_email="dean@example.org")
    actions.decline_suggestion(suggestion=suggestion, by=editor, answer="Known already.")
    (job,) = OrmQ.objects.all()
    assert (job.task["func"], job.task["args"]) == ("cairnhub.agenda.jobs.tell_sender", (suggestion.pk,))
    assert "dean@example.org" not in str(job.task)
    jobs.tell_sender(suggestion.pk)
    (message,) = mail.outbox
    assert message.to == ["dean@example.org"]
    assert "Known already." in message.body
    assert suggestion.get_absolute_url() in message.body


def test_an_answer_is_sent_once_however_often_its_job_is_started(editor):
    suggestion = suggested("need", "Help", sender_email="dean@example.org")
    jobs.tell_sender(suggestion.pk)
    assert mail.outbox == []
    actions.decline_suggestion(suggestion=suggestion, by=editor, answer="Known already.")
    for _ in range(3):
        jobs.tell_sender(suggestion.pk)
    assert len(mail.outbox) == 1


def test_without_an_address_there_is_no_job(editor):
    actions.decline_suggestion(suggestion=suggested("need", "Help"), by=editor, answer="Known already.")
    assert not OrmQ.objects.exists()


def test_an_answer_that_is_taken_back_leaves_no_job(editor):
    suggestion = suggested("need", "Help", sender_email="dean@example.org")
    with transaction.atomic():
        actions.decline_suggestion(suggestion=suggestion, by=editor, answer="Known already.")
        transaction.set_rollback(True)
    assert not OrmQ.objects.exists()


def test_a_job_whose_worker_was_killed_is_handed_out_again(editor):
    suggestion = suggested("need", "Help", sender_email="dean@example.org")
    actions.decline_suggestion(suggestion=suggestion, by=editor, answer="Known already.")
    broker = get_broker()
    assert len(broker.dequeue()) == 1
    # The worker that took it is killed: it never acknowledges. While its time runs, nobody else gets the job.
    assert not broker.dequeue()
    OrmQ.objects.update(lock=timezone.now() - timezone.timedelta(hours=1))
    assert len(broker.dequeue()) == 1


def test_the_queue_shows_the_oldest_first_and_the_answered_apart(door, editor):
    first, second = suggested("need", "First"), suggested("need", "Second")
    assert list(door.get("/workspace/suggestions/").context["page"]) == [first, second]
    actions.decline_suggestion(suggestion=first, by=editor, answer="Known already.")
    assert list(door.get("/workspace/suggestions/").context["page"]) == [second]
    assert list(door.get("/workspace/suggestions/?status=declined").context["page"]) == [first]


def test_my_suggestions_are_part_of_the_data_about_me(client, member):
    suggested("need", "Mine", sender_email="MEMBER@example.org")
    suggested("need", "Another's", sender_email="other@example.org")
    client.force_login(member)
    told = json.loads(client.get("/accounts/data.json").content)
    assert [suggestion["text"] for suggestion in told["suggestions"]] == ["Mine"]
