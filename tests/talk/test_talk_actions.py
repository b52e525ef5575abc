"""What may be said, mended, taken back, reported and decided."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_q.models import OrmQ

from cairnhub.history.models import Event, Touch
from cairnhub.history.queries import newest_touch
from cairnhub.talk import actions, queries
from cairnhub.talk.models import Comment, State
from factories import make_construct, make_link
from talk_builders import make_comment, make_member, make_report, make_ruling

pytestmark = pytest.mark.django_db


def refusal(action, **arguments) -> str:
    with pytest.raises(ValidationError) as found:
        action(**arguments)
    return " ".join(found.value.messages)


def grow_old(comment: Comment) -> Comment:
    comment.written_at = timezone.now() - timedelta(minutes=16)
    comment.save(update_fields=["written_at"])
    return comment


def test_a_comment_is_no_event_and_makes_kept_pages_anew():
    link = make_link()
    events, before = Event.objects.count(), newest_touch()
    make_comment(about=link)
    assert Event.objects.count() == events
    assert newest_touch() != before


@pytest.mark.parametrize(
    ("text", "part"), [("", "Write something"), (" \r\n ", "Write something"), ("x" * 2001, "2000")]
)
def test_what_says_nothing_or_too_much_is_refused(text, part, member):
    assert part in refusal(actions.say, about=make_link(), text=text, by=member)


def test_lines_of_a_browser_count_once(member):
    said = make_comment(by=member, text="\r\n".join("x" * 1000))
    assert said.text == "\n".join("x" * 1000)


def test_the_same_form_sent_twice_says_it_once(member):
    link = make_link()
    make_comment(about=link, by=member, text="So it is.")
    assert "already" in refusal(actions.say, about=link, text="So it is.", by=member)
    assert make_comment(about=make_link(), by=member, text="So it is.")


def test_answers_stand_in_one_row_whomever_they_answer():
    link = make_link()
    first = make_comment(about=link)
    second = make_comment(about=link, answers=first)
    third = make_comment(about=link, answers=second)
    assert (second.parent, third.parent) == (first, first)


def test_an_answer_belongs_to_what_it_answers():
    with pytest.raises(ValidationError):
        make_comment(about=make_construct(), answers=make_comment(about=make_link()))


def test_words_are_mended_for_a_quarter_of_an_hour(member):
    comment = make_comment(by=member)
    assert actions.rewrite(comment=comment, text="Better.", by=member).text == "Better."
    assert "no longer" in refusal(actions.rewrite, comment=grow_old(comment), text="Worse.", by=member)
    assert Comment.objects.get().text == "Better."


def test_words_are_taken_back_at_any_time_and_leave_no_word(member):
    comment = grow_old(make_comment(by=member))
    actions.take_back(comment=comment, by=member)
    comment.refresh_from_db()
    assert (comment.state, comment.text) == (State.TAKEN_BACK, "")
    assert "already" in refusal(actions.take_back, comment=comment, by=member)
    assert "no longer" in refusal(actions.rewrite, comment=comment, text="Again.", by=member)


@pytest.mark.parametrize("action", [actions.take_back, actions.rewrite])
def test_nobody_touches_the_words_of_another(action, editor):
    words = {"text": "Mine now."} if action is actions.rewrite else {}
    assert "Only its author" in refusal(action, comment=make_comment(), by=editor, **words)


def test_a_report_waits_until_it_is_decided(member, editor):
    comment = make_comment()
    make_report(comment, by=member)
    make_report(comment, reason="It is rude.")
    assert [(one.pk, one.number) for one in queries.waiting()] == [(comment.pk, 2)]
    assert "already" in refusal(actions.report, comment=comment, reason="Still.", by=member)
    ruling = make_ruling(comment, by=editor, verdict="dismissed", reason="It names nobody.")
    assert list(queries.waiting()) == []
    assert set(ruling.reports.values_list("reason", flat=True)) == {"It names a patient.", "It is rude."}
    assert Comment.objects.get().state == State.SHOWN


def test_a_comment_without_a_report_does_not_wait():
    make_comment()
    assert list(queries.waiting()) == []


def test_what_its_author_took_back_waits_no_longer(member):
    comment = make_comment(by=member)
    make_report(comment)
    actions.take_back(comment=comment, by=member)
    assert list(queries.waiting()) == []


def test_a_hidden_comment_is_shown_again_and_both_decisions_stay(editor):
    comment = make_comment(text="Words stay.")
    make_ruling(comment, by=editor)
    comment.refresh_from_db()
    assert (comment.state, comment.text) == (State.HIDDEN, "Words stay.")
    touched = Touch.objects.count()
    make_ruling(comment, by=editor, verdict="restored", reason="I was wrong.")
    comment.refresh_from_db()
    assert comment.state == State.SHOWN
    assert Touch.objects.count() == touched + 1
    assert [one.verdict for one in comment.rulings.all()] == ["restored", "hidden"]


def test_a_decision_needs_a_reason_a_verdict_that_fits_and_another_person(editor):
    comment = make_comment()
    assert "blank" in refusal(actions.decide, comment=comment, verdict="hidden", reason=" ", by=editor)
    assert "choose again" in refusal(actions.decide, comment=comment, verdict="restored", reason="So.", by=editor)
    own = make_comment(by=editor)
    assert "your own" in refusal(actions.decide, comment=own, verdict="dismissed", reason="So.", by=editor)


@pytest.mark.parametrize(("verdict", "jobs"), [("hidden", 1), ("dismissed", 0)])
def test_its_author_is_told_where_a_comment_is_hidden(verdict, jobs):
    ruling = make_ruling(verdict=verdict)
    told = [job.task for job in OrmQ.objects.all() if job.func() == "cairnhub.talk.jobs.tell_author"]
    assert [task["args"] for task in told] == [(ruling.pk,)] * jobs


def test_members_keep_their_words_when_somebody_else_is_erased(member):
    from cairnhub.accounts.actions import erase

    link, other = make_link(), make_member("Other")
    first = make_comment(about=link, by=member, text="I shall leave.")
    make_comment(about=link, by=other, answers=first, text="Pity.")
    erase(user=member)
    first.refresh_from_db()
    assert (first.author, first.text, first.state) == (None, "", State.TAKEN_BACK)
    assert [one.text for one in first.replies.all()] == ["Pity."]
