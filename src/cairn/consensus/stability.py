"""Whether ratings hold still between two rounds. This is no agreement: people may steadily disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from cairn.base.errors import InputError

from .agreement.pairs import PairKappa, weighted_kappa
from .agreement.tables import Weights
from .percentiles import Percentile, known_values, percentiles
from .signed_ranks import SignedRanks, Zeros, signed_rank_test


@dataclass(frozen=True)
class Stability:
    """One item in two rounds.

    `both` are those who rated in both; `left` rated only before, `joined` only after. Shares are of `both`, 0 to 1.
    `distribution_change` compares all who rated before with all who rated after: the share of ratings that would have
    to move for the two distributions to be alike, 0 to 1; below 0.15 is Scheibe, Skutsch & Schofer's stability (1975).
    `cv_change` is that of the coefficient of variation. What nobody's ratings can tell is NaN.
    """

    both: int
    left: int
    joined: int
    changed: float
    went_up: float
    went_down: float
    mean_absolute_change: float
    median_change: float
    iqr_change: float
    cv_change: float
    distribution_change: float
    test: SignedRanks
    kappa: PairKappa


def stability(
    before: Sequence[float] | np.ndarray,
    after: Sequence[float] | np.ndarray,
    *,
    zeros: Zeros | str = Zeros.WILCOXON,
    weights: Weights | str = Weights.QUADRATIC,
    percentile: Percentile | str = Percentile.TYPE7,
    categories: Sequence[float] | None = None,
) -> Stability:
    """Compare an item's ratings in two rounds, by the same people in the same order, NaN where somebody did not rate.

    Raises `InputError` where nobody rated in both rounds.
    """
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    test = signed_rank_test(one, other, zeros=zeros)
    rated = ~np.isnan(one) & ~np.isnan(other)
    if not rated.any():
        raise InputError("nobody rated in both rounds", remedy="compare rounds with people in common")
    change = np.round(other[rated] - one[rated], 12)
    return Stability(
        both=int(rated.sum()),
        left=int((~np.isnan(one) & np.isnan(other)).sum()),
        joined=int((np.isnan(one) & ~np.isnan(other)).sum()),
        changed=float((change != 0).mean()),
        went_up=float((change > 0).mean()),
        went_down=float((change < 0).mean()),
        mean_absolute_change=float(np.abs(change).mean()),
        median_change=float(np.nanmedian(other) - np.nanmedian(one)),
        iqr_change=_iqr(other, percentile) - _iqr(one, percentile),
        cv_change=_cv(other) - _cv(one),
        distribution_change=distribution_change(one, other),
        test=test,
        kappa=weighted_kappa(one[rated], other[rated], weights=weights, categories=categories),
    )


def distribution_change(before: Sequence[float] | np.ndarray, after: Sequence[float] | np.ndarray) -> float:
    """Return half the sum of the differences between the shares of each value: 0 alike, 1 nothing in common.

    Scheibe, Skutsch & Schofer 1975, in Linstone & Turoff, The Delphi Method, chapter IV.C, with shares instead of
    numbers, so that rounds of different size compare. The people need not be the same.
    """
    one, other = known_values(before), known_values(after)
    if not len(one) or not len(other):
        raise InputError("there are no ratings in one of the rounds", remedy="compare rounds that were rated")
    values = np.union1d(one, other)
    shares = [(known[:, None] == values).mean(axis=0) for known in (one, other)]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)


def _iqr(values: np.ndarray, kind: Percentile | str) -> float:
    low, high = percentiles(values, (0.25, 0.75), kind)
    return float(high - low)


def _cv(values: np.ndarray) -> float:
    known = known_values(values)
    mean = float(known.mean())
    return float(known.std(ddof=1)) / mean if len(known) > 1 and mean else nan
