"""The lines of a forest plot, each drawn at the height it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt

from cairn.base.letters import LINE, SMALL, is_strong, size_of, text_width, wrapped
from cairn.base.svg import Markup, element
from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import LARGEST_EXPONENT, Scale, Writing, apart, tick_text, ticks_of
from cairn.synthesis.pictures.forest_columns import EXPECTED, INDENT, Columns, remark, together
from cairn.synthesis.pictures.forest_rows import ForestRow
from cairn.synthesis.pictures.judgements import judgement, sign
from cairn.synthesis.pictures.names import PITCH, Lines, lines_for, name_text
from cairn.synthesis.pictures.pooled import Pooled

ROW, HEAD = 22.0, 28.0
LARGEST_SQUARE, SMALLEST_SQUARE, PLAIN_SQUARE = 14.0, 3.0, 9.0


@dataclass(frozen=True)
class Line:
    """A line of the plot: how high it is, and how it is drawn on a scale around a height."""

    height: float
    draw: Callable[[Scale, float], list[Markup]]


def study_line(
    row: ForestRow, columns: Columns, writing: Writing, heaviest: float | None, *, indented: bool = False
) -> Line:
    """Draw a study: its name, square and interval, its numbers, and how it was judged."""
    name = columns.written[row.name]

    def draw(scale: Scale, y: float) -> list[Markup]:
        ci = row.ci or (row.estimate, row.estimate)
        parts = [name_text(row.name, name, INDENT * indented, y), *_whisker(ci, y, scale, row.contested)]
        if scale.holds(row.estimate):
            parts.append(_square(scale.at(row.estimate), y, _size(row.weight, heaviest), row.contested))
        parts.append(_number(row.written or writing.effect(row.estimate, ci), columns.numbers, y))
        if columns.weights is not None and heaviest is not None:
            parts.append(_number(_share(row.weight), columns.weights, y, "m"))
        return [*parts, *remark(columns, row.remark, y), *_signs(row, columns, y)]

    return Line(_height(name), draw)


def diamond_line(
    one: Pooled, columns: Columns, writing: Writing, *, small: bool = False, name: str = "", ruled: bool = False
) -> Line:
    """Draw a pooled effect as a diamond as wide as its interval."""
    start = INDENT * (small and not name)
    said = name or together(one)
    class_ = None if small else "strong"
    written = lines_for(said, columns.names - start, class_)

    def draw(scale: Scale, y: float) -> list[Markup]:
        return [
            *(_rule(columns, y - _height(written) / 2) if ruled else ()),
            name_text(said, written, start, y, class_=class_),
            *diamond(one, scale, y, 5 if small else 7),
            _number(writing.effect(one.estimate, one.ci), columns.numbers, y, class_),
        ]

    return Line(_height(written), draw)


def pooled_lines(one: Pooled, columns: Columns, writing: Writing) -> list[Line]:
    """Draw the pooled effect, where a new study is expected, and how much the studies differ."""
    lines = [diamond_line(one, columns, writing, ruled=True)]
    if one.prediction:
        lines.append(_prediction_line(one.prediction, columns, writing))
    if one.detail:
        lines.append(text_line(f"How much the studies differ: {one.detail}", columns, class_="small m"))
    return lines


def text_line(text: str, columns: Columns, *, class_: str, ruled: bool = False) -> Line:
    """Write a line of words from the left on, in as many lines as it needs."""
    size, strong = size_of(class_), is_strong(class_)
    lines = wrapped(text, columns.reading, size, strong=strong)
    height = ROW + LINE * (len(lines) - 1)

    def draw(scale: Scale, y: float) -> list[Markup]:
        parts, first = _rule(columns, y - height / 2) if ruled else [], y - LINE / 2 * (len(lines) - 1)
        for place, line in enumerate(lines):
            at = first + LINE * place
            # Words over the plot hide its grid, that both can be read.
            width = min(text_width(line, size, strong=strong) + 4, columns.reading)
            parts.append(element("rect", x=0, y=at - 8, width=width, height=17, class_="fill-card"))
            parts.append(element("text", line, x=0, y=at + 4, class_=class_))
        return parts

    return Line(height, draw)


def drawn_lines(lines: list[Line], scale: Scale, y: float) -> list[Markup]:
    """Draw lines below one another from a height on."""
    parts = []
    for line in lines:
        parts += line.draw(scale, y + line.height / 2)
        y += line.height
    return parts


def diamond(one: Pooled, scale: Scale, y: float, half: float) -> list[Markup]:
    """Draw a diamond; an end beyond the axis is an arrow."""
    left, middle, right = (scale.at(value) for value in (one.ci[0], one.estimate, one.ci[1]))
    points = f"{left:.2f},{y:g} {middle:.2f},{y - half:g} {right:.2f},{y:g} {middle:.2f},{y + half:g}"
    return [element("polygon", points=points, class_="fill-priority"), *_arrows(one.ci, y, scale, "fill-priority")]


def axis(
    scale: Scale,
    width: float,
    top: float,
    bottom: float,
    measure: str,
    ratio: bool,
    null: float | None,
    sides: tuple[str, str],
) -> tuple[list[Markup], float]:
    """Draw the axis below the lines, light lines at its ticks, and a stronger one at no effect.

    Names of the axis stay within the picture's width. Returns the parts and the height at which they end.
    """
    parts = [element("path", d=f"M{scale.left:g} {bottom:g}H{scale.right:g}", class_="stroke-ink-3")]
    ticks = [tick for tick in ticks_of(scale.low, scale.high, ratio) if not ratio or tick <= LARGEST_EXPONENT]
    written = [tick_text(exp(tick) if ratio else tick) for tick in ticks]
    places = [scale.at(tick) for tick in ticks]
    always = next((at for at, tick in enumerate(ticks) if tick == null), 0)
    labelled = apart(places, [text_width(text, SMALL) for text in written], always)
    for place, x in enumerate(places):
        parts.append(element("path", d=f"M{x:.2f} {top:g}V{bottom:g}", class_="stroke-line"))
        parts.append(element("path", d=f"M{x:.2f} {bottom:g}v5", class_="stroke-ink-3"))
        if place in labelled:
            parts.append(element("text", written[place], x=x, y=bottom + 18, class_="small m", text_anchor="middle"))
    name, y = f"{measure}, log scale" if ratio else measure, bottom + 35
    for line in wrapped(name, width):
        half = text_width(line, SMALL) / 2
        middle = max(min((scale.left + scale.right) / 2, width - half), half)
        parts.append(element("text", line, x=middle, y=y, class_="small m", text_anchor="middle"))
        y += LINE
    if null is not None:
        x = scale.at(null)
        parts.append(element("path", d=f"M{x:.2f} {top:g}V{bottom:g}", class_="stroke-control"))
        sided, y = _sides(scale, sides, y)
        parts += sided
    return parts, y - 7


def _sides(scale: Scale, sides: tuple[str, str], y: float) -> tuple[list[Markup], float]:
    half, lowest = (scale.right - scale.left) / 2 + 14, y
    parts = []
    for words, x, anchor in (
        (f"←\u00a0{sides[0]}" if sides[0] else "", scale.left - 20, None),
        (f"{sides[1]}\u00a0→" if sides[1] else "", scale.right + 20, "end"),
    ):
        lines = wrapped(words, half) if words else []
        parts += [
            element("text", line, x=x, y=y + LINE * place, class_="small", text_anchor=anchor)
            for place, line in enumerate(lines)
        ]
        lowest = max(lowest, y + LINE * len(lines))
    return parts, lowest


def _prediction_line(interval: Interval, columns: Columns, writing: Writing) -> Line:
    name = lines_for(EXPECTED, columns.names)

    def draw(scale: Scale, y: float) -> list[Markup]:
        drawn = f"M{scale.at(interval[0]):.2f} {y:g}H{scale.at(interval[1]):.2f}"
        return [
            name_text(EXPECTED, name, 0, y, class_="m"),
            element("path", d=drawn, class_="stroke-priority dashed", stroke_width=2),
            *_arrows(interval, y, scale, "fill-priority"),
            _number(writing.interval(interval), columns.numbers, y, "m"),
        ]

    return Line(_height(name), draw)


def _height(name: Lines) -> float:
    return ROW + PITCH * (len(name) - 1)


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
    return [element("path", d=f"M0 {y:g}H{columns.width:.2f}", class_="stroke-line-2")]
