"""Merging two organisations into one, parting them again, and saying that two that look alike are two."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.checks import require_reason
from cairnhub.history.models import Tracked
from cairnhub.history.queries import newest_event_of

from ..models import Organisation
from . import pointers
from .models import Distinct, Merger


@dataclass(frozen=True)
class Parted:
    """What the undoing of a merger left as it was, because it was changed since: fields by name, records by label."""

    fields: list[str]
    records: list[str]


def seen_state(*organisations: Organisation) -> int:
    """A number that grows when one of them changes: what somebody had seen who decided about them."""
    return max(newest_event_of(one.kind, one.pk) for one in organisations)


@transaction.atomic
def merge(*, kept: Organisation, gone: Organisation, values: dict, by: User, reason: str, seen: int) -> Merger:
    """Make one of two organisations: `values` are set on the kept one, what pointed at the other points at it.

    Raises ValidationError where they are one, one is removed, somebody changed one since `seen`, or no reason is given.
    """
    require_reason(by, reason)
    kept, gone = _locked(kept, gone)
    if seen_state(kept, gone) > seen:
        raise ValidationError("Somebody changed one of the two while you were looking: look at both again.")
    merger = Merger.objects.create(kept=kept, gone=gone, by=by)
    pointers.move(gone.pk, kept.pk, merger=merger, by=by, reason=reason)
    history.remove(obj=gone, by=by, reason=reason)
    # Only now: what one organisation alone may have, such as its ROR, is free once the other is gone.
    if event := history.change(obj=kept, by=by, reason=reason, values=values):
        merger.changes = event.changes
        merger.save(update_fields=["changes"])
    # Told of the kept one too, last of all: whoever lists it anew, lists it with what it was given.
    history.note(obj=kept, by=by, reason=f"“{gone.name}” was merged into it. {reason}")
    Distinct.objects.filter(first__in=(kept, gone), second__in=(kept, gone)).delete()
    return merger


@transaction.atomic
def part(*, merger: Merger, by: User, reason: str) -> Parted:
    """Undo a merger as a whole: both stand again, and what was moved and not changed since moves back.

    Raises ValidationError where it is undone already, the kept one has gone since, or no reason is given.
    """
    require_reason(by, reason)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at:
        raise ValidationError("This is undone already.")
    kept, gone = (Organisation.objects.select_for_update().get(pk=pk) for pk in (merger.kept_id, merger.gone_id))
    if kept.removed:
        raise ValidationError(f"“{kept.name}” has gone since: bring it back or undo its own merger first.")
    # First, for the same reason the other way round.
    fields = _give_back(kept, merger.changes, by=by, reason=reason)
    if gone.removed:
        history.restore(obj=gone, by=by, reason=reason)
    left = [_name(row) for row in pointers.move_back(merger, by=by, reason=reason)]
    history.note(obj=kept, by=by, reason=f"“{gone.name}” was parted from it. {reason}")
    # The one that is back is listed anew with those who moved back to it.
    history.note(obj=gone, by=by, reason=f"It was parted from “{kept.name}”. {reason}")
    merger.undone_at = timezone.now()
    merger.save(update_fields=["undone_at"])
    return Parted(fields, left)


@transaction.atomic
def tell_apart(*, one: Organisation, other: Organisation, by: User) -> Distinct:
    """Say that two organisations are two; twice changes nothing. Raises ValidationError where they are one."""
    first, second = sorted((one.pk, other.pk))
    if first == second:
        raise ValidationError("Choose two organisations.")
    return Distinct.objects.get_or_create(first_id=first, second_id=second, defaults={"by": by})[0]


def forget_apart(*, one: Organisation, other: Organisation) -> None:
    """Take back that two organisations are two."""
    Distinct.objects.filter(first_id=min(one.pk, other.pk), second_id=max(one.pk, other.pk)).delete()


def _locked(kept: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    if kept.pk == gone.pk:
        raise ValidationError("Choose two organisations.")
    # In one order, so that two editors who merge the same two the other way round wait for each other.
    found = {
        one.pk: one for one in Organisation.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    }
    if any(one.removed for one in found.values()):
        raise ValidationError("One of the two is removed already: look at the list again.")
    return found[kept.pk], found[gone.pk]


def _give_back(kept: Organisation, changes: dict, *, by: User, reason: str) -> list[str]:
    """Set back the fields that stand as the merger left them; answers the names of the others."""
    current = kept.values()
    stands = {name: before for name, (before, after) in changes.items() if current.get(name) == after}
    history.change(obj=kept, by=by, reason=reason, values=stands)
    return sorted(str(Organisation._meta.get_field(name).verbose_name) for name in changes.keys() - stands.keys())


def _name(row) -> str:
    # Rows that are no part of the record may be about people: they are counted by what they are, not named.
    return row.label() if isinstance(row, Tracked) else f"a {row._meta.verbose_name}"
