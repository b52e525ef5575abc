"""Everything found on one link as one table: what was counted, what was not, and reviews' counts."""

from collections.abc import Iterable, Sequence

from .queries.link import LinkFacts
from .queries.link_studies import CountRow, FindingRow, StudyRow

HEADER = (
    "told_as", "study_id_or_finding_id", "study", "title", "year", "direction_as_coded", "effect_as_written",
    "effect_kind", "estimate", "interval_low", "interval_high", "comparison", "time_point", "risk_of_bias",
    "outcome_level", "data_source", "cohort", "discipline", "country", "coding", "withdrawn_by", "in_words",
    "studies_positive", "studies_not_positive",
)  # fmt: skip


def findings(facts: LinkFacts) -> tuple[Sequence[str], Iterable[Sequence]]:
    """List findings first, then words alone, studies not extracted, reviews, and reviews' counts of studies."""
    found = facts.found
    rows = [
        *(_finding("finding", row) for row in found.findings),
        *(_finding("finding in words", row) for row in found.in_words),
        *(_study("study-level, not extracted", row) for row in found.not_extracted),
        *(_study(row.told_as.replace("_", " "), row) for row in found.reviews),
        *(_count(row) for row in found.counts),
    ]
    return HEADER, rows


def _finding(told_as: str, row: FindingRow) -> tuple:
    return (
        told_as, row.id, row.study, row.study_title, row.year, row.direction, row.effect, row.effect_kind,
        row.estimate, row.low, row.high, row.comparison, row.time_point, row.bias, row.outcome_level, row.data_source,
        row.cohort or "independence unknown", row.discipline, row.country, row.coded_by, row.withdrawn_by,
        row.statement, None, None,
    )  # fmt: skip


def _study(told_as: str, row: StudyRow) -> tuple:
    known = (told_as, row.id, row.study, row.study_title, row.year, row.direction)
    return (*known, *[None] * 11, row.discipline, *[None] * 6)


def _count(row: CountRow) -> tuple:
    known = ("counts of studies by a review", row.predictor, row.review)
    return (*known, *[None] * 18, row.notes, row.positive, row.not_positive)
