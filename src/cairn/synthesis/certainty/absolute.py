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
    """Risks with and without the programme and their difference, as shares of 0 to 1, with 95% intervals.

    `cut_off` tells that the effect would carry the risk below none or above all, so that it cannot hold at the risk
    assumed; `ci_cut_off` tells the same of an end of its interval.
    """

    without: float
    with_it: float
    with_ci: Interval
    difference: float
    difference_ci: Interval
    cut_off: bool = False
    ci_cut_off: bool = False


def absolute_effect(kind: str, estimate: float, ci: Interval, comparator_risk: float) -> Absolute:
    """Work out risks from a pooled effect on the analysis scale (ratios as logarithms) and an assumed risk without it.

    Odds ratios, adjusted or not, relative risks, hazard ratios (1 - (1 - r)^HR), risk differences and percentage
    points. Risks are kept between 0 and 1, and what was cut off for it is said to be. Raises `InputError` for another
    kind or a risk not between 0 and 1.
    """
    if not 0 < comparator_risk < 1:
        raise InputError(f"a risk of {comparator_risk:g} is impossible", remedy="give a share between 0 and 1")
    reached = [_risk(kind, value, comparator_risk) for value in (estimate, *ci)]
    middle, low, high = (min(max(risk, 0.0), 1.0) for risk in reached)
    return Absolute(
        comparator_risk,
        middle,
        (low, high),
        middle - comparator_risk,
        (low - comparator_risk, high - comparator_risk),
        cut_off=reached[0] != middle,
        ci_cut_off=reached[1:] != [low, high],
    )


def _risk(kind: str, value: float, base: float) -> float:
    if kind in ("odds_ratio", "odds_ratio_adjusted"):
        odds = exp(value + log(base / (1 - base)))
        return odds / (1 + odds)
    if kind == "relative_risk":
        return base * exp(value)
    if kind == "hazard_ratio":
        return float(1 - (1 - base) ** exp(value))
    if kind in ("risk_difference", "percentage_points"):
        return base + (value / 100 if kind == "percentage_points" else value)
    raise InputError(f"no absolute effect follows from a {kind.replace('_', ' ')}", remedy="show the effect itself")


def plain_words(
    programme: str, outcome: str, level: Level, *, estimate: float, ci: Interval, smallest: float | None = None
) -> str:
    """Say a pooled effect in one sentence: how sure decides the verb, the size of the estimate the noun. 0: no effect.

    `smallest` is the smallest effect that matters, on the same scale: an estimate below it is little or no difference.
    Without one nobody has said how much would matter, and the sentence names the direction only. As GRADE does, the
    interval lowers how sure we are and not the size; the sentence adds what else the interval holds.
    """
    if level is Level.VERY_LOW:
        return f"The evidence is very uncertain about the effect of {programme} on {outcome}."
    little = estimate == 0 or (smallest is not None and abs(estimate) < abs(smallest))
    size = "little or no difference in" if little else "more" if estimate > 0 else "less"
    also = [_held_beyond(estimate, ci, smallest, little=little)]
    if smallest is None:
        also.append("how much would matter is not agreed")
    return f"With {programme} {_SURE[level]} {size} {outcome}{''.join(f'; {words}' for words in also if words)}."


def _held_beyond(estimate: float, ci: Interval, smallest: float | None, *, little: bool) -> str:
    """What an interval holds that the estimate does not say."""
    no_effect = ci[0] <= 0 <= ci[1]
    if smallest is None:
        return "the interval includes no effect" if no_effect else ""
    matters = abs(smallest)
    sides = (("a decrease", -1, ci[0] <= -matters), ("an increase", 1, ci[1] >= matters))
    # An estimate that matters has said its own side already.
    ways = [way for way, sign, held in sides if held and (little or sign * estimate < 0)]
    if little:
        return f"the interval also holds {' and '.join(ways)} that would matter" if ways else ""
    if no_effect:
        return f"the interval includes no effect{f' and even {ways[0]} that would matter' if ways else ''}"
    near = min(abs(ci[0]), abs(ci[1]))
    return "the interval also holds effects too small to matter" if near < matters else ""
