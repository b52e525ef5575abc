"""What people said in consensus processes, as the roadmap takes it in: only real processes that have ended count."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from cairn import gaps
from cairn.gaps import rules
from cairnhub.consensus.models import Mode, Rates
from cairnhub.consensus.outcomes.told import EVERYBODY, Told, people_words, told_about_kind
from cairnhub.framework.models import Link

#: Ratings on another scale are shown, but not taken into the order.
SCALE = (int(rules.RATING_MIN.value), int(rules.RATING_MAX.value))


@dataclass(frozen=True)
class People:
    """Ratings by link, the groups heard, and in words who was asked."""

    ratings: Mapping[str, gaps.Ratings] = field(default_factory=dict)
    heard: frozenset[str] = frozenset()
    #: `61 people in 4 groups`, of the process that heard most groups; empty where nobody has been asked.
    words: str = ""


def people() -> People:
    """Read the ratings of importance and equity. Of several processes that asked about a link the newest one counts.

    The groups of a process are heard together: two groups here and two there are not four that weighed the same.
    """
    given: dict[str, dict[str, Mapping[str, tuple[int, ...]]]] = defaultdict(dict)
    asked: dict[str, Told] = {}
    for told in told_about_kind(Link.kind):
        criterion = criterion_of(told)
        if criterion and told.round.mode == Mode.RATE and (told.process.scale_low, told.process.scale_high) == SCALE:
            given[told.item.about.partition(":")[2]][criterion] = _by_group(told)
            known = asked.get(told.process.pk)
            asked[told.process.pk] = max(told, known, key=_groups_told) if known else told
    enough = [told for told in asked.values() if _groups_told(told) >= rules.GROUPS_NEEDED.value]
    most = max(asked.values(), key=_groups_told, default=None)
    return People(
        ratings={link: gaps.Ratings(**said) for link, said in given.items()},
        heard=frozenset(name for told in enough for name in told.round.results["groups"]),
        words=people_words(most.round.results["people"], _groups_told(most)) if most else "",
    )


def criterion_of(told: Told) -> str:
    """The criterion that ratings of an item are: as the item says, else as its round does; empty for none."""
    own = (told.item.proposes or {}).get("criterion")
    return own if own in (Rates.IMPORTANCE, Rates.EQUITY) else told.round.rates


def _groups_told(told: Told) -> int:
    return len(told.round.results.get("groups", {}))


def _by_group(told: Told) -> Mapping[str, tuple[int, ...]]:
    """The ratings of each group that may be told apart; of everybody as one where none may."""
    parts = told.groups or {EVERYBODY: told.result}
    return {name: _ratings(part["counts"]) for name, part in parts.items()}


def _ratings(counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(int(float(value)) for value, number in counts.items() for _ in range(number))
