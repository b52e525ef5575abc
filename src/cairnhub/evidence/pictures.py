"""Drawings of the page of a study: its interval, and what a review counted."""

import math
from collections.abc import Sequence

from cairn.base.svg import Markup, element, picture
from cairn.synthesis.pictures.axes import Scale, tick_text, ticks_of

from .models import RATIO_KINDS, Study, Synthesis

_NARROW = 340
_SQUARE = 14


def point_of(study: Study) -> float | None:
    """The effect as a number, where it was written as one number inside its interval."""
    try:
        value = float(study.effect_value)
    except ValueError:
        return None
    return value if study.ci_low <= value <= study.ci_high else None


def has_interval(study: Study) -> bool:
    """Whether a study's interval can be drawn: on a ratio scale both ends must be above 0."""
    return study.ci_low is not None and (study.effect_kind not in RATIO_KINDS or study.ci_low > 0)


def interval(study: Study) -> Markup:
    """Draw the 95% interval with the line of no difference: at 1 on a log scale for ratios, else at 0."""
    is_ratio = study.effect_kind in RATIO_KINDS
    measure = math.log if is_ratio else float
    scale = _scale(measure(study.ci_low), measure(study.ci_high))
    nothing, low, high = scale.at(0.0), scale.at(measure(study.ci_low)), scale.at(measure(study.ci_high))
    value = point_of(study)
    point = [] if value is None else [_point(scale.at(measure(value)))]
    return picture(
        element("line", x1=nothing, x2=nothing, y1=8, y2=56, class_="stroke-control dashed"),
        element("line", x1=low, x2=high, y1=32, y2=32, stroke_width=2, class_="stroke-ink"),
        *(element("line", x1=end, x2=end, y1=26, y2=38, stroke_width=2, class_="stroke-ink") for end in (low, high)),
        *point,
        element("line", x1=_LEFT, x2=_RIGHT, y1=56, y2=56, class_="stroke-control"),
        *_ticks(scale, is_ratio),
        key="interval",
        title=f"{study.effect_measure or study.get_effect_kind_display()}: {study.effect_value}",
        description=f"95% interval {study.ci_low:g} to {study.ci_high:g}. Dashed line at {1 if is_ratio else 0}: "
        "no difference.",
        width=_NARROW,
        height=82,
    )


_LEFT, _RIGHT = 16, _NARROW - 16


def _scale(low: float, high: float) -> Scale:
    """A scale that holds an interval and no difference, with a little room beside them."""
    low, high = min(low, 0.0), max(high, 0.0)
    room = 0.05 * (high - low) or 0.5
    return Scale(low - room, high + room, _LEFT + 10, _RIGHT - 10)


def _point(x: float) -> Markup:
    return element("rect", x=x - 6, y=26, width=12, height=12, class_="fill-accent")


def _ticks(scale: Scale, is_ratio: bool) -> list[Markup]:
    written = [(tick, math.exp(tick) if is_ratio else tick) for tick in ticks_of(scale.low, scale.high, is_ratio)]
    return [
        element("text", tick_text(value), x=scale.at(tick), y=74, text_anchor="middle", class_="m")
        for tick, value in written
    ]


def counts(syntheses: Sequence[Synthesis]) -> Markup:
    """Draw a square for every study a review counted: filled where positive, hollow where not."""
    drawn = [part for number, one in enumerate(syntheses) for part in _counted(one, 44 + number * 44)]
    return picture(
        *_counts_legend(),
        *drawn,
        key="counts",
        title="Studies by result for each thing looked at",
        description="The counts mix sign and statistical significance. The same stands in the table.",
        width=max([_NARROW, *(_SQUARE * (one.studies_positive + one.studies_not_positive) + 60 for one in syntheses)]),
        height=44 + 44 * len(syntheses),
    )


def _counts_legend() -> list[Markup]:
    return [
        _study(0, 4, True),
        element("text", "positive", x=18, y=15),
        _study(100, 4, False),
        element("text", "negative, mixed or no effect", x=118, y=15),
    ]


def _counted(one: Synthesis, y: float) -> list[Markup]:
    total = one.studies_positive + one.studies_not_positive
    squares = [_study(number * _SQUARE, y + 8, number < one.studies_positive) for number in range(total)]
    said = f"{one.studies_positive} of {total}"
    return [
        element("text", one.predictor, x=0, y=y),
        *squares,
        element("text", said, x=total * _SQUARE + 6, y=y + 19, class_="m"),
    ]


def _study(x: float, y: float, positive: bool) -> Markup:
    box = {"x": x + 1, "y": y + 1, "width": _SQUARE - 3, "height": _SQUARE - 3}
    return element("rect", class_="fill-accent" if positive else "stroke-ink", **box)
