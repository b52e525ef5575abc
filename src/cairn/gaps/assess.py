"""Put everything computed about one link into one answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn.gaps import rules
from cairn.gaps.answerable import Answerability, answerability
from cairn.gaps.criteria import Criteria, criteria
from cairn.gaps.evidence import Cohorts, cohorts, status
from cairn.gaps.model import AsOf, LinkInput
from cairn.gaps.reasons import Reason, reasons
from cairn.gaps.sentence import sentence
from cairn.gaps.words import Status


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is computed about one link; `group_criteria` holds one set per stakeholder group that rated it."""

    link: LinkInput
    status: Status
    cohorts: Cohorts
    reasons: tuple[Reason, ...]
    criteria: Criteria
    group_criteria: Mapping[str, Criteria]
    answer: Answerability
    sentence: str
    provisional: bool

    @property
    def provisional_label(self) -> str:
        """Give the words a provisional order must carry, empty once enough groups have been heard."""
        return rules.PROVISIONAL if self.provisional else ""


def assess(link: LinkInput, as_of: AsOf) -> Assessment:
    """Compute status, reasons, criteria, answerability and the sentence of one link. Ranks nothing."""
    answer = answerability(link)
    return Assessment(
        link=link,
        status=status(link),
        cohorts=cohorts(link.findings),
        reasons=reasons(link, as_of),
        criteria=criteria(link, as_of),
        group_criteria={group: criteria(link, as_of, group) for group in _groups(link, as_of)},
        answer=answer,
        sentence=sentence(link, answer, as_of),
        provisional=as_of.provisional,
    )


def _groups(link: LinkInput, as_of: AsOf) -> Iterable[str]:
    return () if as_of.provisional else sorted({*link.ratings.importance, *link.ratings.equity})
