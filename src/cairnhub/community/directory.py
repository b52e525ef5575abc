"""Choose from the directory of organisations. Knows nothing of requests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from .models import Organisation, OrganisationType

MAX_WORDS = 200
#: What stands in an address for a country that is not on record.
UNKNOWN_COUNTRY = "unknown"


@dataclass(frozen=True)
class Choice:
    """What a reader chose; an empty text means any."""

    words: str = ""
    type: str = ""
    country: str = ""

    @classmethod
    def from_query(cls, query) -> "Choice":
        """Read a query string's values. Unknown ones find nothing."""
        return cls(query.get("q", "").strip()[:MAX_WORDS], query.get("type", ""), query.get("country", ""))

    def __bool__(self) -> bool:
        return bool(self.words or self.type or self.country)

    def query_string(self) -> str:
        pairs = (("q", self.words), ("type", self.type), ("country", self.country))
        return urlencode([(name, value) for name, value in pairs if value])

    def takes(self, organisation: Organisation) -> bool:
        return (
            self.type in ("", organisation.organisation_type)
            and self.country in ("", organisation.country or UNKNOWN_COUNTRY)
            and _says(organisation, self.words)
        )


@dataclass(frozen=True)
class Group:
    """The organisations of one type. `total` counts all of that type, chosen or not."""

    type: str
    label: str
    total: int
    members: tuple[Organisation, ...]


def groups(organisations: Iterable[Organisation], choice: Choice) -> list[Group]:
    """The types that exist in the order of `OrganisationType`, each with its chosen members."""
    everything = list(organisations)
    totals = Counter(organisation.organisation_type for organisation in everything)
    chosen = [organisation for organisation in everything if choice.takes(organisation)]
    return [
        Group(kind, kind.label, totals[kind], tuple(each for each in chosen if each.organisation_type == kind))
        for kind in OrganisationType
        if totals[kind]
    ]


def countries(organisations: Iterable[Organisation]) -> list[tuple[str, str, int]]:
    """Each country as value, label and number of organisations; those without one stand last."""
    totals = Counter(organisation.country or UNKNOWN_COUNTRY for organisation in organisations)
    known = [(name, name, totals[name]) for name in sorted(totals) if name != UNKNOWN_COUNTRY]
    unknown = [(UNKNOWN_COUNTRY, "not known", totals[UNKNOWN_COUNTRY])] if totals[UNKNOWN_COUNTRY] else []
    return known + unknown


def missing_types(organisations: Iterable[Organisation]) -> list[str]:
    """The types of which nobody is listed."""
    present = {organisation.organisation_type for organisation in organisations}
    return [kind.label for kind in OrganisationType if kind not in present]


def _says(organisation: Organisation, words: str) -> bool:
    text = f"{organisation.name}\n{organisation.search_body()}".casefold()
    return all(word in text for word in words.casefold().split())
