"""Writes about terms in the steering group."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.actions import Author

from ..models import Seat, Term


@transaction.atomic
def give_term(*, seat: Seat, user: User, starts_on: date, ends_on: date, by: Author, reason: str) -> Term:
    """Give somebody a seat from one day to another, both counted.

    Raises ValidationError where the days are not in order or somebody else holds the seat on one of them.
    """
    locked = Seat.objects.select_for_update().get(pk=seat.pk)
    if locked.removed:
        raise ValidationError("This seat is removed. Bring it back first.")
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "must not be before the day the term starts."})
    taken = locked.terms.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if taken:
        told = f"{taken.holder} holds this seat from {taken.starts_on} to {taken.ends_on}. End that term first."
        raise ValidationError({"starts_on": told})
    term = Term(seat=locked, user=user, starts_on=starts_on, ends_on=ends_on)
    term.full_clean()
    history.note(obj=locked, by=by, reason=f"A term from {starts_on} to {ends_on} was given. {reason}".strip())
    term.save()
    return term


@transaction.atomic
def end_term(*, term: Term, last_day: date, by: Author, reason: str) -> None:
    """Let a term end earlier than agreed. Raises ValidationError where it is over, or the day is not within it.

    A term that is to end before it has begun is taken back.
    """
    fresh = Term.objects.select_for_update().get(pk=term.pk)
    if fresh.ends_on < timezone.localdate():
        raise ValidationError("This term is over: it stays as it was.")
    if not fresh.starts_on - timedelta(days=1) <= last_day < fresh.ends_on:
        raise ValidationError({"last_day": f"must be before {fresh.ends_on}, and not before the term."})
    taken_back = last_day < fresh.starts_on
    what = f"The term from {fresh.starts_on} was taken back." if taken_back else f"The term ends early, on {last_day}."
    history.note(obj=fresh.seat, by=by, reason=f"{what} {reason}".strip())
    if taken_back:
        fresh.delete()
        return
    fresh.ends_on = last_day
    fresh.save(update_fields=["ends_on"])
