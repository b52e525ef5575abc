"""The ranking as a list of gaps, each ready to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn import gaps
from cairn.base.svg import Markup

from .. import words
from ..choices import Choices
from ..pictures.rank_bar import rank_bar
from .current import Roadmap
from .states import LinkState


@dataclass(frozen=True, slots=True)
class Gap:
    """One link in the order of `total`; `place` is 1 for the first of all links, whatever the filters."""

    place: int
    total: int
    rank: gaps.LinkRank
    state: LinkState

    @property
    def expected(self) -> str:
        return words.rank_number(self.rank.expected_rank)

    @property
    def interval(self) -> str:
        low, high = self.rank.interval
        return f"{low} to {high}"

    @property
    def p_top10(self) -> str:
        return words.share(self.rank.p_top10)

    @property
    def bar(self) -> Markup:
        return rank_bar(self.rank, self.total)


def ranked_gaps(roadmap: Roadmap, choices: Choices) -> list[Gap]:
    """List the gaps that pass the reader's filters, under the reader's weights, by expected rank."""
    ranking = roadmap.ranking(choices.weights, choices.form)
    return [
        Gap(place, len(ranking.links), rank, roadmap.states[rank.id])
        for place, rank in enumerate(ranking.links, start=1)
        if _passes(roadmap, rank.id, choices.filters)
    ]


def by_list(found: Iterable[Gap]) -> dict[gaps.GapList, list[Gap]]:
    """Part gaps into the two lists, keeping their order."""
    found = list(found)
    return {one: [gap for gap in found if gap.state.on_list is one] for one in gaps.GapList}


def places(ranking: gaps.Ranking) -> dict[str, int]:
    """Give each link its place in the order, from 1."""
    return {rank.id: place for place, rank in enumerate(ranking.links, start=1)}


def disciplines(roadmap: Roadmap) -> tuple[str, ...]:
    """Name the disciplines in which any link has been studied."""
    return tuple(sorted({study.discipline for study in roadmap.studies.values() if study.discipline}))


def overlapping_the_first(ranking: gaps.Ranking) -> int:
    """Count the gaps whose interval overlaps that of the first: those that cannot be told apart from it yet."""
    if not ranking.links:
        return 0
    _, end = ranking.links[0].interval
    return sum(rank.interval[0] <= end for rank in ranking.links[1:])


def _passes(roadmap: Roadmap, link_id: str, filters: Mapping[str, str]) -> bool:
    assessment = roadmap.assessments[link_id]
    tests = {
        "list": lambda value: assessment.answer.on_list == value,
        "stage": lambda value: assessment.link.stage_to == value,
        "reach": lambda value: value in assessment.answer.feasible_for,
        "status": lambda value: assessment.status == value,
        "discipline": lambda value: value in roadmap.states[link_id].disciplines,
    }
    return all(tests[name](value) for name, value in filters.items())
