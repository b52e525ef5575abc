"""Files that a page hands out: the same table as CSV, the same picture as SVG, PNG and PDF."""

import csv
import io
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from django.http import Http404, HttpResponse

from cairn.base.svg import Markup
from cairn.synthesis import picture_file

#: A spreadsheet reads a cell that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """A CSV download: UTF-8 with a byte order mark, so that spreadsheets read accents; unknown is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def svg_file(name: str, svg: str) -> HttpResponse:
    """An SVG download. `svg` must stand on its own: its colours cannot come from the page's style sheet."""
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return response


def can_draw_files() -> bool:
    """Whether pictures can be PNG and PDF here, which needs the optional part `charts`."""
    return find_spec("vl_convert") is not None


def picture_endings() -> tuple[str, ...]:
    """The files this hub can make of a picture."""
    return tuple(_TYPES) if can_draw_files() else ("svg",)


def picture_response(name: str, drawing: Markup, ending: str) -> HttpResponse:
    """A picture as a file with its title, for print and slides: `svg`, `png` or `pdf`; Http404 for anything else.

    Where the optional part is not installed, PNG and PDF answer 404 with a sentence that says so.
    """
    if ending not in _TYPES:
        raise Http404("There is no such page.")
    if ending not in picture_endings():
        return HttpResponse(_NEEDS_CHARTS, content_type="text/plain; charset=utf-8", status=404)
    response = HttpResponse(picture_file(drawing, f"{name}.{ending}"), content_type=_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png", "pdf": "application/pdf"}
_NEEDS_CHARTS = (
    "PNG and PDF need the optional part “charts”, which this hub does not have. "
    "Take the same picture as SVG: put .svg at the end of the address.\n"
)


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
