"""What one more study would do to a link's pooled answer, in numbers and in words.

The arithmetic, its source and its limits stand in `cairn.synthesis.next_precision`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

from cairn.gaps import rules
from cairn.gaps.evidence import INTERVAL_95
from cairn.gaps.model import Finding, LinkInput, Pooled
from cairn.gaps.speech import count
from cairn.synthesis import fit
from cairn.synthesis.next_precision import Narrowing, Needed, Pool, needed, usual_and_largest


@dataclass(frozen=True, slots=True)
class Target:
    """A value the interval still holds, by its name, and what it would take to leave it out."""

    name: str
    needed: Needed


@dataclass(frozen=True, slots=True)
class Outlook:
    """How much narrower the interval gets by one more study, of the usual size or as exact as the best so far.

    `targets` are what the interval leaves open: no effect, the smallest effect that matters, both or none.
    """

    usual: Narrowing
    largest: Narrowing
    targets: tuple[Target, ...]

    @property
    def only_more_studies(self) -> bool:
        """Tell that nothing left open could be decided by one study, however large, but something by several."""
        told = [one.needed for one in self.targets]
        return any(one.only_more_studies for one in told) and not any(one.variance is not None for one in told)

    @property
    def sentence(self) -> str:
        """Say it in plain words."""
        first = (
            f"One more study of the usual size would make the interval about {self.usual.share:.0%} narrower, "
            f"one as exact as the best so far about {self.largest.share:.0%}."
        )
        return " ".join((first, *(_told(one) for one in self.targets)))


def outlook(link: LinkInput, pool: Pool | None = None) -> Outlook | None:
    """Look ahead from a pooled answer; `None` where there is none, or the studies behind it cannot be told.

    Without `pool` the link's findings are pooled anew, the most exact one of each cohort: they are used only if they
    are as many as the answer pools and give its estimate again.
    """
    if link.pooled is None:
        return None
    pool = pool or _pool_of(link.findings, link.pooled)
    if pool is None:
        return None
    usual, largest = usual_and_largest(pool)
    return Outlook(usual, largest, tuple(_targets(link, link.pooled, pool)))


def _targets(link: LinkInput, pooled: Pooled, pool: Pool) -> Iterable[Target]:
    """Look at what the pooled interval holds; what a normal interval leaves out already lacks studies, not size."""
    for name, value in (("no effect", pooled.null_value), ("the smallest effect that matters", link.smallest_effect)):
        if value is None or not pooled.low <= value <= pooled.high:
            continue
        told = needed(pool, _additive(pooled.estimate, pooled), _additive(value, pooled))
        if not told.reached:
            yield Target(name, told)


def _pool_of(findings: Iterable[Finding], pooled: Pooled) -> Pool | None:
    sharpest: dict[tuple[str, str], tuple[float, float]] = {}
    for finding in findings:
        effect = _effect(finding, pooled)
        if effect is not None:
            sharpest[finding.cohort_key] = min(effect, sharpest.get(finding.cohort_key, effect))
    if len(sharpest) != pooled.k:
        return None
    variances, estimates = zip(*(sharpest[key] for key in sorted(sharpest)), strict=True)
    again = fit(estimates, variances)
    half = (_additive(pooled.high, pooled) - _additive(pooled.low, pooled)) / 2
    if abs(again.estimate - _additive(pooled.estimate, pooled)) > rules.SAME_ANSWER.value * half:
        return None
    return Pool(variances, again.heterogeneity.tau2 or 0.0)


def _effect(finding: Finding, pooled: Pooled) -> tuple[float, float] | None:
    """Return variance and estimate where the finding stands and tells both on the scale of the answer."""
    if not finding.stands or finding.estimate is None or finding.low is None or finding.high is None:
        return None
    if finding.null_value != pooled.null_value or finding.low == finding.high:
        return None
    width = _additive(finding.high, finding) - _additive(finding.low, finding)
    return (width / (2 * INTERVAL_95)) ** 2, _additive(finding.estimate, finding)


def _additive(value: float, scale: Finding | Pooled) -> float:
    return log(value) if scale.null_value == 1 else value


def _told(target: Target) -> str:
    told = target.needed
    if told.studies is None:
        return f"The estimate is {target.name} itself: nothing would leave it out while it stays there."
    usual = _number(told.studies, "study of the usual size", "studies of the usual size")
    start = f"For the interval to leave out {target.name}, if the estimate stays where it is,"
    if told.variance is None:
        fewest = _number(told.fewest or told.studies, "further study", "further studies")
        more = "" if told.fewest == told.studies else f", or {usual}"
        return f"{start} no single study would do, however large: it takes at least {fewest}{more}."
    if told.studies == 1:
        return f"{start} it takes one study of the usual size."
    people = f"about {_rounded(told.people):,} people" if told.people else ""
    size = people or f"a standard error of at most {sqrt(told.variance):.2g}"
    return f"{start} it takes one study of {size}, or {usual}."


def _number(number: int, one: str, many: str) -> str:
    most = int(rules.MANY_STUDIES.value)
    return f"more than {most:,} {many}" if number > most else count(number, one, many)


def _rounded(people: int) -> int:
    """Round to two figures: more would claim an exactness that the reckoning lacks."""
    return int(float(f"{people:.1e}"))
