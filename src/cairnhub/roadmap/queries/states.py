"""How one link stands, in the words every page of the roadmap uses; made once, whatever the weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairnhub.framework.models import Link

from .. import words
from .studies import Bearing, StudyFacts

NONE_EXTRACTED = rules.Term(
    "none extracted yet", "Studies look at it, but no result on this very link has been extracted.", "status-none"
)


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link as readers see it, apart from its rank. `studies` counts the primary studies that bear on it."""

    id: str
    title: str
    url: str
    status: rules.Term
    sentence: str
    on_list: gaps.GapList
    studies: int
    cohorts: int
    disciplines: frozenset[str]
    flags: tuple[str, ...]

    @property
    def list_label(self) -> str:
        return rules.LISTS[self.on_list].label


def link_state(
    link: Link, assessment: gaps.Assessment, bearing: Bearing, studies: Mapping[str, StudyFacts]
) -> LinkState:
    """Describe how a link stands."""
    primary = {study.id for study, _ in bearing.without_finding if study.is_primary}
    primary |= {finding.study_id for finding in bearing.findings}
    return LinkState(
        id=link.pk,
        title=link.label(),
        url=link.get_absolute_url(),
        status=shown_status(assessment, bearing),
        sentence=assessment.sentence,
        on_list=assessment.answer.on_list,
        studies=len(primary),
        cohorts=assessment.cohorts.k,
        disciplines=frozenset(studies[study].discipline for study in primary),
        flags=flag_words(assessment.link.flags),
    )


def shown_status(assessment: gaps.Assessment, bearing: Bearing) -> rules.Term:
    """Word the state of the evidence; studies that nobody has extracted are not called no studies."""
    waiting = any(study.is_primary for study, _ in bearing.without_finding)
    if assessment.status is gaps.Status.NO_STUDIES and waiting:
        return NONE_EXTRACTED
    return rules.STATUSES[assessment.status]


def flag_words(flags: gaps.Flags) -> tuple[str, ...]:
    """Say what stands beside a rank; what nobody has recorded is not said."""
    said = [f"claimed by {who}" for who in flags.claimed_by]
    if flags.known_grants:
        said.append(words.count(flags.known_grants, "known grant"))
    if flags.running_studies:
        said.append(words.count(flags.running_studies, "running study", "running studies"))
    return tuple(said)
