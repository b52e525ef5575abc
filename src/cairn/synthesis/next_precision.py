"""What one more study would do to the width of a pooled interval, and how large or how many it would take.

A random-effects answer weighs study i by wᵢ = 1 / (vᵢ + τ²), and its standard error is 1 / √Σwᵢ (DerSimonian & Laird,
1986, Control Clin Trials 7:177). A further study of variance v adds 1 / (v + τ²) to that sum, whatever it finds:
Sutton et al., 2007, Stat Med 26:2479; Roloff, Higgins & Sutton, 2013, Stat Med 32:11. Three limits follow. A study
that says nothing (v → ∞) adds nothing. A study of any size adds less than 1 / τ². And k studies, however large, leave
a standard error above √(τ² / k): where studies differ, precision beyond that takes more studies, not larger ones.

τ² and the estimate are taken as known and as staying where they are, and the interval as normal: an answer by
Knapp-Hartung is wider, and a new study may move all of it. Nothing here says which way the answer will go.
"""

from dataclasses import dataclass
from math import ceil, isfinite, sqrt

import numpy as np

from cairn.base.errors import InputError
from cairn.synthesis.numbers import critical, refuse, vector

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Pool:
    """Studies already pooled: their sampling variances and how much they differ beyond chance, τ².

    `people` are their numbers of people in the order of the variances, `None` where not known, or none at all.
    """

    variances: tuple[float, ...]
    tau2: float
    people: tuple[int | None, ...] = ()
    level: float = 0.95

    def __post_init__(self) -> None:
        v = vector(self.variances, "the sampling variance")
        refuse(v <= 0, "the sampling variance is not above zero")
        if not v.size:
            raise InputError("there is no study", remedy="give the variance of at least one")
        if not isfinite(self.tau2) or self.tau2 < 0:
            raise InputError(f"a τ² of {self.tau2} is impossible", remedy="give 0 or more")
        if self.people and len(self.people) != v.size:
            raise InputError(
                f"{v.size} variances but {len(self.people)} numbers of people", remedy="give one of each per study"
            )
        critical(self.level)

    @property
    def weight(self) -> float:
        """The sum of the weights: what is known so far."""
        return float((1 / (np.asarray(self.variances) + self.tau2)).sum())

    @property
    def half_width(self) -> float:
        """Half the width of the normal interval of the pooled answer."""
        return critical(self.level) / sqrt(self.weight)

    @property
    def usual_variance(self) -> float:
        """The variance of the middle study."""
        return float(np.median(self.variances))


@dataclass(frozen=True)
class Narrowing:
    """What one more study of a given variance does: half the interval before and after, and the share it loses."""

    variance: float
    before: float
    after: float

    @property
    def share(self) -> float:
        """The share, 0 to 1, by which the interval becomes narrower."""
        return 1 - self.after / self.before


@dataclass(frozen=True)
class Needed:
    """What it would take for the interval to leave out a value, if the estimate stays where it is.

    `reached` says that it does so already. `variance` is the largest sampling variance with which one study more would
    do, `None` where none would, however large; `people` how many that is at the information a person has given so far,
    `None` where not known. `studies` is how many more studies of the usual size it takes, `fewest` how many if each
    were as large as anyone likes; both `None` where the estimate is that very value and nothing will do.
    """

    value: float
    reached: bool
    variance: float | None
    people: int | None
    studies: int | None
    fewest: int | None

    @property
    def only_more_studies(self) -> bool:
        """Tell that one study will not do however large it is, but several would."""
        return not self.reached and self.variance is None and self.studies is not None


def narrowing(pool: Pool, variance: float) -> Narrowing:
    """Work out how much narrower the interval becomes with one more study of this sampling variance.

    Raises `InputError` for a variance not above zero.
    """
    if not variance > 0:
        raise InputError(f"a variance of {variance} is impossible", remedy="give one above 0")
    after = critical(pool.level) / sqrt(pool.weight + 1 / (variance + pool.tau2))
    return Narrowing(variance, pool.half_width, after)


def usual_and_largest(pool: Pool) -> tuple[Narrowing, Narrowing]:
    """Work out what one more study of the usual size would do, and one as large as the largest seen so far."""
    return narrowing(pool, pool.usual_variance), narrowing(pool, min(pool.variances))


def smallest_half_width(pool: Pool, more: int = 1) -> float:
    """Return half the width that `more` further studies can reach at best, each without any sampling error.

    Zero where studies do not differ (τ² = 0).
    """
    if more < 1:
        raise InputError(f"{more} more studies", remedy="ask for 1 or more")
    return critical(pool.level) / sqrt(pool.weight + more / pool.tau2) if pool.tau2 > 0 else 0.0


def needed(pool: Pool, estimate: float, value: float) -> Needed:
    """Work out what it would take for the interval around `estimate` to leave out `value`, such as no effect.

    The standard error has to fall to |estimate - value| / z, so weight W = (z / |estimate - value|)² - Σwᵢ is wanting.
    One study gives it if 1 / (v + τ²) = W for some v above 0; else it takes W (v + τ²) studies of variance v each.
    """
    distance = abs(estimate - value)
    if not isfinite(distance):
        raise InputError("the estimate or the value is no finite number", remedy="give both on the analysis scale")
    if distance <= _ROUNDING * pool.half_width:
        return Needed(value, False, None, None, None, None)
    wanting = (critical(pool.level) / distance) ** 2 - pool.weight
    if wanting <= 0:
        return Needed(value, True, None, None, 0, 0)
    variance = _largest_variance(wanting, pool.tau2)
    people = None if variance is None else _people(pool, variance)
    return Needed(
        value,
        False,
        variance,
        people,
        _whole(wanting * (pool.usual_variance + pool.tau2)),
        _whole(wanting * pool.tau2),
    )


def _largest_variance(wanting: float, tau2: float) -> float | None:
    variance = 1 / wanting - tau2
    return variance if variance > _ROUNDING * tau2 else None


def _people(pool: Pool, variance: float) -> int | None:
    """Scale by the median of n v, one study's people times its variance: what one person tells stays the same."""
    told = [n * v for n, v in zip(pool.people, pool.variances, strict=False) if n]
    return ceil(float(np.median(told)) / variance) if told else None


def _whole(studies: float) -> int:
    """Round up to whole studies, at least one; rounding in the last digit must not add one."""
    return max(1, ceil(studies - _ROUNDING))
