"""The few figures at the top of the roadmap, each counted from the database."""

from dataclasses import dataclass
from functools import lru_cache

from cairn import gaps
from cairnhub.agenda.models import QuestionStatus
from cairnhub.agenda.queries import standing
from cairnhub.data.models import DataSource
from cairnhub.framework.models import FrameworkVersion

from .. import words
from .current import Roadmap

CLAIMED = (QuestionStatus.CLAIMED, QuestionStatus.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the hero. `version` is empty until a version has been published."""

    links: int
    supported: int
    without_study: int
    questions_claimed: int
    studies: int
    sources: int
    version: str
    version_status: str
    changed: str


@lru_cache(maxsize=1)
def figures(roadmap: Roadmap) -> Figures:
    """Count, in three queries, once for each state of the field."""
    version = newest_version()
    return Figures(
        links=len(roadmap.links),
        supported=sum(one.status is gaps.Status.SUPPORTED for one in roadmap.assessments.values()),
        without_study=sum(not state.studies for state in roadmap.states.values()),
        questions_claimed=standing().filter(status__in=CLAIMED).count(),
        studies=len(roadmap.studies),
        sources=DataSource.objects.visible().count(),
        version=version.number if version else "",
        version_status=version.get_status_display() if version else "",
        changed=words.day(roadmap.changed_at),
    )


def newest_version() -> FrameworkVersion | None:
    """Read the newest published version of the framework."""
    return FrameworkVersion.objects.visible().order_by("date", "number").last()


def missing_ends(roadmap: Roadmap) -> list[tuple[str, int]]:
    """Count what keeps links from being answerable now, the most frequent first."""
    counted = [
        ("have no source within reach for where they start", _closed(roadmap, gaps.End.FROM)),
        ("have no source that anyone can get for what they lead to", _closed(roadmap, gaps.End.TO)),
        (
            "have no design that fits the data anyone can get",
            sum(not one.answer.designs for one in roadmap.assessments.values()),
        ),
    ]
    return sorted((row for row in counted if row[1]), key=lambda row: -row[1])


def _closed(roadmap: Roadmap, end: gaps.End) -> int:
    return sum(not gaps.within_reach(one.link, end) for one in roadmap.assessments.values())
