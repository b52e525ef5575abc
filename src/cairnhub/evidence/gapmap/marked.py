"""The gap map as marks: one for each primary study of a pair, by what it found."""

import math

from cairn.base.svg import Markup, element, picture

from ..marks import SIDE, shape
from .cells import DIRECTION_WORDS, Cell, GapMap, Row

_MARKS_IN_A_ROW = 4
_STEP = SIDE + 1
#: Units of the marks of one cell of the map, side by side.
MARKS_WIDTH = _MARKS_IN_A_ROW * _STEP


def cell_marks(cell: Cell) -> Markup:
    """A mark for each primary study of a cell, in rows, with its corner at 0, 0."""
    return element("g", *_marks(cell, 0, 0))


def marks_height(cell: Cell) -> int:
    """Units of the marks of a cell, row under row."""
    return math.ceil(len(cell.directions) / _MARKS_IN_A_ROW) * _STEP


def _marks(cell: Cell, x: float, y: float) -> list[Markup]:
    places = (
        (x + at % _MARKS_IN_A_ROW * _STEP, y + at // _MARKS_IN_A_ROW * _STEP) for at in range(len(cell.directions))
    )
    return [shape(direction, *place) for direction, place in zip(cell.directions, places, strict=True)]


_LABELS, _COLUMN, _NAMES, _LEGEND = 300, 56, 220, 60


def marked_picture(gap_map: GapMap) -> Markup:
    """Draw the whole map: a mark for each primary study, a figure for reviews, hatching for links nobody studied."""
    parts, y = [], float(_NAMES + _LEGEND)
    for row in gap_map.rows:
        height = max([24, *(marks_height(cell) + 22 for cell in row.cells)])
        parts += _map_row(row, y, height)
        y += height
    names = [_column_name(column.name, _LABELS + at * _COLUMN) for at, column in enumerate(gap_map.columns)]
    return picture(
        element("defs", _hatching()),
        *_map_legend(),
        *names,
        *parts,
        key="gap-map",
        title="Evidence-gap map: activities by outcomes",
        description="A mark for each primary study, R for reviews; hatched: a link that nobody studied.",
        width=_LABELS + _COLUMN * len(gap_map.columns) + 130,
        height=y + 10,
    )


def _hatching() -> Markup:
    line = element("path", d="M0 7L7 0", class_="hatch")
    return element("pattern", line, id="gap-map-nothing", width=7, height=7, patternUnits="userSpaceOnUse")


def _map_legend() -> list[Markup]:
    places = ((20 + at % 4 * 230, 12 + at // 4 * 22) for at in range(len(DIRECTION_WORDS)))
    return [
        element("g", shape(direction, x, y), element("text", words, x=x + 16, y=y + 9))
        for (direction, words), (x, y) in zip(DIRECTION_WORDS.items(), places, strict=True)
    ]


def _column_name(name: str, x: float) -> Markup:
    turn = f"translate({x + _COLUMN / 2:g} {_NAMES + _LEGEND - 10}) rotate(-58)"
    return element("text", _short(name, 36), class_="small", transform=turn)


def _map_row(row: Row, y: float, height: float) -> list[Markup]:
    cells = [part for at, cell in enumerate(row.cells) for part in _map_cell(cell, _LABELS + at * _COLUMN, y, height)]
    return [element("text", _short(row.construct.name, 44), x=0, y=y + 16), *cells]


def _map_cell(cell: Cell, x: float, y: float, height: float) -> list[Markup]:
    box = {"x": x + 2, "y": y + 2, "width": _COLUMN - 4, "height": height - 4, "rx": 4}
    if not cell.studied:
        return [element("rect", fill="url(#gap-map-nothing)", stroke_width=1, **box)] if cell.link_id else []
    figures = " ".join(filter(None, [str(len(cell.directions) or ""), cell.reviews and f"R{cell.reviews}"]))
    return [
        element("rect", class_="stroke-line-2", **box),
        element("text", figures, x=x + 6, y=y + 15, class_="small"),
        *_marks(cell, x + 6, y + 19),
    ]


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
