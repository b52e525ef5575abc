"""Which groups of people may be told apart, so that no sum and no difference of what is told is about a few."""

from collections import defaultdict
from collections.abc import Mapping

SMALLEST = 5
"""People told together, unless said otherwise."""


def told_together(
    counts: Mapping[str, int], wider: Mapping[str, str], *, everybody: str, smallest: int = SMALLEST
) -> dict[str, str]:
    """Return for each group the name under which its people are told; `everybody` where no group may be told at all.

    `counts` is how many people of each group answered, `wider` the larger group each belongs to, fixed before anybody
    answered. The answer is a partition: each part holds nobody or at least `smallest` people. So the difference of the
    whole and any parts, or of any two unions of parts, is about nobody or at least `smallest` people too. A wider group
    is told part by part only where every part of it is large enough; where a whole wider group is too small, no group
    is told, since it would be the difference of the whole and the others.

    Rules of threshold and of complementary suppression: Hundepool et al., Statistical Disclosure Control, 2012, chapter
    5. It does not guard against people who tell themselves what they answered, nor against comparing two rounds between
    which a single person joined: rounds are told apart, never as a difference.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for group in counts:
        members[wider.get(group, group)].append(group)
    sums = {name: sum(counts[group] for group in groups) for name, groups in members.items()}
    if any(0 < size < smallest for size in sums.values()):
        return dict.fromkeys(counts, everybody)
    told: dict[str, str] = {}
    for name, groups in members.items():
        apart = all(counts[group] == 0 or counts[group] >= smallest for group in groups)
        told |= {group: group if apart else name for group in groups}
    return told
