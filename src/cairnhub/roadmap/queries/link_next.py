"""What could measure a link, how to test it next, and who is on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cairn import gaps
from cairn.gaps import rules
from cairnhub.agenda.models import Question
from cairnhub.agenda.queries import standing
from cairnhub.data.models import DataSource
from cairnhub.evidence.models import Study
from cairnhub.framework.models import Link, Stage, VersionMember
from cairnhub.methods.models import DataGrain, Design

from .inputs import OWN_RECORDS, REGISTER
from .link_studies import study_name

#: Studies named as examples of one design; its own page lists them all.
EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One data source for one end of the link; `limits` are known limits, perhaps none recorded."""

    name: str
    url: str
    access: str
    access_as_written: str
    one_row_is: str
    limits: tuple[str, ...]
    anyone_can_get: bool

    @property
    def first_limits(self) -> str:
        """The first two limits; the source's own page lists them all."""
        more = len(self.limits) - 2
        return "; ".join(self.limits[:2]) + (f"; {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class EndRow:
    """One end of the link and its sources, easiest to get first."""

    label: str
    construct: str
    url: str
    sources: tuple[SourceRow, ...]
    within_reach: bool

    @property
    def more(self) -> str:
        """What lies behind "more" where the page shows the first four."""
        rest = self.sources[4:]
        return f"{len(rest)} more, {sum(row.anyone_can_get for row in rest)} open to anyone"


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One design that compares groups; `why_not` is empty where it fits the data on the outcome that anyone can get."""

    name: str
    url: str
    use: str
    answers: tuple[str, ...]
    threats: tuple[str, ...]
    reach: str
    why_not: str
    examples: tuple[tuple[str, str], ...]

    @property
    def answers_words(self) -> str:
        return "; ".join(self.answers)

    @property
    def threats_words(self) -> str:
        return "; ".join(self.threats)


def ends(link: Link, told: gaps.LinkInput) -> tuple[EndRow, EndRow]:
    """Describe the sources for both ends, in one query."""
    options = sorted(told.measures, key=_easiest_first)
    known = DataSource.objects.in_bulk({option.source for option in options})
    start = "What schools do" if link.source.stage == Stage.ACTIVITY else "Where it starts"
    labels = {gaps.End.FROM: (start, link.source), gaps.End.TO: ("What it leads to", link.target)}
    return tuple(
        EndRow(
            label,
            construct.name,
            construct.get_absolute_url(),
            tuple(_source(option, known) for option in options if option.end is end),
            bool(gaps.within_reach(told, end)),
        )
        for end, (label, construct) in labels.items()
    )


def _source(option: gaps.MeasureOption, known: dict[str, DataSource]) -> SourceRow:
    can_get = option.access in rules.ACCESSIBLE_NOW
    if option.source == OWN_RECORDS:
        return SourceRow(option.name, "", "stay at the school", "", "a learner", (), can_get)
    if option.source == REGISTER:
        return SourceRow(option.name, reverse("data:programmes"), "open", "", "one programme", (), can_get)
    row = known[option.source]
    access = row.get_access_level_display()
    return SourceRow(row.name, row.get_absolute_url(), access, row.access, row.grain, tuple(row.limits), can_get)


def _easiest_first(option: gaps.MeasureOption) -> tuple[int, str]:
    return list(gaps.Access).index(option.access), option.name


def designs(assessment: gaps.Assessment) -> tuple[DesignRow, ...]:
    """Describe the designs that could test the link, those that fit the data first; in three queries."""
    offered = [option.id for option in assessment.link.designs]
    fitting = {option.id for option in assessment.answer.designs}
    examples = _examples(offered)
    rows = [_design(row, row.pk in fitting, examples.get(row.pk, ())) for row in Design.objects.filter(pk__in=offered)]
    return tuple(sorted(rows, key=lambda row: (bool(row.why_not), row.name)))


def _design(row: Design, fits: bool, examples: Iterable[Study]) -> DesignRow:
    return DesignRow(
        name=row.name,
        url=row.get_absolute_url(),
        use=row.use,
        answers=tuple(row.answers),
        threats=tuple(row.threats),
        reach=row.get_reach_display(),
        why_not="" if fits else _why_not(row),
        examples=tuple((study_name(one), one.get_absolute_url()) for one in list(examples)[:EXAMPLES]),
    )


def _why_not(row: Design) -> str:
    if row.data_grain == DataGrain.NONE:
        return "collects its own data: no existing file is enough"
    if row.data_grain == DataGrain.UNKNOWN:
        return "which data it needs is not recorded"
    return f"needs {row.get_data_grain_display()} of the outcome, and no source that anyone can get holds them"


def _examples(design_ids: list[str]) -> dict[str, list[Study]]:
    found: dict[str, list[Study]] = {}
    through = Study.example_of.through.objects.filter(design_id__in=design_ids, study__removed=False)
    rows = through.select_related("study").prefetch_related("study__references").order_by("study_id")
    for row in rows:
        found.setdefault(row.design_id, []).append(row.study)
    return found


def questions_about(link_id: str) -> list[Question]:
    """List the agenda's questions about the link."""
    return list(standing().filter(links=link_id).order_by("pk"))


def versions_of(link_id: str) -> list[VersionMember]:
    """List the versions of the framework the link lived in, oldest first, as it stood in each."""
    members = VersionMember.objects.filter(kind=Link.kind, object_id=link_id, version__removed=False)
    return list(members.select_related("version").order_by("version__date", "version__number"))
