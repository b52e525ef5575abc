"""Taking a list in, and taking that back."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairn.base.errors import DataError
from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.checks import require_reason
from cairnhub.history.identifiers import identifier_from
from cairnhub.history.models import Event
from cairnhub.history.queries import newest_event_of

from ..models import Organisation
from .columns import listed
from .models import Batch, Draft, Kind
from .organisations import Outcome, Row, plan

#: For how long a list waits to be taken in. It may hold addresses of people.
KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class TakenBack:
    """How many of an import were removed again, and what stays, each with why."""

    removed: int
    stays: list[str]


def keep_draft(*, kind: str, text: str, columns, by: User) -> Draft:
    """Keep a list to be looked at. Raises ValidationError where it cannot be read."""
    try:
        listed(text, columns)
    except DataError as error:
        raise ValidationError(said(error)) from error
    draft = Draft(user=by, kind=kind, text=text)
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def import_organisations(*, draft: Draft, by: User, reason: str, new: set[int], seen: str) -> Batch:
    """Add what a list has and the directory has not, all or nothing, under one reason; sent twice it is done once.

    `new` are the lines of rows that look like another and are to be added all the same; `seen` is the digest of the
    plan that was looked at. Raises ValidationError where the plan is another by now, or nothing would be added.
    """
    waiting = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if waiting is None:
        return done_before(draft)
    require_reason(by, reason)
    planned = plan(waiting.text)
    if planned.digest != seen:
        raise ValidationError("The directory has changed since you looked. Look at the rows again, then import.")
    rows = [
        row for row in planned.rows if row.outcome is Outcome.ADD or (row.outcome is Outcome.LIKE and row.line in new)
    ]
    if not rows:
        raise ValidationError("Nothing would be added: every row is here already, left out or wrong.")
    events = [_add(row, by=by, reason=reason) for row in rows]
    likes = planned.of(Outcome.LIKE)
    counts = {
        "added": len(rows),
        "left_out": len([row for row in likes if row.line not in new]),
        "here": len(planned.of(Outcome.HERE)),
        "wrong": len(planned.of(Outcome.WRONG)),
    }
    waiting.delete()
    return Batch.objects.create(kind=Kind.ORGANISATIONS, token=draft.token, by=by, counts=counts, events=events)


@transaction.atomic
def take_back(*, batch: Batch, by: User) -> TakenBack:
    """Remove again what an import added and nobody has touched since."""
    Batch.objects.select_for_update().get(pk=batch.pk)
    removed, stays = 0, []
    for event in Event.objects.filter(pk__in=batch.events).order_by("-pk"):
        if Organisation.objects.filter(pk=event.object_id, removed=True).exists():
            continue
        if newest_event_of(event.kind, event.object_id) != event.pk:
            stays.append(f"{event.label}: changed since")
            continue
        try:
            with transaction.atomic():
                history.undo(event=event, by=by, reason="The import it came with was taken back.")
            removed += 1
        except ValidationError as refusal:
            stays.append(f"{event.label}: {' '.join(refusal.messages)}")
    return TakenBack(removed, stays)


def drop_draft(*, draft: Draft) -> None:
    """Throw a list away."""
    draft.delete()


def drop_old_drafts() -> int:
    """Throw away lists that waited for a day; answers how many."""
    return Draft.objects.filter(made_at__lt=timezone.now() - KEPT).delete()[0]


def done_before(draft: Draft) -> Batch:
    """What became of a list that waits no more. Raises ValidationError where it was thrown away."""
    batch = Batch.objects.filter(token=draft.token).first()
    if batch is None:
        raise ValidationError("This list was thrown away in the meantime. Send it again.")
    return batch


def said(error: DataError) -> str:
    """An error as one sentence to a person."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _add(row: Row, *, by: User, reason: str) -> int:
    organisation = Organisation(**row.values)
    organisation.pk = identifier_from(row.name, lambda pk: Organisation.objects.filter(pk=pk).exists())
    try:
        return history.add(obj=organisation, by=by, reason=reason).pk
    except ValidationError as refusal:
        raise ValidationError(f"Line {row.line}: {' '.join(refusal.messages)} Nothing was imported.") from refusal
