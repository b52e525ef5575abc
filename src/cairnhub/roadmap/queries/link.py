"""Everything the hub knows about one link: one function feeds the page, the brief and the files."""

from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairn.synthesis.next_precision import Pool
from cairnhub.agenda.models import Question
from cairnhub.community.queries import people_on
from cairnhub.community.shown import Shown
from cairnhub.consensus.outcomes.told import Told
from cairnhub.evidence.certainty.summary import certainties_of
from cairnhub.evidence.models import Certainty, EffectThreshold, Study
from cairnhub.evidence.pooling.reading import Leading, Reading, leading_answers, newest_readings
from cairnhub.framework.models import FrameworkVersion, Link, VersionMember
from cairnhub.history.access import access

from .. import words
from .current import Roadmap, current_roadmap
from .figures import newest_version
from .inputs import link_inputs
from .link_next import DesignRow, EndRow, designs, ends, questions_about, versions_of
from .link_studies import FindingRow, Found, cohort_words, found_on
from .said import Said, said_about
from .states import flag_words, shown_status
from .studies import bearings


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the five answers at the top: a word, what it is about, and one line beneath."""

    about: str
    answer: str
    detail: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One of the four reasons; `answer` is what holds, `computed` what the rule alone says, both in words."""

    reason: gaps.Reason
    answer: str
    computed: str
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    label: str
    range: str
    basis: str


@dataclass(frozen=True)
class LinkFacts:
    """What the page of one link shows. `rank` is `None` for a link the roadmap leaves out, such as a retired one."""

    link: Link
    assessment: gaps.Assessment
    status: rules.Term
    rank: gaps.LinkRank | None
    total: int
    found: Found
    ends: tuple[EndRow, EndRow]
    designs: tuple[DesignRow, ...]
    people: list[Shown]
    questions: list[Question]
    versions: list[VersionMember]
    version: FrameworkVersion | None
    changed: str
    leading: Leading | None
    #: The newest answer of every pooling of the link, the leading one first.
    readings: list[Reading]
    certainties: list[Certainty]
    thresholds: list[EffectThreshold]
    next_study: gaps.NextStudy
    #: What people said about it, the newest process first.
    said: list[Said]

    @property
    def agreed_by(self) -> Told | None:
        """The process that accepted or rejected it last, where its rules settled it."""
        return next((one.told for one in self.said if one.outcome and one.told.outcome), None)

    @property
    def flags(self) -> tuple[str, ...]:
        return flag_words(self.assessment.link.flags)

    @property
    def fitting_designs(self) -> tuple[DesignRow, ...]:
        return tuple(row for row in self.designs if not row.why_not)

    @property
    def unfit_designs(self) -> tuple[DesignRow, ...]:
        return tuple(row for row in self.designs if row.why_not)

    def tiles(self) -> tuple[Tile, ...]:
        """Answer evidence, importance, data, design and roadmap, each in a word and a line."""
        return (self._evidence(), _importance(self.assessment), self._data(), self._design(), self._roadmap())

    def _evidence(self) -> Tile:
        waiting = len(self.found.not_extracted)
        detail = cohort_words(self.assessment.cohorts)
        if waiting:
            detail += f"; {words.count(waiting, 'study', 'studies')} not extracted"
        return Tile("Evidence", self.status.label, detail, self.status.css)

    def _data(self) -> Tile:
        sources = [row for end in self.ends for row in end.sources]
        ready = [end.within_reach for end in self.ends]
        open_count = sum(row.anyone_can_get for row in sources)
        answer = "ready" if all(ready) else "one end only" if any(ready) else "closed" if sources else "none known"
        return Tile("Data", answer, f"{words.count(len(sources), 'source')}, {open_count} open to anyone")

    def _design(self) -> Tile:
        fitting = len(self.fitting_designs)
        fits = words.count(fitting, "design fits", "designs fit")
        if self.assessment.answer.on_list is gaps.GapList.ANSWERABLE_NOW:
            return Tile("Design", "feasible", f"{fits} the open data")
        if fitting:
            return Tile("Design", "data first", f"{fits} the outcome's data")
        return Tile("Design", "none fits yet", f"of {words.count(len(self.designs), 'design')} that compare groups")

    def _roadmap(self) -> Tile:
        if self.rank is None:
            return Tile("Roadmap", "not ranked", "retired or removed")
        low, high = self.rank.interval
        expected = words.ordinal(round(self.rank.expected_rank))
        return Tile("Roadmap", f"{expected} of {self.total}", f"expected rank; 90% interval {low} to {high}")

    @property
    def expected(self) -> str:
        return words.rank_number(self.rank.expected_rank) if self.rank else "not ranked"

    @property
    def interval(self) -> str:
        return f"{self.rank.interval[0]} to {self.rank.interval[1]}" if self.rank else "not ranked"

    @property
    def p_top10(self) -> str:
        return words.share(self.rank.p_top10) if self.rank else "none"

    def reasons(self) -> list[ReasonRow]:
        """Answer the four reasons, each with the findings that triggered its rule."""
        by_id = {row.id: row for row in self.found.findings}
        return [
            ReasonRow(
                reason,
                _holds(reason.holds),
                _holds(reason.computed),
                tuple(by_id[finding] for finding in reason.findings if finding in by_id),
            )
            for reason in self.assessment.reasons
        ]

    def criteria(self) -> list[CriterionRow]:
        """Answer the four criteria: the range of each, and what it rests on."""
        return [
            CriterionRow(rules.CRITERIA[name].label, rules.spread_words(one.low, one.mode, one.high), one.basis)
            for name, one in self.assessment.criteria.items()
        ]


def link_facts(user, link_id: str) -> LinkFacts:
    """Gather the facts of a link this user may see. Raises Http404 where it is absent or hidden."""
    link = access(user, Link, link_id, queryset=Link.objects.select_related("source", "target"))
    roadmap = current_roadmap()
    assessment, bearing = _assessed(roadmap, link)
    leading = leading_answers([link.pk]).get(link.pk)
    return LinkFacts(
        link=link,
        assessment=assessment,
        status=shown_status(assessment, bearing),
        rank=roadmap.ranking().by_id().get(link.pk),
        total=len(roadmap.links),
        found=found_on(link.pk, bearing, roadmap.studies),
        ends=ends(link, assessment.link),
        designs=designs(assessment),
        people=people_on(link.pk),
        questions=questions_about(link.pk),
        versions=versions_of(link.pk),
        version=newest_version(),
        changed=words.day(roadmap.changed_at),
        leading=leading,
        readings=newest_readings(link),
        certainties=certainties_of(link),
        thresholds=list(EffectThreshold.objects.visible().filter(link=link)),
        next_study=gaps.next_study(assessment.link, assessment, _pool(leading)),
        said=said_about(f"{link.kind}:{link.pk}"),
    )


def _pool(leading: Leading | None) -> Pool | None:
    """Answer the studies behind a pooled answer, where each has people of its own."""
    if leading is None or not leading.reading.is_known or not leading.reading.is_independent:
        return None
    effects = leading.reading.effects
    numbers = dict(Study.objects.filter(pk__in=[one.study for one in effects]).values_list("pk", "n"))
    tau2 = leading.reading.result["tau2"] or 0.0
    return Pool(tuple(one.vi for one in effects), tau2, tuple(numbers.get(one.study) for one in effects))


def _assessed(roadmap: Roadmap, link: Link):
    """Answer the assessment of a link; one the roadmap leaves out is assessed by itself, unranked."""
    if link.pk in roadmap.assessments:
        return roadmap.assessments[link.pk], roadmap.bearings[link.pk]
    found = bearings([(link.pk, link.source_id, link.target_id)], roadmap.studies)
    (one,) = link_inputs([link], found, roadmap.studies, roadmap.people.ratings)
    return gaps.assess(one, roadmap.as_of), found[link.pk]


def _holds(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: "cannot be judged"}[answer]


def _importance(assessment: gaps.Assessment) -> Tile:
    if assessment.provisional:
        if assessment.link.ratings.importance:
            return Tile("Importance", "too few groups", "three must have been heard")
        return Tile("Importance", "not asked yet", "no consensus process has ended")
    judged = assessment.criteria[gaps.CriterionName.IMPORTANCE]
    middle = "not rated" if judged.mode is None else f"{judged.mode:.2f} of 1"
    return Tile("Importance", middle, judged.basis)
