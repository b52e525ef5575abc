"""The gap map as bubbles: as large as the number of primary studies, coloured and lettered by how sure we may be."""

import math

from cairn.base.svg import Markup, element, picture

from .cells import Cell, GapMap, Row
from .frame import LABELS, NAMES, column_names, grid, hatched, hatching, legend_of_gaps, row_name, width

#: Letter and class of each level of certainty, so that none hangs on colour; "" is what nobody judged: a broken line
#: and no letter.
LEVELS = {
    "high": ("H", "status-supported", "high certainty"),
    "moderate": ("M", "status-promising", "moderate certainty"),
    "low": ("L", "status-unsettled", "low certainty"),
    "very_low": ("V", "status-contested", "very low certainty"),
    "": ("", "status-none", "certainty not judged"),
}
#: From this many studies on a bubble is as large as can be.
MOST = 16
#: The sizes a legend shows, with their words.
SIZES = {1: "1 primary study", 4: "4 primary studies", MOST: f"{MOST} or more"}
_SMALLEST, _LARGEST = 11.0, 24.0
#: Units of one cell of the map.
CELL = 2 * _LARGEST + 8
_LEGEND = 96
_KEY = "gap-bubbles"


def radius(number: int) -> float:
    """As far out as the root of the number, so that areas compare; from `MOST` studies on as large as can be."""
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(min(number, MOST) - 1) / math.sqrt(MOST - 1)


def bubble(cell: Cell, x: float, y: float) -> Markup:
    """One cell's bubble around a place: the number of studies, the letter of its certainty, a ring for reviews."""
    parts = (
        [_circle(cell.certainty, x, y, radius(len(cell.directions)), len(cell.directions))] if cell.directions else []
    )
    if cell.reviews:
        ring = (radius(len(cell.directions)) if cell.directions else _SMALLEST) + 3
        parts.append(element("circle", cx=x, cy=y, r=ring, class_="stroke-ink-2", stroke_width=1.5))
    if not cell.directions:
        parts.append(_figure(f"R{cell.reviews}", x, y, "small"))
    return element("g", element("title", cell.words()), *parts)


def sample(level: str, number: int | None = None) -> Markup:
    """A bubble for the legend, its corner at 0, 0: of a level of certainty, or as large as a number of studies."""
    r = radius(number or 2)
    return _circle(level, r + 1, r + 1, r, number or "")


def _circle(level: str, x: float, y: float, r: float, number: int | str) -> Markup:
    letter, class_, _ = LEVELS[level]
    ink = "small strong fill-accent-ink" if class_ == "status-supported" else "small strong"
    circle = element("circle", cx=x, cy=y, r=r, class_=class_)
    return element("g", circle, _figure(f"{number}{letter}", x, y, ink))


def _figure(words: str, x: float, y: float, class_: str) -> Markup:
    return element("text", words, x=x, y=y + 4, text_anchor="middle", class_=class_)


def bubbles_picture(gap_map: GapMap) -> Markup:
    """Draw the whole map as bubbles."""
    top = float(NAMES + _LEGEND)
    tops = [top + CELL * at for at in range(len(gap_map.rows) + 1)]
    rows = [part for row, y in zip(gap_map.rows, tops, strict=False) for part in _row(row, y)]
    return picture(
        hatching(_KEY),
        *_legend(),
        grid(gap_map, CELL, tops),
        *column_names(gap_map, CELL, top),
        *rows,
        key=_KEY,
        title="Evidence-gap map: activities by outcomes, by number of studies and certainty",
        description="A bubble for each pair with primary studies, its letter the certainty; a ring: reviews; hatched: "
        "a link that nobody studied.",
        width=max(width(gap_map, CELL), 900),
        height=tops[-1] + 10,
    )


def _legend() -> list[Markup]:
    parts = []
    for at, (level, (_, _, words)) in enumerate(LEVELS.items()):
        x = 14 + 170 * at
        parts += [_circle(level, x, 14, 11, ""), element("text", words, x=x + 18, y=18)]
    for at, (number, words) in enumerate(SIZES.items()):
        x = 36 + 150 * at
        parts += [_circle("", x, 56, radius(number), number), element("text", words, x=x + 30, y=60, class_="small")]
    ring = element("circle", cx=480, cy=56, r=14, class_="stroke-ink-2", stroke_width=1.5)
    parts += [ring, _figure("R2", 480, 56, "small"), element("text", "ring, R: reviews", x=502, y=60, class_="small")]
    return [*parts, legend_of_gaps(_KEY, 2, 100)]


def _row(row: Row, y: float) -> list[Markup]:
    cells = [_cell(cell, LABELS + at * CELL, y) for at, cell in enumerate(row.cells)]
    return [row_name(row.construct.name, y + CELL / 2), *(one for one in cells if one)]


def _cell(cell: Cell, x: float, y: float) -> Markup | None:
    if cell.studied:
        return bubble(cell, x + CELL / 2, y + CELL / 2)
    return hatched(_KEY, x + 4, y + 4, CELL - 8, CELL - 8) if cell.link_id else None
