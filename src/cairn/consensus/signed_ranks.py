"""Wilcoxon's signed-rank test with each treatment of unchanged ratings, which in Delphi rounds are the norm."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import nan, sqrt

import numpy as np
from scipy import stats

from cairn.base.errors import InputError


class Zeros(StrEnum):
    """What becomes of those who did not change."""

    WILCOXON = "wilcoxon"
    """Left out before ranking; Wilcoxon 1945, R's wilcox.test, and the default."""
    PRATT = "pratt"
    """Ranked, then left out; Pratt 1959, doi:10.1080/01621459.1959.10501526."""
    SPLIT = "split"
    """Ranked, half of their ranks counted to either side, and their ranks to the variance: as SciPy's zsplit."""


@dataclass(frozen=True)
class SignedRanks:
    """The test that ratings went up as often and as far as down, two-sided.

    `up` and `down` are sums of ranks; `p` is by the normal approximation with ties accounted for, `p_exact` over all
    signs of the changes made. `effect` is the matched-pairs rank-biserial correlation, from -1 (all went down) to 1.
    NaN where nobody changed: nothing then speaks of a change, and nothing can be tested.
    """

    n: int
    unchanged: int
    up: float
    down: float
    z: float
    p: float
    p_exact: float
    effect: float


def signed_rank_test(
    before: Sequence[float] | np.ndarray,
    after: Sequence[float] | np.ndarray,
    *,
    zeros: Zeros | str = Zeros.WILCOXON,
    continuity: bool = False,
) -> SignedRanks:
    """Compare two ratings by the same people, in the same order; those with a NaN in either are left out.

    `continuity` takes half off the distance from the middle, as wilcox.test does by default. As R's coin and
    wilcox.test. No change is not proof of stability: few people hardly ever show one. Raises `InputError` for series of
    different length.
    """
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if one.shape != other.shape or one.ndim != 1:
        raise InputError("the rounds differ in length", remedy="give both ratings of each person, in the same order")
    change = other - one
    change = np.round(change[~np.isnan(change)], 12)
    how, moved = Zeros(zeros), change != 0
    ranked = change[moved] if how is Zeros.WILCOXON else change
    ranks = stats.rankdata(np.abs(ranked))
    signs = np.sign(ranked)
    halves = float(ranks[signs == 0].sum()) / 2 if how is Zeros.SPLIT else 0.0
    up, down = float(ranks[signs > 0].sum()), float(ranks[signs < 0].sum())
    free = ranks[signs != 0]
    if not len(free):
        return SignedRanks(len(change), len(change), halves, halves, nan, nan, nan, nan)
    distance = up - float(free.sum()) / 2
    if continuity:
        distance -= np.sign(distance) * 0.5
    spread = ranks if how is Zeros.SPLIT else free
    z = distance / sqrt(float((spread**2).sum()) / 4)
    return SignedRanks(
        n=len(change),
        unchanged=int((~moved).sum()),
        up=up + halves,
        down=down + halves,
        z=float(z),
        p=float(2 * stats.norm.sf(abs(z))),
        p_exact=_exact(free, up),
        effect=(up - down) / (up + down),
    )


def _exact(ranks: np.ndarray, up: float) -> float:
    """The share of all ways to sign these ranks whose sum lies as far from the middle. Ranks are whole or half."""
    doubled = np.round(2 * ranks).astype(int)
    ways = np.zeros(doubled.sum() + 1)
    ways[0] = 1.0
    for rank in doubled:
        moved = np.zeros_like(ways)
        moved[rank:] = ways[: len(ways) - rank]
        ways = (ways + moved) / 2
    middle = doubled.sum() / 2
    far = np.abs(np.arange(len(ways)) - middle) >= abs(2 * up - middle) - 1e-9
    return float(min(1.0, ways[far].sum()))
