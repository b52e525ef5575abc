"""The gap map as one file that opens from a disk: its own style and script, nothing asked of any network."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from cairnhub.framework.models import Construct

from ..models import EquityFactor, Study, StudyDirection
from ..words import year_band
from .bubbles import LEVELS, MOST, SIZES, radius
from .cells import DIRECTION_WORDS, GapMap

FILTERS = {
    "discipline": "Discipline",
    "country": "Country",
    "design": "Design",
    "year": "Years",
    "equity": "Results told apart by",
}
UNKNOWN = "not stated"
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def standalone_page(gap_map: GapMap, studies: Iterable[Study], narrowed: Iterable[tuple[str, str]] = ()) -> str:
    """The whole map with its studies as HTML. Reads without a script; with one it is filtered and clicked through.

    `narrowed` says by which facets and values the studies were chosen, so that no reader takes a part for the whole.
    """
    rows = [_study(one) for one in studies]
    style, script = _asset("standalone.css") + _sizes(), _asset("standalone.js")
    context = {
        "map": gap_map,
        "studies": rows,
        "data": {"studies": rows, "cells": _cells(gap_map), "most": MOST},
        "narrowed": list(narrowed),
        "sizes": SIZES,
        "filters": {name: (label, _values(rows, name)) for name, label in FILTERS.items()},
        "levels": LEVELS.items(),
        "style": style,
        "script": script,
        "policy": f"{_NOTHING}; style-src {_hash(style)}; script-src {_hash(script)}",
        "made": timezone.localdate(),
        "source": settings.PUBLIC_URL,
    }
    return render_to_string("evidence/standalone.html", context)


def _asset(name: str) -> str:
    with open(finders.find(name), encoding="utf-8") as file:
        return file.read()


def _sizes() -> str:
    """A class for each size of bubble, as in the picture: the policy of the file allows no style attributes."""
    sides = ((number, round(2 * radius(number))) for number in range(1, MOST + 1))
    return "".join(f".n{number} {{ width: {side}px; height: {side}px; }}\n" for number, side in sides)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _study(study: Study) -> dict:
    reference = study.main_reference
    year = reference.year if reference else None
    return {
        "id": study.pk,
        "title": reference.shown_title if reference else study.pk,
        "authors": reference.shown_authors if reference else "",
        "when": reference.shown_year if reference else "",
        "journal": reference.journal if reference else "",
        "address": reference.address if reference else "",
        "kind": study.get_study_kind_display(),
        "direction": StudyDirection(study.direction).label,
        "discipline": _parts(study.discipline),
        "country": _parts(study.country),
        "design": [study.design.name] if study.design else [UNKNOWN],
        "year": [year_band(year)[1]] if year else [UNKNOWN],
        "equity": [str(EquityFactor(one).label) for one in study.equity_factors] or [UNKNOWN],
    }


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()] or [UNKNOWN]


def _values(rows: list[dict], name: str) -> list[str]:
    return sorted({value for row in rows for value in row[name]}, key=lambda value: (value == UNKNOWN, value))


def _cells(gap_map: GapMap) -> dict[str, dict]:
    return {
        f"{cell.exposure_id}|{cell.outcome_id}": {
            "studies": list(cell.studies),
            "reviews": list(cell.review_studies),
            "found": {study: DIRECTION_WORDS[one] for study, one in zip(cell.studies, cell.directions, strict=True)},
            "letter": LEVELS[cell.certainty][0],
            "certainty": LEVELS[cell.certainty][2],
            "linked": bool(cell.link_id),
            "pair": f"{row.construct.name} → {_name(gap_map, cell.outcome_id)}",
        }
        for row in gap_map.rows
        for cell in row.cells
        if cell.studied
    }


def _name(gap_map: GapMap, construct: str) -> str:
    found: Construct = next(column for column in gap_map.columns if column.pk == construct)
    return found.name
