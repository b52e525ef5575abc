"""Agreement of two ratings of each thing: two people, or one person in two rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from cairn.base.errors import InputError

from .tables import Weights, categories_of, weights_of


@dataclass(frozen=True)
class PairKappa:
    """Cohen's kappa, at most 1; NaN where chance alone agrees wholly. `se` is that of the estimate for many pairs."""

    value: float
    se: float
    observed: float
    expected: float
    n: int


def weighted_kappa(
    first: Sequence[float] | np.ndarray,
    second: Sequence[float] | np.ndarray,
    *,
    weights: Weights | str = Weights.QUADRATIC,
    categories: Sequence[float] | None = None,
) -> PairKappa:
    """Return Cohen's kappa of two ratings of the same things (1968, doi:10.1037/h0026256), pairs with a NaN left out.

    Weights of identity give the kappa of 1960. `categories` are the scale, by default the values given: with weights by
    value they change nothing unless the ends of the scale were not used. Standard error: Fleiss, Cohen & Everitt 1969,
    doi:10.1037/h0028106, equation 13. Raises `InputError` for series of different length or without a pair.
    """
    one, other = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.shape != other.shape or one.ndim != 1:
        raise InputError("the two series differ in length", remedy="give both ratings of each thing, in the same order")
    both = np.stack([one, other])[:, ~np.isnan(one) & ~np.isnan(other)]
    if not both.shape[1]:
        raise InputError("nothing was rated twice", remedy="give at least one thing with both ratings")
    scale = categories_of(both, categories)
    weight = weights_of(scale, weights)
    p = np.zeros((len(scale), len(scale)))
    np.add.at(p, (np.searchsorted(scale, both[0]), np.searchsorted(scale, both[1])), 1 / both.shape[1])
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float((weight * p).sum()), float(rows @ weight @ columns)
    if expected >= 1:
        return PairKappa(nan, nan, observed, expected, both.shape[1])
    value = (observed - expected) / (1 - expected)
    apart = (weight @ columns)[:, None] + rows @ weight
    spread = float((p * (weight - apart * (1 - value)) ** 2).sum()) - (value - expected * (1 - value)) ** 2
    se = sqrt(max(spread, 0.0) / both.shape[1]) / (1 - expected)
    return PairKappa(value, se, observed, expected, both.shape[1])
