"""The ways in which papers report a result, as data: what a form asks for in each, and which kinds of effect it gives.

Kinds of effect are words such as `odds_ratio`; those of `KINDS` compare, the share of one group does not.
"""

from dataclasses import dataclass
from typing import Final

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
PROPORTION: Final = "proportion"
KINDS: Final = RATIOS | DIFFERENCES | {CORRELATION}
"""Kinds of effect that compare, and so may be pooled as answers to what something does."""


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


_TWO = (Number("n1", "People in the group that took part", True), Number("n2", "People in the other group", True))
_SIGN = Number("sign", "Direction: 1 where the first group has more, -1 where it has less")
_ESTIMATE = Number("estimate", "Effect as reported")
_DF = Number("df", "Degrees of freedom, where few people were compared by a t test", optional=True)
_COUNTED = frozenset({"odds_ratio", "relative_risk", "risk_difference", "percentage_points"})
_OF_MEANS = frozenset({"mean_difference", "standardised_mean_difference"})
_STANDARDISED = frozenset({"standardised_mean_difference"})


def _groups(*pairs: tuple[str, str], whole: bool = False, optional: bool = False) -> tuple[Number, ...]:
    sides = ((1, "in the group that took part"), (2, "in the other group"))
    return tuple(
        Number(f"{name}{at}", f"{label} {side}", whole, optional) for at, side in sides for name, label in pairs
    )


_QUANTILES = (
    *_groups(("median", "Median")),
    *_groups(("lower", "Lower quartile"), ("upper", "Upper quartile"), optional=True),
    *_groups(("smallest", "Smallest value"), ("largest", "Largest value"), optional=True),
)

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
                _DF,
            ),
            KINDS,
        ),
        Way(
            "standard_error",
            "an effect with its standard error",
            (_ESTIMATE, Number("se", "Standard error; of a ratio, that of its logarithm")),
            KINDS,
        ),
        Way(
            "p_value",
            "an effect with its p value",
            (
                _ESTIMATE,
                Number("p", "p value, two-sided"),
                Number("below", "1 where the paper says only that p is below this", optional=True),
                _DF,
            ),
            KINDS,
        ),
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
        Way("medians", "medians with quartiles or extremes of two groups", (*_QUANTILES, *_TWO), _OF_MEANS),
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
        Way(
            "regression",
            "a regression coefficient with its standard error",
            (
                Number("b", "Coefficient; where the effect is a ratio, its logarithm, often printed as B"),
                Number("se", "Standard error of the coefficient"),
            ),
            RATIOS | {"regression_coefficient"},
        ),
        Way(
            "proportion",
            "the share of one group",
            (Number("events", "People with the outcome", True), Number("n", "People in all", True)),
            frozenset({PROPORTION}),
        ),
    )
}
"""The ways in which papers report a result, by name."""
