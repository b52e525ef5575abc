"""Writes of the report: a coordinator's words for a checklist."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history

from ..actions import locked
from ..models import ChecklistWords, Process, Stage


@transaction.atomic
def write(*, process: Process, checklist: str, number: str, text: str, by: Author) -> None:
    """Keep what a coordinator says to an item; empty words take back what was said."""
    fresh = locked(process)
    if fresh.stage == Stage.DRAFT:
        raise ValidationError("Fix the protocol first: there is nothing to report yet.")
    place = {"process": fresh, "checklist": checklist, "number": number}
    if words := text.strip():
        ChecklistWords.objects.update_or_create(**place, defaults={"text": words})
    else:
        ChecklistWords.objects.filter(**place).delete()
    history.note(obj=fresh, by=by, reason=f"What the report says to item {number} of {checklist} was written anew.")
