"""Which screens a person goes through in a round: one item each, a few, or all of them."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..models import Mode, Process, Round

ONE_EACH = {Mode.RATE, Mode.VOTE, Mode.CRITERIA}
SET_OF = 4
"""Items shown together in best-worst scaling: usual designs show 4 or 5 (Louviere, Flynn & Marley 2015)."""
SHOWN_EACH = 3
"""How often a person sees each item in best-worst scaling, where the number of sets allows it."""
MOST_SETS = 15
SUGGESTIONS = 5


@dataclass(frozen=True)
class Screen:
    """One page of a round: the keys of its items, and the aspect under which their answers are kept."""

    keys: tuple[int, ...]
    aspect: str = ""


def screens_of(round_: Round, code: str) -> list[Screen]:
    """The screens of the holder of this key, the same whenever and wherever they come back; the round is one that
    `access.open_round` answered."""
    keys = round_.asked
    if round_.mode == Mode.SUGGEST:
        return [Screen(())]
    if round_.mode == Mode.BEST_WORST:
        return [Screen(part, f"set {number}") for number, part in enumerate(_sets(keys, code), start=1)]
    if round_.mode in ONE_EACH:
        return [Screen((key,)) for key in sampled(keys, code, round_.process)]
    return [Screen(tuple(keys))]


def sampled(keys: Sequence[int], code: str, process: Process) -> list[int]:
    """At most as many items as the protocol asks of one person, drawn by their key, in the order of the list.

    The draw looks at each item by itself, so somebody keeps theirs when others are dropped between rounds.
    """
    if len(keys) <= process.items_each:
        return list(keys)
    drawn = set(sorted(keys, key=lambda key: hashlib.sha256(f"{code} {key}".encode()).digest())[: process.items_each])
    return [key for key in keys if key in drawn]


def _sets(keys: Sequence[int], code: str) -> list[tuple[int, ...]]:
    """Sets of different items in which all of them come up about equally often, drawn by the person's key."""
    if len(keys) <= SET_OF:
        return [tuple(keys)] if len(keys) > 1 else []
    drawing = random.Random(code)  # noqa: S311 - a sampling plan, no secret
    number = min(MOST_SETS, -(-len(keys) * SHOWN_EACH // SET_OF))
    waiting: list[int] = []
    sets = []
    for _ in range(number):
        chosen: list[int] = []
        while len(chosen) < SET_OF:
            if not [key for key in waiting if key not in chosen]:
                fresh = list(keys)
                drawing.shuffle(fresh)
                waiting += fresh
            chosen.append(next(key for key in waiting if key not in chosen))
            waiting.remove(chosen[-1])
        sets.append(tuple(chosen))
    return sets
