"""The data room's tables as rows for CSV files. Several values in one cell are parted by `; `; unknown is empty."""

from collections.abc import Iterable, Iterator

from .coverage import Coverage
from .models import DataSource, Programme

SOURCE_HEADER = (
    "id",
    "name",
    "kept by",
    "address",
    "one row is",
    "grain",
    "population",
    "disciplines",
    "years",
    "rhythm",
    "access",
    "access as described",
    "key variables",
    "measures",
    "known limits (partly our own inference)",
    "sources",
)
COVERAGE_HEADER = ("construct", "construct name", "stage", "source", "source name", "access")
UNMEASURED_HEADER = (
    "construct",
    "construct name",
    "stage",
    "links that end there",
    "links that start there",
    "sources in the catalogue",
)
PROGRAMME_HEADER = (
    "id",
    "name",
    "school or organisation",
    "activity",
    "activity name",
    "country",
    "discipline",
    "first year",
    "last year",
    "dose",
    "for whom",
    "programme authority",
    "source",
)


def source_rows(sources: Iterable[DataSource]) -> Iterator[tuple]:
    for source in sources:
        yield (
            source.pk,
            source.name,
            source.steward,
            source.url,
            source.grain,
            source.get_grain_level_display(),
            source.population,
            "; ".join(source.disciplines),
            source.years,
            source.update_rhythm,
            source.get_access_level_display(),
            source.access,
            "; ".join(source.key_variables),
            "; ".join(construct.pk for construct in source.measured),
            "; ".join(source.limits),
            "; ".join(source.source_urls),
        )


def coverage_rows(coverages: Iterable[Coverage]) -> Iterator[tuple]:
    """One row for each construct and source that measures it; a construct without any has one row, source empty."""
    for coverage in coverages:
        construct = coverage.construct
        start = (construct.pk, construct.name, construct.get_stage_display())
        if not coverage.sources:
            yield (*start, None, None, None)
        for source in coverage.sources:
            yield (*start, source.pk, source.name, source.get_access_level_display())


def unmeasured_rows(coverages: Iterable[Coverage]) -> Iterator[tuple]:
    """Constructs that nobody can measure today without asking or paying, with what the catalogue has for them."""
    for coverage in coverages:
        if not coverage.is_ready:
            construct = coverage.construct
            yield (
                construct.pk,
                construct.name,
                construct.get_stage_display(),
                construct.links_to_it,
                construct.links_from_it,
                coverage.words,
            )


def programme_rows(programmes: Iterable[Programme]) -> Iterator[tuple]:
    for programme in programmes:
        yield (
            programme.pk,
            programme.name,
            programme.school,
            programme.activity_id,
            programme.activity.name,
            programme.country,
            programme.discipline,
            programme.started,
            programme.ended,
            programme.dose,
            programme.for_whom,
            programme.authority,
            programme.source_url,
        )
