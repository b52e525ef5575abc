"""Many people's rankings made one."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .scored import DRAWS, Scored, in_order, over_people

MOST_FOR_KEMENY = 14


class Rule(StrEnum):
    BORDA = "borda"
    """The share of the other items that an item is ranked above, averaged over people, 0 to 1."""
    COPELAND = "copeland"
    """Majorities won less majorities lost, over all other items."""


def aggregate(
    ranks: np.ndarray, items: Sequence[str], rule: Rule | str = Rule.BORDA, *, draws: int = DRAWS
) -> list[Scored]:
    """Put items in one order from ranks of people × items, 1 for first, NaN where somebody did not rank an item.

    Ties share what lies between them. What somebody did not rank stands, tied, behind what they did (Emerson 2013, doi:
    10.1007/s00355-011-0603-9, has other ways). Intervals are 95%, over people drawn anew. Raises `InputError` where
    somebody ranks nothing.
    """
    above = _above(ranks, items)
    score = {Rule.BORDA: _borda, Rule.COPELAND: _copeland}[Rule(rule)]
    return in_order(items, score(above), over_people(len(above), lambda drawn: score(above[drawn]), draws=draws))


def kemeny(ranks: np.ndarray, items: Sequence[str]) -> list[str]:
    """Return the order that disagrees least with all pairs in all rankings (Kemeny 1959), exactly.

    By dynamic programming over sets, so for at most 14 items. There may be several such orders, of which one is
    returned. Raises `InputError` for more items.
    """
    if len(items) > MOST_FOR_KEMENY:
        raise InputError(
            f"an exact Kemeny order of {len(items)} items takes too long",
            remedy=f"use Borda, or {MOST_FOR_KEMENY} at most",
        )
    prefers = _above(ranks, items).sum(axis=0)
    number = len(items)
    best, first = np.full(1 << number, np.inf), np.zeros(1 << number, dtype=int)
    best[0] = 0.0
    for chosen in range(1, 1 << number):
        members = [at for at in range(number) if chosen >> at & 1]
        for at in members:
            rest = chosen ^ (1 << at)
            # Put first of these, an item goes against all who rank another of them above it.
            cost = best[rest] + sum(prefers[other, at] for other in members if other != at)
            if cost < best[chosen] - 1e-9:
                best[chosen], first[chosen] = cost, at
    order, left = [], (1 << number) - 1
    while left:
        order.append(items[first[left]])
        left ^= 1 << int(first[left])
    return order


def _above(ranks: np.ndarray, items: Sequence[str]) -> np.ndarray:
    """People × items × items: 1 where the first is ranked above the second, one half for ties."""
    table = np.asarray(ranks, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(items):
        raise InputError("ranks are a table of people and items", remedy="give a rank or NaN for each")
    if np.isnan(table).all(axis=1).any():
        raise InputError("somebody ranks nothing", remedy="leave them out")
    filled = stats.rankdata(np.where(np.isnan(table), np.inf, table), axis=1)
    return np.asarray((np.sign(filled[:, None, :] - filled[:, :, None]) + 1) / 2)


def _borda(above: np.ndarray) -> np.ndarray:
    others = max(above.shape[1] - 1, 1)
    return np.asarray((above.mean(axis=0).sum(axis=1) - 0.5) / others)


def _copeland(above: np.ndarray) -> np.ndarray:
    return np.asarray(np.sign(above.mean(axis=0) - 0.5).sum(axis=1))
