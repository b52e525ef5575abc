"""Crossref: works by DOI, and works that a title, an author and a year may mean.

Format: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md; updates as announced in January 2025
(`updated-by` on a work, `update-to` on the notice about it).
"""

import re
from urllib.parse import quote

from django.conf import settings

from cairn.base.errors import DataError

from .cleaning import LONGEST_NAME, doi_from, folded, plain, plain_list, year_from
from .client import get_json
from .found import Found

NAME = "Crossref"
MOST_AUTHORS = 500
_JOURNAL_LONGEST = 300
_SEARCHED_FIELDS = (
    "DOI,title,subtitle,original-title,author,issued,published-print,published-online,container-title,"
    "institution,publisher,type,update-to,updated-by"
)
#: In this order: the year of the issue is the one that citations give.
_DATES = ("published-print", "issued", "published", "published-online", "posted", "approved")
#: What is published by itself appears with its publisher; for an article the publisher is no journal.
_STANDING_ALONE = ("report", "book", "monograph", "edited-book", "dissertation", "posted-content", "report-component")
_SERIOUS = {
    "retraction": "was retracted",
    "partial_retraction": "was retracted in part",
    "withdrawal": "was withdrawn",
    "removal": "was removed",
    "expression_of_concern": "stands under an expression of concern",
}
_CORRECTIONS = {"correction", "corrigendum", "erratum", "addendum", "clarification", "correction_extended"}


def by_doi(doi: str) -> Found:
    """The work of this DOI. Raises NotThereError, UnreachableError or DataError."""
    message = _asked(f"/works/{quote(doi, safe='')}", {})
    found = _work(message)
    # An alias answers with the DOI it leads to; the address of an unknown shape answers with none.
    return found if found.doi else _without_doi(found, doi)


def orcids_of(doi: str) -> list[tuple[str, str]]:
    """The authors for whom the publisher deposited an ORCID iD: each name as printed, and the bare iD.

    Raises NotThereError, UnreachableError or DataError.
    """
    people = _asked(f"/works/{quote(doi, safe='')}", {}).get("author")
    people = [person for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    told = [(_author(person), plain(person.get("ORCID"), LONGEST_NAME)) for person in people]
    return [(name, orcid.rstrip("/").rpartition("/")[2].upper()) for name, orcid in told if name and orcid]


def search(title: str, author: str, year: str, *, most: int) -> list[Found]:
    """The works that these words most likely mean, the likeliest first."""
    words = {"query.bibliographic": f"{title} {year}".strip(), "query.author": author}
    message = _asked("/works", words | {"rows": most, "select": _SEARCHED_FIELDS})
    items = message.get("items")
    works = [_work(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [found for found in works[:most] if found.doi and found.title]


def _asked(path: str, parameters: dict) -> dict:
    answer = get_json(
        settings.CROSSREF_URL + path,
        parameters | {"mailto": settings.LOOKUP_CONTACT},
        service=NAME,
        seconds=settings.LOOKUP_SECONDS,
    )
    message = answer.get("message")
    if not isinstance(message, dict):
        raise DataError(f"{NAME} answered without a record", remedy="try again later")
    return message


def _without_doi(found: Found, doi: str) -> Found:
    return Found.from_json(found.as_json() | {"identifier": doi, "doi": doi})


def _work(work: dict) -> Found:
    doi = doi_from(work.get("DOI"))
    title, other_titles = _title(work)
    authors = _authors(work.get("author"))
    return Found(
        service=NAME,
        identifier=doi,
        title=title,
        authors=tuple(authors[:MOST_AUTHORS]),
        year=_year(work),
        journal=_journal(work),
        doi=doi,
        warnings=tuple(_warnings(work)),
        remarks=tuple(_remarks(work, other_titles, len(authors))),
    )


def _title(work: dict) -> tuple[str, list[str]]:
    """The title with its subtitle, and its titles in other languages."""
    titles = plain_list(work.get("title"))
    title = titles[0] if titles else ""
    for subtitle in plain_list(work.get("subtitle"))[:1]:
        if title and folded(subtitle) not in folded(title):
            title = plain(f"{title.rstrip(':. ')}: {subtitle}")
    others = titles[1:] + plain_list(work.get("original-title"))
    return title, [other for other in dict.fromkeys(others) if folded(other) not in folded(title)]


def _authors(people: object) -> list[str]:
    names = [_author(person) for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    return [name for name in names if name]


def _author(person: dict) -> str:
    """Surname and initials as PubMed prints them, or the name of a group."""
    family, given = plain(person.get("family"), LONGEST_NAME), plain(person.get("given"), LONGEST_NAME)
    if not family:
        return plain(person.get("name"), LONGEST_NAME) or given
    suffix = plain(person.get("suffix"), 20).rstrip(".")
    return " ".join(part for part in (family, _initials(given), suffix) if part)


def _initials(given: str) -> str:
    if re.fullmatch(r"[A-Z]{2,3}", given):
        return given
    return "".join(word[0].upper() for word in re.split(r"[\s.\-‐‑’']+", given) if word and word[0].isalpha())


def _year(work: dict) -> int | None:
    found = (year_from(_first(_first(_dates(work.get(name))))) for name in _DATES)
    return next((year for year in found if year), None)


def _dates(date: object) -> object:
    return date.get("date-parts") if isinstance(date, dict) else None


def _first(items: object) -> object:
    return items[0] if isinstance(items, list) and items else None


def _journal(work: dict) -> str:
    named = plain_list(work.get("container-title"), _JOURNAL_LONGEST)
    if not named and work.get("type") in _STANDING_ALONE:
        institution = work.get("institution")
        # One institution was an object before it became a list.
        first = _first(institution) if isinstance(institution, list) else institution
        by = [first.get("name") if isinstance(first, dict) else "", work.get("publisher")]
        named = plain_list(by, _JOURNAL_LONGEST)
    return named[0] if named else ""


def _warnings(work: dict):
    for update in _updates(work.get("updated-by")):
        kind, notice = _kind(update), doi_from(update.get("DOI"))
        if kind in _SERIOUS:
            yield f"this work {_SERIOUS[kind]}" + (f": see {notice}" if notice else "")
    for update in _updates(work.get("update-to")):
        if _kind(update) in _SERIOUS:
            about = doi_from(update.get("DOI"))
            yield "this is the notice that another work " + _SERIOUS[_kind(update)] + (f": {about}" if about else "")
    if folded(_title(work)[0]).startswith("retracted ") and not _updates(work.get("updated-by")):
        yield "the title itself says that this work was retracted"


def _remarks(work: dict, other_titles: list[str], authors: int):
    for title in other_titles[:3]:
        yield f"Also titled “{title}”."
    for update in _updates(work.get("updated-by")):
        if _kind(update) in _CORRECTIONS and (notice := doi_from(update.get("DOI"))):
            yield f"A correction was published: {notice}."
    if authors > MOST_AUTHORS:
        yield f"The first {MOST_AUTHORS} of {authors:,} authors are offered."


def _updates(updates: object) -> list[dict]:
    # A publisher and Retraction Watch may both report the same update.
    items = [item for item in updates if isinstance(item, dict)] if isinstance(updates, list) else []
    return list({(_kind(item), doi_from(item.get("DOI"))): item for item in items}.values())


def _kind(update: dict) -> str:
    return folded(plain(update.get("type"), 60).replace("_", " ").replace("-", " ")).replace(" ", "_")
