"""Write what an editor took over from the services, and say what is still missing."""

from datetime import date

from django.utils.formats import date_format

from cairnhub.history import actions
from cairnhub.history.models import Event

from ..models import Reference
from .found import Found

#: What each of the usual words for something missing waits for.
_WAITS_FOR = {
    "title": "title",
    "the rest of the title": "title",
    "authors": "authors",
    "the other authors": "authors",
    "year": "year",
    "journal": "journal",
    "doi": "doi",
    "pmid": "pmid",
    "doi or pmid": "identifier",
}


def complete(
    *,
    reference: Reference,
    taken: dict[str, object],
    agreed: set[str],
    settled: list[str],
    found: list[Found],
    retrieved: date,
    by: actions.Author,
    seen_event: int | None,
) -> Event | None:
    """Write the taken values and what they settle; None where nothing differs.

    `agreed` names the fields of which a service says what the record says, `settled` what an editor says is no
    longer missing, `found` whose words were taken or agree. Raises ValidationError as `actions.change` does.
    """
    values = values_after(reference, taken, agreed, settled)
    reason = _reason(found, retrieved, taken=bool(taken), whole=bool(values.get("complete", reference.complete)))
    return actions.change(obj=reference, by=by, reason=reason, values=values, seen_event=seen_event)


def open_words(reference: Reference) -> list[str]:
    """What is missing and no field stands for, so that only a person can say it is settled."""
    return [words for words in reference.missing if words.casefold() not in _WAITS_FOR]


def values_after(reference: Reference, taken: dict, agreed: set[str], settled: list[str]) -> dict:
    """The fields to be written: those taken, and what they say about the whole record."""
    values = dict(taken)
    if "title" in taken or "title" in agreed:
        values["title_is_paraphrase"] = False
    if not reference.complete:
        values["missing"] = _still_missing(reference, values, agreed, settled)
        values["complete"] = not values["missing"]
    return values


def _still_missing(reference: Reference, values: dict, agreed: set[str], settled: list[str]) -> list[str]:
    after = {name: values.get(name, getattr(reference, name)) for name in ("authors", "year", "journal", "doi", "pmid")}
    known = values.keys() | agreed | {name for name in ("year", "journal", "doi", "pmid") if after[name]}
    if known & {"doi", "pmid"}:
        known = known | {"identifier"}
    waiting = [one for one in reference.missing if one not in settled and _WAITS_FOR.get(one.casefold()) not in known]
    named = {_WAITS_FOR.get(one.casefold()) for one in waiting}
    absent = {
        "title": values.get("title_is_paraphrase", reference.title_is_paraphrase),
        "authors": not after["authors"],
        "year": not after["year"],
    }
    if not reference.missing:
        # Nothing was named, so nobody has said that a journal or an identifier does not exist.
        absent |= {"journal": not after["journal"], "DOI or PMID": not after["doi"] and not after["pmid"]}
    return waiting + [words for words, lacks in absent.items() if lacks and _WAITS_FOR[words.casefold()] not in named]


def _reason(found: list[Found], retrieved: date, *, taken: bool, whole: bool) -> str:
    did = ("Completed from" if whole else "Partly completed from") if taken else "Checked against"
    sources = " and ".join(one.name for one in found)
    warnings = " ".join(f"{one.service} says: {warning}." for one in found for warning in one.warnings)
    return f"{did} {sources}, {date_format(retrieved, 'j F Y')}. {warnings}".strip()
