"""The coverage matrix as a picture: constructs down, sources across, a mark where the one is measured by the other."""

from collections.abc import Sequence
from itertools import groupby

from cairn.base.letters import SMALL, shortened
from cairn.base.svg import Markup, element, picture

from .access_marks import SIDE, mark
from .coverage import Coverage, access_order
from .models import AccessLevel, DataSource

_ROW = 25
_COLUMN = 19
_LABELS = 326
_NAMES = 232
_STAGE = 30
_LONGEST_NAME = 216.0
_SLANT = -58


def coverage_matrix(coverages: Sequence[Coverage]) -> Markup:
    """Draw the matrix. Sources that measure none of these constructs get no column; the easiest access stands left."""
    columns = sorted({source for coverage in coverages for source in coverage.sources}, key=access_order)
    places = {source.pk: _LABELS + (number + 0.5) * _COLUMN for number, source in enumerate(columns)}
    # The last slanted name leans out over the right edge.
    width = _LABELS + len(columns) * _COLUMN + 118
    counts = element("text", "sources", x=_LABELS - 10, y=_NAMES - 6, text_anchor="end", class_="m small")
    rows, height = _rows(coverages, places, _LABELS + len(columns) * _COLUMN)
    return picture(
        element("defs", _hatching()),
        *(_column(source, places[source.pk], height) for source in columns),
        *_legend(),
        counts,
        *rows,
        key="coverage",
        title="Which data source measures which construct",
        description=f"{len(coverages)} constructs by {len(columns)} data sources. The same stands in the table.",
        width=width,
        height=height + 8,
    )


def _hatching() -> Markup:
    line = element("path", d="M0 7L7 0", class_="hatch")
    return element("pattern", line, id="coverage-nothing", width=7, height=7, patternUnits="userSpaceOnUse")


def _legend() -> list[Markup]:
    """What each mark means; it stands in the corner, so that a saved picture carries it along."""
    lines = [(level.label, mark(level)) for level in AccessLevel]
    nothing = element("rect", width=SIDE, height=SIDE, fill="url(#coverage-nothing)")
    lines.append(("nothing in the catalogue", nothing))
    return [
        element(
            "g",
            element("g", drawn, transform=f"translate(2 {8 + 22 * number})"),
            element("text", words, x=24, y=18 + 22 * number, class_="m small"),
        )
        for number, (words, drawn) in enumerate(lines)
    ]


def _column(source: DataSource, x: float, bottom: float) -> Markup:
    name = shortened(source.name, _LONGEST_NAME, SMALL)
    turn = f"translate({x:g} {_NAMES - 22}) rotate({_SLANT})"
    return element(
        "g",
        element("title", f"{source.name}: {source.get_access_level_display()}"),
        element("line", x1=x, x2=x, y1=_NAMES, y2=bottom, class_="stroke-line"),
        element("text", name, class_="small", transform=turn),
        mark(source.access_level, transform=f"translate({x - SIDE / 2:g} {_NAMES - SIDE - 4})"),
    )


def _rows(coverages: Sequence[Coverage], places: dict[str, float], right: float) -> tuple[list[Markup], float]:
    drawn, y = [], float(_NAMES)
    for stage, members in groupby(coverages, key=lambda coverage: coverage.construct.get_stage_display()):
        drawn.append(element("text", stage, x=0, y=y + 20, class_="m small strong"))
        y += _STAGE
        for coverage in members:
            drawn.append(_row(coverage, places, y, right))
            y += _ROW
    return drawn, y


def _row(coverage: Coverage, places: dict[str, float], y: float, right: float) -> Markup:
    construct, middle = coverage.construct, y + _ROW / 2
    name = element("text", construct.name, x=0, y=middle + 4)
    count = element("text", str(len(coverage.sources)), x=_LABELS - 10, y=middle + 4, text_anchor="end", class_="m")
    ground = element("rect", x=0, y=y, width=_LABELS - 46, height=_ROW - 1, class_="fill-card")
    return element(
        "g",
        element("a", ground, name, href=construct.get_absolute_url()),
        _easiest(coverage, middle),
        count,
        element("line", x1=0, x2=right, y1=y, y2=y, class_="stroke-line"),
        *(_cell(coverage, source, places[source.pk], middle) for source in coverage.sources),
        *(() if coverage.sources else _nothing(y, right)),
    )


def _easiest(coverage: Coverage, y: float) -> Markup:
    """On a phone the columns lie outside the window: the mark beside the number already says how data can be had."""
    x = _LABELS - 36
    if not coverage.sources:
        return element("rect", x=x - SIDE / 2, y=y - SIDE / 2, width=SIDE, height=SIDE, fill="url(#coverage-nothing)")
    return mark(coverage.sources[0].access_level, transform=f"translate({x - SIDE / 2:g} {y - SIDE / 2:g})")


def _cell(coverage: Coverage, source: DataSource, x: float, y: float) -> Markup:
    words = f"{source.name} ({source.get_access_level_display()}) measures {coverage.construct.name}"
    place = f"translate({x - SIDE / 2:g} {y - SIDE / 2:g})"
    return element("g", element("title", words), mark(source.access_level, transform=place))


def _nothing(y: float, right: float) -> tuple[Markup, ...]:
    room = {"x": _LABELS, "y": y + 3, "width": max(right - _LABELS, 0), "height": _ROW - 6}
    return (element("rect", element("title", "Nothing in the catalogue"), fill="url(#coverage-nothing)", **room),)
