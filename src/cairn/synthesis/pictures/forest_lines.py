"""The lines of a forest plot, each drawn at the height it is given."""

from collections.abc import Callable
from math import exp, sqrt

from cairn.base.svg import Markup, element
from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import Scale, tick_text, ticks_of
from cairn.synthesis.pictures.forest_columns import (
    EXPECTED,
    INDENT,
    Columns,
    interval_text,
    numbers_text,
    remark,
    together,
)
from cairn.synthesis.pictures.forest_rows import ForestRow
from cairn.synthesis.pictures.judgements import judgement, sign
from cairn.synthesis.pictures.letters import SMALL, label, shortened, text_width
from cairn.synthesis.pictures.pooled import Pooled

Line = Callable[[Columns, Scale, float], list[Markup]]

ROW, HEAD = 22.0, 28.0
LARGEST_SQUARE, SMALLEST_SQUARE, PLAIN_SQUARE = 14.0, 3.0, 9.0


def study_line(row: ForestRow, ratio: bool, heaviest: float | None, *, indented: bool = False) -> Line:
    """Draw a study: its name, square and interval, its numbers, and how it was judged."""

    def line(columns: Columns, scale: Scale, y: float) -> list[Markup]:
        start = INDENT * indented
        ci = row.ci or (row.estimate, row.estimate)
        parts = [label(row.name, start, y + 4, columns.names - start), *_whisker(ci, y, scale, row.contested)]
        if scale.holds(row.estimate):
            parts.append(_square(scale.at(row.estimate), y, _size(row.weight, heaviest), row.contested))
        text = row.written or numbers_text(row.estimate, ci, ratio)
        parts.append(_number(text, columns.numbers, y))
        if columns.weights is not None and heaviest is not None:
            parts.append(_number(_share(row.weight), columns.weights, y, "m"))
        return [*parts, *remark(columns, row.remark, y), *_signs(row, columns, y)]

    return line


def diamond_line(one: Pooled, ratio: bool, *, small: bool = False, name: str = "", ruled: bool = False) -> Line:
    """Draw a pooled effect as a diamond as wide as its interval."""

    def line(columns: Columns, scale: Scale, y: float) -> list[Markup]:
        start = INDENT * (small and not name)
        said = name or together(one)
        class_ = None if small else "strong"
        return [
            *(_rule(columns, y) if ruled else ()),
            label(said, start, y + 4, columns.names - start, class_=class_),
            *diamond(one, scale, y, 5 if small else 7),
            _number(numbers_text(one.estimate, one.ci, ratio), columns.numbers, y, class_),
        ]

    return line


def pooled_lines(one: Pooled, ratio: bool) -> list[Line]:
    """Draw the pooled effect, where a new study is expected, and how much the studies differ."""
    lines = [diamond_line(one, ratio, ruled=True)]
    if one.prediction:
        lines.append(_prediction_line(one.prediction, ratio))
    if one.detail:
        lines.append(text_line(f"How much the studies differ: {one.detail}", class_="small m", wide=True))
    return lines


def text_line(text: str, *, class_: str, wide: bool = False, ruled: bool = False) -> Line:
    """Write a line of words, over all columns where it is `wide`."""

    def line(columns: Columns, scale: Scale, y: float) -> list[Markup]:
        room = columns.width if wide else columns.right
        # Words over the plot hide its grid, that both can be read.
        width = min(text_width(text, SMALL if "small" in class_ else 13) * 1.05, room)
        ground = element("rect", x=0, y=y - 8, width=width, height=17, class_="fill-card")
        return [*(_rule(columns, y) if ruled else ()), ground, label(text, 0, y + 4, room, class_=class_)]

    return line


def diamond(one: Pooled, scale: Scale, y: float, half: float) -> list[Markup]:
    """Draw a diamond; an end beyond the axis is an arrow."""
    left, middle, right = (scale.at(value) for value in (one.ci[0], one.estimate, one.ci[1]))
    points = f"{left:.2f},{y:g} {middle:.2f},{y - half:g} {right:.2f},{y:g} {middle:.2f},{y + half:g}"
    return [element("polygon", points=points, class_="fill-priority"), *_arrows(one.ci, y, scale, "fill-priority")]


def axis(
    scale: Scale, top: float, bottom: float, measure: str, ratio: bool, null: float | None, sides: tuple[str, str]
) -> list[Markup]:
    """Draw the axis below the lines, light lines at its ticks, and a stronger one at no effect."""
    parts = [element("path", d=f"M{scale.left:g} {bottom:g}H{scale.right:g}", class_="stroke-ink-3")]
    for tick in ticks_of(scale.low, scale.high, ratio):
        x = scale.at(tick)
        written = tick_text(exp(tick) if ratio else tick)
        parts.append(element("path", d=f"M{x:.2f} {top:g}V{bottom:g}", class_="stroke-line"))
        parts.append(element("path", d=f"M{x:.2f} {bottom:g}v5", class_="stroke-ink-3"))
        parts.append(element("text", written, x=x, y=bottom + 18, class_="small m", text_anchor="middle"))
    middle, room = (scale.left + scale.right) / 2, scale.right - scale.left
    name = shortened(f"{measure}, log scale" if ratio else measure, room + 60, SMALL)
    parts.append(element("text", name, x=middle, y=bottom + 35, class_="small m", text_anchor="middle"))
    if null is None:
        return parts
    x = scale.at(null)
    parts.append(element("path", d=f"M{x:.2f} {top:g}V{bottom:g}", class_="stroke-control"))
    return [*parts, *_sides(scale, sides, bottom + 51)]


def _sides(scale: Scale, sides: tuple[str, str], y: float) -> list[Markup]:
    half = (scale.right - scale.left) / 2 + 20
    parts = []
    if sides[0]:
        parts.append(label(f"← {sides[0]}", scale.left - 20, y, half - 6, class_="small"))
    if sides[1]:
        parts.append(label(f"{sides[1]} →", scale.right + 20, y, half - 6, class_="small", end=True))
    return parts


def _prediction_line(interval: Interval, ratio: bool) -> Line:
    def line(columns: Columns, scale: Scale, y: float) -> list[Markup]:
        drawn = f"M{scale.at(interval[0]):.2f} {y:g}H{scale.at(interval[1]):.2f}"
        return [
            label(EXPECTED, 0, y + 4, columns.names, class_="m"),
            element("path", d=drawn, class_="stroke-priority dashed", stroke_width=2),
            *_arrows(interval, y, scale, "fill-priority"),
            _number(interval_text(interval, ratio), columns.numbers, y, "m"),
        ]

    return line


def _whisker(ci: Interval, y: float, scale: Scale, contested: bool) -> list[Markup]:
    """Draw an interval; an end beyond the axis is an arrow."""
    low, high = max(ci[0], scale.low), min(ci[1], scale.high)
    parts = []
    if low <= high:
        class_ = "stroke-contested dashed" if contested else "stroke-ink-2"
        d = f"M{scale.at(low):.2f} {y:g}H{scale.at(high):.2f}"
        parts.append(element("path", d=d, class_=class_, stroke_width=1.5))
    return [*parts, *_arrows(ci, y, scale, "fill-contested" if contested else "fill-ink-2")]


def _arrows(ci: Interval, y: float, scale: Scale, class_: str) -> list[Markup]:
    parts = []
    if ci[0] < scale.low:
        parts.append(element("path", d=f"M{scale.left - 6:.2f} {y:g}l8 -4v8z", class_=class_))
    if ci[1] > scale.high:
        parts.append(element("path", d=f"M{scale.right + 6:.2f} {y:g}l-8 -4v8z", class_=class_))
    return parts


def _square(x: float, y: float, size: float, contested: bool) -> Markup:
    class_ = "fill-contested" if contested else "fill-accent"
    return element("rect", x=x - size / 2, y=y - size / 2, width=size, height=size, class_=class_)


def _size(weight: float | None, heaviest: float | None) -> float:
    if weight is None or not heaviest:
        return PLAIN_SQUARE
    return max(SMALLEST_SQUARE, LARGEST_SQUARE * sqrt(weight / heaviest))


def _share(weight: float | None) -> str:
    if weight is None:
        return "–"
    return "<0.1%" if 0 < weight < 0.05 else f"{weight:.1f}%"


def _signs(row: ForestRow, columns: Columns, y: float) -> list[Markup]:
    judged = dict(row.bias)
    return [
        sign(judgement(judged[domain]), columns.sign_at(place), y, f"{domain}: {judged[domain]}")
        for place, domain in enumerate(columns.domains)
        if domain in judged
    ]


def _number(text: str, x: float, y: float, class_: str | None = None) -> Markup:
    return element("text", text, x=x, y=y + 4, text_anchor="end", class_=class_)


def _rule(columns: Columns, y: float) -> list[Markup]:
    return [element("path", d=f"M0 {y - ROW / 2:g}H{columns.width:.2f}", class_="stroke-line-2")]
