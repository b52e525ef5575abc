"""Best-worst scaling: which item of a few is best, which worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cairn.base.errors import InputError

from .scored import Scored, in_order

Z = 1.96


@dataclass(frozen=True)
class BestWorst:
    """`difference` is (best - worst) / shown, -1 to 1; `scored` the logit of it with its interval.

    `error` is the standard error of the logit, infinite where the logit is. `chosen` is the share of choices an item
    would get were all shown at once, adding up to 1.
    """

    scored: list[Scored]
    error: dict[str, float]
    difference: dict[str, float]
    chosen: dict[str, float]


def best_worst(
    items: Sequence[str],
    best: Sequence[float],
    worst: Sequence[float],
    shown: Sequence[float],
    *,
    z: float = Z,
) -> BestWorst:
    """Score items from how often each was shown, chosen best and chosen worst.

    The analytical estimate of the multinomial logit by Lipovetsky & Conklin 2014, doi:10.1016/j.jocm.2014.02.001, as
    `ae_mnl` of the R package bwsTools: ln((1 + d) / (1 - d)), standard error √(1 / (2 n p (1 - p))) with p = (1 + d)
    / 2. Intervals reach `z` standard errors either way, by default the tool's 1.96 for 95%. An item always best or
    always worst has no finite score and comes first or last, without an interval. Choices of one person count as
    independent, so intervals are too narrow where few people choose often. Raises `InputError` for counts that cannot
    be, and unless each item has one of each.
    """
    b, w, n = (np.asarray(one, dtype=float) for one in (best, worst, shown))
    if not len(items) or {b.shape, w.shape, n.shape} != {(len(items),)}:
        raise InputError("each item has one count shown, best and worst", remedy="give three numbers for each item")
    for at, item in enumerate(items):
        # Put this way round, because a comparison with NaN is never true.
        if not (0 < n[at] < np.inf and b[at] >= 0 and w[at] >= 0 and b[at] + w[at] <= n[at]):
            raise InputError(
                f"'{item}' is best {b[at]:g} and worst {w[at]:g} of {n[at]:g} times", remedy="count it anew"
            )
    d = (b - w) / n
    with np.errstate(divide="ignore"):
        logits = np.log1p(d) - np.log1p(-d)
    errors = [_error(size, share) for size, share in zip(n.tolist(), d.tolist(), strict=True)]
    intervals = [
        (score - z * one, score + z * one) if np.isfinite(score) else None
        for score, one in zip(logits.tolist(), errors, strict=True)
    ]
    powers = np.exp(logits - logits.max()) if np.isfinite(logits).all() else (logits == logits.max()).astype(float)
    return BestWorst(
        scored=in_order(items, logits, intervals),
        error=dict(zip(items, errors, strict=True)),
        difference=dict(zip(items, d.tolist(), strict=True)),
        chosen=dict(zip(items, (powers / powers.sum()).tolist(), strict=True)),
    )


def _error(shown: float, difference: float) -> float:
    p = (1 + difference) / 2
    return sqrt(1 / (2 * shown * p * (1 - p))) if 0 < p < 1 else np.inf
