"""Whether stakeholder groups rate an item differently, and which two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import nan

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .percentiles import known_values


@dataclass(frozen=True)
class PairDifference:
    """Two groups. `delta` is Cliff's: how much likelier one of `first` rates higher than one of `second`, -1 to 1.

    `p` is that of the Mann-Whitney test, `p_adjusted` after Holm over all pairs of the item.
    """

    first: str
    second: str
    delta: float
    median_difference: float
    p: float
    p_adjusted: float


@dataclass(frozen=True)
class Differences:
    """The Kruskal-Wallis test of no difference, corrected for ties, and every pair. `epsilon2` is its effect, 0 to 1.

    NaN where everybody gave the same rating. Groups in which nobody rated are left out.
    """

    h: float
    df: int
    p: float
    epsilon2: float
    pairs: tuple[PairDifference, ...]


def differences(ratings: Mapping[str, Sequence[float] | np.ndarray]) -> Differences:
    """Compare the ratings of an item between groups. p-values are approximate, as R's kruskal.test and wilcox.test
    give.

    Mann-Whitney without continuity correction; ε² is H / (n - 1) (Kelley 1935; Tomczak & Tomczak 2014). A large p is no
    proof that groups agree. Raises `InputError` where fewer than two groups rated.
    """
    groups = {name: known for name, values in ratings.items() if len(known := known_values(values))}
    if len(groups) < 2:
        raise InputError("fewer than two groups rated", remedy="compare groups that rated")
    everything = np.concatenate(list(groups.values()))
    same = np.ptp(everything) == 0
    h, p = (nan, nan) if same else (float(one) for one in stats.kruskal(*groups.values()))
    pairs = [_pair(first, second, groups) for first, second in combinations(groups, 2)]
    adjusted = holm([pair.p for pair in pairs])
    return Differences(
        h=h,
        df=len(groups) - 1,
        p=p,
        epsilon2=h / (len(everything) - 1),
        pairs=tuple(
            PairDifference(pair.first, pair.second, pair.delta, pair.median_difference, pair.p, one)
            for pair, one in zip(pairs, adjusted, strict=True)
        ),
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for how many there are: Holm 1979, as R's p.adjust. Those that are NaN stay so and do not
    count."""
    known = [at for at, p in enumerate(p_values) if not np.isnan(p)]
    adjusted, highest = [nan] * len(p_values), 0.0
    for rank, at in enumerate(sorted(known, key=lambda one: p_values[one])):
        highest = max(highest, min(1.0, (len(known) - rank) * p_values[at]))
        adjusted[at] = highest
    return adjusted


def _pair(first: str, second: str, groups: Mapping[str, np.ndarray]) -> PairDifference:
    one, other = groups[first], groups[second]
    delta = float(np.sign(one[:, None] - other).mean())
    apart = float(np.median(one) - np.median(other))
    if np.ptp(np.concatenate([one, other])) == 0:
        return PairDifference(first, second, delta, apart, nan, nan)
    test = stats.mannwhitneyu(one, other, use_continuity=False, method="asymptotic")
    return PairDifference(first, second, delta, apart, float(test.pvalue), nan)
