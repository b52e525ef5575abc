"""The works that a profile keeps of those its owner lists at ORCID."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower

from cairnhub.evidence.models import Study
from cairnhub.history.labels import Label
from cairnhub.literature.models import Reference

#: More are not kept: a page has to stay readable.
MOST = 500


@dataclass(frozen=True)
class Work:
    """One work as its author lists it. `key` is its number at ORCID, `type` what ORCID calls it, in words."""

    key: str
    title: str
    year: int | None = None
    journal: str = ""
    type: str = ""
    doi: str = ""
    pmid: str = ""

    @property
    def told(self) -> str:
        """Title, journal and year in one line."""
        where = ", ".join(str(part) for part in (self.journal, self.year) if part)
        return f"{self.title} ({where})" if where else self.title

    @property
    def address(self) -> str:
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def address_in_words(self) -> str:
        return f"DOI {self.doi}" if self.doi else f"PubMed {self.pmid}" if self.pmid else ""

    @property
    def names(self) -> set[tuple[str, str]]:
        """What tells it from others; two that share one are the same work, which ORCID may number anew."""
        return {(name, value) for name in ("key", "doi", "pmid") if (value := getattr(self, name))}

    @property
    def cited(self) -> str:
        """The same with its address, for files."""
        return f"{self.told} {self.address}".strip()

    def as_json(self) -> dict:
        return asdict(self)

    def for_others(self) -> dict:
        """What a file tells of it: all but its number at ORCID, and nothing that is not known."""
        return {name: value for name, value in asdict(self).items() if value and name != "key"}

    @classmethod
    def from_json(cls, kept: dict) -> "Work":
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in names})


@dataclass(frozen=True)
class Listed:
    """A work, and the page of this hub that tells of it, where there is one."""

    work: Work
    here: Label | None


def works_of(person) -> list[Work]:
    """What the profile keeps, the newest first."""
    return [Work.from_json(one) for one in person.works]


def without_repeats(works: Iterable[Work]) -> list[Work]:
    """Each work once, the newest first; of two that are one, the first of them."""
    kept: list[Work] = []
    seen: set[tuple[str, str]] = set()
    for work in works:
        if not work.names & seen:
            kept.append(work)
        seen |= work.names
    return sorted(kept, key=lambda work: (-(work.year or 0), work.title.casefold()))


def listed(works: Iterable[Work]) -> list[Listed]:
    """The works, each with the study of this hub that reports on it, or else its record among the references."""
    works = list(works)
    found = _records(works)
    return [Listed(work, found.get(("doi", work.doi)) or found.get(("pmid", work.pmid))) for work in works]


def _records(works: list[Work]) -> dict[tuple[str, str], Label]:
    dois, pmids = {work.doi for work in works} - {""}, {work.pmid for work in works} - {""}
    if not dois | pmids:
        return {}
    studies = Prefetch("studies", queryset=Study.objects.visible().order_by("pk"), to_attr="visible_studies")
    records = Reference.objects.visible().annotate(small_doi=Lower("doi")).prefetch_related(studies)
    found: dict[tuple[str, str], Label] = {}
    for record in records.filter(Q(small_doi__in=dois) | Q(pmid__in=pmids)):
        page = next(iter(record.visible_studies), record)
        label = Label(record.shown_title, page.get_absolute_url())
        found |= {("doi", record.small_doi): label, ("pmid", record.pmid): label}
    found.pop(("doi", ""), None)
    found.pop(("pmid", ""), None)
    return found
