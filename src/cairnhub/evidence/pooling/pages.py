"""What the pages of pooled answers show beside the answers themselves."""

from collections import Counter
from dataclasses import dataclass, field

from cairn.base.errors import CairnError
from cairn.synthesis import (
    Fit,
    Influence,
    PetPeese,
    Proposals,
    SmallStudyTest,
    Subgroups,
    TrimAndFill,
    egger,
    influence,
    leave_one_out,
    pet_peese,
    propose,
    subgroups,
    trim_and_fill,
)
from cairn.synthesis.comparable import Group
from cairnhub.framework.models import Link
from cairnhub.history.models import Event
from cairnhub.history.queries import events_of

from ..models import Answer, EquityFactor, Finding, Pooling
from . import effects
from .reading import Effect, Reading, reading_of

#: Tests of small-study effects say next to nothing below so many studies (Sterne et al., BMJ 2011;343:d4002).
FEWEST_FOR_FUNNEL_TESTS = 10
#: What a reader may divide the studies by.
DIVISIONS = {
    "discipline": ("Discipline", lambda finding: finding.study.discipline),
    "country": ("Country", lambda finding: finding.study.country),
    "setting": ("Rural or urban", lambda finding: finding.study.get_rurality_display()),
    "allocation": ("Who decided who took part", lambda finding: finding.study.get_allocation_display()),
    "design": ("Design", lambda finding: finding.study.design.name if finding.study.design else ""),
    "equity": ("Results for", lambda finding: _equity(finding)),
}
UNKNOWN = "not known"


def _equity(finding: Finding) -> str:
    return (
        f"{EquityFactor(finding.subgroup_factor).label}: {finding.subgroup}" if finding.subgroup_factor else "everybody"
    )


@dataclass(frozen=True)
class Proposed:
    """What may be pooled on a link, by which rules, and the findings behind it by identifier."""

    link: Link
    proposals: Proposals
    findings: dict[str, Finding]
    poolings: list[Pooling]

    def pooled_as(self, group: Group) -> Pooling | None:
        """The pooled answer of just these findings, where an editor decided on one before."""
        ids = {one.id for one in group.members}
        return next((one for one in self.poolings if {each.pk for each in one.findings.all()} == ids), None)


def left_out(reading: Reading) -> list[tuple[str, str, str]]:
    """The findings that were chosen and no longer fit: name of the study, address, and the reason."""
    reasons = {one["finding"]: one["why"] for one in reading.result["left_out"]}
    known = effects.with_studies(Finding.objects.filter(pk__in=reasons))
    return [(effects.name_of(one.study), one.get_absolute_url(), reasons[one.pk]) for one in known]


def proposed(link: Link) -> Proposed:
    """Propose groups of comparable findings on a link; what stays apart has its reason."""
    found = effects.quantitative(link.pk)
    poolings = list(Pooling.objects.visible().filter(link=link).prefetch_related("findings"))
    return Proposed(link, propose(effects.candidates(found)), {one.pk: one for one in found}, poolings)


@dataclass(frozen=True)
class Sensitivity:
    """How much an answer hangs on single studies and on studies that may be missing; empty where k allows no more."""

    without: list[tuple[Effect, Fit]] = field(default_factory=list)
    influences: list[tuple[Effect, Influence]] = field(default_factory=list)
    egger: SmallStudyTest | None = None
    filled: TrimAndFill | None = None
    adjusted: PetPeese | None = None
    #: What could not be computed and why, one sentence each.
    problems: list[str] = field(default_factory=list)


def sensitivity(reading: Reading) -> Sensitivity:
    """Leave each study out in turn, and look for signs of missing ones from ten studies on."""
    yi, vi = [one.yi for one in reading.effects], [one.vi for one in reading.effects]
    if len(yi) < 2 or not reading.is_independent:
        return Sensitivity()
    method = reading.method
    found = Sensitivity(
        without=list(zip(reading.effects, leave_one_out(yi, vi, method=method), strict=True)),
        influences=list(zip(reading.effects, influence(yi, vi, method=method), strict=True)),
    )
    if len(yi) < FEWEST_FOR_FUNNEL_TESTS:
        return found
    tests, problems = _missing_studies(yi, vi, method)
    return Sensitivity(found.without, found.influences, **tests, problems=problems)


def _missing_studies(yi, vi, method) -> tuple[dict, list[str]]:
    asked = {
        "egger": lambda: egger(yi, vi),
        "filled": lambda: trim_and_fill(yi, vi, method=method),
        "adjusted": lambda: pet_peese(yi, vi),
    }
    found, problems = {}, []
    for name, compute in asked.items():
        try:
            found[name] = compute()
        except CairnError as refusal:
            problems.append(str(refusal))
    return found, problems


@dataclass(frozen=True)
class Divided:
    """The studies of an answer divided by something, each group pooled apart, and the test that they differ."""

    name: str
    label: str
    groups: dict[str, str]
    result: Subgroups | None
    sizes: dict[str, int]


def divided(reading: Reading, by: str) -> Divided | None:
    """Divide the studies of an answer; None where `by` is none of `DIVISIONS`. `groups` maps a finding to its group."""
    if by not in DIVISIONS:
        return None
    label, value = DIVISIONS[by]
    wanted = [one.finding for one in reading.effects]
    findings = {one.pk: one for one in effects.with_studies(Finding.objects.filter(pk__in=wanted))}
    groups = {pk: (value(findings[pk]) or UNKNOWN) if pk in findings else UNKNOWN for pk in wanted}
    result = None
    if len(set(groups.values())) > 1 and reading.is_independent:
        yi, vi = [one.yi for one in reading.effects], [one.vi for one in reading.effects]
        result = subgroups(yi, vi, list(groups.values()), method=reading.method)
    return Divided(by, label, groups, result, dict(Counter(groups.values())))


@dataclass(frozen=True)
class Past:
    """One answer of the past with what brought it about, as far as that is still known."""

    reading: Reading
    event: Event | None

    @property
    def answer(self) -> Answer:
        return self.reading.answer


def history_of(pooling: Pooling) -> list[Past]:
    """Every answer there was, newest first, each with the change that brought it about."""
    answers = list(pooling.answers.select_related("pooling", "pooling__link"))
    events = Event.objects.in_bulk([one.because for one in answers if one.because])
    return [Past(reading_of(one), events.get(one.because)) for one in answers]


def decision_of(pooling: Pooling) -> Event:
    """The change by which it was decided to pool."""
    return events_of(pooling.kind, pooling.pk).order_by("pk").first()
