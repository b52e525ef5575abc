"""Drawings of the page of a study: its interval, and what a review counted."""

import math
from collections.abc import Sequence

from cairn.base.svg import Markup, element, picture

from .models import RATIO_KINDS, Study, Synthesis

_NARROW = 340
_RATIO_TICKS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)
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
    nothing = 1.0 if is_ratio else 0.0
    ticks = _ticks(min(study.ci_low, nothing), max(study.ci_high, nothing), is_ratio)
    place = _scale(min(ticks[0], study.ci_low), max(ticks[-1], study.ci_high), is_ratio)
    low, high, value = place(study.ci_low), place(study.ci_high), point_of(study)
    point = (
        [] if value is None else [element("rect", x=place(value) - 6, y=26, width=12, height=12, class_="fill-accent")]
    )
    return picture(
        element("line", x1=place(nothing), x2=place(nothing), y1=8, y2=56, class_="stroke-control dashed"),
        element("line", x1=low, x2=high, y1=32, y2=32, stroke_width=2, class_="stroke-ink"),
        *(element("line", x1=end, x2=end, y1=26, y2=38, stroke_width=2, class_="stroke-ink") for end in (low, high)),
        *point,
        element("line", x1=_LEFT, x2=_RIGHT, y1=56, y2=56, class_="stroke-control"),
        *(element("text", f"{tick:g}", x=place(tick), y=74, text_anchor="middle", class_="m") for tick in ticks),
        key="interval",
        title=f"{study.effect_measure or study.get_effect_kind_display()}: {study.effect_value}",
        description=f"95% interval {study.ci_low:g} to {study.ci_high:g}. Dashed line at {nothing:g}: no difference.",
        width=_NARROW,
        height=82,
    )


_LEFT, _RIGHT = 16, _NARROW - 16


def _scale(low: float, high: float, is_ratio: bool):
    measure = math.log if is_ratio else float
    start, stretch = measure(low), (measure(high) - measure(low)) or 1.0
    return lambda value: _LEFT + 10 + (measure(value) - start) / stretch * (_RIGHT - _LEFT - 20)


def _ticks(low: float, high: float, is_ratio: bool) -> list[float]:
    """Round values that enclose low and high, at most seven."""
    if is_ratio:
        below = max((tick for tick in _RATIO_TICKS if tick <= low), default=_RATIO_TICKS[0])
        above = min((tick for tick in _RATIO_TICKS if tick >= high), default=_RATIO_TICKS[-1])
        return [tick for tick in _RATIO_TICKS if below <= tick <= above]
    step = 10 ** math.floor(math.log10((high - low) or 1.0))
    step = next(size for size in (step / 2, step, 2 * step, 5 * step) if (high - low) / size <= 5)
    return [round(number * step, 10) for number in range(math.floor(low / step), math.ceil(high / step) + 1)]


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
