"""Which screens a person goes through in a round: one item each, a few, or all of them."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..actions import asked_items
from ..models import Item, Mode, Process, Round

ONE_EACH = {Mode.RATE, Mode.VOTE, Mode.CRITERIA}
SET_OF = 4
"""Items shown together in best-worst scaling: usual designs show 4 or 5 (Louviere, Flynn & Marley 2015)."""
SHOWN_EACH = 3
"""How often a person sees each item in best-worst scaling, where the number of sets allows it."""
MOST_SETS = 15
SUGGESTIONS = 5


@dataclass(frozen=True)
class Screen:
    """One page of a round: its items, and the aspect under which their answers are kept."""

    items: tuple[Item, ...]
    aspect: str = ""


def screens_of(round_: Round, code: str) -> list[Screen]:
    """The screens of the holder of this key, the same whenever and wherever they come back."""
    items = asked_items(round_)
    if round_.mode == Mode.SUGGEST:
        return [Screen(())]
    if round_.mode == Mode.BEST_WORST:
        return [Screen(part, f"set {number}") for number, part in enumerate(_sets(items, code), start=1)]
    if round_.mode in ONE_EACH:
        return [Screen((item,)) for item in sampled(items, code, round_.process)]
    return [Screen(tuple(items))]


def sampled(items: Sequence[Item], code: str, process: Process) -> list[Item]:
    """At most as many items as the protocol asks of one person, drawn by their key, in the order of the list.

    The draw looks at each item by itself, so somebody keeps theirs when others are dropped between rounds.
    """
    if len(items) <= process.items_each:
        return list(items)
    drawn = sorted(items, key=lambda item: hashlib.sha256(f"{code} {item.pk}".encode()).digest())[: process.items_each]
    return [item for item in items if item in drawn]


def _sets(items: Sequence[Item], code: str) -> list[tuple[Item, ...]]:
    """Sets of different items in which all of them come up about equally often, drawn by the person's key."""
    if len(items) <= SET_OF:
        return [tuple(items)] if len(items) > 1 else []
    drawing = random.Random(code)  # noqa: S311 - a sampling plan, no secret
    number = min(MOST_SETS, -(-len(items) * SHOWN_EACH // SET_OF))
    waiting: list[Item] = []
    sets = []
    for _ in range(number):
        chosen: list[Item] = []
        while len(chosen) < SET_OF:
            if not [item for item in waiting if item not in chosen]:
                fresh = list(items)
                drawing.shuffle(fresh)
                waiting += fresh
            chosen.append(next(item for item in waiting if item not in chosen))
            waiting.remove(chosen[-1])
        sets.append(tuple(chosen))
    return sets
