"""Which source measures which construct, and which constructs nothing in the catalogue measures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cairnhub.framework.models import Construct

from .models import AccessLevel, DataSource

#: Levels at which anybody may start today, without asking or paying.
READY = (AccessLevel.OPEN, AccessLevel.REGISTRATION)


def access_order(source: DataSource) -> tuple[int, str]:
    """Sort sources from the easiest access to the hardest, then by name."""
    return AccessLevel.values.index(source.access_level), source.name.casefold()


@dataclass(frozen=True)
class Coverage:
    """One construct and the sources that measure it, easiest access first."""

    construct: Construct
    sources: tuple[DataSource, ...]

    @property
    def is_ready(self) -> bool:
        return any(source.access_level in READY for source in self.sources)

    @property
    def is_restricted_only(self) -> bool:
        return bool(self.sources) and all(source.access_level == AccessLevel.RESTRICTED for source in self.sources)

    @property
    def levels(self) -> list[tuple[str, int]]:
        """The access levels found, easiest first, with how many sources have each."""
        counts = Counter(source.access_level for source in self.sources)
        return [(level, counts[level]) for level in AccessLevel.values if counts[level]]

    @property
    def words(self) -> str:
        """Such as `3 sources: 2 open, 1 restricted`."""
        if not self.sources:
            return "no source"
        levels = ", ".join(f"{count} {AccessLevel(level).label}" for level, count in self.levels)
        return f"{len(self.sources)} {'source' if len(self.sources) == 1 else 'sources'}: {levels}"


def coverage_of(constructs: Iterable[Construct], sources: Iterable[DataSource]) -> list[Coverage]:
    """Pair each construct with its sources; the order of the constructs is kept. Sources carry `measured`."""
    measuring: dict[str, list[DataSource]] = {}
    for source in sorted(sources, key=access_order):
        for construct in source.measured:
            measuring.setdefault(construct.pk, []).append(source)
    return [Coverage(construct, tuple(measuring.get(construct.pk, ()))) for construct in constructs]


def unmeasured(coverages: Iterable[Coverage]) -> list[Coverage]:
    """Those that no source measures, the ones with most links waiting first."""
    return _most_links_first(coverage for coverage in coverages if not coverage.sources)


def restricted_only(coverages: Iterable[Coverage]) -> list[Coverage]:
    """Those that only restricted sources measure, the ones with most links waiting first."""
    return _most_links_first(coverage for coverage in coverages if coverage.is_restricted_only)


def not_ready(coverages: Iterable[Coverage]) -> list[Coverage]:
    """Those with a source, not restricted ones alone, but none that anybody may use today without asking or paying."""
    return _most_links_first(
        coverage
        for coverage in coverages
        if coverage.sources and not coverage.is_ready and not coverage.is_restricted_only
    )


def _most_links_first(coverages: Iterable[Coverage]) -> list[Coverage]:
    return sorted(coverages, key=lambda coverage: -coverage.construct.links_to_it - coverage.construct.links_from_it)
