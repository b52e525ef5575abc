"""Which studies bear on which link, and how: a finding, the direction of the whole study, or words alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cairnhub.evidence.models import WITHDRAWING, Finding, FindingKind, Study, StudyKind


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """One visible study, with the identifiers of what it looked at and of the re-analyses that question it.

    `year` is that of its main reference; an empty `cohort` means independence unknown.
    """

    id: str
    kind: str
    cohort: str
    direction: str
    discipline: str
    country: str
    sites: int | None
    year: int | None
    exposures: frozenset[str]
    outcomes: frozenset[str]
    look_here: frozenset[str]
    questioned_by: Mapping[str, str]

    @property
    def is_primary(self) -> bool:
        return self.kind == StudyKind.PRIMARY

    def looks_at(self, link_id: str, source: str, target: str) -> bool:
        """Tell whether the study has the link's two ends as exposure and outcome, or is listed to be looked at."""
        return link_id in self.look_here or (source in self.exposures and target in self.outcomes)

    def withdrawn_by(self, direction: str) -> str | None:
        """Name the re-analysis that takes a result of this direction back; `None` where it stands."""
        against = (study for study, said in sorted(self.questioned_by.items()) if said != direction)
        return next(against, None)


@dataclass(slots=True)
class Bearing:
    """What bears on one link: quantitative findings of primary studies, and the studies that gave none."""

    findings: list[Finding] = field(default_factory=list)
    without_finding: list[tuple[StudyFacts, str]] = field(default_factory=list)


def all_studies() -> dict[str, StudyFacts]:
    """Read every visible study, in five queries however many there are."""
    rows = list(Study.objects.visible().order_by("pk"))
    exposures = _pairs(Study.exposures.through, "construct_id")
    outcomes = _pairs(Study.outcomes.through, "construct_id")
    look_here = _pairs(Study.look_here.through, "link_id")
    years = _years()
    questions = _questions(rows)
    return {
        row.pk: StudyFacts(
            id=row.pk,
            kind=row.study_kind,
            cohort=row.cohort_id,
            direction=row.direction,
            discipline=row.discipline,
            country=row.country,
            sites=row.sites,
            year=years.get(row.pk),
            exposures=frozenset(exposures[row.pk]),
            outcomes=frozenset(outcomes[row.pk]),
            look_here=frozenset(look_here[row.pk]),
            questioned_by=questions.get(row.pk, {}),
        )
        for row in rows
    }


def bearings(links: Iterable[tuple[str, str, str]], studies: Mapping[str, StudyFacts]) -> dict[str, Bearing]:
    """Sort findings and studies to links, given as identifier, source and target.

    A finding counts as one only where it is quantitative and its study primary. A study with other findings only, or
    with none, stands in `without_finding` with the kind it is told as: `review`, `qualitative`, `cost` and so on.
    """
    counted, told = _findings(studies)
    return {
        link_id: Bearing(
            counted.get(link_id, []),
            [
                (study, told.get((link_id, study.id), study.kind))
                for study in studies.values()
                if _bears_without_finding(study, (link_id, source, target), counted, told)
            ],
        )
        for link_id, source, target in links
    }


def _bears_without_finding(study, link, counted, told) -> bool:
    if any(finding.study_id == study.id for finding in counted.get(link[0], [])):
        return False
    return (link[0], study.id) in told or study.looks_at(*link)


def _findings(studies: Mapping[str, StudyFacts]) -> tuple[dict[str, list[Finding]], dict[tuple[str, str], str]]:
    counted: dict[str, list[Finding]] = defaultdict(list)
    told: dict[tuple[str, str], str] = {}
    for finding in Finding.objects.visible().order_by("pk"):
        study = studies.get(finding.study_id)
        if study is None:
            continue
        if study.is_primary and finding.finding_kind == FindingKind.QUANTITATIVE:
            counted[finding.link_id].append(finding)
        else:
            told[finding.link_id, study.id] = finding.finding_kind if study.is_primary else study.kind
    return counted, told


def _pairs(through, column: str) -> defaultdict[str, list[str]]:
    found = defaultdict(list)
    for study, other in through.objects.values_list("study_id", column):
        found[study].append(other)
    return found


def _years() -> dict[str, int | None]:
    rows = Study.references.through.objects.order_by("-reference_id").values_list("study_id", "reference__year")
    # The last one set is that of the first reference, which is the main one.
    return dict(rows)


def _questions(rows: Iterable[Study]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.reanalysis_of_id and row.direction in WITHDRAWING:
            found[row.reanalysis_of_id][row.pk] = row.direction
    return found
