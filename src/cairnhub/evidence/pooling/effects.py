"""From a stored finding to its effect on the analysis scale, and to what decides whether it may be pooled."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch

from cairn.base.errors import CairnError, DataError
from cairn.synthesis import Candidate, ReportedEffect, effect_of
from cairnhub.literature.models import Reference
from cairnhub.literature.names import short_name

from ..models import WITHDRAWING, Allocation, Finding, FindingKind, Study, StudyKind

#: The way of a finding that gives no numbers of its own: its estimate with its interval.
INTERVAL = "interval"
DESIGN_CLASSES = {
    Allocation.RANDOM: "randomised",
    Allocation.ASSIGNED: "non_randomised",
    Allocation.CHOSEN: "non_randomised",
}


def effect_of_finding(finding) -> ReportedEffect:
    """The effect of a finding with its variance, on the analysis scale: ratios as logarithms.

    Raw numbers come first; without them the estimate and its 95% interval. Raises DataError where neither gives one.
    """
    way, numbers = finding.way, finding.numbers
    if not way:
        if finding.ci_low is None:
            missing = "its interval" if finding.estimate is not None else "a number with its interval"
            raise DataError(f"{missing} is not known", where=finding.id, remedy="extract it from the paper")
        way, numbers = INTERVAL, {"estimate": finding.estimate, "low": finding.ci_low, "high": finding.ci_high}
    return effect_of(way, numbers, kind=finding.effect_kind)


def quantitative(link_id: str) -> list[Finding]:
    """The visible quantitative findings on a link with all that pooling asks of them, in a fixed number of queries."""
    return with_studies(Finding.objects.visible().filter(link_id=link_id, finding_kind=FindingKind.QUANTITATIVE))


def with_studies(findings) -> list[Finding]:
    """Findings with their studies, references and re-analyses, in three more queries."""
    reanalyses = Study.objects.visible().filter(direction__in=WITHDRAWING)
    return list(
        findings.filter(study__removed=False)
        .select_related("study", "study__design", "link")
        .prefetch_related(
            Prefetch("study__references", Reference.objects.order_by("id")),
            Prefetch("study__reanalyses", reanalyses, to_attr="questioning"),
        )
        .order_by("pk")
    )


def candidates(findings: Iterable[Finding]) -> list[Candidate]:
    """What decides which of these findings may be pooled with which."""
    return [candidate_of(one, one.study, label=name_of(one.study), withdrawn=is_withdrawn(one)) for one in findings]


def candidate_of(finding, study, *, label: str, withdrawn: bool) -> Candidate:
    """What pooling asks of a finding and its study, each a stored object or a record of a file: both name it alike."""
    problem = ""
    try:
        effect_of_finding(finding)
    except CairnError as refusal:
        problem = refusal.what
    return Candidate(
        id=finding.id,
        study=study.id,
        study_label=label,
        cohort=study.cohort_id or None,
        kind=finding.effect_kind,
        contrast=finding.contrast,
        outcome=finding.outcome_definition,
        design_class=DESIGN_CLASSES.get(study.allocation, "unknown"),
        level=finding.outcome_level or None,
        has_effect=not problem,
        why_no_effect=problem,
        primary=study.study_kind == StudyKind.PRIMARY,
        withdrawn=withdrawn,
        time=finding.time_point,
    )


def is_withdrawn(finding: Finding) -> bool:
    """Whether a later analysis of the same data took this result back."""
    return any(other.direction != finding.direction for other in finding.study.questioning)


def name_of(study: Study) -> str:
    """A study as people name it, by its main reference; prefetch `references` for lists."""
    reference = study.main_reference
    return short_name(reference) if reference else study.pk


def names_of(studies: Iterable[Study]) -> dict[str, str]:
    """What each study is called; two of one name are told apart by letters, as in a list of references."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for study in sorted({one.pk: one for one in studies}.values(), key=lambda study: study.pk):
        by_name[name_of(study)].append(study.pk)
    return {
        pk: name if len(same) == 1 else f"{name}{_letters(at)}"
        for name, same in by_name.items()
        for at, pk in enumerate(same)
    }


def _letters(place: int) -> str:
    """a to z, then aa, ab and so on."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)


def year_of(study: Study) -> int | None:
    reference = study.main_reference
    return reference.year if reference else None


def cohort_of(finding: Finding) -> str:
    """The people behind a finding: its cohort, or its study where the cohort is unknown."""
    return f"cohort {finding.study.cohort_id}" if finding.study.cohort_id else f"study {finding.study_id}"


def one_a_cohort(findings: Iterable[Finding]) -> list[Finding]:
    """Of several findings on the same people the one that tells most: with a number, judged for bias, the newest."""

    def telling(one: Finding) -> tuple:
        return one.estimate is not None, bool(one.bias), year_of(one.study) or 0

    kept: dict[str, Finding] = {}
    # Of two that tell as much the first stays.
    for one in sorted(findings, key=telling, reverse=True):
        kept.setdefault(cohort_of(one), one)
    return list(kept.values())
