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


def picture_endings() -> tuple[str, ...]:
    """The files this hub can make of a picture: PNG and PDF need the optional part `charts`."""
    return ("svg", "png", "pdf") if find_spec("vl_convert") else ("svg",)


def picture_response(name: str, drawing: Markup, ending: str) -> HttpResponse:
    """A picture as a file with its title, for print and slides. Http404 for an ending this hub cannot make."""
    if ending not in picture_endings():
        known = ", ".join(ending.upper() for ending in picture_endings())
        raise Http404(f"This hub makes {known} of a picture, nothing else.")
    response = HttpResponse(picture_file(drawing, f"{name}.{ending}"), content_type=_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png", "pdf": "application/pdf"}


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
