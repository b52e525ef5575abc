"""All studies in one compact table, built once after each change: which study has which value of which facet.

Counting how many studies each of some two hundred values would leave is then a few operations on rows of bits,
however many studies there are, instead of a query for each facet.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.core.cache import caches

from cairnhub.framework.models import Construct
from cairnhub.history.queries import newest_event

from .models import Allocation, Coding, EffectKind, EquityFactor, Rurality, Study, StudyDirection, StudyKind
from .words import authority_name, year_band

#: The value of every facet for what is not known.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Facet:
    """One way to divide the studies. `unknown` is what its readers call a value that is not known."""

    name: str
    label: str
    unknown: str = "not known"
    #: Whether values keep the order of their coding; otherwise the commonest comes first.
    in_coded_order: bool = False


FACETS = (
    Facet("kind", "Kind of study", in_coded_order=True),
    Facet("direction", "Direction as coded", in_coded_order=True),
    Facet("activity", "Activity or exposure", "none coded"),
    Facet("outcome", "Outcome", "none coded"),
    Facet("discipline", "Discipline", "not stated"),
    Facet("country", "Country", "not stated"),
    Facet("design", "Design", "not clear from the text"),
    Facet("equity", "Results told apart by", "nothing recorded", in_coded_order=True),
    Facet("setting", "Rural or urban", "not stated", in_coded_order=True),
    Facet("allocation", "Who decided who took part", "not stated", in_coded_order=True),
    Facet("effect", "Effect given as", "no number given", in_coded_order=True),
    Facet("year", "Year", "year unknown", in_coded_order=True),
    Facet("authority", "Programme authority", "none named"),
    Facet("record", "Record", in_coded_order=True),
    Facet("coding", "Coding", in_coded_order=True),
)
RECORD_LABELS = {"complete": "complete", "to_be_completed": "to be completed"}
#: Orders of the list that do not depend on a question.
ORDERS = {"newest": "Newest first", "oldest": "Oldest first", "title": "Title", "largest": "Most people first"}


@dataclass(frozen=True)
class Catalogue:
    """`masks[facet][value]` says for each study, in the order of `ids`, whether it has the value."""

    ids: tuple[str, ...]
    masks: dict[str, dict[str, np.ndarray]]
    labels: dict[str, dict[str, str]]
    orders: dict[str, np.ndarray]

    def mask_of(self, ids: Iterable[str]) -> np.ndarray:
        wanted = set(ids)
        return np.fromiter((study in wanted for study in self.ids), bool, len(self.ids))

    def label(self, facet: str, value: str) -> str:
        return self.labels[facet][value]


def catalogue() -> Catalogue:
    """The catalogue of the studies readers may see, kept until anything changes."""
    return caches["pages"].get_or_set(f"studies:{newest_event()}", build, timeout=3600)


def build() -> Catalogue:
    """Read all visible studies in a fixed number of queries."""
    studies = list(Study.objects.visible().values(*_COLUMNS))
    references = _references()
    related = {"activity": _constructs_of("exposures"), "outcome": _constructs_of("outcomes")}
    values = [_values(study, references[study["id"]], related) for study in studies]
    labels = _labels(studies, values)
    return Catalogue(
        ids=tuple(study["id"] for study in studies),
        masks={facet.name: _masks(facet, [row[facet.name] for row in values], labels[facet.name]) for facet in FACETS},
        labels=labels,
        orders=_orders(studies, references),
    )


_COLUMNS = ["id", "study_kind", "direction", "discipline", "country", "effect_kind", "authorities", "n", "coding"]
_COLUMNS += ["design", "design__name", "equity_factors", "rurality", "allocation"]


def _references() -> dict[str, list[tuple]]:
    """Title, year and completeness of each study's references, the main one first."""
    found: dict[str, list[tuple]] = defaultdict(list)
    columns = ("study_id", "reference__title", "reference__year", "reference__complete")
    for study, *reference in Study.references.through.objects.order_by("reference_id").values_list(*columns):
        found[study].append(tuple(reference))
    return found


def _constructs_of(side: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for study, construct in getattr(Study, side).through.objects.values_list("study_id", "construct_id"):
        found[study].append(construct)
    return found


def _values(study: dict, references: list[tuple], related: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    """The values of one study in every facet; several where it has several."""
    year = references[0][1] if references else None
    complete = bool(references) and all(complete for _, _, complete in references)
    values = {
        "kind": [study["study_kind"]],
        "direction": [study["direction"]],
        "activity": related["activity"][study["id"]],
        "outcome": related["outcome"][study["id"]],
        "discipline": _parts(study["discipline"]),
        "country": _parts(study["country"]),
        "design": [study["design"]],
        "equity": study["equity_factors"],
        "setting": [study["rurality"]],
        "allocation": [study["allocation"]],
        "effect": [study["effect_kind"]],
        "year": [year_band(year)[0]] if year else [],
        "authority": study["authorities"],
        "record": ["complete" if complete else "to_be_completed"],
        "coding": [study["coding"]],
    }
    return {facet: [value for value in given if value] or [UNKNOWN] for facet, given in values.items()}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _labels(studies: list[dict], values: list[dict[str, list[str]]]) -> dict[str, dict[str, str]]:
    """What each value is called, in coded order where there is one. Every construct is a value, studied or not."""
    constructs = dict(Construct.objects.visible().values_list("id", "name"))
    coded = {
        "kind": dict(StudyKind.choices),
        "direction": dict(StudyDirection.choices),
        "activity": constructs,
        "outcome": constructs,
        "design": {study["design"]: study["design__name"] for study in studies if study["design"]},
        "equity": dict(EquityFactor.choices),
        "setting": dict(Rurality.choices),
        "allocation": dict(Allocation.choices),
        "effect": dict(EffectKind.choices),
        "year": {value: year_band(int(value))[1] for value in _used(values, "year")},
        "authority": {value: authority_name(value) for value in _used(values, "authority")},
        "record": RECORD_LABELS,
        "coding": dict(Coding.choices),
    }
    free = {facet: {value: value for value in _used(values, facet)} for facet in ("discipline", "country")}
    return {facet.name: (coded | free)[facet.name] | {UNKNOWN: facet.unknown} for facet in FACETS}


def _used(values: list[dict[str, list[str]]], facet: str) -> list[str]:
    used = {value for row in values for value in row[facet]} - {UNKNOWN}
    return sorted(used, reverse=True)


def _masks(facet: Facet, values: list[list[str]], labels: dict[str, str]) -> dict[str, np.ndarray]:
    masks: dict[str, np.ndarray] = {}
    for position, row in enumerate(values):
        for value in row:
            masks.setdefault(value, np.zeros(len(values), bool))[position] = True
    return {value: masks[value] for value in sorted(masks, key=_order(facet, masks, labels))}


def _order(facet: Facet, masks: dict[str, np.ndarray], labels: dict[str, str]):
    if facet.in_coded_order:
        place = {value: number for number, value in enumerate(labels)}
        return place.__getitem__
    return lambda value: (value == UNKNOWN, -np.count_nonzero(masks[value]), labels[value].casefold())


def _orders(studies: list[dict], references: dict[str, list[tuple]]) -> dict[str, np.ndarray]:
    years = [references[study["id"]][0][1] if references[study["id"]] else None for study in studies]
    titles = [references[study["id"]][0][0].casefold() if references[study["id"]] else "" for study in studies]
    keys = {
        "newest": lambda at: (years[at] is None, -(years[at] or 0), titles[at]),
        "oldest": lambda at: (years[at] is None, years[at] or 0, titles[at]),
        "title": lambda at: titles[at],
        "largest": lambda at: (studies[at]["n"] is None, -(studies[at]["n"] or 0), titles[at]),
    }
    return {name: np.array(sorted(range(len(studies)), key=keys[name]), int) for name in ORDERS}
