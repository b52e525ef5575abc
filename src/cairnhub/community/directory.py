"""Choose from the directory of people and organisations, in the database. Knows nothing of requests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from cairnhub.search.words import folded

from .consent import current_version
from .models import Facet, Listing, ListingKind

MAX_WORDS = 200
MOST_TERMS = 8
#: By what the directory is narrowed, in the order of the form. `kind` is a facet of its own.
FACETS = ("group", "type", "discipline", "country", "language", "methods", "data", "link")
#: What stands in an address for a country that is not on record.
UNKNOWN_COUNTRY = "unknown"


@dataclass(frozen=True)
class Choice:
    """What a reader chose; an empty text means any."""

    words: str = ""
    kind: str = ""
    facets: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query) -> "Choice":
        """Read a query string's values. Unknown ones find nothing."""
        facets = {name: value for name in FACETS if (value := query.get(name, "").replace("\0", ""))}
        words = query.get("q", "").replace("\0", " ").strip()[:MAX_WORDS]
        return cls(words, query.get("kind", "").replace("\0", ""), facets)

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.facets)

    def query_string(self, **other: str) -> str:
        """As in an address, with some parts replaced; an empty one is left out."""
        pairs = {"q": self.words, "kind": self.kind} | {name: self.facets.get(name, "") for name in FACETS} | other
        return urlencode([(name, value) for name, value in pairs.items() if value])

    def of_kind(self, kind: str) -> "Choice":
        """The choice among people or among organisations alone."""
        return Choice(self.words, kind, self.facets)

    def without(self, name: str) -> "Choice":
        """The choice but for one facet."""
        return Choice(self.words, self.kind, {key: value for key, value in self.facets.items() if key != name})


def readable(level: int) -> QuerySet[Listing]:
    """Every line of the directory that a reader of this level may see."""
    return Listing.objects.filter(level__lte=level, consented_to__in=["", current_version()])


def chosen(choice: Choice, level: int) -> QuerySet[Listing]:
    """The lines that fit all of the choice, by name. Words are found at the beginning of words."""
    found = readable(level)
    if choice.kind:
        found = found.filter(kind=choice.kind)
    words = "member_words" if level else "words"
    for word in folded(choice.words).split()[:MOST_TERMS]:
        found = found.filter(**{f"{words}__contains": f" {word}"})
    for facet, value in choice.facets.items():
        having = Facet.objects.filter(facet=facet, value=value, level__lte=level)
        found = found.filter(pk__in=having.order_by().values("listing_id"))
    return found


def counts(choice: Choice, level: int) -> dict[str, dict[str, int]]:
    """By facet, how many lines each value would leave, all else staying as chosen; values without any are left out."""
    told = "member_tags" if level else "tags"
    numbers: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    lines = chosen(choice, level).order_by().values_list(told, flat=True)
    for tag, number in Counter("\n".join(lines).split("\n")).items():
        facet, _, value = tag.partition("=")
        if facet in numbers:
            numbers[facet][value] = number
    return numbers | {name: _counts_of(name, choice.without(name), level) for name in choice.facets}


def counts_by_kind(choice: Choice, level: int) -> dict[str, int]:
    """How many people and organisations fit the rest of the choice."""
    rows = chosen(choice.of_kind(""), level).order_by().values_list("kind").annotate(number=Count("pk"))
    numbers = dict(rows)
    return {kind: numbers.get(kind, 0) for kind in ListingKind.values}


def tags_of(facets: Iterable[tuple[str, str]]) -> str:
    """Facets with their values in the form in which a line keeps them to be counted."""
    return "\n".join(f"{facet}={value}" for facet, value in facets)


def _counts_of(facet: str, choice: Choice, level: int) -> dict[str, int]:
    rows = Facet.objects.filter(facet=facet, level__lte=level)
    rows = rows.filter(listing_id__in=chosen(choice, level).order_by().values("pk"))
    return dict(rows.order_by().values_list("value").annotate(number=Count("pk")))
