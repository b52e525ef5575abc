"""The forest plot: every study's effect with its interval, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from cairn.base.errors import InputError
from cairn.base.svg import Markup, element, picture
from cairn.synthesis.axes import Scale, number_text, shortened, tick_text, ticks_of
from cairn.synthesis.numbers import Interval, Numbers, around, studies
from cairn.synthesis.pooling import Fit

ROW, TOP, AXIS = 22.0, 40.0, 48.0
NAMES, PLOT, NUMBERS = 270.0, 360.0, 200.0
WIDTH = NAMES + PLOT + NUMBERS
GAP = 14.0
FEWEST_FOR_PREDICTION = 5
LARGEST_SQUARE, SMALLEST_SQUARE = 14.0, 3.0


@dataclass(frozen=True)
class _Row:
    """One line of the plot: its name, estimate, interval, and its percentage of the weight."""

    name: str
    estimate: float
    ci: Interval
    weight: float


def forest(
    names: Sequence[str],
    yi: Numbers,
    vi: Numbers,
    pooled: Fit,
    *,
    title: str,
    measure: str = "Effect",
    ratio: bool = False,
    key: str = "forest",
) -> Markup:
    """Draw effects and intervals of studies in the order given, squares by weight, and the pooled effect as a diamond.

    `ratio` writes and spaces logarithms as ratios; `measure` names the axis; `key` must be unique on its page. The
    prediction interval is a dashed line, drawn from five studies on: with fewer it says next to nothing. Intervals that
    leave the axis end in arrows; the numbers beside them are whole. Raises `InputError` where names and effects differ
    in number.
    """
    y, v = studies(yi, vi)
    if len(names) != y.size or pooled.k != y.size:
        raise InputError(
            f"{len(names)} names for {y.size} effects, {pooled.k} pooled", remedy="give one name per study"
        )
    rows = [
        _Row(str(name), float(effect), around(float(effect), sqrt(variance), pooled.level), weight)
        for name, effect, variance, weight in zip(names, y, v, pooled.weights, strict=True)
    ]
    prediction = pooled.prediction if pooled.k >= FEWEST_FOR_PREDICTION else None
    low, high = _limits(rows, pooled, prediction)
    scale = Scale(low, high, NAMES + GAP, NAMES + PLOT - GAP)
    bottom = TOP + ROW * (len(rows) + 2 + (prediction is not None))
    heaviest = max(pooled.weights)
    parts = [
        *_headings(measure, pooled),
        *_axis(scale, bottom, measure, ratio),
        *(part for place, row in enumerate(rows) for part in _study(row, _level_of(place), scale, ratio, heaviest)),
        *_together(pooled, _level_of(len(rows) + 0.5), scale, ratio),
        *(_prediction(prediction, _level_of(len(rows) + 1.6), scale, ratio) if prediction else ()),
    ]
    described = f"{pooled.k} studies; together {_written(pooled.estimate, pooled.ci, ratio)}."
    return picture(
        *parts, key=key, title=title, description=described, width=WIDTH, height=bottom + AXIS, class_="forest"
    )


def _level_of(place: float) -> float:
    return TOP + ROW * (place + 0.5)


def _limits(rows: Sequence[_Row], pooled: Fit, prediction: Interval | None) -> Interval:
    """Return the ends of the axis: all estimates, the pooled intervals and zero, with room for a middling interval."""
    room = float(np.median([row.ci[1] - row.ci[0] for row in rows])) / 2
    estimates = [row.estimate for row in rows]
    spread = float(np.subtract(*np.percentile(estimates, [75, 25])))
    near = [at for at in estimates if abs(at - float(np.median(estimates))) <= 5 * spread + 2 * room]
    inside = [*(at - room for at in near), *(at + room for at in near), *pooled.ci, *(prediction or ()), 0.0]
    low, high = min(inside), max(inside)
    margin = 0.03 * (high - low) or 1.0
    return low - margin, high + margin


def _headings(measure: str, pooled: Fit) -> list[Markup]:
    numbers = f"{measure} [{100 * pooled.level:g}% interval]"
    return [
        element("text", "Study", x=0, y=TOP - 14, class_="strong"),
        element("text", numbers, x=WIDTH - 58, y=TOP - 14, class_="strong", text_anchor="end"),
        element("text", "Weight", x=WIDTH, y=TOP - 14, class_="strong", text_anchor="end"),
        element("path", d=f"M0 {TOP - 6:g}H{WIDTH:g}", class_="stroke-line-2"),
    ]


def _axis(scale: Scale, bottom: float, measure: str, ratio: bool) -> list[Markup]:
    parts = [element("path", d=f"M{scale.left:g} {bottom:g}H{scale.right:g}", class_="stroke-ink-3")]
    for tick in ticks_of(scale.low, scale.high, ratio):
        x = scale.at(tick)
        parts.append(element("path", d=f"M{x:.2f} {bottom:g}v5", class_="stroke-ink-3"))
        label = tick_text(exp(tick) if ratio else tick)
        parts.append(element("text", label, x=x, y=bottom + 18, class_="small m", text_anchor="middle"))
    nought = scale.at(0)
    parts.append(element("path", d=f"M{nought:.2f} {TOP - 6:g}V{bottom:g}", class_="stroke-control"))
    name = f"{measure}, log scale" if ratio else measure
    middle = (scale.left + scale.right) / 2
    return [*parts, element("text", name, x=middle, y=bottom + 36, class_="small m", text_anchor="middle")]


def _study(row: _Row, y: float, scale: Scale, ratio: bool, heaviest: float) -> list[Markup]:
    size = max(SMALLEST_SQUARE, LARGEST_SQUARE * sqrt(row.weight / heaviest))
    parts = [_named(row.name, y), *_whisker(row.ci, y, scale)]
    if scale.low <= row.estimate <= scale.high:
        x = scale.at(row.estimate) - size / 2
        parts.append(element("rect", x=x, y=y - size / 2, width=size, height=size, class_="fill-accent"))
    return [*parts, *_numbers(_written(row.estimate, row.ci, ratio), f"{row.weight:.1f}%", y)]


def _whisker(ci: Interval, y: float, scale: Scale) -> list[Markup]:
    """Draw an interval; an end beyond the axis is an arrow."""
    low, high = max(ci[0], scale.low), min(ci[1], scale.high)
    parts = []
    if low <= high:
        parts.append(element("path", d=f"M{scale.at(low):.2f} {y:g}H{scale.at(high):.2f}", class_="stroke-ink-2"))
    if ci[0] < scale.low:
        parts.append(element("path", d=f"M{scale.left - 6:.2f} {y:g}l8 -4v8z", class_="fill-ink-2"))
    if ci[1] > scale.high:
        parts.append(element("path", d=f"M{scale.right + 6:.2f} {y:g}l-8 -4v8z", class_="fill-ink-2"))
    return parts


def _together(pooled: Fit, y: float, scale: Scale, ratio: bool) -> list[Markup]:
    left, middle, right = (scale.at(value) for value in (pooled.ci[0], pooled.estimate, pooled.ci[1]))
    name = f"Together ({pooled.k} {'study' if pooled.k == 1 else 'studies'}, {pooled.method})"
    diamond = f"{left:.2f},{y:g} {middle:.2f},{y - 7:g} {right:.2f},{y:g} {middle:.2f},{y + 7:g}"
    return [
        element("path", d=f"M0 {y - ROW * 0.75:g}H{WIDTH:g}", class_="stroke-line-2"),
        element("text", name, x=0, y=y + 4, class_="strong"),
        element("polygon", points=diamond, class_="fill-priority"),
        *_numbers(_written(pooled.estimate, pooled.ci, ratio), "", y, "strong"),
    ]


def _prediction(interval: Interval, y: float, scale: Scale, ratio: bool) -> list[Markup]:
    low, high = (number_text(exp(end) if ratio else end) for end in interval)
    line = f"M{scale.at(interval[0]):.2f} {y:g}H{scale.at(interval[1]):.2f}"
    return [
        element("text", "Expected in a new, similar study", x=0, y=y + 4, class_="m"),
        element("path", d=line, class_="stroke-priority dashed"),
        *_numbers(f"[{low}, {high}]", "", y, "m"),
    ]


def _named(name: str, y: float) -> Markup:
    short = shortened(name, NAMES)
    inside = (short,) if short == name else (element("title", name), short)
    return element("text", *inside, x=0, y=y + 4)


def _numbers(text: str, weight: str, y: float, class_: str | None = None) -> list[Markup]:
    parts = [element("text", text, x=WIDTH - 58, y=y + 4, text_anchor="end", class_=class_)]
    return [*parts, element("text", weight, x=WIDTH, y=y + 4, text_anchor="end", class_="m")] if weight else parts


def _written(estimate: float, ci: Interval, ratio: bool) -> str:
    middle, low, high = (number_text(_ratio(end) if ratio else end) for end in (estimate, *ci))
    return f"{middle} [{low}, {high}]"


def _ratio(value: float) -> float:
    return exp(min(value, 700))
