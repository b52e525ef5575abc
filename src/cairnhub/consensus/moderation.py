"""What becomes of what panellists write. Whoever moderates sees the words, never whose they are."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from .ballots.models import Remark, RemarkState
from .items import add_item
from .models import Item, Process


def held(process: Process) -> QuerySet[Remark]:
    """What waits, in the order of random keys. Suggestions have no item."""
    return Remark.objects.filter(round__process=process, state=RemarkState.HELD).select_related("round", "item")


def suggestions(process: Process) -> QuerySet[Remark]:
    """Suggestions that were let through and are no item yet."""
    return Remark.objects.filter(
        round__process=process, state=RemarkState.SHOWN, item__isnull=True, became__isnull=True
    ).select_related("round")


@transaction.atomic
def judge(*, remark: Remark, show: bool, text: str) -> None:
    """Let words through, as written or without what would tell who wrote them; or keep them back."""
    fresh = Remark.objects.select_for_update().get(pk=remark.pk)
    if fresh.text != remark.text:
        raise ValidationError("It was changed by who wrote it since you read it. Read it again.")
    fresh.state = RemarkState.SHOWN if show else RemarkState.REFUSED
    fresh.shown_text = text.strip() if show and text.strip() != fresh.text else ""
    fresh.save()


@transaction.atomic
def become_item(*, process: Process, remarks: Sequence[Remark], text: str, part: str = "") -> Item:
    """Make one item of suggestions that say the same."""
    if not remarks:
        raise ValidationError("Tick the suggestions the item is made of.")
    number = len(remarks)
    why = f"Suggested by {number} {'person' if number == 1 else 'people'} in round {remarks[0].round.number}."
    item = add_item(process=process, text=text, part=part, why=why)
    _lead_to(remarks, item)
    return item


@transaction.atomic
def join_item(*, remarks: Sequence[Remark], item: Item) -> None:
    """Say that suggestions are asked about already by an item."""
    if not remarks:
        raise ValidationError("Tick the suggestions that say what the item says.")
    _lead_to(remarks, item)


def _lead_to(remarks: Sequence[Remark], item: Item) -> None:
    taken = Remark.objects.filter(pk__in=[one.pk for one in remarks], became__isnull=True)
    if taken.update(became=item) != len(remarks):
        raise ValidationError("One of them was taken up already: open the page anew.")
