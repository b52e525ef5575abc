"""Writes about items: added, reworded, merged, split, left out. Each keeps from what it came, and why."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from .actions import locked
from .models import Item, ItemState, Lineage, Process, RoundState


@transaction.atomic
def add_item(*, process: Process, text: str, why: str = "", **more) -> Item:
    """Add an item at the end; `more` are its other fields.

    Raises ValidationError while a round is open: people would answer different lists.
    """
    fresh = changeable(process)
    place = (fresh.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item = Item(process=fresh, number=_free_number(fresh), position=place, text=" ".join(text.split()), **more)
    item.full_clean()
    item.save()
    if why:
        _tell(item, [], "added", why)
    return item


@transaction.atomic
def reword(*, item: Item, text: str, why: str) -> Item:
    """Replace an item by one with other words: 14 becomes 14a. Once it was asked, the old one keeps its answers."""
    return _replace([item], text=text, number=_next_letter(item), why=why, what="reworded")


@transaction.atomic
def merge(*, items: Sequence[Item], text: str, why: str) -> Item:
    """Put several items into one, which takes the place of the first."""
    if len(items) < 2 or len({item.process_id for item in items}) > 1:
        raise ValidationError("Choose two items or more of one process.")
    return _replace(items, text=text, number=_next_letter(items[0]), why=why, what="merged")


@transaction.atomic
def split(*, item: Item, texts: Sequence[str], why: str) -> list[Item]:
    """Make several items of one: 14 becomes 14a, 14b."""
    if len(texts) < 2:
        raise ValidationError("Write two items or more.")
    found = []
    for text in texts:
        found.append(_replacement([item], text=text, number=_next_letter(item), why=why, what="split"))
    _leave(item, ItemState.REPLACED)
    return found


@transaction.atomic
def drop(*, item: Item, why: str) -> None:
    """Leave an item out of the rounds to come."""
    changeable(item.process)
    _leave(item, ItemState.DROPPED)
    _tell(item, [], "left out", why)


@transaction.atomic
def bring_back(*, item: Item, why: str) -> None:
    """Ask about an item again that was left out or settled."""
    changeable(item.process)
    if item.state == ItemState.REPLACED:
        raise ValidationError("Another item stands in its place.")
    _leave(item, ItemState.ASKED)
    _tell(item, [], "brought back", why)


def _replace(items: Sequence[Item], **given) -> Item:
    found = _replacement(items, **given)
    for item in items:
        _leave(item, ItemState.REPLACED)
    return found


def _replacement(items: Sequence[Item], *, text: str, number: str, why: str, what: str) -> Item:
    first = items[0]
    process = changeable(first.process)
    if any(item.state == ItemState.REPLACED for item in items):
        raise ValidationError("One of them was replaced already: open the page anew.")
    item = Item(
        process=process, number=number, position=first.position, text=" ".join(text.split()), about=first.about,
        help=first.help, part=first.part, proposes=first.proposes,
    )  # fmt: skip
    item.full_clean()
    item.save()
    _tell(item, [one.number for one in items], what, why)
    return item


def _tell(item: Item, before: list[str], what: str, why: str) -> None:
    if not why.strip():
        raise ValidationError({"why": "Say why: panellists and readers see it."})
    Lineage.objects.create(
        process=item.process,
        item=item,
        before=before,
        what=what,
        why=why.strip(),
        before_round=next_round(item.process),
    )


def next_round(process: Process) -> int:
    """The number of the round to come."""
    return process.rounds.filter(state=RoundState.CLOSED).count() + 1


def changeable(process: Process) -> Process:
    """Hold the process. Raises ValidationError while a round is open, and after the end."""
    fresh = locked(process)
    if fresh.stage == "ended" or fresh.rounds.filter(state=RoundState.OPEN).exists():
        raise ValidationError("While a round is open, or after the end, items stay as they are.")
    return fresh


def _leave(item: Item, state: str) -> None:
    item.state = state
    item.save(update_fields=["state"])


def _free_number(process: Process) -> str:
    taken = set(process.items.values_list("number", flat=True))
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)


def _next_letter(item: Item) -> str:
    """The first free name after an item's: 14, 14a, 14b …; of 14a it is 14b too."""
    base = item.number.rstrip("abcdefghijklmnopqrstuvwxyz")
    taken = set(item.process.items.filter(number__startswith=base).values_list("number", flat=True))
    return next(f"{base}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if f"{base}{letter}" not in taken)
