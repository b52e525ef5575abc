"""What studies say by direction alone, where effects cannot be pooled: the harvest plot and the effect-direction plot.

Studies that found nothing are as dark and as large as the others.
"""

from collections.abc import Sequence
from math import ceil

from cairn.base.errors import InputError
from cairn.base.letters import (
    LINE,
    SIZE,
    SMALL,
    label,
    lines_of,
    shortened,
    studies_text,
    text_width,
    wrapped,
)
from cairn.base.svg import Markup, element, picture
from cairn.synthesis.directions import Direction, DirectionFinding, DirectionRow
from cairn.synthesis.pictures.names import PITCH as NAME_PITCH
from cairn.synthesis.pictures.names import name_text, written_names

COLUMNS = (Direction.BENEFIT, Direction.NONE, Direction.UNCLEAR, Direction.HARM)
FILLS = {
    Direction.BENEFIT: "fill-accent",
    Direction.NONE: "fill-ink-2",
    Direction.UNCLEAR: "status-unsettled",
    Direction.HARM: "fill-contested",
}
SIGNS = {Direction.BENEFIT: "▲", Direction.NONE: "◄►", Direction.UNCLEAR: "?", Direction.HARM: "▼"}
WORDS = {
    Direction.BENEFIT: "Benefit",
    Direction.NONE: "No effect",
    Direction.UNCLEAR: "Unclear",
    Direction.HARM: "Harm",
}
NAMES, CELL, HEAD = 146.0, 126.0, 30.0
BAR, PITCH, UNIT = 13.0, 17.0, 12.0
"""A bar's width, the distance of bars, and the height of one step of weight."""
KEYS = 2
"""In how many columns studies are named below a harvest plot."""

STUDIES, OUTCOME, WIDEST = 220.0, (76.0, 150.0), 650.0
ROW = 26.0
SMALL_STUDY, LARGE_STUDY = 50, 300
SIZES = (5.0, 7.5, 10.0)
"""Half the width of the arrows of small, middling and large studies."""
SMALLEST_SIGN = 6.5
EMPTY = "An empty place: the study says nothing of that outcome."


def harvest_plot(rows: Sequence[DirectionRow], *, title: str, key: str = "harvest") -> Markup:
    """Draw a bar for each study under the direction it points to, a row for each outcome (Ogilvie et al., 2008).

    A bar's height is the study's weight, 1 to 3; the number under it names the study below the plot. `rows` come from
    `summarise_directions`. Raises `InputError` where there is no row.
    """
    numbers = _numbered(rows, title)
    width = NAMES + CELL * len(COLUMNS)
    parts = [
        element("text", f"{SIGNS[way]} {WORDS[way]}", x=_cell(at) + 6, y=14, class_="strong")
        for at, way in enumerate(COLUMNS)
    ]
    y = HEAD
    for row in rows:
        drawn, y = _harvest_row(row, numbers, y, width)
        parts += drawn
    parts.append(element("path", d=f"M0 {y:g}H{width:g}", class_="stroke-line-2"))
    parts += [
        element("path", d=f"M{_cell(at):g} {HEAD - 8:g}V{y:g}", class_="stroke-line") for at in range(len(COLUMNS))
    ]
    noted, y = lines_of(["Height of a bar: quality of the study, 1 low to 3 high."], 0, y + 20, width)
    keyed, y = _study_key(numbers, y + 6, width)
    said = _described(rows)
    drawn = [*parts, *noted, *keyed]
    return picture(*drawn, key=key, title=title, description=said, width=width, height=y - 6, class_="harvest")


def effect_direction_plot(rows: Sequence[DirectionRow], *, title: str, key: str = "directions") -> Markup:
    """Draw an arrow for each study and outcome: up for benefit, down for harm, sideways for no effect.

    Thomson & Thomas, 2013; Boon & Thomson, 2021. Arrows grow with the number of people: fewer than 50, 50 to 300, more;
    hollow where it is not known. Counts stand below. `rows` as in `harvest_plot`.
    """
    numbers = _numbered(rows, title)
    column = min(max((WIDEST - STUDIES) / len(rows), OUTCOME[0]), OUTCOME[1])
    width = max(STUDIES + column * len(rows), 560.0)
    heads = [_head_lines(row.outcome, column - 8, SMALL, strong=True) for row in rows]
    top = 10 + LINE * max(len(lines) for lines in heads)
    parts = [element("text", "Study", x=0, y=14, class_="strong")]
    for at, (row, lines) in enumerate(zip(rows, heads, strict=True)):
        parts += _outcome_head(row.outcome, lines, STUDIES + column * (at + 0.5))
    foot = top
    for study, name in written_names(numbers, STUDIES - 12).items():
        high = ROW + NAME_PITCH * (len(name) - 1)
        y, foot = foot + high / 2, foot + high
        parts.append(element("path", d=f"M0 {y - high / 2:g}H{width:g}", class_="stroke-line"))
        parts.append(name_text(study, name, 0, y))
        for at, row in enumerate(rows):
            x = STUDIES + column * (at + 0.5)
            parts += [_arrow(one, x, y) for found in row.studies.values() for one in found if one.study == study]
    y = foot
    parts.append(element("path", d=f"M0 {y:g}H{width:g}", class_="stroke-line-2"))
    counted, y = _counts(rows, column, y)
    legend, y = _arrow_legend(y + 14, width)
    gaps = any(sum(row.counts.values()) < len(numbers) for row in rows)
    noted, y = lines_of([EMPTY] if gaps else [], 0, y + 10, width)
    drawn = [*parts, *counted, *legend, *noted]
    said = _described(rows)
    return picture(*drawn, key=key, title=title, description=said, width=width, height=y - 6, class_="directions")


def _numbered(rows: Sequence[DirectionRow], title: str) -> dict[str, int]:
    if not rows:
        raise InputError("there is no outcome", where=title, remedy="give at least one")
    studies = dict.fromkeys(one.study for row in rows for way in COLUMNS for one in row.studies.get(way, ()))
    return {study: place for place, study in enumerate(sorted(studies), start=1)}


def _described(rows: Sequence[DirectionRow]) -> str:
    said = []
    for row in rows:
        counted = ", ".join(f"{row.counts.get(way, 0)} {WORDS[way].lower()}" for way in COLUMNS)
        said.append(f"{row.outcome}: {counted}.")
    return " ".join(said)


def _cell(place: int) -> float:
    return NAMES + CELL * place


def _harvest_row(row: DirectionRow, numbers: dict[str, int], top: float, width: float) -> tuple[list[Markup], float]:
    pitch = max(PITCH, text_width(str(max(numbers.values(), default=0)), SMALL) + 2)
    per_line = int((CELL - 14) // pitch)
    lines = max(1, *(ceil(len(row.studies.get(way, ())) / per_line) for way in COLUMNS))
    high = 3 * UNIT + 22
    parts = [element("path", d=f"M0 {top:g}H{width:g}", class_="stroke-line-2")]
    for place, line in enumerate(_head_lines(row.outcome, NAMES - 14)):
        text = (element("title", row.outcome), line) if place == 0 else (line,)
        parts.append(element("text", *text, x=0, y=top + 20 + LINE * place))
    for at, way in enumerate(COLUMNS):
        found = row.studies.get(way, ())
        parts.append(label(studies_text(len(found)), _cell(at) + CELL - 6, top + 14, CELL, class_="small m", end=True))
        for place, one in enumerate(found):
            x = _cell(at) + 8 + pitch * (place % per_line)
            parts.append(_bar(one, numbers[one.study], x, top + 16 + high * (place // per_line + 1) - 18))
    return parts, top + max(high * lines + 20, 30 + LINE * len(_head_lines(row.outcome, NAMES - 14)))


def _bar(one: DirectionFinding, number: int, x: float, foot: float) -> Markup:
    high = UNIT * one.weight
    return element(
        "g",
        element("title", f"{one.study}: {WORDS[one.direction].lower()}, weight {one.weight}"),
        element("rect", x=x, y=foot - high, width=BAR, height=high, class_=FILLS[one.direction]),
        element("text", str(number), x=x + BAR / 2, y=foot + 12, class_="small m", text_anchor="middle"),
    )


def _study_key(numbers: dict[str, int], y: float, width: float) -> tuple[list[Markup], float]:
    deep, column = ceil(len(numbers) / KEYS), width / KEYS
    indent = text_width(f"{len(numbers)} ", SMALL)
    written = list(written_names(numbers, column - 16 - indent, size=SMALL).items())
    parts, lowest = [], y
    for first in range(0, len(written), deep):
        x, at = column * (first // deep), y
        for number, (study, lines) in enumerate(written[first : first + deep], first + 1):
            parts.append(element("text", str(number), x=x, y=at, class_="small m"))
            middle = at - 4 + NAME_PITCH / 2 * (len(lines) - 1)
            parts.append(name_text(study, lines, x + indent, middle, class_="small"))
            at += LINE + NAME_PITCH * (len(lines) - 1)
        lowest = max(lowest, at)
    return parts, lowest


def _head_lines(text: str, width: float, size: float = SIZE, *, strong: bool = False) -> list[str]:
    lines = wrapped(text, width, size, strong=strong)
    kept = [*lines[:2], " ".join(lines[2:])] if len(lines) > 2 else lines
    return [shortened(line, width, size, strong=strong) for line in kept]


def _outcome_head(outcome: str, lines: Sequence[str], x: float) -> list[Markup]:
    return [
        element(
            "text",
            *((element("title", outcome),) if not place else ()),
            line,
            x=x,
            y=14 + LINE * place,
            text_anchor="middle",
            class_="small strong",
        )
        for place, line in enumerate(lines)
    ]


def _arrow(one: DirectionFinding, x: float, y: float) -> Markup:
    people = "number of people not known" if one.people is None else f"{one.people} people"
    title = element("title", f"{one.study}: {WORDS[one.direction].lower()}, {people}")
    return element("g", title, *_arrow_shape(one.direction, one.people, x, y))


def _arrow_shape(way: Direction, people: int | None, x: float, y: float) -> list[Markup]:
    r = SIZES[1] if people is None else SIZES[(people >= SMALL_STUDY) + (people > LARGE_STUDY)]
    if way is Direction.UNCLEAR:
        r = max(r, SMALLEST_SIGN)
        shape = element("circle", cx=x, cy=y, r=r, class_="stroke-control" if people is None else FILLS[way])
        return [shape, element("text", "?", x=x, y=y + 4, text_anchor="middle", class_="small strong")]
    d = {
        Direction.BENEFIT: f"M{x - r:.2f} {y + r * 0.8:.2f}h{2 * r:g}l{-r:g} {-1.7 * r:.2f}z",
        Direction.HARM: f"M{x - r:.2f} {y - r * 0.8:.2f}h{2 * r:g}l{-r:g} {1.7 * r:.2f}z",
        Direction.NONE: (
            f"M{x - 1:.2f} {y - r * 0.8:.2f}v{1.6 * r:.2f}l{-1.3 * r:.2f} {-0.8 * r:.2f}z"
            f"M{x + 1:.2f} {y - r * 0.8:.2f}v{1.6 * r:.2f}l{1.3 * r:.2f} {-0.8 * r:.2f}z"
        ),
    }[way]
    hollow = {Direction.BENEFIT: "stroke-accent", Direction.HARM: "stroke-contested"}.get(way, "stroke-ink-2")
    return [element("path", d=d, class_=hollow if people is None else FILLS[way])]


def _counts(rows: Sequence[DirectionRow], column: float, y: float) -> tuple[list[Markup], float]:
    parts = []
    for place, way in enumerate(COLUMNS):
        at = y + 18 + LINE * place
        parts.append(element("text", f"{SIGNS[way]} {WORDS[way]}", x=0, y=at, class_="small"))
        for column_at, row in enumerate(rows):
            count, x = row.counts.get(way, 0), STUDIES + column * (column_at + 0.5)
            parts.append(element("text", str(count), x=x, y=at, class_="small", text_anchor="middle"))
    return parts, y + 18 + LINE * len(COLUMNS)


def _arrow_legend(y: float, width: float) -> tuple[list[Markup], float]:
    sizes = (
        (0, "fewer than 50 people"),
        (LARGE_STUDY, "50 to 300"),
        (LARGE_STUDY + 1, "more than 300"),
        (None, "not known"),
    )
    parts, x = [], 12.0
    for people, text in sizes:
        if x + 16 + text_width(text, SMALL) > width:
            x, y = 12.0, y + 22
        parts += _arrow_shape(Direction.BENEFIT, people, x, y)
        parts.append(element("text", text, x=x + 16, y=y + 4, class_="small m"))
        x += text_width(text, SMALL) + 50
    return parts, y + 18
