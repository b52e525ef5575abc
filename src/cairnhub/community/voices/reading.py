"""Count voices. Every number leaves here as the library shows it: in steps of five, and nothing below five."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cairn.community import Group, Representation, represented

from ..consent import current_version
from ..models import Person
from .aspects import ASPECTS, Aspect
from .models import RepresentationTarget
from .pools import Pool, pools


@dataclass(frozen=True)
class Counted:
    """One way of telling people apart, in one pool."""

    aspect: Aspect
    pool: Pool
    representation: Representation
    targets: dict[str, RepresentationTarget]

    def target_of(self, group: Group) -> RepresentationTarget | None:
        return self.targets.get(self.aspect.voice(group.name))


@dataclass(frozen=True)
class Gap:
    """A voice of which there are too few."""

    counted: Counted
    group: Group

    @property
    def voice(self) -> str:
        return self.counted.aspect.voice(self.group.name)

    @property
    def label(self) -> str:
        return str(self.counted.aspect.codes(self.group.name).label)

    @property
    def target(self) -> RepresentationTarget:
        return self.counted.targets[self.voice]


def counted() -> list[Counted]:
    """Every way of telling people apart, and for each every pool that there is; in a fixed number of queries."""
    profiles = {
        person.user_id: person
        for person in Person.objects.filter(consented_to=current_version()).select_related("organisation")
    }
    targets: dict[str, dict[str, RepresentationTarget]] = {}
    for target in RepresentationTarget.objects.visible():
        targets.setdefault(target.among, {})[target.voice] = target
    found = [(pool, set(people)) for pool in pools() if (people := pool.people()) is not None]
    return [
        _count(aspect, pool, people, profiles, targets.get(pool.among, {}))
        for aspect in ASPECTS
        for pool, people in found
    ]


def gaps(everything: Iterable[Counted]) -> list[Gap]:
    """The voices of which there are too few, those furthest from their target first."""
    found = [Gap(one, group) for one in everything for group in one.representation.gaps]
    return sorted(found, key=lambda gap: gap.group.at_least / (gap.group.wanted or 1))


def _count(
    aspect: Aspect,
    pool: Pool,
    people: set[int],
    profiles: dict[int, Person],
    targets: dict[str, RepresentationTarget],
) -> Counted:
    told = [codes for user in people if user in profiles and (codes := aspect.of(profiles[user]))]
    numbers = Counter(code for codes in told for code in set(codes))
    representation = represented(
        {code: numbers[code] for code in aspect.codes.values},
        told=len(told),
        untold=len(people) - len(told),
        targets={
            code: targets[voice].measure for code in aspect.codes.values if (voice := aspect.voice(code)) in targets
        },
    )
    return Counted(aspect, pool, representation, targets)
