"""Where stakeholder groups would set different priorities, each by its own ratings and its own weights."""

from dataclasses import dataclass
from functools import lru_cache

from cairn import gaps
from cairnhub.framework.models import Link

from .. import words
from .current import Roadmap

#: How many links are named, the widest apart first.
MOST = 10


@dataclass(frozen=True, slots=True)
class Differing:
    """One link that one group puts clearly higher than another."""

    link: Link
    higher: str
    higher_rank: str
    lower: str
    lower_rank: str


@lru_cache(maxsize=1)
def where_groups_differ(roadmap: Roadmap) -> tuple[int, tuple[Differing, ...]]:
    """How many groups rated, and the links on which two of them differ; computed once for each state of the field."""
    stored = roadmap.weights.by_group if roadmap.weights else {}
    usual = roadmap.usual_weights
    names = {group for one in roadmap.assessments.values() for group in one.group_criteria}
    own = {group: {gaps.CriterionName(k): v for k, v in stored[group].items()} if group in stored else usual
           for group in names}  # fmt: skip
    rankings = gaps.rank_by_group(list(roadmap.assessments.values()), own)
    found = gaps.where_groups_differ(rankings)[:MOST]
    return len(rankings), tuple(
        Differing(roadmap.links[one.id], one.higher, _told(one.higher_rank), one.lower, _told(one.lower_rank))
        for one in found
    )


def _told(rank: gaps.LinkRank) -> str:
    low, high = rank.interval
    return f"{words.rank_number(rank.expected_rank)} ({low} to {high})"
