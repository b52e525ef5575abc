"""Writes of suggestions. What a suggestion becomes is written by `history.actions`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.models import User
from cairnhub.accounts.personal import FORMER_MEMBER
from cairnhub.history.actions import touch
from cairnhub.history.models import Tracked

from .models import Suggestion, SuggestionStatus


def send_suggestion(
    *, kind: str, text: str, about: str = "", details: dict | None = None, sender_name: str = "", sender_email: str = ""
) -> Suggestion:
    """Put a suggestion into the queue of the moderators. Raises ValidationError."""
    suggestion = Suggestion(
        kind=kind,
        text=text.strip(),
        about=about,
        details=details or {},
        sender_name=sender_name.strip(),
        sender_email=sender_email.strip(),
    )
    suggestion.full_clean()
    suggestion.save()
    return suggestion


def accept_suggestion(*, suggestion: Suggestion, by: User, answer: str, became: Tracked | None = None) -> Suggestion:
    """Accept it and tell the sender; `became` is the object it led to, where there is one.

    Raises ValidationError where it was answered already or the answer says nothing.
    """
    return _answer(suggestion, SuggestionStatus.ACCEPTED, by=by, answer=answer, became=became)


def decline_suggestion(*, suggestion: Suggestion, by: User, answer: str) -> Suggestion:
    """Decline it and tell the sender why. Raises ValidationError as `accept_suggestion` does."""
    return _answer(suggestion, SuggestionStatus.DECLINED, by=by, answer=answer)


def erase_sender(user: User) -> None:
    """Keep what a person suggested or answered, and nothing that says who it was."""
    Suggestion.objects.filter(sender_email__iexact=user.email).update(sender_name="", sender_email="")
    Suggestion.objects.filter(answered_by=user).update(answered_by_name=FORMER_MEMBER)


@transaction.atomic
def _answer(suggestion: Suggestion, status: str, *, by: User, answer: str, became: Tracked | None = None):
    fresh = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if fresh.status != SuggestionStatus.WAITING:
        raise ValidationError(f"{fresh.answered_by_name} has answered this already: {fresh.get_status_display()}.")
    fresh.status, fresh.answer = status, answer.strip()
    fresh.answered_at, fresh.answered_by, fresh.answered_by_name = timezone.now(), by, by.display_name
    if became is not None:
        fresh.became_kind, fresh.became_id = became.kind, became.pk
    fresh.full_clean()
    fresh.save()
    # The page of an organisation tells what became of what it brought.
    touch()
    if fresh.sender_email:
        # The queue is in the same database: the job exists exactly when the answer does.
        async_task("cairnhub.agenda.jobs.tell_sender", fresh.pk)
    return fresh
