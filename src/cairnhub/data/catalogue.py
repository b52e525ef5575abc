"""Choose from the catalogue of data sources by facets. Knows nothing of requests."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from cairnhub.framework.models import Construct

from .models import AccessLevel, DataSource, Grain

MAX_WORDS = 200


@dataclass(frozen=True)
class Option:
    """One value of a facet and how many sources would be left if it were chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to divide the catalogue. `values_of` answers the pairs of value and label a source falls under.

    A source with the value `whole` falls under every value: a file of all disciplines is one of medicine too.
    """

    name: str
    label: str
    values_of: Callable[[DataSource], list[tuple[str, str]]]
    order: Callable[[str, str], object] = field(default=lambda value, label: label.casefold())
    whole: str | None = None

    def holds(self, source: DataSource, wanted: Collection[str]) -> bool:
        """Whether the source falls under one of the values wanted."""
        values = {value for value, _ in self.values_of(source)}
        wants_one_by_name = any(wanted)
        return (wants_one_by_name and self.whole in values) or not values.isdisjoint(wanted)


def _constructs(source: DataSource) -> list[tuple[str, str]]:
    return [(construct.pk, construct.name) for construct in source.measured]


def _stewards(source: DataSource) -> list[tuple[str, str]]:
    return [(source.steward, source.steward)] if source.steward else [("", "not known")]


def _disciplines(source: DataSource) -> list[tuple[str, str]]:
    return [(name, name) for name in source.disciplines] or [("", "not known")]


FACETS = (
    Facet(
        "access",
        "Access",
        lambda source: [(source.access_level, source.get_access_level_display())],
        lambda value, label: AccessLevel.values.index(value),
    ),
    Facet(
        "grain",
        "One row is about",
        lambda source: [(source.grain_level, source.get_grain_level_display())],
        lambda value, label: Grain.values.index(value),
    ),
    Facet("discipline", "Discipline", _disciplines, whole="all"),
    Facet("measures", "Measures", _constructs),
    Facet("steward", "Kept by", _stewards),
)


@dataclass(frozen=True)
class Selection:
    """What a reader chose: words to find, and for each facet the values wanted (none: any)."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query) -> "Selection":
        """Read a query string's values; a facet may be named several times. Unknown values find nothing."""
        # An untouched drop-down sends "any"; an empty value is a choice: not known.
        named = {facet.name: frozenset(query.getlist(facet.name)) - {"any"} for facet in FACETS}
        chosen = {name: values for name, values in named.items() if values}
        return cls(words=query.get("q", "").strip()[:MAX_WORDS], chosen=chosen)

    def __bool__(self) -> bool:
        return bool(self.words or self.chosen)

    def query_string(self) -> str:
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in sorted(values)]
        return urlencode(pairs)

    def takes(self, source: DataSource, *, but: str = "") -> bool:
        """Whether a source is chosen; `but` names a facet to leave out of account."""
        if not _says(source, self.words):
            return False
        wanted = ((facet, self.chosen.get(facet.name)) for facet in FACETS if facet.name != but)
        return all(not values or facet.holds(source, values) for facet, values in wanted)


def choose(sources: Iterable[DataSource], selection: Selection) -> list[DataSource]:
    """The sources that fall under every facet chosen and hold every word."""
    return [source for source in sources if selection.takes(source)]


def options(sources: Iterable[DataSource], selection: Selection) -> list[tuple[Facet, list[Option]]]:
    """Every facet with its values; each count is what the choices in the other facets leave."""
    everything = list(sources)
    return [(facet, _options_of(facet, everything, selection)) for facet in FACETS]


def _options_of(facet: Facet, sources: list[DataSource], selection: Selection) -> list[Option]:
    labels = {value: label for source in sources for value, label in facet.values_of(source)}
    left = [source for source in sources if selection.takes(source, but=facet.name)]
    chosen = selection.chosen.get(facet.name, frozenset())
    ordered = sorted(labels.items(), key=lambda pair: facet.order(*pair))
    return [
        Option(value, label, sum(facet.holds(source, [value]) for source in left), value in chosen)
        for value, label in ordered
    ]


def _says(source: DataSource, words: str) -> bool:
    if not words:
        return True
    text = "\n".join([source.name, source.search_body(), *(name for _, name in _constructs(source))]).casefold()
    return all(word in text for word in words.casefold().split())


def measured_constructs(sources: Iterable[DataSource]) -> set[Construct]:
    """The constructs that at least one of the sources measures."""
    return {construct for source in sources for construct in source.measured}
