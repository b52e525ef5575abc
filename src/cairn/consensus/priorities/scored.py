"""Items in order: a score, its interval and its rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from ..bootstrap import SEED

DRAWS = 1_000


@dataclass(frozen=True)
class Scored:
    """One item. `rank` is 1 for the highest score (of mean ranks the lowest), ties share the mean of their ranks; NaN
    without a score. `interval` is None where unknown."""

    item: str
    score: float
    interval: tuple[float, float] | None
    rank: float


def in_order(
    items: Sequence[str], scores: Sequence[float] | np.ndarray, intervals: Sequence[tuple[float, float] | None]
) -> list[Scored]:
    """Rank items by score, the highest first; equal scores stay in the order given. NaN scores come last, unranked
    apart."""
    values = np.asarray(scores, dtype=float)
    # Scores that differ by less than a billionth are the same: sums in another order differ in their last digits.
    ranks = stats.rankdata(-np.round(values, 9), nan_policy="omit")
    order = np.argsort(np.where(np.isnan(values), np.inf, -np.round(values, 9)), kind="stable")
    return [Scored(items[at], float(values[at]), intervals[at], float(ranks[at])) for at in order]


def over_people(
    people: int,
    score: Callable[[np.ndarray], np.ndarray],
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[tuple[float, float] | None]:
    """Return an interval for each item, over people drawn anew; `score` takes the places of the people drawn.

    None for fewer than two people, and for an item that has no score in any draw. Draws in which an item has no score
    are left out for it.
    """
    rng = np.random.default_rng(seed)
    if people < 2:
        return [None] * len(score(np.arange(people)))
    found = np.array([score(rng.integers(0, people, people)) for _ in range(draws)])
    return [_between(column[~np.isnan(column)], level) for column in found.T]


def _between(values: np.ndarray, level: float) -> tuple[float, float] | None:
    if not len(values):
        return None
    low, high = np.quantile(values, ((1 - level) / 2, (1 + level) / 2))
    return float(low), float(high)
