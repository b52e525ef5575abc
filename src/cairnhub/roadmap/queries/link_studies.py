"""What the studies found on one link: findings, studies not extracted, reviews and their counts, each told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairnhub.evidence.models import RATIO_KINDS, Bias, Coding, EffectKind, Finding, Study, StudyKind, Synthesis
from cairnhub.evidence.words import written
from cairnhub.literature.names import short_name

from .. import words
from .studies import Bearing, StudyFacts

#: A mark for each direction, so that none hangs on colour; the word always stands beside it.
MARKS = {
    gaps.Direction.POSITIVE: "+",
    gaps.Direction.NEGATIVE: "−",
    gaps.Direction.NULL: "0",
    gaps.Direction.MIXED: "±",
    gaps.Direction.INCONCLUSIVE: "?",
    gaps.Direction.CONTESTED: "!",
}


#: As the pictures write a judgement.
_BIAS_JUDGEMENTS = {Bias.LOW: "low", Bias.SOME: "some concerns", Bias.HIGH: "high"}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, ready to be shown; `effect` is as written in the source, empty where none was read."""

    id: str
    study: str
    study_title: str
    url: str
    year: int | None
    direction: gaps.Direction | None
    effect: str
    effect_kind: str
    estimate: float | None
    low: float | None
    high: float | None
    comparison: str
    time_point: str
    bias: str
    bias_judgement: str
    bias_reason: str
    outcome_level: str
    data_source: str
    statement: str
    discipline: str
    country: str
    cohort: str
    coded_by: str
    single_coded: bool
    withdrawn_by: str
    on_ratio_scale: bool

    @property
    def has_interval(self) -> bool:
        return self.low is not None and self.high is not None and self.estimate is not None

    @property
    def mark(self) -> str:
        return MARKS[self.direction] if self.direction else ""

    @property
    def direction_words(self) -> str:
        return rules.DIRECTIONS[self.direction].label if self.direction else "in words"

    @property
    def effect_words(self) -> str:
        """The effect with its interval and kind: `3.10 (1.95 to 4.93), odds ratio`; says so where none was read."""
        if not self.effect:
            return "no number read"
        interval = f" ({written(self.low)} to {written(self.high)})" if self.low is not None else ""
        return f"{self.effect}{interval}, {self.effect_kind}" if self.effect_kind else f"{self.effect}{interval}"


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study that bears on the link without a finding; `told_as` says what it is, `direction` is the whole study's."""

    id: str
    study: str
    study_title: str
    url: str
    year: int | None
    told_as: str
    direction: str
    design: str
    discipline: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class CountRow:
    """Counts of studies by result, as a review gives them."""

    predictor: str
    theme: str
    positive: int
    not_positive: int
    review: str
    url: str
    notes: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found on one link, in the order of years and names."""

    findings: tuple[FindingRow, ...]
    not_extracted: tuple[StudyRow, ...]
    in_words: tuple[FindingRow, ...]
    reviews: tuple[StudyRow, ...]
    counts: tuple[CountRow, ...]

    @property
    def with_interval(self) -> tuple[FindingRow, ...]:
        return tuple(row for row in self.findings if row.has_interval)

    @property
    def without_interval(self) -> tuple[FindingRow, ...]:
        return tuple(row for row in self.findings if not row.has_interval)

    @property
    def with_same_people(self) -> list[tuple[FindingRow, list[str]]]:
        """Each finding with the other studies on this link of the same people; empty where independence is unknown."""
        return [(row, self._same_people(row)) for row in self.findings]

    def _same_people(self, row: FindingRow) -> list[str]:
        if not row.cohort:
            return []
        others = (one.study for one in self.findings if one.cohort == row.cohort and one.url != row.url)
        return list(dict.fromkeys(others))

    @property
    def single_coded(self) -> int:
        return sum(row.single_coded for row in self.findings)

    def directions(self) -> list[tuple[str, str, int]]:
        """Count findings by direction as coded: mark, words, number; every direction that occurs, none left out."""
        counted = [(one, sum(row.direction is one for row in self.findings)) for one in gaps.Direction]
        return [(MARKS[one], rules.DIRECTIONS[one].label, number) for one, number in counted if number]


def found_on(link_id: str, bearing: Bearing, studies: Mapping[str, StudyFacts]) -> Found:
    """Read what was found on a link, in at most seven queries. Nothing is pooled and no direction is voted on."""
    rows = _findings(link_id, studies)
    counted = {finding.pk for finding in bearing.findings}
    told = {study.id: told_as for study, told_as in bearing.without_finding}
    others = sorted(
        (_study_row(row, told[row.pk]) for row in _studies(told)), key=lambda one: (one.year or 0, one.study)
    )
    return Found(
        findings=tuple(row for row in rows if row.id in counted),
        # A study whose finding is told in words has been extracted, though it counts for nothing.
        not_extracted=tuple(one for one in others if one.told_as == StudyKind.PRIMARY),
        in_words=tuple(row for row in rows if row.id not in counted),
        reviews=tuple(one for one in others if one.told_as in (StudyKind.REVIEW, StudyKind.COMMENTARY)),
        counts=tuple(_counts(link_id)),
    )


def study_name(study: Study) -> str:
    """Name a study as people do, by its main reference; prefetch `references` for lists."""
    reference = study.main_reference
    return short_name(reference) if reference else study.pk


def _findings(link_id: str, studies: Mapping[str, StudyFacts]) -> list[FindingRow]:
    query = Finding.objects.visible().filter(link_id=link_id, study__removed=False)
    query = query.select_related("study", "data_source").prefetch_related("study__references")
    rows = [_finding_row(row, studies[row.study_id]) for row in query]
    return sorted(rows, key=lambda row: (row.year or 0, row.study, row.id))


def _finding_row(row: Finding, facts: StudyFacts) -> FindingRow:
    withdrawn_by = facts.withdrawn_by(row.direction) if row.direction else None
    return FindingRow(
        id=row.pk,
        study=study_name(row.study),
        study_title=row.study.label(),
        url=row.study.get_absolute_url(),
        year=facts.year,
        direction=gaps.Direction(row.direction) if row.direction else None,
        effect=row.effect_text or ("" if row.estimate is None else written(row.estimate)),
        effect_kind="" if row.effect_kind == EffectKind.OTHER else row.get_effect_kind_display(),
        estimate=row.estimate,
        low=row.ci_low,
        high=row.ci_high,
        comparison=row.comparison,
        time_point=row.time_point,
        bias=row.get_bias_display() or "not judged",
        bias_judgement=_BIAS_JUDGEMENTS.get(row.bias, ""),
        bias_reason=row.bias_reason,
        outcome_level=row.get_outcome_level_display() or "not recorded",
        data_source=row.data_source.name if row.data_source else "",
        statement=row.statement or row.effect_measure,
        discipline=facts.discipline,
        country=facts.country,
        cohort=facts.cohort,
        coded_by=_coded_by(row),
        single_coded=row.study.coding == Coding.SINGLE and not row.checked_by,
        withdrawn_by=withdrawn_by or "",
        on_ratio_scale=row.effect_kind in RATIO_KINDS,
    )


def _coded_by(row: Finding) -> str:
    if row.checked_by:
        return f"{row.extracted_by or 'one reader'}, checked by {row.checked_by}"
    return row.study.get_coding_display()


def _studies(identifiers: Iterable[str]) -> list[Study]:
    query = Study.objects.visible().filter(pk__in=list(identifiers))
    return list(query.select_related("design").prefetch_related("references"))


def _study_row(row: Study, told_as: str) -> StudyRow:
    reference = row.main_reference
    return StudyRow(
        id=row.pk,
        study=study_name(row),
        study_title=row.label(),
        url=row.get_absolute_url(),
        year=reference.year if reference else None,
        told_as=told_as,
        direction=row.get_direction_display(),
        design=row.design.name if row.design else row.design_text,
        discipline=row.discipline,
    )


def _counts(link_id: str) -> Iterable[CountRow]:
    query = Synthesis.objects.visible().filter(link_id=link_id, review__removed=False)
    for row in query.select_related("review").prefetch_related("review__references").order_by("pk"):
        yield CountRow(
            predictor=row.predictor,
            theme=row.theme,
            positive=row.studies_positive,
            not_positive=row.studies_not_positive,
            review=study_name(row.review),
            url=row.review.get_absolute_url(),
            notes=row.notes,
        )


def cohort_words(cohorts: gaps.Cohorts) -> str:
    """Say how many independent cohorts stand behind a link, and of how many that is not known."""
    said = words.count(cohorts.k, "independent cohort")
    return f"{said}, {cohorts.unknown} of unknown independence" if cohorts.unknown else said
