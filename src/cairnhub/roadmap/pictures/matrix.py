"""The map of links as a picture of its own."""

from cairn.base.svg import Markup, element, picture, standalone
from cairn.gaps import rules

from ..queries.field_map import Cell, FieldMap

_LEFT, _TOP, _STEP, _CELL = 340, 250, 34, 28


def map_picture(field_map: FieldMap) -> str:
    """Draw the map as a file of its own. Status is told by fill and by figure; hatching says that nothing is there."""
    width = _LEFT + _STEP * len(field_map.columns) + 150
    height = _TOP + _STEP * len(field_map.rows) + 100
    title = f"Map of links: {field_map.shown} of {field_map.total} links of the framework"
    shapes = [
        _hatching(),
        element("text", title, x=16, y=26, class_="strong"),
        *(_column(at, column.name) for at, column in enumerate(field_map.columns)),
        *(
            element("text", row.construct.name, x=_LEFT - 12, y=_TOP + _STEP * at + 19, text_anchor="end")
            for at, row in enumerate(field_map.rows)
        ),
        *(
            _cell(x, y, cell)
            for y, row in enumerate(field_map.rows)
            for x, cell in enumerate(row.cells)
            if cell is not None
        ),
        _legend(height - 70),
    ]
    return standalone(picture(*shapes, key="map", title=title, width=max(width, 980), height=height))


def _hatching() -> Markup:
    line = element("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", class_="hatch")
    return element("defs", element("pattern", line, id="nothing", width=6, height=6, patternUnits="userSpaceOnUse"))


def _column(at: int, name: str) -> Markup:
    x, y = _LEFT + _STEP * at + 16, _TOP - 10
    return element("text", name, transform=f"translate({x} {y}) rotate(-52)")


def _cell(column: int, row: int, cell: Cell) -> Markup:
    x, y = _LEFT + _STEP * column, _TOP + _STEP * row
    figure_class = "fill-accent-ink" if cell.state.status is rules.STATUSES["supported"] else None
    shapes = [element("title", cell.words), *_box(x, y, cell.state.status.css)]
    if cell.figure:
        shapes.append(element("text", cell.figure, x=x + 14, y=y + 18, text_anchor="middle", class_=figure_class))
    if cell.priority:
        mark = "fill-priority" if cell.priority == "steady" else "stroke-priority"
        shapes.append(element("circle", cx=x + 26, cy=y + 2, r=4.5, stroke_width=2, class_=mark))
    return element("g", *shapes)


def _box(x: float, y: float, css: str) -> list[Markup]:
    size = {"x": x, "y": y, "width": _CELL, "height": _CELL, "rx": 5}
    hatched = [element("rect", fill="url(#nothing)", **size)] if css == "status-none" else []
    return [element("rect", class_=css, **size), *hatched]


def _legend(y: float) -> Markup:
    parts = []
    for at, term in enumerate(rules.STATUSES.values()):
        x, line = 16 + 230 * (at % 4), y + 36 * (at // 4)
        parts += [*_box(x, line - 14, term.css), element("text", term.label, x=x + 36, y=line + 5)]
    words = (
        "figure: primary studies; on hatching none is extracted; ring: among the first ten, filled where steadily so"
    )
    return element("g", *parts, element("text", words, x=16, y=y + 62, class_="m"))
