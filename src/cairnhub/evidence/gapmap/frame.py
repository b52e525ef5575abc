"""What both pictures of the gap map share: names in full, lines from a name to its cells, and what hatching means."""

from textwrap import wrap

from cairn.base.svg import Markup, element

from .cells import GapMap

#: Units left of the cells for the names of rows, and above them for the names of columns.
LABELS, NAMES = 300, 190
#: Units right of the cells, where the last names of columns lean over.
OVERHANG = 130
_ROW_FITS, _COLUMN_FITS, _LINE = 42, 28, 12.5


def width(gap_map: GapMap, cell: float) -> float:
    return LABELS + cell * len(gap_map.columns) + OVERHANG


def column_names(gap_map: GapMap, cell: float, bottom: float) -> list[Markup]:
    """The names of all columns, leaning, over cells that begin at `bottom`."""
    return [
        element(
            "text",
            *_lines(column.name, _COLUMN_FITS, 0, 0),
            class_="small",
            transform=f"translate({LABELS + (at + 0.5) * cell:g} {bottom - 10:g}) rotate(-58)",
        )
        for at, column in enumerate(gap_map.columns)
    ]


def row_name(name: str, middle: float) -> Markup:
    return element("text", *_lines(name, _ROW_FITS, 0, middle + 4))


def _lines(name: str, fits: int, x: float, middle: float) -> list[Markup]:
    lines = wrap(name, fits)
    top = middle - _LINE * (len(lines) - 1) / 2
    return [element("tspan", line, x=x, y=top + _LINE * number) for number, line in enumerate(lines)]


def grid(gap_map: GapMap, cell: float, tops: list[float]) -> Markup:
    """A faint line at each of `tops` and between columns, so that an empty cell is seen to be one."""
    right = LABELS + cell * len(gap_map.columns)
    across = [element("line", x1=0, x2=right, y1=y, y2=y) for y in tops]
    places = (LABELS + at * cell for at in range(len(gap_map.columns) + 1))
    down = [element("line", x1=x, x2=x, y1=tops[0], y2=tops[-1]) for x in places]
    return element("g", *across, *down, class_="stroke-line")


def hatching(key: str) -> Markup:
    line = element("path", d="M0 7L7 0", class_="hatch")
    pattern = element("pattern", line, id=f"{key}-nothing", width=7, height=7, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def hatched(key: str, x: float, y: float, width: float, height: float) -> Markup:
    """A cell, or its sample in the legend, of a link that nobody studied."""
    box = {"x": x, "y": y, "width": width, "height": height, "rx": 4}
    return element(
        "g", element("rect", fill=f"url(#{key}-nothing)", **box), element("rect", class_="stroke-line-2", **box)
    )


def legend_of_gaps(key: str, x: float, y: float) -> Markup:
    words = "link of the framework, no study; empty: no study, and no link claimed"
    return element("g", hatched(key, x, y - 10, 22, 14), element("text", words, x=x + 30, y=y + 1, class_="small"))
