"""Where stakeholder groups would set different priorities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cairn.gaps import rules
from cairn.gaps.assess import Assessment
from cairn.gaps.ranking import Draws, LinkRank, Ranking, Weights


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """One link that one group puts clearly higher than another: the two furthest apart, and where each puts it."""

    id: str
    higher: str
    higher_rank: LinkRank
    lower: str
    lower_rank: LinkRank


def rank_by_group(
    assessments: Sequence[Assessment],
    weights: Mapping[str, Weights] | None = None,
    *,
    seed: int = int(rules.SEED.value),
    draws: int = int(rules.DRAWS.value),
) -> dict[str, Ranking]:
    """Rank once per stakeholder group that rated anything, by its own ratings, and its own weights where given.

    All groups share the same draws, so that what differs between them is what they said. Empty while provisional.
    """
    groups = sorted({group for assessment in assessments for group in assessment.group_criteria})
    own = weights or {}
    return {group: Draws(assessments, seed=seed, draws=draws, group=group).rank(own.get(group)) for group in groups}


def where_groups_differ(rankings: Mapping[str, Ranking]) -> tuple[GroupDifference, ...]:
    """List the links where two groups' intervals do not overlap, the widest apart first."""
    by_group = {group: ranking.by_id() for group, ranking in sorted(rankings.items())}
    ids = sorted({link_id for ranks in by_group.values() for link_id in ranks})
    found = [difference for link_id in ids if (difference := _difference(link_id, by_group)) is not None]
    return tuple(sorted(found, key=lambda one: one.higher_rank.expected_rank - one.lower_rank.expected_rank))


def _difference(link_id: str, by_group: Mapping[str, Mapping[str, LinkRank]]) -> GroupDifference | None:
    ranks = [(ranks[link_id], group) for group, ranks in by_group.items() if link_id in ranks]
    higher, higher_group = min(ranks, key=lambda one: one[0].interval[1])
    lower, lower_group = max(ranks, key=lambda one: one[0].interval[0])
    if higher.interval[1] >= lower.interval[0]:
        return None
    return GroupDifference(link_id, higher_group, higher, lower_group, lower)
