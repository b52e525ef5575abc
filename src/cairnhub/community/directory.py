"""Choose from the directory of people and organisations, in the database. Knows nothing of requests."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import QuerySet

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


@dataclass(frozen=True)
class Tally:
    """How many lines fit: of each kind, all else staying as chosen, and by facet with each of its values.

    Values without any are left out.
    """

    kinds: dict[str, int]
    facets: dict[str, dict[str, int]]

    def found(self, choice: Choice) -> int:
        """How many lines fit all of the choice."""
        return self.kinds.get(choice.kind, 0) if choice.kind else sum(self.kinds.values())


def tally(choice: Choice, level: int) -> Tally:
    """Count everything that the page of a choice tells, in one reading of the lines that have its words."""
    marks = {name: f"\n{name}={value}\n" for name, value in choice.facets.items()}
    # A value of several lines is nobody's, and would here be found across several tags.
    marks |= {name: "\0" for name, value in choice.facets.items() if "\n" in value}
    fitting: list[str] = []
    all_but: dict[str, list[str]] = {name: [] for name in marks}
    kinds = dict.fromkeys(ListingKind.values, 0)
    lines = chosen(Choice(choice.words), level).order_by()
    for kind, tags in lines.values_list("kind", "member_tags" if level else "tags"):
        missed = [name for name, mark in marks.items() if mark not in f"\n{tags}\n"]
        kinds[kind] += not missed
        if len(missed) < 2 and choice.kind in ("", kind):
            (all_but[missed[0]] if missed else fitting).append(tags)
    numbers = _numbers(fitting)
    # What a facet leaves when another of its values is chosen is what fits now and what fails by it alone.
    return Tally(kinds, numbers | {name: dict(_values(name, all_but[name]) + Counter(numbers[name])) for name in marks})


def tags_of(facets: Iterable[tuple[str, str]]) -> str:
    """Facets with their values in the form in which a line keeps them to be counted."""
    return "\n".join(f"{facet}={value}" for facet, value in facets)


def facets_in(tags: str) -> Iterator[tuple[str, str]]:
    """The facets with their values that `tags_of` put together."""
    for tag in tags.splitlines():
        facet, _, value = tag.partition("=")
        yield facet, value


def _values(facet: str, lines: list[str]) -> Counter[str]:
    """How often each value of one facet stands in the lines; finding one is five times faster than counting all."""
    return Counter(re.findall(rf"\n{facet}=([^\n]*)", "\n" + "\n".join(lines)))


def _numbers(lines: list[str]) -> dict[str, dict[str, int]]:
    numbers: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for tag, number in Counter("\n".join(lines).split("\n")).items():
        facet, _, value = tag.partition("=")
        if facet in numbers:
            numbers[facet][value] = number
    return numbers
