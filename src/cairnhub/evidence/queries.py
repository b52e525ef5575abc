"""Reads of the evidence room. Each function takes a fixed number of queries, however many studies there are."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from cairnhub.framework.models import Construct, Link
from cairnhub.literature.models import Reference

from .models import Finding, Study, Synthesis
from .pairs import Pair, pairs_of

_LINK = ("link__source", "link__target")
#: Studies read at a time for a file; SQLite takes no more than 32,766 identifiers in one query.
_BATCH = 2000


def with_references(studies: QuerySet[Study]) -> QuerySet[Study]:
    """Each study with its references, the main one first, in one more query."""
    return studies.prefetch_related(Prefetch("references", Reference.objects.order_by("id")))


def rows(ids: list[str]) -> list[Study]:
    """The studies of these identifiers, in this order, with all that a row of the list or of the file shows."""
    constructs = Construct.objects.order_by("name")
    studies = with_references(Study.objects.filter(pk__in=ids).select_related("design")).prefetch_related(
        Prefetch("exposures", constructs), Prefetch("outcomes", constructs)
    )
    by_id = {study.pk: study for study in studies}
    return [by_id[study] for study in ids if study in by_id]


def rows_in_batches(ids: list[str]) -> Iterator[Study]:
    """The same for any number of studies, a few queries for every batch of them."""
    for start in range(0, len(ids), _BATCH):
        yield from rows(ids[start : start + _BATCH])


@dataclass(frozen=True)
class StudyPage:
    """All that the page of one study shows beside its own fields."""

    references: list[Reference]
    pairs: list[Pair]
    findings: list[Finding]
    syntheses: list[Synthesis]
    look_here: list[Link]
    reanalyses: list[Study]
    reanalysis_of: Study | None
    same_cohort: list[Study]
    example_of: list


def study_page(study: Study) -> StudyPage:
    """Gather what the page of a study shows, of visible objects only."""
    findings = list(study.findings.visible().select_related(*_LINK, "data_source"))
    visible = Study.objects.visible()
    return StudyPage(
        references=list(study.references.order_by("id")),
        pairs=pairs_of(study, findings),
        findings=findings,
        syntheses=syntheses_of(study),
        look_here=list(study.look_here.visible().select_related("source", "target").order_by("id")),
        reanalyses=list(with_references(visible.filter(reanalysis_of=study))),
        reanalysis_of=with_references(visible.filter(pk=study.reanalysis_of_id)).first(),
        same_cohort=_same_cohort(study),
        example_of=list(study.example_of.filter(removed=False).order_by("name")),
    )


def syntheses_of(review: Study) -> list[Synthesis]:
    """The counts a review reports, theme by theme, most studies first."""
    counted = list(review.syntheses.visible().select_related(*_LINK))
    themes = list(dict.fromkeys(one.theme for one in sorted(counted, key=lambda one: one.pk)))
    return sorted(counted, key=lambda one: (themes.index(one.theme), -one.studies_positive - one.studies_not_positive))


def _same_cohort(study: Study) -> list[Study]:
    if not study.cohort_id:
        return []
    others = Study.objects.visible().filter(cohort_id=study.cohort_id).exclude(pk=study.pk)
    return list(with_references(others))
