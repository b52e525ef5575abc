"""The gap map as bubbles: as large as the number of primary studies, coloured and lettered by how sure we may be."""

import math

from cairn.base.svg import Markup, element, picture

from .cells import Cell, GapMap, Row

#: Letter and class of each level of certainty, so that none hangs on colour; "" is what nobody judged.
LEVELS = {
    "high": ("H", "status-supported", "high certainty"),
    "moderate": ("M", "status-promising", "moderate certainty"),
    "low": ("L", "status-unsettled", "low certainty"),
    "very_low": ("V", "status-contested", "very low certainty"),
    "": ("?", "status-none", "certainty not judged"),
}
_SMALLEST, _LARGEST, _MOST = 9.0, 24.0, 16
#: Units of one cell of the map.
CELL = 2 * _LARGEST + 8
_LABELS, _NAMES, _LEGEND = 300, 190, 64


def radius(number: int) -> float:
    """As far out as the root of the number, so that areas compare; from `_MOST` studies on as large as can be."""
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(min(number, _MOST) - 1) / math.sqrt(_MOST - 1)


def bubble(cell: Cell, x: float, y: float) -> Markup:
    """One cell's bubble around a place: the number of studies, the letter of its certainty, a ring for reviews."""
    letter, class_, _ = LEVELS[cell.certainty]
    parts = []
    if cell.directions:
        r = radius(len(cell.directions))
        light = class_ == "status-supported"
        parts = [
            element("circle", cx=x, cy=y, r=r, class_=class_),
            element("text", f"{len(cell.directions)}{letter}", x=x, y=y + 4, text_anchor="middle",
                    class_="small strong fill-accent-ink" if light else "small strong"),
        ]  # fmt: skip
    if cell.reviews:
        ring = (radius(len(cell.directions)) if cell.directions else _SMALLEST) + 3
        parts.append(element("circle", cx=x, cy=y, r=ring, class_="stroke-ink-2", stroke_width=1.5))
    if not cell.directions:
        parts.append(element("text", f"R{cell.reviews}", x=x, y=y + 4, text_anchor="middle", class_="small"))
    return element("g", element("title", cell.words()), *parts)


def bubbles_picture(gap_map: GapMap) -> Markup:
    """Draw the whole map as bubbles."""
    parts, y = [], float(_NAMES + _LEGEND)
    for row in gap_map.rows:
        parts += _row(row, y)
        y += CELL
    names = [_column_name(column.name, _LABELS + (at + 0.5) * CELL) for at, column in enumerate(gap_map.columns)]
    return picture(
        element("defs", _hatching()),
        *_legend(),
        *names,
        *parts,
        key="gap-bubbles",
        title="Evidence-gap map: activities by outcomes, by number of studies and certainty",
        description="A bubble for each pair with primary studies, its letter the certainty; a ring: reviews; hatched: "
        "a link that nobody studied.",
        width=_LABELS + CELL * len(gap_map.columns) + 130,
        height=y + 10,
    )


def _hatching() -> Markup:
    line = element("path", d="M0 7L7 0", class_="hatch")
    return element("pattern", line, id="gap-bubbles-nothing", width=7, height=7, patternUnits="userSpaceOnUse")


def _legend() -> list[Markup]:
    parts = []
    for at, (letter, class_, words) in enumerate(LEVELS.values()):
        x = 12 + 170 * at
        parts += [
            element("circle", cx=x, cy=14, r=9, class_=class_),
            element("text", f"{letter} {words}", x=x + 16, y=18),
        ]
    for at, number in enumerate((1, 4, _MOST)):
        parts.append(element("circle", cx=30 + 130 * at, cy=_LEGEND - 6, r=radius(number), class_="stroke-ink-2"))
        words = f"{number} stud{'y' if number == 1 else 'ies'}{' or more' if number == _MOST else ''}"
        parts.append(element("text", words, x=60 + 130 * at, y=_LEGEND - 2, class_="small"))
    return [element("g", *parts)]


def _column_name(name: str, x: float) -> Markup:
    turn = f"translate({x:g} {_NAMES + _LEGEND - 10}) rotate(-58)"
    return element("text", _short(name, 30), class_="small", transform=turn)


def _row(row: Row, y: float) -> list[Markup]:
    middle = y + CELL / 2
    cells = [_cell(cell, _LABELS + at * CELL, y) for at, cell in enumerate(row.cells)]
    return [element("text", _short(row.construct.name, 44), x=0, y=middle + 4), *(one for one in cells if one)]


def _cell(cell: Cell, x: float, y: float) -> Markup | None:
    if cell.studied:
        return bubble(cell, x + CELL / 2, y + CELL / 2)
    if not cell.link_id:
        return None
    box = {"x": x + 6, "y": y + 6, "width": CELL - 12, "height": CELL - 12, "rx": 4}
    return element("rect", fill="url(#gap-bubbles-nothing)", stroke_width=1, **box)


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
