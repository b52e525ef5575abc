"""From the numbers a paper reports, in one of the `WAYS` papers report them, to one effect with its sampling variance.

What the effect is, an odds ratio or a difference of means, is its kind. No formula of a measure stands here: each way
leads to the functions of `effects`, `conversions` and `quantiles`, which name their sources. From p values and
intervals of small samples by t, and p values known only as a bound: Cochrane Handbook, section 6.5.2.3. Zeros in
counts: section 10.4.4.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log, tanh
from typing import Final

from scipy import special

from cairn.base.errors import DataError, InputError
from cairn.synthesis.conversions import converted, fisher_z, from_interval, from_logit, from_se
from cairn.synthesis.effects import effects
from cairn.synthesis.numbers import critical
from cairn.synthesis.quantiles import mean_and_sd
from cairn.synthesis.ways import CORRELATION, PROPORTION, RATIOS, WAYS, Way

SUSPICIOUS: Final = 0.15
IMPOSSIBLE: Final = 0.6
"""How far, in half widths, an estimate may lie off the middle of its interval once rounding is allowed for: beyond the
first a note says so, beyond the second it is taken for a misprint and refused."""
COARSE: Final = 0.25
"""Share of its width that rounding may hide before a note says that an interval is printed too coarsely."""
LOWEST_LEVEL: Final = 50.0
"""The lowest level of an interval in percent: below it, a share of 1 was given instead."""
LARGEST: Final = {"risk_difference": 1.0, "percentage_points": 100.0}
"""The largest difference of two risks there can be, either way."""


@dataclass(frozen=True)
class ReportedEffect:
    """An effect on the analysis scale: logarithms for ratios, Fisher's z for correlations, log odds for proportions.

    `notes` are sentences on what had to be assumed.
    """

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
    """Return a value of the analysis scale as readers know it: ratios, correlations and proportions as such."""
    if kind in RATIOS:
        return exp(min(value, 700.0))
    if kind == PROPORTION:
        return from_logit(value)
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
    try:
        y, v, notes = _COMPUTE[way](kind, given)
    except (DataError, InputError) as refusal:
        # The formulas speak of "study 1"; to a reader it is the way that is wrong.
        raise DataError(refusal.what, where=asked.label, remedy=refusal.remedy) from refusal
    if not v > 0:
        raise DataError("these numbers leave no sampling error", where=asked.label, remedy="check them in the paper")
    return ReportedEffect(kind, float(y), float(v), tuple(notes))


def _instead(asked: Way) -> str:
    return f"it gives one of: {', '.join(sorted(kind.replace('_', ' ') for kind in asked.kinds))}"


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


def _estimate(kind: str, given: Given) -> float:
    value = given["estimate"]
    if abs(value) > LARGEST.get(kind, abs(value)):
        raise DataError(
            f"a {kind.replace('_', ' ')} of {value:g} is impossible",
            remedy="give risk differences as shares of 0 to 1, percentage points as such",
        )
    return _analysis(kind, value)


def _df(given: Given) -> float | None:
    df = given.get("df")
    if df is not None and df <= 0:
        raise DataError("the degrees of freedom are not above zero", remedy="correct them, or leave them out")
    return df


def _level(given: Given) -> float:
    percent = given.get("level", 95.0)
    if not LOWEST_LEVEL <= percent < 100:
        raise DataError(
            f"an interval of {percent:g} percent is not one that papers print", remedy="give its level as 95 or 90"
        )
    return percent / 100


def _from_interval(kind: str, given: Given) -> Found:
    level, df = _level(given), _df(given)
    if given["low"] >= given["high"]:
        raise DataError(
            f"the interval goes from {given['low']:g} to {given['high']:g}", remedy="give its lower end first"
        )
    y, low, high = _estimate(kind, given), _analysis(kind, given["low"]), _analysis(kind, given["high"])
    _, v = from_interval(y, (low, high), level=level)
    shift, blur = _rounding(kind, given)
    half, off = (high - low) / 2, abs(y - (low + high) / 2)
    lies = f"estimate lies {100 * off / half:.0f}% of the way from the middle of its interval to an end"
    if off - shift > IMPOSSIBLE * half:
        raise DataError(f"the {lies}", remedy="check for a misprint in the paper")
    notes = []
    if off - shift > SUSPICIOUS * half:
        notes.append(f"The {lies}: more than rounding explains, so check the paper.")
    if blur > COARSE * (high - low):
        notes.append(f"Rounding may have changed the width of its interval by up to {100 * blur / 2 / half:.0f}%.")
    return y, v * (critical(level) / critical(level, df)) ** 2, notes


def _rounding(kind: str, given: Given) -> tuple[float, float]:
    """Return by how much rounding may move an estimate off the middle of its interval, and change the width.

    All three numbers are taken to be rounded where the longest ends: a nought at the end is not seen in one alone.
    """
    printed = [given[name] for name in ("estimate", "low", "high")]
    finest = min(int(Decimal(repr(one)).normalize().as_tuple().exponent) for one in printed)
    step = 10.0 ** min(finest, 0) / 2
    y, low, high = ((_analysis(kind, one + step) - _analysis(kind, one - step)) / 2 for one in printed)
    return y + (low + high) / 2, low + high


def _from_error(kind: str, given: Given) -> Found:
    y, v = _estimate(kind, given), from_se(given["se"])
    if kind == CORRELATION:
        # The paper's standard error is of r; the slope of Fisher's z at r is 1 / (1 - r²).
        v /= (1 - given["estimate"] ** 2) ** 2
    return y, v, []


def _from_coefficient(_: str, given: Given) -> Found:
    return given["b"], from_se(given["se"]), []


def _from_p(kind: str, given: Given) -> Found:
    y, p, df, below = _estimate(kind, given), given["p"], _df(given), given.get("below", 0.0)
    if not 0 < p < 1:
        raise DataError(f"a p value of {p:g} gives no standard error", remedy="give the exact p value, between 0 and 1")
    if below not in (0.0, 1.0):
        raise DataError("whether p is only a bound is neither 1 nor 0", remedy="give 1 where it is, or nothing")
    if y == 0:
        raise DataError("an estimate of no effect and a p value give no standard error", remedy="give an interval")
    tail = special.ndtri(p / 2) if df is None else special.stdtrit(df, p / 2)
    notes = ["The standard error is worked out from the p value."]
    if below:
        notes.append(
            f"Of p it is known only that it is below {p:g}, so the effect is more precise than it counts here."
        )
    return y, (y / float(tail)) ** 2, notes


_HALVES: Final = "A count is 0, so ½ was added to all four."


def _from_counts(kind: str, given: Given) -> Found:
    a, n1, c, n2 = (given[name] for name in ("events1", "n1", "events2", "n2"))
    measure = {"odds_ratio": "OR", "relative_risk": "RR"}.get(kind)
    if measure:
        found = effects(measure, drop00=True, ai=a, n1i=n1, ci=c, n2i=n2)
        helped, stretch = min(a, n1 - a, c, n2 - c) == 0, 1.0
    else:
        # A difference of risks exists beside a zero; only where both groups lack variation has it no variance.
        helped = a in (0, n1) and c in (0, n2)
        found = effects("RD", add=0.5 if helped else 0.0, ai=a, n1i=n1, ci=c, n2i=n2)
        stretch = LARGEST[kind]
    return float(found.yi[0]) * stretch, float(found.vi[0]) * stretch**2, [_HALVES] if helped else []


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
    notes, summary = ["Means and standard deviations are estimated from medians."], dict(given)
    for one in (1, 2):
        parts = {"minimum": "smallest", "q1": "lower", "q3": "upper", "maximum": "largest"}
        known = {name: given.get(f"{part}{one}") for name, part in parts.items()}
        found = mean_and_sd(int(given[f"n{one}"]), median=given[f"median{one}"], **known)
        summary |= {f"mean{one}": found.mean, f"sd{one}": found.sd}
        if found.skewed:
            notes.append(f"The values of group {one} look skewed, so the estimate is doubtful.")
    y, v, _ = _from_means(kind, summary)
    return y, v, notes


def _from_correlation(_: str, given: Given) -> Found:
    found = effects("ZCOR", ri=given["r"], ni=given["n"])
    return float(found.yi[0]), float(found.vi[0]), []


def _from_test(name: str, target: str, note: str) -> Callable[[str, Given], Found]:
    def compute(_: str, given: Given) -> Found:
        names = {"n1": "grp1n", "n2": "grp2n", "totaln": "totaln"}
        sizes = {names[one]: value for one, value in given.items() if one in names}
        if min(sizes.values()) < 2:
            raise DataError("fewer than two people have no spread", remedy="check the numbers of people")
        sign = given.get("sign", 1.0)
        if sign not in (1.0, -1.0):
            raise DataError("the direction is neither 1 nor -1", remedy="give 1 where the first group has more")
        y, v = converted(target, {name: given[name], **sizes})
        return y * sign, v, [note]

    return compute


def _from_rates(_: str, given: Given) -> Found:
    events, times = (given["events1"], given["events2"]), (given["time1"], given["time2"])
    if min(events) < 0 or min(times) <= 0:
        raise DataError("a number of events is below zero, or a time at risk not above it", remedy="correct it")
    if max(events) == 0:
        raise DataError("neither group has events, so there is no ratio", remedy="leave the finding out")
    found = effects("IRR", x1i=events[0], t1i=times[0], x2i=events[1], t2i=times[1])
    notes = ["One group has no events, so ½ was added to both."] if min(events) == 0 else []
    return float(found.yi[0]), float(found.vi[0]), notes


def _from_proportion(_: str, given: Given) -> Found:
    found = effects("PLO", xi=given["events"], ni=given["n"])
    notes = ["It is the share of one group: it compares nothing."]
    if given["events"] in (0, given["n"]):
        notes.append("Nobody or everybody had the outcome, so ½ was added to those with it and those without.")
    return float(found.yi[0]), float(found.vi[0]), notes


_COMPUTE: dict[str, Callable[[str, Given], Found]] = {
    "interval": _from_interval,
    "standard_error": _from_error,
    "p_value": _from_p,
    "counts": _from_counts,
    "shares": _from_shares,
    "means": _from_means,
    "medians": _from_medians,
    "correlation": _from_correlation,
    "t": _from_test("t", "g", "Converted from a t statistic."),
    "f": _from_test("f", "g", "Converted from an F statistic of two groups."),
    "chi2": _from_test(
        "chisq", "logit", "Converted from a chi-squared of a 2×2 table, as if both groups were of the same size."
    ),
    "rates": _from_rates,
    "regression": _from_coefficient,
    "proportion": _from_proportion,
}
