"""From the numbers a paper reports, in the ways papers report them, to one effect with its sampling variance.

`WAYS` is data, so that a form can ask for the numbers of each way in plain words. What the effect is, an odds ratio or
a difference of means, is its kind; kinds are the words of `KINDS`. No formula stands here: each way leads to the
functions of `effects` and `conversions`, which name their sources.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log, tanh
from typing import Final

from scipy import special

from cairn.base.errors import DataError, InputError
from cairn.synthesis.conversions import converted, fisher_z, from_interval, from_se
from cairn.synthesis.effects import effects
from cairn.synthesis.numbers import critical
from cairn.synthesis.quantiles import mean_and_sd

RATIOS: Final = frozenset({"odds_ratio", "odds_ratio_adjusted", "relative_risk", "hazard_ratio", "rate_ratio"})
DIFFERENCES: Final = frozenset(
    {
        "risk_difference",
        "percentage_points",
        "mean_difference",
        "standardised_mean_difference",
        "regression_coefficient",
    }
)
CORRELATION: Final = "correlation"
KINDS: Final = RATIOS | DIFFERENCES | {CORRELATION}
"""Kinds of effect that compare, and so can have a variance here."""

SUSPICIOUS: Final = 0.15
IMPOSSIBLE: Final = 0.6
"""How far, in half widths, an estimate may lie off the middle of its interval: beyond the first rounding does not
explain it and a note says so, beyond the second it is taken for a misprint and refused."""


@dataclass(frozen=True)
class Number:
    """One number a way asks for; `whole` counts people, `optional` may be left out."""

    name: str
    label: str
    whole: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Way:
    """One way in which papers report a result, and the kinds of effect that can be worked out from it."""

    name: str
    label: str
    numbers: tuple[Number, ...]
    kinds: frozenset[str]


@dataclass(frozen=True)
class ReportedEffect:
    """An effect on the analysis scale: logarithms for ratios, Fisher's z for correlations. `notes` are sentences."""

    kind: str
    yi: float
    vi: float
    notes: tuple[str, ...] = ()

    @property
    def ratio(self) -> bool:
        return self.kind in RATIOS

    @property
    def estimate(self) -> float:
        """The effect on the scale readers know."""
        return to_readers(self.kind, self.yi)

    @property
    def ci(self) -> tuple[float, float]:
        """The normal 95% interval on the scale readers know."""
        half = critical(0.95) * self.vi**0.5
        return to_readers(self.kind, self.yi - half), to_readers(self.kind, self.yi + half)


def to_readers(kind: str, value: float) -> float:
    """Return a value of the analysis scale as readers know it: ratios and correlations as such."""
    if kind in RATIOS:
        return exp(min(value, 700.0))
    return tanh(value) if kind == CORRELATION else value


def effect_of(way: str, numbers: Mapping[str, float | None], *, kind: str) -> ReportedEffect:
    """Work out the effect of one finding from its numbers, which have the names of `WAYS[way]`; `None` is not given.

    Raises `InputError` for an unknown way, name or kind, or a kind that this way cannot give; `DataError` naming the
    number that is missing or impossible.
    """
    if way not in WAYS:
        raise InputError(f"'{way}' is no way of reporting a result", remedy=f"use one of {', '.join(WAYS)}")
    asked = WAYS[way]
    if kind not in asked.kinds:
        raise InputError(f"{asked.label} gives no {kind.replace('_', ' ') or 'kind of effect'}", remedy=_instead(asked))
    given = _checked(asked, numbers)
    y, v, notes = _COMPUTE[way](kind, given)
    if not v > 0:
        raise DataError("these numbers leave no sampling error", where=asked.label, remedy="check them in the paper")
    return ReportedEffect(kind, float(y), float(v), tuple(notes))


def _instead(asked: Way) -> str:
    return f"it gives one of: {', '.join(sorted(kind.replace('_', ' ') for kind in asked.kinds)) or 'none'}"


def _checked(asked: Way, numbers: Mapping[str, float | None]) -> dict[str, float]:
    known = {one.name: one for one in asked.numbers}
    if unknown := sorted(numbers.keys() - known.keys()):
        raise InputError(f"'{unknown[0]}' is none of its numbers", where=asked.label)
    given = {}
    for name, one in known.items():
        value = numbers.get(name)
        if value is None:
            if not one.optional:
                raise DataError(f"“{one.label}” is missing", where=asked.label, remedy="give it, or another way")
            continue
        if not -1e300 < value < 1e300:
            raise DataError(f"“{one.label}” is no number", where=asked.label, remedy="correct it")
        if one.whole and (value < 0 or value != int(value)):
            raise DataError(f"“{one.label}” is no whole number of people", where=asked.label, remedy="correct it")
        given[name] = float(value)
    return given


Found = tuple[float, float, list[str]]
Given = dict[str, float]


def _analysis(kind: str, value: float) -> float:
    """Put a reported value on the analysis scale."""
    if kind in RATIOS:
        if value <= 0:
            raise DataError("a ratio is not above zero", remedy="give the ratio, not its logarithm")
        return log(value)
    if kind == CORRELATION:
        if not -1 < value < 1:
            raise DataError(f"a correlation of {value:g} is impossible", remedy="give one between -1 and 1")
        return fisher_z(value)
    return value


def _from_interval(kind: str, given: Given) -> Found:
    level = given.get("level", 95.0) / 100
    y, low, high = (_analysis(kind, given[name]) for name in ("estimate", "low", "high"))
    _, v = from_interval(y, (low, high), level=level)
    half, off = (high - low) / 2, abs(y - (low + high) / 2)
    if off > IMPOSSIBLE * half:
        raise DataError(
            "the estimate does not lie near the middle of its interval", remedy="check for a misprint in the paper"
        )
    notes = [
        f"The estimate lies {100 * off / half:.0f}% of half a width off the middle of its interval: more than rounding "
        "explains, so check the paper."
    ]
    return y, v, notes if off > SUSPICIOUS * half else []


def _from_error(kind: str, given: Given) -> Found:
    return _analysis(kind, given["estimate"]), from_se(given["se"]), []


def _from_p(kind: str, given: Given) -> Found:
    y, p = _analysis(kind, given["estimate"]), given["p"]
    if not 0 < p < 1:
        raise DataError(f"a p value of {p:g} gives no standard error", remedy="give the exact p value, between 0 and 1")
    if y == 0:
        raise DataError("an estimate of no effect and a p value give no standard error", remedy="give an interval")
    return y, (y / float(special.ndtri(p / 2))) ** 2, ["The standard error is worked out from the p value."]


def _from_counts(kind: str, given: Given) -> Found:
    events1, size1, events2, size2 = (given[name] for name in ("events1", "n1", "events2", "n2"))
    measure = {"odds_ratio": "OR", "relative_risk": "RR"}.get(kind, "RD")
    found = effects(measure, ai=events1, n1i=size1, ci=events2, n2i=size2)
    zero = min(events1, size1 - events1, events2, size2 - events2) == 0
    notes = ["A count is 0, so ½ was added to all four."] if zero else []
    stretch = 100.0 if kind == "percentage_points" else 1.0
    return float(found.yi[0]) * stretch, float(found.vi[0]) * stretch**2, notes


def _from_shares(kind: str, given: Given) -> Found:
    for name in ("percent1", "percent2"):
        if not 0 <= given[name] <= 100:
            raise DataError(f"{given[name]:g} is no percentage", remedy="give 0 to 100")
    # Whole people had the event; a printed percentage is rounded.
    events = {f"events{one}": float(round(given[f"percent{one}"] * given[f"n{one}"] / 100)) for one in (1, 2)}
    y, v, notes = _from_counts(kind, given | events)
    counts = f"{events['events1']:g} and {events['events2']:g}"
    return y, v, [f"The numbers of people with the outcome, {counts}, are worked out from the percentages.", *notes]


def _from_means(kind: str, given: Given) -> Found:
    measure = "MD" if kind == "mean_difference" else "SMD"
    m1, sd1, n1, m2, sd2, n2 = (given[name] for name in ("mean1", "sd1", "n1", "mean2", "sd2", "n2"))
    found = effects(measure, m1i=m1, sd1i=sd1, n1i=n1, m2i=m2, sd2i=sd2, n2i=n2)
    return float(found.yi[0]), float(found.vi[0]), []


def _from_medians(kind: str, given: Given) -> Found:
    notes, summary = ["Means and standard deviations are estimated from medians and quartiles."], dict(given)
    for one in (1, 2):
        found = mean_and_sd(
            int(given[f"n{one}"]), median=given[f"median{one}"], q1=given[f"lower{one}"], q3=given[f"upper{one}"]
        )
        summary |= {f"mean{one}": found.mean, f"sd{one}": found.sd}
        if found.skewed:
            notes.append(f"The values of group {one} look skewed, so the estimate is doubtful.")
    y, v, _ = _from_means(kind, summary)
    return y, v, notes


def _from_correlation(_: str, given: Given) -> Found:
    found = effects("ZCOR", ri=given["r"], ni=given["n"])
    return float(found.yi[0]), float(found.vi[0]), []


def _from_test(name: str, target: str, sizes: Callable[[Given], Given]) -> Callable[[str, Given], Found]:
    def compute(_: str, given: Given) -> Found:
        y, v = converted(target, {name: given[name], **sizes(given)})
        sign = given.get("sign", 1.0)
        if sign not in (1.0, -1.0):
            raise DataError("the direction is neither 1 nor -1", remedy="give 1 where the first group has more")
        return y * sign, v, [f"Converted from {TESTS[name]}."]

    return compute


TESTS: Final = {"t": "a t statistic", "f": "an F statistic of two groups", "chisq": "a chi-squared of a 2×2 table"}


def _from_rates(_: str, given: Given) -> Found:
    found = effects("IRR", x1i=given["events1"], t1i=given["time1"], x2i=given["events2"], t2i=given["time2"])
    return float(found.yi[0]), float(found.vi[0]), []


_TWO = (Number("n1", "People in the group that took part", True), Number("n2", "People in the other group", True))
_SIGN = Number("sign", "Direction: 1 where the first group has more, -1 where it has less", optional=True)
_ESTIMATE = Number("estimate", "Effect as reported")
_COUNTED = frozenset({"odds_ratio", "relative_risk", "risk_difference", "percentage_points"})
_OF_MEANS = frozenset({"mean_difference", "standardised_mean_difference"})
_STANDARDISED = frozenset({"standardised_mean_difference"})


def _groups(*pairs: tuple[str, str], whole: bool = False) -> tuple[Number, ...]:
    sides = ((1, "in the group that took part"), (2, "in the other group"))
    return tuple(Number(f"{name}{at}", f"{label} {side}", whole) for at, side in sides for name, label in pairs)


WAYS: Final[dict[str, Way]] = {
    one.name: one
    for one in (
        Way(
            "interval",
            "an effect with its interval",
            (
                _ESTIMATE,
                Number("low", "Interval from"),
                Number("high", "Interval to"),
                Number("level", "Level of the interval in percent, 95 if not given", optional=True),
            ),
            KINDS,
        ),
        Way(
            "standard_error",
            "an effect with its standard error",
            (_ESTIMATE, Number("se", "Standard error; of a ratio, that of its logarithm")),
            KINDS,
        ),
        Way("p_value", "an effect with its exact p value", (_ESTIMATE, Number("p", "p value, two-sided")), KINDS),
        Way(
            "counts",
            "numbers of people with and without the outcome",
            (*_groups(("events", "People with the outcome"), whole=True), *_TWO),
            _COUNTED,
        ),
        Way(
            "shares", "percentages of two groups", (*_groups(("percent", "Percent with the outcome")), *_TWO), _COUNTED
        ),
        Way(
            "means",
            "means and standard deviations of two groups",
            (*_groups(("mean", "Mean"), ("sd", "Standard deviation")), *_TWO),
            _OF_MEANS,
        ),
        Way(
            "medians",
            "medians and quartiles of two groups",
            (*_groups(("median", "Median"), ("lower", "Lower quartile"), ("upper", "Upper quartile")), *_TWO),
            _OF_MEANS,
        ),
        Way(
            "correlation",
            "a correlation",
            (Number("r", "Correlation"), Number("n", "People", True)),
            frozenset({CORRELATION}),
        ),
        Way("t", "a t statistic of two groups", (Number("t", "t"), *_TWO), _STANDARDISED),
        Way("f", "an F statistic of two groups", (Number("f", "F"), *_TWO, _SIGN), _STANDARDISED),
        Way(
            "chi2",
            "a chi-squared of a 2×2 table",
            (Number("chisq", "Chi-squared, 1 degree of freedom"), Number("totaln", "People in all", True), _SIGN),
            frozenset({"odds_ratio"}),
        ),
        Way(
            "rates",
            "events and time at risk of two groups",
            _groups(("events", "Events"), ("time", "Person-years")),
            frozenset({"rate_ratio"}),
        ),
    )
}
"""The ways in which papers report a result, by name."""

_COMPUTE: dict[str, Callable[[str, Given], Found]] = {
    "interval": _from_interval,
    "standard_error": _from_error,
    "p_value": _from_p,
    "counts": _from_counts,
    "shares": _from_shares,
    "means": _from_means,
    "medians": _from_medians,
    "correlation": _from_correlation,
    "t": _from_test("t", "g", lambda given: {"grp1n": given["n1"], "grp2n": given["n2"]}),
    "f": _from_test("f", "g", lambda given: {"grp1n": given["n1"], "grp2n": given["n2"]}),
    "chi2": _from_test("chisq", "logit", lambda given: {"totaln": given["totaln"]}),
    "rates": _from_rates,
}
