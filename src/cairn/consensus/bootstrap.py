"""Intervals by drawing people anew: for any number worked out from the ratings of a panel."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .agreement.tables import as_table

DRAWS, SEED = 2_000, 20_220_815


class Bootstrap(StrEnum):
    """How an interval is read from the draws."""

    PERCENTILE = "percentile"
    BCA = "bca"
    """Corrected for bias and skewness; Efron 1987, doi:10.1080/01621459.1987.10478410. Needs a draw without each
    person."""


@dataclass(frozen=True)
class Interval:
    """A number with its interval. `draws` counts those in which the number could be worked out."""

    value: float
    low: float
    high: float
    level: float
    draws: int


def bootstrap(
    ratings: Any,
    statistic: Callable[[np.ndarray], float],
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    method: Bootstrap | str = Bootstrap.PERCENTILE,
    seed: int = SEED,
) -> Interval:
    """Return the interval of `statistic`, which takes people × items, over people drawn with replacement.

    The items are as they are: it says how far another panel of the same kind might differ, not other items. The same
    seed gives the same interval. Draws in which the statistic is NaN or has no answer (`InputError`) are left out;
    raises `InputError` where that is so for more than half of them, or for fewer than two people.
    """
    table = as_table(ratings)
    people = len(table)
    if people < 2:
        raise InputError("an interval over people needs two of them", remedy="leave the interval out")
    rng = np.random.default_rng(seed)
    value = statistic(table)
    found = np.array([_tried(statistic, table[rng.integers(0, people, people)]) for _ in range(draws)])
    found = found[~np.isnan(found)]
    if len(found) * 2 < draws:
        raise InputError("too few of the draws have an answer", remedy="ask more people, or leave the interval out")
    tails = ((1 - level) / 2, (1 + level) / 2)
    if Bootstrap(method) is Bootstrap.BCA:
        tails = _corrected(tails, value, found, table, statistic)
    low, high = np.quantile(found, tails)
    return Interval(float(value), float(low), float(high), level, len(found))


def _tried(statistic: Callable[[np.ndarray], float], table: np.ndarray) -> float:
    try:
        return statistic(table)
    except InputError:
        return np.nan


def _corrected(
    tails: tuple[float, float],
    value: float,
    found: np.ndarray,
    table: np.ndarray,
    statistic: Callable[[np.ndarray], float],
) -> tuple[float, float]:
    below = np.clip(((found < value).sum() + (found == value).sum() / 2) / len(found), 1e-6, 1 - 1e-6)
    bias = float(stats.norm.ppf(below))
    without = np.array([_tried(statistic, np.delete(table, at, axis=0)) for at in range(len(table))])
    apart = np.nanmean(without) - without[~np.isnan(without)]
    spread = float((apart**2).sum())
    skew = float((apart**3).sum()) / (6 * spread**1.5) if spread else 0.0
    shifted = [bias + float(stats.norm.ppf(tail)) for tail in tails]
    low, high = (float(stats.norm.cdf(bias + z / (1 - skew * z))) for z in shifted)
    return low, high
