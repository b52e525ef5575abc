"""What a pooled effect means for a hundred or a thousand people, and how to say it in plain words.

Absolute effects: Cochrane Handbook, section 15.4.4; GRADE guidelines 12, Journal of Clinical Epidemiology 2013;66:158.
Words: GRADE guidelines 26, informative statements, 2020;119:126.
"""

from dataclasses import dataclass
from math import exp, log
from typing import Final

from cairn.base.errors import InputError
from cairn.synthesis.certainty.rules import Level
from cairn.synthesis.numbers import Interval

_SURE: Final = {Level.HIGH: "there is", Level.MODERATE: "there is probably", Level.LOW: "there may be"}


@dataclass(frozen=True)
class Absolute:
    """Risks with and without the programme and their difference, as shares of 0 to 1, with 95% intervals."""

    without: float
    with_it: float
    with_ci: Interval
    difference: float
    difference_ci: Interval


def absolute_effect(kind: str, estimate: float, ci: Interval, comparator_risk: float) -> Absolute:
    """Work out risks from a pooled effect on the analysis scale (ratios as logarithms) and an assumed risk without it.

    Odds ratios, adjusted or not, relative risks, hazard ratios (1 - (1 - r)^HR), risk differences and percentage
    points. Risks are kept between 0 and 1. Raises `InputError` for another kind or a risk not between 0 and 1.
    """
    if not 0 < comparator_risk < 1:
        raise InputError(f"a risk of {comparator_risk:g} is impossible", remedy="give a share between 0 and 1")
    middle, low, high = (_risk(kind, value, comparator_risk) for value in (estimate, *ci))
    return Absolute(
        comparator_risk,
        middle,
        (low, high),
        middle - comparator_risk,
        (low - comparator_risk, high - comparator_risk),
    )


def _risk(kind: str, value: float, base: float) -> float:
    if kind in ("odds_ratio", "odds_ratio_adjusted"):
        odds = exp(value + log(base / (1 - base)))
        return odds / (1 + odds)
    if kind == "relative_risk":
        return min(base * exp(value), 1.0)
    if kind == "hazard_ratio":
        return float(1 - (1 - base) ** exp(value))
    if kind in ("risk_difference", "percentage_points"):
        return min(max(base + (value / 100 if kind == "percentage_points" else value), 0.0), 1.0)
    raise InputError(f"no absolute effect follows from a {kind.replace('_', ' ')}", remedy="show the effect itself")


def plain_words(
    programme: str, outcome: str, level: Level, *, estimate: float, ci: Interval, smallest: float | None = None
) -> str:
    """Say a pooled effect in one sentence: how sure decides the verb, its size the noun. No effect is 0.

    `smallest` is the smallest effect that matters, on the same scale; without one nobody has said how much would
    matter, and the sentence names the direction only.
    """
    if level is Level.VERY_LOW:
        return f"The evidence is very uncertain about the effect of {programme} on {outcome}."
    held = ci[0] <= 0 <= ci[1] if smallest is None else abs(estimate) < abs(smallest)
    size = "little or no difference in" if held else "more" if estimate > 0 else "less"
    unsettled = "" if held or smallest is not None else "; how much would matter is not agreed"
    return f"With {programme} {_SURE[level]} {size} {outcome}{unsettled}."
