"""The gap map as marks: one for each primary study of a pair, by what it found."""

import math
from itertools import accumulate

from cairn.base.svg import Markup, element, picture

from ..marks import SIDE, shape
from .cells import DIRECTION_WORDS, Cell, GapMap, Row
from .frame import LABELS, NAMES, column_names, grid, hatched, hatching, legend_of_gaps, row_name, width

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


_COLUMN, _LEGEND = 56, 84
_KEY = "gap-map"


def marked_picture(gap_map: GapMap) -> Markup:
    """Draw the whole map: a mark for each primary study, a figure for reviews, hatching for links nobody studied."""
    top = float(NAMES + _LEGEND)
    heights = [max([30, *(marks_height(cell) + 24 for cell in row.cells)]) for row in gap_map.rows]
    tops = list(accumulate(heights, initial=top))
    placed = zip(gap_map.rows, tops, heights, strict=False)
    return picture(
        hatching(_KEY),
        *_legend(),
        grid(gap_map, _COLUMN, tops),
        *column_names(gap_map, _COLUMN, top),
        *(part for row, y, height in placed for part in _row(row, y, height)),
        key=_KEY,
        title="Evidence-gap map: activities by outcomes",
        description="A mark for each primary study, R for reviews; hatched: a link that nobody studied.",
        width=max(width(gap_map, _COLUMN), 960),
        height=tops[-1] + 10,
    )


def _legend() -> list[Markup]:
    places = ((20 + at % 4 * 230, 12 + at // 4 * 22) for at in range(len(DIRECTION_WORDS)))
    marks = [
        element("g", shape(direction, x, y), element("text", words, x=x + 16, y=y + 9))
        for (direction, words), (x, y) in zip(DIRECTION_WORDS.items(), places, strict=True)
    ]
    figures = element("text", "figure: primary studies; R: reviews", x=480, y=67, class_="small")
    return [*marks, figures, legend_of_gaps(_KEY, 14, 66)]


def _row(row: Row, y: float, height: float) -> list[Markup]:
    cells = [part for at, cell in enumerate(row.cells) for part in _cell(cell, LABELS + at * _COLUMN, y, height)]
    return [row_name(row.construct.name, y + height / 2), *cells]


def _cell(cell: Cell, x: float, y: float, height: float) -> list[Markup]:
    if not cell.studied:
        return [hatched(_KEY, x + 4, y + 4, _COLUMN - 8, height - 8)] if cell.link_id else []
    figures = " ".join(filter(None, [str(len(cell.directions) or ""), cell.reviews and f"R{cell.reviews}"]))
    return [element("text", figures, x=x + 6, y=y + 16, class_="small strong"), *_marks(cell, x + 6, y + 21)]
