"""Everything the hub knows about one construct: where it leads, what leads to it, on whose experience that rests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairnhub.data.models import DataNeed, DataSource, Programme
from cairnhub.evidence.models import Finding, FindingKind, Study, StudyKind, Synthesis
from cairnhub.framework.models import STAGE_ORDER, Basis, Claim, Construct, Link, Stage
from cairnhub.history.access import access

from .. import words
from .chain import Chain, Onward, chain_from, onward
from .current import Roadmap, current_roadmap
from .link_studies import MARKS, cohort_words, study_name
from .said import Said as PeopleSaid
from .said import said_about
from .states import NONE_EXTRACTED
from .studies import StudyFacts

_NONE = rules.STATUSES[gaps.Status.NO_STUDIES]
_STRONGEST_FIRST = (
    *(term for term in reversed(rules.STATUSES.values()) if term is not _NONE),
    NONE_EXTRACTED,
    _NONE,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many studies a review counted on a link, for its claim and not."""

    review: str
    url: str
    positive: int
    not_positive: int


@dataclass(frozen=True)
class Step:
    """One link seen from the construct: `other` is its other end. Directions are as coded, no vote is taken."""

    link: Link
    other: Construct
    status: rules.Term
    cohorts: str
    directions: tuple[tuple[str, str, int], ...]
    studies: int
    not_extracted: int
    reviews: int
    counts: tuple[Counts, ...]
    certainty: rules.Term | None

    @property
    def is_hypothesis(self) -> bool:
        return self.link.basis == Basis.REASONING

    @property
    def adds_harm(self) -> bool:
        """Whether the link claims more of something that is a harm or burden."""
        return self.other.harm and self.link.claim == Claim.INCREASE

    @property
    def claim_words(self) -> str:
        """The claim where it is not the usual one, an increase; else empty."""
        return "" if self.link.claim == Claim.INCREASE else self.link.get_claim_display()


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, or one that goes against its claim, with the study and the link it is about."""

    words: str
    study: str
    url: str
    link: Link


@dataclass(frozen=True, slots=True)
class Harms:
    """Where somebody looked for harm: what is claimed to add to one, claims of doing no worse, findings against."""

    claimed: tuple[Step, ...]
    no_worse: tuple[Step, ...]
    against: tuple[Said, ...]
    further_on: tuple[Construct, ...]

    @property
    def nothing(self) -> bool:
        return not (self.claimed or self.no_worse or self.against or self.further_on)


@dataclass(frozen=True, slots=True)
class Experience:
    """On whose experience it rests: primary studies by country and discipline, and the programmes on the register."""

    countries: tuple[tuple[str, int], ...]
    disciplines: tuple[tuple[str, int], ...]
    country_unknown: int
    discipline_unknown: int
    programmes: tuple[Programme, ...]
    doses: tuple[Programme, ...]


@dataclass(frozen=True)
class ConstructFacts:
    """What the page of one construct shows."""

    construct: Construct
    parts: tuple[Construct, ...]
    leads_to: tuple[Step, ...]
    comes_from: tuple[Step, ...]
    studies: tuple[tuple[str, Study], ...]
    reviews: int
    experience: Experience
    costs: tuple[Said, ...]
    conditions: tuple[Said, ...]
    harms: Harms
    sources: tuple[DataSource, ...]
    needs: tuple[DataNeed, ...]
    onward: Onward
    chain: Chain
    changed: str
    #: What people said about it, its definition above all.
    said: list[PeopleSaid]

    @property
    def is_activity(self) -> bool:
        return self.construct.stage == Stage.ACTIVITY

    @property
    def told(self) -> tuple[Step, ...]:
        """The links the page opens with: what an activity leads to, what leads to anything else."""
        return self.leads_to if self.is_activity else self.comes_from

    def statuses(self) -> list[tuple[rules.Term, int]]:
        """How many of those links have each status, every status that occurs, the strongest first."""
        counted = Counter(step.status for step in self.told)
        return [(term, counted[term]) for term in _STRONGEST_FIRST if counted[term]]

    def open_sources(self) -> int:
        return sum(source.access_level in rules.ACCESSIBLE_NOW for source in self.sources)

    def certainty_judged(self) -> int:
        """How many of those links have a pooled answer whose certainty somebody judged."""
        return sum(step.certainty is not None for step in self.told)


def construct_facts(user, construct_id: str) -> ConstructFacts:
    """Gather the facts of a construct this user may see. Raises Http404 where it is absent or hidden."""
    construct = access(user, Construct, construct_id, queryset=Construct.objects.select_related("parent"))
    roadmap = current_roadmap()
    out = [link for link in roadmap.links.values() if link.source_id == construct.pk]
    back = [link for link in roadmap.links.values() if link.target_id == construct.pk]
    counts = _counts([*out, *back])
    leads_to = _steps(roadmap, ((link, link.target) for link in out), counts)
    reached = onward(construct, roadmap)
    looked = _looking_at(roadmap, construct, [*out, *back])
    said = _in_words(out if construct.stage == Stage.ACTIVITY else back)
    return ConstructFacts(
        construct=construct,
        parts=tuple(construct.children.visible().order_by("name")),
        leads_to=leads_to,
        comes_from=_steps(roadmap, ((link, link.source) for link in back), counts),
        studies=_named(study.id for study in looked if study.is_primary),
        reviews=sum(study.kind == StudyKind.REVIEW for study in looked),
        experience=_experience(construct, [study for study in looked if study.is_primary]),
        costs=said[FindingKind.COST],
        conditions=said[FindingKind.QUALITATIVE],
        harms=_harms(leads_to, reached),
        sources=tuple(construct.data_sources.visible().order_by("name")),
        needs=tuple(construct.data_needs.visible()),
        onward=reached,
        chain=chain_from(construct, roadmap),
        changed=words.day(roadmap.changed_at),
        said=said_about(f"{construct.kind}:{construct.pk}"),
    )


def _steps(roadmap: Roadmap, links: Iterable[tuple[Link, Construct]], counts) -> tuple[Step, ...]:
    steps = [_step(roadmap, link, other, counts.get(link.pk, ())) for link, other in links]
    return tuple(sorted(steps, key=lambda step: (STAGE_ORDER[step.other.stage], step.other.name)))


def _step(roadmap: Roadmap, link: Link, other: Construct, counts: Iterable[Counts]) -> Step:
    assessment, bearing, state = roadmap.assessments[link.pk], roadmap.bearings[link.pk], roadmap.states[link.pk]
    found = Counter(finding.direction for finding in bearing.findings)
    told = Counter(told_as for _, told_as in bearing.without_finding)
    return Step(
        link=link,
        other=other,
        status=state.status,
        cohorts=cohort_words(assessment.cohorts) if bearing.findings else "",
        directions=tuple((MARKS[one], rules.DIRECTIONS[one].label, found[one]) for one in gaps.Direction if found[one]),
        studies=state.studies,
        not_extracted=told[StudyKind.PRIMARY],
        reviews=told[StudyKind.REVIEW],
        counts=tuple(counts),
        certainty=_certainty(assessment.link.pooled),
    )


def _certainty(pooled: gaps.Pooled | None) -> rules.Term | None:
    return rules.CERTAINTIES[pooled.certainty] if pooled and pooled.certainty else None


def _counts(links: Iterable[Link]) -> dict[str, list[Counts]]:
    found: dict[str, list[Counts]] = {}
    rows = Synthesis.objects.visible().filter(link__in=list(links), review__removed=False)
    for row in rows.select_related("review").prefetch_related("review__references").order_by("pk"):
        said = Counts(study_name(row.review), row.get_absolute_url(), row.studies_positive, row.studies_not_positive)
        found.setdefault(row.link_id, []).append(said)
    return found


def _looking_at(roadmap: Roadmap, construct: Construct, links: Iterable[Link]) -> list[StudyFacts]:
    """List the studies that look at the construct: as exposure or outcome, or by bearing on one of its links."""
    bearing = [roadmap.bearings[link.pk] for link in links]
    near = {finding.study_id for one in bearing for finding in one.findings}
    near |= {study.id for one in bearing for study, _ in one.without_finding}
    return [
        study
        for study in roadmap.studies.values()
        if study.id in near or construct.pk in study.exposures | study.outcomes
    ]


def _named(identifiers: Iterable[str]) -> tuple[tuple[str, Study], ...]:
    rows = Study.objects.visible().filter(pk__in=list(identifiers)).prefetch_related("references")
    named = ((study_name(study), study) for study in rows)
    return tuple(sorted(named, key=lambda one: (one[0].casefold(), one[1].pk)))


def _experience(construct: Construct, studies: list[StudyFacts]) -> Experience:
    programmes = tuple(construct.programmes.visible().order_by("started", "name"))
    countries = Counter(study.country for study in studies)
    disciplines = Counter(study.discipline for study in studies)
    return Experience(
        country_unknown=countries.pop("", 0),
        discipline_unknown=disciplines.pop("", 0),
        countries=tuple(countries.most_common()),
        disciplines=tuple(disciplines.most_common()),
        programmes=programmes,
        doses=tuple(programme for programme in programmes if programme.dose),
    )


def _in_words(links: Iterable[Link]) -> dict[str, tuple[Said, ...]]:
    rows = Finding.objects.visible().filter(link__in=list(links), study__removed=False)
    rows = rows.exclude(finding_kind=FindingKind.QUANTITATIVE)
    said = [(row.finding_kind, _said(row, row.statement)) for row in _with_names(rows)]
    return {kind: tuple(one for told_as, one in said if told_as == kind) for kind in FindingKind}


def _harms(leads_to: tuple[Step, ...], reached: Onward) -> Harms:
    rows = Finding.objects.visible().filter(
        link__in=[step.link for step in leads_to], study__removed=False, direction=gaps.Direction.NEGATIVE
    )
    nearby = {step.other.pk for step in leads_to}
    return Harms(
        claimed=tuple(step for step in leads_to if step.adds_harm),
        no_worse=tuple(step for step in leads_to if step.link.claim == Claim.NO_WORSE),
        against=tuple(_said(row, row.statement or row.effect_measure) for row in _with_names(rows)),
        further_on=tuple(one for one in reached.harms if one.pk not in nearby),
    )


def _with_names(rows):
    return rows.select_related("study", "link__source", "link__target").prefetch_related("study__references")


def _said(row: Finding, said: str) -> Said:
    return Said(said, study_name(row.study), row.get_absolute_url(), row.link)
