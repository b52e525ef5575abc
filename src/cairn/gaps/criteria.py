"""The four criteria a gap is ranked by, each 0 to 1 with its uncertainty and what it rests on in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from cairn.base.errors import InputError
from cairn.gaps import evidence, rules
from cairn.gaps.model import AsOf, Finding, GroupRatings, LinkInput, Pooled
from cairn.gaps.words import Bias, Claim, CriterionName, Direction, Status, StudyKind


@dataclass(frozen=True, slots=True)
class Criterion:
    """A value between 0 and 1: lowest, likeliest, highest. `mode` is `None` where no value is likelier than another."""

    low: float
    mode: float | None
    high: float
    basis: str

    def __post_init__(self) -> None:
        middle = self.low if self.mode is None else self.mode
        if not 0 <= self.low <= middle <= self.high <= 1:
            raise InputError(
                f"{self.low}, {self.mode}, {self.high} are not in order between 0 and 1", where="criterion"
            )


Criteria = Mapping[CriterionName, Criterion]


def criteria(link: LinkInput, as_of: AsOf, group: str | None = None) -> dict[CriterionName, Criterion]:
    """Judge the four criteria; with `group` given, importance and equity are that stakeholder group's own."""
    return {
        CriterionName.IMPORTANCE: _rated(link.ratings.importance, as_of, group),
        CriterionName.UNCERTAINTY: uncertainty(link),
        CriterionName.DECISION_VALUE: decision_value(link),
        CriterionName.EQUITY: _rated(link.ratings.equity, as_of, group),
    }


def uncertainty(link: LinkInput) -> Criterion:
    """Judge how unsettled the evidence is, and whether more would change the answer.

    With a pooled answer: d + (1 - d) r, where d is the chance that more of the same changes the answer
    (`evidence.doubt_of_interval`) and r the doubt its certainty leaves. Without: 1 - s |net| / (all + h), where each
    cohort weighs by its least biased finding, `net` is the weight for the claim less the weight against it (no effect
    is against, except for a `no_worse` claim), `all` all weight, h and s the rules "half settled" and "doubt that
    directions can take away". An agreeing finding raises |net| by at least as much as it raises `all`, so it never
    raises the doubt. Primary studies not yet extracted may settle more than we see: they lower the bottom of the range,
    and no value in it is then likelier than another.
    """
    if link.pooled is None:
        spread = _from_directions(link)
        basis = "directions of findings alone, no pooled size" if link.findings else "no finding yet"
    else:
        spread, basis = _from_pooled(link, link.pooled), "pooled interval and its certainty"
    low, mode, high = spread
    if evidence.status(link) is Status.CONTESTED:
        floor = rules.CONTESTED_DOUBT
        low, high, basis = max(low, floor.low), max(high, floor.high), f"{basis}; contested"
        mode = None if mode is None else max(mode, floor.middle)
    return Criterion(low, mode, high, basis)


def decision_value(link: LinkInput) -> Criterion:
    """Judge who would act on the answer, by the different actors that questions name."""
    actors = len({decision.actor for decision in link.decisions})
    if actors == 0 and link.claim is Claim.PREDICTIVE:
        return criterion_of(rules.PREDICTIVE_VALUE)
    return criterion_of(rules.DECISION_VALUES[min(actors, len(rules.DECISION_VALUES) - 1)])


def criterion_of(spread: rules.Spread) -> Criterion:
    """Make a criterion of a spread of the rules, resting on its explanation."""
    return Criterion(spread.low, spread.mode, spread.high, spread.explanation)


def _from_pooled(link: LinkInput, pooled: Pooled) -> tuple[float, float, float]:
    doubt = evidence.doubt_of_interval(link, pooled)
    left = rules.REMAINING_DOUBT[pooled.certainty]
    low, mode, high = (doubt + (1 - doubt) * share for share in (left.low, left.middle, left.high))
    return low, mode, high


def _from_directions(link: LinkInput) -> tuple[float, float | None, float]:
    """Try the findings not judged at low, some and high risk of bias; the range is what that leaves open."""
    balances = {bias: _balance(link, bias) for bias in Bias}
    net, weight = balances[Bias.SOME]
    side = (net > 0) - (net < 0)
    mode = _doubt(abs(net), weight)
    tried = [_doubt(max(0.0, side * net), weight) for net, weight in balances.values()]
    unread = sum(study.kind is StudyKind.PRIMARY for study in link.studies)
    if not unread:
        return min(tried), mode, max(tried)
    net, weight = balances[Bias.LOW]
    settled = _doubt(max(0.0, side * net) + unread, weight + unread)
    return min(settled, *tried), None, max(tried)


def _doubt(net: float, weight: float) -> float:
    return 1 - rules.UNPOOLED_SHARE.value * net / (weight + rules.HALF_SETTLED.value)


def _balance(link: LinkInput, unjudged: Bias) -> tuple[float, float]:
    """Return the weight for the claim less the weight against it, and all weight, cohort by cohort."""
    by_cohort: dict[tuple[str, str], list[Finding]] = {}
    for finding in link.findings:
        if finding.stands:
            by_cohort.setdefault(finding.cohort_key, []).append(finding)
    net = weight = 0.0
    # In order of the cohorts' names, because sums of floats depend on their order.
    for _, findings in sorted(by_cohort.items()):
        agree = _heaviest(findings, _agreeing(link.claim), unjudged)
        against = _heaviest(findings, _opposing(link.claim), unjudged)
        net += agree - against
        weight += max(agree, against, _heaviest(findings, frozenset(Direction), unjudged))
    return net, weight


def _agreeing(claim: Claim) -> frozenset[Direction]:
    null = {Direction.NULL} if claim is Claim.NO_WORSE else set()
    return frozenset({Direction.POSITIVE} | null)


def _opposing(claim: Claim) -> frozenset[Direction]:
    return frozenset({Direction.NEGATIVE, Direction.NULL}) - _agreeing(claim)


def _heaviest(findings: Iterable[Finding], directions: frozenset[Direction], unjudged: Bias) -> float:
    weights = (rules.BIAS_WEIGHTS[finding.bias or unjudged] for finding in findings if finding.direction in directions)
    return max(weights, default=0.0)


def _rated(ratings: GroupRatings, as_of: AsOf, group: str | None) -> Criterion:
    """Turn ratings into a range: every group has one voice, however many of its members answered.

    A rating r is (r - 1) / 8. A group's mean is drawn towards the middle by one rating at each end, with the variance
    m (1 - m) / (n + 3) of a Beta distribution with that mean; the range is the triangle with the mean and the standard
    error of all groups' means, their spread included (a triangle's half-width is the square root of 6 times its
    standard deviation). Until enough groups have been heard, and for a link nobody rated, nothing is known.
    """
    heard = ratings if group is None else {name: values for name, values in ratings.items() if name == group}
    if as_of.provisional or not heard:
        return criterion_of(rules.UNKNOWN)
    means, variances = zip(*(_group_mean(values) for values in heard.values()), strict=True)
    centre = sum(means) / len(means)
    between = sum((mean - centre) ** 2 for mean in means) / max(1, len(means) - 1)
    half = sqrt(6 * (sum(variances) / len(means) + between) / len(means))
    number = sum(len(values) for values in heard.values())
    return Criterion(max(0.0, centre - half), centre, min(1.0, centre + half), f"{number} ratings, {len(means)} groups")


def _group_mean(values: tuple[int, ...]) -> tuple[float, float]:
    lowest, span = rules.RATING_MIN.value, rules.RATING_MAX.value - rules.RATING_MIN.value
    n = len(values)
    mean = (sum((value - lowest) / span for value in values) + 1) / (n + 2)
    return mean, mean * (1 - mean) / (n + 3)
