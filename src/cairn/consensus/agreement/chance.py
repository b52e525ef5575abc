"""Agreement beyond chance of many raters: Fleiss, Conger and Gwet, with weights and with ratings missing.

`ratings` is people × items, NaN where somebody did not judge. Formulas of Gwet 2014, Handbook of Inter-Rater
Reliability, 4th edition, chapters 3 and 5, as in the R package irrCAC; without weights and missing ratings they are
those of the authors named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import Any

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .tables import Weights, as_table, categories_of, counts_of, weights_of


@dataclass(frozen=True)
class Coefficient:
    """Agreement beyond chance: (observed - expected) / (1 - expected), at most 1; NaN where chance alone agrees wholly.

    `se` is over items drawn from a larger set, with the raters as they are; NaN where it is not known.
    """

    value: float
    observed: float
    expected: float
    se: float
    items: int

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return value ± t · se with items - 1 degrees of freedom, cut off at 1, as irrCAC does."""
        reach = float(stats.t.ppf((1 + level) / 2, max(self.items - 1, 1))) * self.se
        return self.value - reach, min(1.0, self.value + reach)


def percent_agreement(ratings: Any, *, weights: Weights | str = Weights.IDENTITY) -> float:
    """Return the share (0 to 1) of pairs of people who agree, averaged over items that two or more judged."""
    table = as_table(ratings)
    return float(_observed(*_prepared(table, None, weights)).mean())


def gwet(
    ratings: Any, *, weights: Weights | str = Weights.IDENTITY, categories: Sequence[float] | None = None
) -> Coefficient:
    """Return Gwet's AC1, or AC2 with weights other than identity (Gwet 2008, doi:10.1348/000711006X126600).

    `categories` are the values that could be given; left out, those that were given, as in irrCAC. The answer depends
    on it: a value nobody used makes chance agreement rarer.
    """
    counts, weight = _prepared(as_table(ratings), categories, weights)
    q = counts.shape[1]
    if q < 2:
        return Coefficient(nan, 1.0, 1.0, nan, len(counts))
    scale = weight.sum() / (q * (q - 1))
    return _coefficient(
        counts,
        weight,
        expected=lambda shares: float(scale * (shares * (1 - shares)).sum()),
        each=lambda shares, told: scale * (told * (1 - shares)).sum(axis=1),
    )


def fleiss_kappa(
    ratings: Any, *, weights: Weights | str = Weights.IDENTITY, categories: Sequence[float] | None = None
) -> Coefficient:
    """Return Fleiss' kappa (1971, doi:10.1037/h0031619), generalised to weights and missing ratings.

    `se` is that of the estimate (Gwet), not that of Fleiss' test; see `fleiss_z`.
    """
    counts, weight = _prepared(as_table(ratings), categories, weights)
    return _coefficient(
        counts,
        weight,
        expected=lambda shares: float(shares @ weight @ shares),
        each=lambda shares, told: (told @ (weight @ shares) + told @ (weight.T @ shares)) / 2,
    )


def fleiss_z(ratings: Any) -> float:
    """Return z of the test that kappa is 0: Fleiss, Nee & Landis 1979, doi:10.1037/0033-2909.86.5.974.

    Needs every item judged by equally many people; raises `InputError` otherwise.
    """
    counts, _ = _prepared(as_table(ratings), None, Weights.IDENTITY)
    raters = counts.sum(axis=1)
    if len(set(raters.tolist())) > 1:
        raise InputError("this test needs each item judged by equally many people", remedy="leave out incomplete items")
    n, m = len(counts), int(raters[0])
    p = counts.sum(axis=0) / (n * m)
    chance = float((p * (1 - p)).sum())
    if not chance:
        return nan
    variance = 2 * (chance**2 - float((p * (1 - p) * (1 - 2 * p)).sum())) / (n * m * (m - 1) * chance**2)
    value = fleiss_kappa(ratings).value
    return value / sqrt(variance) if variance > 0 else inf


def conger_kappa(ratings: Any) -> float:
    """Return Conger's exact kappa (1980, doi:10.1037/0033-2909.88.2.322): chance by each person's own habits.

    Of people who judged every item; raises `InputError` where fewer than two did.
    """
    table = as_table(ratings)
    table = table[~np.isnan(table).any(axis=1)]
    m = len(table)
    if m < 2:
        raise InputError("fewer than two people judged every item", remedy="use another coefficient, or fill the gaps")
    categories = categories_of(table, None)
    observed = float(_observed(counts_of(table, categories), np.eye(len(categories))).mean())
    own = (table[:, :, None] == categories).mean(axis=1)
    shares = own.mean(axis=0)
    expected = float((shares**2).sum() - (own.var(axis=0, ddof=1) / m).sum())
    return (observed - expected) / (1 - expected) if expected < 1 else nan


def _prepared(
    table: np.ndarray, categories: Sequence[float] | None, weights: Weights | str
) -> tuple[np.ndarray, np.ndarray]:
    scale = categories_of(table, categories)
    counts = counts_of(table, scale)
    counts = counts[counts.sum(axis=1) > 0]
    if not (counts.sum(axis=1) > 1).any():
        raise InputError("no item was judged by two people", remedy="agreement needs two judgements of one thing")
    return counts, weights_of(scale, weights)


def _observed(counts: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Agreement on each item that two or more judged."""
    several = counts[counts.sum(axis=1) > 1]
    raters = several.sum(axis=1)
    return np.asarray((several * (several @ weight.T - 1)).sum(axis=1) / (raters * (raters - 1)))


def _coefficient(
    counts: np.ndarray,
    weight: np.ndarray,
    *,
    expected: Callable[[np.ndarray], float],
    each: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> Coefficient:
    """Agreement beyond what `expected` answers for the shares of all; `each` is the part of every item in that."""
    told = counts / counts.sum(axis=1, keepdims=True)
    shares = told.mean(axis=0)
    agreed, chance = _observed(counts, weight), expected(shares)
    observed = float(agreed.mean())
    if chance >= 1:
        return Coefficient(nan, observed, chance, nan, len(counts))
    value = (observed - chance) / (1 - chance)
    n, several = len(counts), counts.sum(axis=1) > 1
    parts = np.zeros(n)
    parts[several] = n / several.sum() * (agreed - chance) / (1 - chance)
    parts -= 2 * (1 - value) * (each(shares, told) - chance) / (1 - chance)
    se = sqrt(float(((parts - value) ** 2).sum()) / (n * (n - 1))) if n > 1 else nan
    return Coefficient(value, observed, chance, se, n)
