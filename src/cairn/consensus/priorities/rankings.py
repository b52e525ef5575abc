"""Many people's rankings made one."""

from collections.abc import Callable, Sequence
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
    MEAN_RANK = "mean-rank"
    """The mean of people's ranks, 1 to the number of items; the lowest comes first."""


class Unranked(StrEnum):
    """Where an item stands that somebody did not rank; Emerson 2013, doi:10.1007/s00355-011-0603-9, compares more."""

    BEHIND = "behind"
    """Tied behind all that they did: they looked at everything and named the first few."""
    NEUTRAL = "neutral"
    """Nowhere: neither above nor below anything, half a point in each pair; they could not know of it."""


def aggregate(
    ranks: np.ndarray,
    items: Sequence[str],
    rule: Rule | str = Rule.BORDA,
    *,
    unranked: Unranked | str = Unranked.BEHIND,
    draws: int = DRAWS,
) -> list[Scored]:
    """Put items in one order from ranks of people × items, 1 for first, NaN where somebody did not rank an item.

    Ties share what lies between them; `unranked` says where the rest stands, by default tied behind. Copeland 1951
    counts a tied majority as nothing. Intervals are 95%, over people drawn anew. Raises `InputError` where somebody
    ranks nothing.
    """
    above = _above(ranks, items, Unranked(unranked))
    score = _copeland(above) if Rule(rule) is Rule.COPELAND else _mean(_places_below(above))
    everybody = np.arange(len(above))
    found = in_order(items, score(everybody), over_people(len(above), score, draws=draws))
    return [_as_mean_rank(one, len(items)) for one in found] if Rule(rule) is Rule.MEAN_RANK else found


def kemeny(ranks: np.ndarray, items: Sequence[str], *, unranked: Unranked | str = Unranked.BEHIND) -> list[str]:
    """Return the order that disagrees least with all pairs in all rankings (Kemeny 1959), exactly.

    By dynamic programming over sets, so for at most 14 items. There may be several such orders, of which one is
    returned. Raises `InputError` for more items.
    """
    if len(items) > MOST_FOR_KEMENY:
        raise InputError(
            f"an exact Kemeny order of {len(items)} items takes too long",
            remedy=f"use Borda, or {MOST_FOR_KEMENY} at most",
        )
    prefers = _above(ranks, items, Unranked(unranked)).sum(axis=0)
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


def _above(ranks: np.ndarray, items: Sequence[str], unranked: Unranked) -> np.ndarray:
    """People × items × items: 1 where the first is ranked above the second, one half for ties."""
    table = np.asarray(ranks, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(items):
        raise InputError("ranks are a table of people and items", remedy="give a rank or NaN for each")
    if np.isinf(table).any():
        raise InputError("a rank is infinite", remedy="give a number, or NaN for what was not ranked")
    if np.isnan(table).all(axis=1).any():
        raise InputError("somebody ranks nothing", remedy="leave them out")
    if unranked is Unranked.BEHIND:
        table = stats.rankdata(np.where(np.isnan(table), np.inf, table), axis=1)
    # Halves and their sums are exact in single precision, and half as many bytes are read for each draw.
    above = (np.sign(table[:, None, :] - table[:, :, None]).astype(np.float32) + 1) / 2
    return np.asarray(np.nan_to_num(above, nan=0.5))


def _places_below(above: np.ndarray) -> np.ndarray:
    """People × items: the share of the other items each stands above."""
    return np.asarray((above.sum(axis=2, dtype=float) - 0.5) / max(above.shape[1] - 1, 1))


def _mean(shares: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return lambda drawn: np.asarray(shares[drawn].mean(axis=0))


def _copeland(above: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    people, items, _ = above.shape
    flat = above.reshape(people, -1)

    def score(drawn: np.ndarray) -> np.ndarray:
        often = np.bincount(drawn, minlength=people).astype(np.float32)
        return np.asarray(np.sign((often @ flat).reshape(items, items) - np.float32(people / 2)).sum(axis=1))

    return score


def _as_mean_rank(one: Scored, items: int) -> Scored:
    def rank(share: float) -> float:
        return items - share * (items - 1)

    interval = (rank(one.interval[1]), rank(one.interval[0])) if one.interval else None
    return Scored(one.item, rank(one.score), interval, one.rank)
