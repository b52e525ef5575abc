"""PubMed by its E-utilities: summaries by number, numbers by DOI, and summaries that a title may mean.

Format: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (esearch and esummary, retmode=json).
"""

import re

from django.conf import settings

from cairn.base.errors import DataError

from .cleaning import LONGEST_NAME, doi_from, folded, plain, pmid_from, year_from
from .client import NotThereError, get_json
from .found import Found

NAME = "PubMed"
_JOURNAL_LONGEST = 300
_NO_TITLE = "not available"
_AUTHOR_TYPES = ("Author", "CollectiveName")
_RETRACTED = "Retracted Publication"
_NOTICES = {"Retraction of Publication", "Retraction Notice"}
_DOUBTS = {"Expression of concern in": "stands under an expression of concern"}
_CORRECTED = ("Erratum in", "Corrected and republished in")


def by_pmid(pmid: str) -> Found:
    """The work of this number. Raises NotThereError, UnreachableError or DataError."""
    found = _summaries([pmid])
    if not found:
        raise NotThereError(f"{NAME} does not know the number {pmid}", remedy="check the identifier")
    return found[0]


def by_doi(doi: str) -> Found:
    """The work of this DOI. Raises NotThereError where PubMed has none, or names another DOI for what it has."""
    found = [one for one in _summaries(_numbers(f'"{doi}"[doi]', most=2)) if one.doi == doi]
    if len(found) != 1:
        raise NotThereError(f"{NAME} has no work of the DOI {doi}")
    return found[0]


def search(title: str, author: str, year: str, *, most: int) -> list[Found]:
    """The works that hold all these words, the likeliest first."""
    parts = [_words(title), f"{_words(author)}[au]" if author else "", f"{year}[dp]" if year else ""]
    found = _summaries(_numbers(" AND ".join(part for part in parts if part), most=most))
    return [one for one in found if one.title]


def _words(text: str) -> str:
    # Brackets, quotes and capital AND or NOT are PubMed's syntax; here they are words of a title.
    return " ".join(re.sub(r"[^\w\s'’-]", " ", text).split()).lower()


def _asked(utility: str, parameters: dict) -> dict:
    answer = get_json(
        f"{settings.PUBMED_URL}/{utility}.fcgi",
        {"db": "pubmed", "retmode": "json", "tool": "cairn", "email": settings.LOOKUP_CONTACT} | parameters,
        service=NAME,
        seconds=settings.LOOKUP_SECONDS,
    )
    if answer.get("error"):
        raise DataError(f"{NAME} refused: {plain(answer['error'], 200) or 'no reason given'}", remedy="try again later")
    return answer


def _numbers(term: str, *, most: int) -> list[str]:
    result = _asked("esearch", {"term": term, "retmax": most, "sort": "relevance"}).get("esearchresult")
    if not isinstance(result, dict):
        raise DataError(f"{NAME} answered without a result", remedy="try again later")
    ids = result.get("idlist")
    numbers = [pmid_from(one) for one in ids] if isinstance(ids, list) else []
    return [number for number in numbers if number][:most]


def _summaries(numbers: list[str]) -> list[Found]:
    if not numbers:
        return []
    result = _asked("esummary", {"id": ",".join(numbers)}).get("result")
    if not isinstance(result, dict):
        raise DataError(f"{NAME} answered without a record", remedy="try again later")
    documents = [(number, result.get(number)) for number in numbers]
    return [_work(number, one) for number, one in documents if isinstance(one, dict) and not one.get("error")]


def _work(pmid: str, summary: dict) -> Found:
    title, remarks = _title(summary)
    return Found(
        service=NAME,
        identifier=pmid,
        title=title,
        authors=tuple(_authors(summary.get("authors"))),
        year=year_from(plain(summary.get("pubdate"), 40)) or year_from(plain(summary.get("sortpubdate"), 40)),
        journal=plain(summary.get("fulljournalname"), _JOURNAL_LONGEST),
        doi=_doi(summary),
        pmid=pmid,
        warnings=tuple(dict.fromkeys(_warnings(summary))),
        remarks=tuple(remarks + _corrections(summary)),
    )


def _title(summary: dict) -> tuple[str, list[str]]:
    """The published title, and what is to be said of it. PubMed puts its own translations in [brackets]."""
    title, vernacular = _unstopped(plain(summary.get("title"))), _unstopped(plain(summary.get("vernaculartitle")))
    translated = re.fullmatch(r"\[(.+)\]", title)
    if not translated:
        return title, []
    inner = _unstopped(translated[1])
    english = "" if folded(inner) == _NO_TITLE else inner
    if vernacular:
        return vernacular, [f"PubMed translates the title: “{english}”."] if english else []
    return english, ["PubMed gives an English translation of the title, not the title itself."] if english else []


def _unstopped(title: str) -> str:
    # PubMed ends each title with a stop, which is no part of it.
    return re.sub(r"(?<!\.)\.\Z", "", title)


def _authors(people: object) -> list[str]:
    listed = [person for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    names = [plain(one.get("name"), LONGEST_NAME) for one in listed if one.get("authtype") in _AUTHOR_TYPES]
    return [name for name in names if name]


def _doi(summary: dict) -> str:
    ids = summary.get("articleids")
    listed = [one for one in ids if isinstance(one, dict)] if isinstance(ids, list) else []
    return next((doi for one in listed if one.get("idtype") == "doi" and (doi := doi_from(one.get("value")))), "")


def _warnings(summary: dict):
    kinds = summary.get("pubtype")
    kinds = {kind for kind in kinds if isinstance(kind, str)} if isinstance(kinds, list) else set()
    notices = _links(summary, ("Retraction in",))
    if _RETRACTED in kinds or notices:
        yield "this work was retracted" + (f": see {notices[0]}" if notices else "")
    if kinds & _NOTICES:
        yield "this is the notice that another work was retracted"
    for kind, words in _DOUBTS.items():
        for notice in _links(summary, (kind,)):
            yield f"this work {words}: see {notice}"


def _corrections(summary: dict) -> list[str]:
    return [f"A correction was published: {notice}." for notice in _links(summary, _CORRECTED)[:3]]


def _links(summary: dict, kinds: tuple[str, ...]) -> list[str]:
    """Where the notices of these kinds were published."""
    links = summary.get("references")
    listed = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
    wanted = [one for one in listed if one.get("reftype") in kinds]
    return [
        _unstopped(plain(one.get("refsource"), 200)) or f"PubMed {pmid_from(one.get('pmid')) or 'unnumbered'}"
        for one in wanted
    ]
