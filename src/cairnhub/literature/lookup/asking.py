"""Ask both services about one work, and say in a sentence what did not come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from cairn.base.errors import DataError

from . import crossref, pubmed
from .client import UnreachableError
from .found import Found

#: How many works each service offers for words.
MOST_CANDIDATES = 5
SWITCHED_OFF = "Looking records up is switched off on this hub. Complete them by hand."
UNREACHABLE = (
    "Neither Crossref nor PubMed can be reached: this hub may have no connection to the internet. "
    "Nothing was changed; try again later, or complete the record by hand."
)


@dataclass
class Answer:
    """What the services said, and for each that said nothing why, as sentences."""

    found: list[Found] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    unreachable: int = 0
    asked: int = 0

    def ask(self, question: Callable[..., object], *words: str, **more) -> None:
        """Put one question; its answer is added to what was found, its failure to the troubles."""
        self.asked += 1
        try:
            said = question(*words, **more)
        except DataError as trouble:
            self.unreachable += isinstance(trouble, UnreachableError)
            self.troubles.append(f"{trouble}.")
            return
        self.found += said if isinstance(said, list) else [said]

    def refusal(self) -> str:
        """Why nothing was found, in one go."""
        if not settings.LOOKUP_ON:
            return SWITCHED_OFF
        if self.unreachable == self.asked > 1:
            return UNREACHABLE
        return " ".join(self.troubles)


def look_up(*, doi: str, pmid: str) -> Answer:
    """What Crossref and PubMed say of the work with this DOI, this PubMed number or both.

    Each service is asked by the identifier that the other one gave, where only one is known.
    """
    answer = Answer()
    if not settings.LOOKUP_ON:
        return answer
    if doi:
        answer.ask(crossref.by_doi, doi)
    if pmid:
        answer.ask(pubmed.by_pmid, pmid)
    else:
        answer.ask(pubmed.by_doi, doi)
    given = next((one.doi for one in answer.found if one.service == pubmed.NAME), "")
    if given and not doi:
        answer.ask(crossref.by_doi, given)
    if given and doi and given != doi:
        answer.troubles.append(f"PubMed {pmid} has another DOI, {given}: the two may be different works.")
    return answer


def search(*, title: str, author: str, year: str) -> Answer:
    """The works that both services take these words to mean; one that both name stands once."""
    answer = Answer()
    if settings.LOOKUP_ON:
        for service in (crossref, pubmed):
            answer.ask(service.search, title, author, year, most=MOST_CANDIDATES)
    answer.found = _merged(answer.found)
    return answer


def _merged(found: list[Found]) -> list[Found]:
    merged: dict[str, Found] = {}
    for one in found:
        key = one.doi or f"pmid:{one.pmid}"
        known = merged.get(key)
        if known is None:
            merged[key] = one
        elif known.service != one.service:
            both = {"service": f"{known.service} and {one.service}", "pmid": one.pmid or known.pmid}
            warnings = tuple(dict.fromkeys(known.warnings + one.warnings))
            merged[key] = Found.from_json(known.as_json() | both | {"warnings": warnings})
    return list(merged.values())
