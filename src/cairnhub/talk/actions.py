"""Writes of comments, reports and rulings. None leaves an event: kept pages are made anew by `touch`."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.models import User
from cairnhub.history.actions import touch
from cairnhub.history.models import Tracked

from .models import Comment, Report, Ruling, State, Verdict
from .signals import decided, said

#: Within this time the same words are taken for a form sent twice.
_TWICE = timedelta(minutes=15)


@transaction.atomic
def say(*, about: Tracked, text: str, by: User, answers: Comment | None = None) -> Comment:
    """Add a comment. An answer to an answer goes to the same thread, which has one level.

    Raises ValidationError where it says nothing, is too long, or stands there already.
    """
    parent = answers and (answers.parent or answers)
    comment = Comment(kind=about.kind, object_id=about.pk, parent=parent, author=by, text=_tidy(text))
    comment.full_clean()
    _refuse_twice(comment)
    comment.save()
    touch()
    said.send(sender=Comment, comment=comment)
    return comment


@transaction.atomic
def rewrite(*, comment: Comment, text: str, by: User) -> Comment:
    """Mend one's own words, soon after they were written. Raises ValidationError."""
    fresh = _locked(comment, by=by)
    if not fresh.is_changeable:
        raise ValidationError("It can no longer be changed. You can take it back, or answer it.")
    fresh.text, fresh.changed_at = _tidy(text), timezone.now()
    fresh.full_clean()
    fresh.save(update_fields=["text", "changed_at"])
    touch()
    return fresh


@transaction.atomic
def take_back(*, comment: Comment, by: User) -> Comment:
    """Delete one's own words, at any time. Raises ValidationError where they are somebody else's, or gone."""
    fresh = _locked(comment, by=by)
    if fresh.state == State.TAKEN_BACK:
        raise ValidationError("You have taken it back already.")
    blank(fresh)
    return fresh


def blank(comment: Comment) -> None:
    """Delete the words of a comment and leave its place. Call it inside a transaction."""
    comment.state, comment.text = State.TAKEN_BACK, ""
    comment.save(update_fields=["state", "text"])
    touch()


@transaction.atomic
def report(*, comment: Comment, reason: str, by: User | None = None) -> Report:
    """Ask the moderators to look at a comment. Raises ValidationError where no reason is given, or it waits already."""
    made = Report(comment=comment, reporter=by, reason=_tidy(reason))
    made.full_clean()
    if by and Report.objects.filter(comment=comment, reporter=by, ruling=None).exists():
        raise ValidationError("You have reported this comment already. A moderator will look at it.")
    made.save()
    return made


@transaction.atomic
def decide(*, comment: Comment, verdict: str, reason: str, by: User) -> Ruling:
    """Hide a comment, leave it, or show it again; every report that waits is answered by it, and its author is told.

    Raises ValidationError where no reason is given, the verdict does not fit its state, or it is one's own comment.
    """
    fresh = Comment.objects.select_for_update().get(pk=comment.pk)
    _check_verdict(fresh, verdict, by)
    ruling = Ruling(comment=fresh, verdict=verdict, reason=_tidy(reason), by=by)
    ruling.full_clean()
    ruling.save()
    fresh.reports.filter(ruling=None).update(ruling=ruling)
    if verdict != Verdict.DISMISSED:
        fresh.state = State.HIDDEN if verdict == Verdict.HIDDEN else State.SHOWN
        fresh.save(update_fields=["state"])
        touch()
        async_task("cairnhub.talk.jobs.tell_author", ruling.pk)
    decided.send(sender=Ruling, ruling=ruling)
    return ruling


def verdicts_on(comment: Comment) -> list[Verdict]:
    """What may be decided about a comment as it is now."""
    if comment.state == State.SHOWN:
        return [Verdict.HIDDEN, Verdict.DISMISSED]
    return [Verdict.RESTORED, Verdict.DISMISSED] if comment.state == State.HIDDEN else []


def _check_verdict(comment: Comment, verdict: str, by: User) -> None:
    if comment.author_id == by.pk:
        raise ValidationError("This is your own comment: ask another editor to decide, or take it back.")
    if verdict not in verdicts_on(comment):
        raise ValidationError({"verdict": f"The comment is {comment.get_state_display()}: choose again."})


def _refuse_twice(comment: Comment) -> None:
    same = Comment.objects.filter(
        kind=comment.kind,
        object_id=comment.object_id,
        author=comment.author,
        text=comment.text,
        written_at__gt=timezone.now() - _TWICE,
    )
    if same.exists():
        raise ValidationError({"text": "You have said this here already, a moment ago."})


def _locked(comment: Comment, *, by: User) -> Comment:
    fresh = Comment.objects.select_for_update().get(pk=comment.pk)
    if fresh.author_id != by.pk:
        raise ValidationError("Only its author can do this.")
    return fresh


def _tidy(text: str) -> str:
    # Browsers send lines ended by CR LF, which would count twice.
    return text.replace("\r\n", "\n").strip()
