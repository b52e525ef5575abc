"""What gaps, questions, calls and studies ask for, in the words in which people say what they offer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cairn import gaps
from cairn.community import Aspect, Wishes
from cairnhub.agenda.calls.queries import calls
from cairnhub.agenda.models import Call, CallKind, Question, QuestionStatus
from cairnhub.agenda.queries import questions, studies_to_extract
from cairnhub.community.choices import DataExpertise, MethodsExpertise, StakeholderGroup
from cairnhub.evidence.models import Study
from cairnhub.framework.models import Link, Stage

from ..queries.current import Roadmap
from ..queries.inputs import OWN_RECORDS

Words = dict[Aspect, set[str]]

#: What it takes to carry out a design of the starting content. One that is not here asks for no method.
METHODS_OF_DESIGN = {
    "applicant_control": MethodsExpertise.QUASI_EXPERIMENTS,
    "cohort_long": MethodsExpertise.COHORTS,
    "cos_delphi": MethodsExpertise.CONSENSUS,
    "cross_sectional": MethodsExpertise.SURVEYS,
    "descriptive": MethodsExpertise.EVALUATION,
    "ecological": MethodsExpertise.SPATIAL,
    "egm": MethodsExpertise.SYNTHESIS,
    "event_did": MethodsExpertise.QUASI_EXPERIMENTS,
    "matched": MethodsExpertise.QUASI_EXPERIMENTS,
    "negative_control": MethodsExpertise.QUASI_EXPERIMENTS,
    "prepost": MethodsExpertise.SURVEYS,
    "psp": MethodsExpertise.CONSENSUS,
    "qualitative": MethodsExpertise.QUALITATIVE,
    "rct": MethodsExpertise.TRIALS,
    "rd": MethodsExpertise.QUASI_EXPERIMENTS,
    "retro_cohort": MethodsExpertise.COHORTS,
    "review": MethodsExpertise.SYNTHESIS,
    "survival": MethodsExpertise.COHORTS,
}
#: Whom a call looks for besides those who know its subject.
OF_CALL: dict[str, Words] = {
    CallKind.SITES: {Aspect.GROUP: {StakeholderGroup.SCHOOL}},
    CallKind.REVIEWERS: {Aspect.METHOD: {MethodsExpertise.SYNTHESIS}},
    CallKind.CO_AUTHORS: {Aspect.GROUP: {StakeholderGroup.RESEARCHER}},
    CallKind.FUNDING: {Aspect.GROUP: {StakeholderGroup.RESEARCHER}},
    CallKind.PANELLISTS: {},
}


def key_of(obj: Link | Question | Call | Study) -> str:
    """How what an object asks for is called among all that are compared."""
    return f"{obj.kind}:{obj.pk}"


def of_links(roadmap: Roadmap) -> Iterator[Wishes]:
    """What each gap asks for, the first of the ranking first."""
    for rank in roadmap.ranking().links:
        yield _wishes(key_of(roadmap.links[rank.id]), _of_link(roadmap, rank.id))


def of_questions(roadmap: Roadmap) -> Iterator[Wishes]:
    """What each question that is not answered asks for."""
    for question in questions().exclude(status=QuestionStatus.ANSWERED):
        yield _wishes(key_of(question), _of_several(roadmap, question.links.all()))


def of_calls(roadmap: Roadmap) -> Iterator[Wishes]:
    """What each open call asks for."""
    for call in calls().prefetch_related("questions__links"):
        links = {link.pk: link for question in call.questions.all() for link in question.links.all()}
        links |= {link.pk: link for link in call.links.all()}
        place = {call.organisation.country} - {""} if call.organisation else set()
        yield _wishes(
            key_of(call), _of_several(roadmap, links.values()), OF_CALL[call.call_kind], {Aspect.PLACE: place}
        )


def of_studies(roadmap: Roadmap, reader) -> Iterator[Wishes]:
    """What each study that waits for this reader asks for."""
    links = _links_of_studies(roadmap)
    waiting = studies_to_extract().exclude(extractions__reader=reader)
    for study in waiting.prefetch_related("exposures", "outcomes", "example_of"):
        ends = {one.pk for one in (*study.exposures.all(), *study.outcomes.all())}
        methods = _methods(design.pk for design in study.example_of.all())
        words = {Aspect.LINK: links[study.pk], Aspect.CONSTRUCT: ends, Aspect.METHOD: methods}
        yield _wishes(key_of(study), words)


def _of_several(roadmap: Roadmap, links: Iterable[Link]) -> Words:
    return _together(*(_of_link(roadmap, link.pk) for link in links if link.pk in roadmap.links))


def _of_link(roadmap: Roadmap, link_id: str) -> Words:
    link, assessment = roadmap.links[link_id], roadmap.assessments[link_id]
    return {
        Aspect.LINK: {link_id},
        Aspect.CONSTRUCT: {link.source_id, link.target_id},
        Aspect.METHOD: _methods(design.id for design in assessment.answer.designs),
        Aspect.DATA: _data(assessment.link),
        # What society gains is for those to say who should gain it.
        Aspect.GROUP: {StakeholderGroup.COMMUNITY.value} if link.target.stage == Stage.IMPACT else set(),
    }


def _data(told: gaps.LinkInput) -> set[str]:
    """Which data somebody would have to know to measure both ends with the sources in the catalogue."""
    found = set()
    if any(option.source == OWN_RECORDS for option in told.measures):
        found.add(DataExpertise.SCHOOL_RECORDS.value)
    outcome = {option.grain for option in told.measures if option.end is gaps.End.TO}
    if gaps.Grain.INDIVIDUAL in outcome:
        found.add(DataExpertise.LINKAGE.value)
    if gaps.Grain.AREA in outcome:
        found.add(DataExpertise.GEOGRAPHIC.value)
    return found


def _methods(designs: Iterable[str]) -> set[str]:
    return {METHODS_OF_DESIGN[one].value for one in designs if one in METHODS_OF_DESIGN}


def _links_of_studies(roadmap: Roadmap) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link_id, bearing in roadmap.bearings.items():
        for study in [*(row.study_id for row in bearing.findings), *(one.id for one, _ in bearing.without_finding)]:
            found[study].add(link_id)
    return found


def _together(*parts: Words) -> Words:
    return {aspect: set().union(*(part.get(aspect, set()) for part in parts)) for aspect in Aspect}


def _wishes(key: str, *parts: Words) -> Wishes:
    return Wishes(key, {aspect: frozenset(words) for aspect, words in _together(*parts).items() if words})
