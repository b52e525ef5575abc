"""The status of a link's evidence: what its findings, taken together, say of its claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb, erfc, exp, lgamma, log, sqrt

from cairn.gaps import rules
from cairn.gaps.model import Finding, LinkInput, Pooled
from cairn.gaps.words import Certainty, Claim, Direction, Status

# Half the width of a 95% interval in standard errors.
INTERVAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Cohorts:
    """How many independent primary cohorts stand behind a link: `k`, of which `unknown` are of unknown independence."""

    k: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Standing findings by what they say of the claim; for a `no_worse` claim no effect counts as for it."""

    agree: int
    against: int
    null: int
    mixed: int
    unclear: int

    @property
    def opposing(self) -> bool:
        """Tell whether results point in both directions, in two findings or within one."""
        return self.mixed > 0 or (self.agree > 0 and self.against > 0)

    @property
    def with_direction(self) -> int:
        return self.agree + self.against + self.null + self.mixed


def status(link: LinkInput) -> Status:
    """Place the link's evidence, in the order of the rules: the first that fits is the answer.

    Study-level directions and reviews play no part. Does not judge the quality of the pooling it is given.
    """
    if not link.findings:
        return Status.NO_STUDIES
    if is_withdrawn(link.findings):
        return Status.CONTESTED
    if link.pooled is None:
        return Status.MIXED if tally(link).opposing else Status.UNSETTLED
    if disagrees_beyond_chance(link.findings):
        return Status.CONTESTED
    # Cohorts that told no size of the effect settle nothing about the pooled one.
    if min(cohorts(link.findings).k, link.pooled.k) < rules.FEW_COHORTS.value:
        return Status.UNSETTLED
    return _status_of_interval(link, link.pooled)


def cohorts(findings: Iterable[Finding]) -> Cohorts:
    """Count the independent cohorts among findings that stand."""
    keys = {finding.cohort_key for finding in findings if finding.stands}
    return Cohorts(len(keys), sum(kind == "study" for kind, _ in keys))


def tally(link: LinkInput) -> Tally:
    """Count the findings that stand by what they say of the claim."""
    directions = [finding.direction for finding in link.findings if finding.stands]
    null = directions.count(Direction.NULL)
    null_agrees = link.claim is Claim.NO_WORSE
    return Tally(
        agree=directions.count(Direction.POSITIVE) + (null if null_agrees else 0),
        against=directions.count(Direction.NEGATIVE),
        null=0 if null_agrees else null,
        mixed=directions.count(Direction.MIXED),
        unclear=directions.count(Direction.INCONCLUSIVE),
    )


def is_withdrawn(findings: Iterable[Finding]) -> bool:
    """Tell whether a re-analysis has withdrawn one of the results, or a reader coded one as contested."""
    return any(not finding.stands or finding.direction is Direction.CONTESTED for finding in findings)


def interval_is_undecided(link: LinkInput, pooled: Pooled) -> bool:
    """Tell whether the pooled interval holds both no effect and an effect that matters.

    For a `no_worse` claim: both a harm beyond the margin and none. Until a smallest effect is agreed any effect may
    matter, so an interval that holds no effect is undecided.
    """
    low, high = _oriented(link, pooled)
    matters = _smallest(link, pooled)
    if link.claim is Claim.NO_WORSE:
        return matters is None or low < matters <= high
    return low <= 0 <= high if matters is None else low <= 0 and high >= matters


def doubt_of_interval(link: LinkInput, pooled: Pooled) -> float:
    """Return the chance, 0 to 1, that more of the same would change the answer.

    Twice the smaller of the normal probabilities that the effect lies on either side of what matters (of no effect,
    until that is agreed): 1 when both are equally likely. Leaves bias out; certainty covers that.
    """
    low, high = _oriented(link, pooled)
    turning_point = _smallest(link, pooled) or 0.0
    centre, error = (low + high) / 2, (high - low) / (2 * INTERVAL_95)
    if error == 0:
        return float(centre == turning_point)
    return erfc(abs(centre - turning_point) / error / sqrt(2))


def disagrees_beyond_chance(findings: Iterable[Finding]) -> bool:
    """Test whether cohorts truly point opposite ways: Gail & Simon, Biometrics 1985;41:361-372.

    Takes one finding a cohort, the one with the narrowest interval. Findings without an interval play no part.
    """
    effects = _sharpest_by_cohort(findings)
    upward = sum(z * z for z in effects if z > 0)
    downward = sum(z * z for z in effects if z < 0)
    statistic = min(upward, downward)
    return statistic > 0 and qualitative_interaction_p(statistic, len(effects)) < rules.SIGN_TEST_LEVEL.value


def qualitative_interaction_p(statistic: float, k: int) -> float:
    """Return the probability of a statistic at least as large when all k cohorts share one sign (k at least 2).

    Gail & Simon 1985: the sum over h = 1..k-1 of Binomial(h; k-1, 1/2) times P(chi-squared with h degrees > statistic).
    """
    return sum(comb(k - 1, h) * 0.5 ** (k - 1) * _chi_squared_tail(statistic, h) for h in range(1, k))


def _chi_squared_tail(x: float, degrees: int) -> float:
    # Abramowitz & Stegun 26.4.8: two degrees more add one term, starting from 1 degree (erfc) or 2 (exp).
    tail, first = (erfc(sqrt(x / 2)), 3) if degrees % 2 else (exp(-x / 2), 4)
    for d in range(first, degrees + 1, 2):
        tail += exp((d / 2 - 1) * log(x / 2) - x / 2 - lgamma(d / 2))
    return tail


def _sharpest_by_cohort(findings: Iterable[Finding]) -> list[float]:
    """Return one z-value a cohort, that of the finding with the smallest standard error."""
    sharpest: dict[tuple[str, str], tuple[float, float]] = {}
    for finding in findings:
        effect = _error_and_z(finding)
        if finding.stands and effect is not None:
            sharpest[finding.cohort_key] = min(effect, sharpest.get(finding.cohort_key, effect))
    return [z for _, z in sharpest.values()]


def _error_and_z(finding: Finding) -> tuple[float, float] | None:
    if finding.estimate is None or finding.low is None or finding.high is None or finding.low == finding.high:
        return None
    error = (_additive(finding.high, finding) - _additive(finding.low, finding)) / (2 * INTERVAL_95)
    return error, _additive(finding.estimate, finding) / error


def _additive(value: float, scale: Finding | Pooled) -> float:
    """Put a value on a scale where effects add and no effect is 0."""
    return log(value) if scale.null_value == 1 else value


def _oriented(link: LinkInput, pooled: Pooled) -> tuple[float, float]:
    """Turn the pooled interval so that up is the claimed direction, or for a `no_worse` claim the better one."""
    low, high = _additive(pooled.low, pooled), _additive(pooled.high, pooled)
    return (-high, -low) if _claimed_side_is_down(link, pooled) else (low, high)


def _smallest(link: LinkInput, pooled: Pooled) -> float | None:
    if link.smallest_effect is None:
        return None
    value = _additive(link.smallest_effect, pooled)
    return -value if _claimed_side_is_down(link, pooled) else value


def _claimed_side_is_down(link: LinkInput, pooled: Pooled) -> bool:
    if link.claim is Claim.NO_WORSE:
        # The margin lies on the worse side; where it lies above no effect, lower is better.
        return link.smallest_effect is not None and link.smallest_effect > pooled.null_value
    return link.claim is Claim.DECREASE


def _status_of_interval(link: LinkInput, pooled: Pooled) -> Status:
    low, high = _oriented(link, pooled)
    matters = _smallest(link, pooled)
    sure = pooled.certainty in (Certainty.HIGH, Certainty.MODERATE)
    if interval_is_undecided(link, pooled):
        return Status.UNSETTLED
    if matters is not None and low >= matters:
        return Status.SUPPORTED if sure else Status.PROMISING
    if matters is not None and high < matters:
        return Status.NOT_SUPPORTED if sure else Status.UNSETTLED
    return Status.PROMISING if low > 0 else Status.UNSETTLED
