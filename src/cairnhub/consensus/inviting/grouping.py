"""Which group each link carries, so that no link says more of its holder than at least five of them share."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence

from ..models.processes import SMALLEST
from ..protocol import WIDER, Group

#: The mark of a link that carries no group.
NO_GROUP = ""
_draw = secrets.SystemRandom()


def assigned(waiting: Sequence[str], held: Mapping[str, int], groups: Sequence[Group]) -> list[str]:
    """Answer for each of those waiting, given by the code of their group, the group their link is to carry.

    `held` is how many people hold a link of each kind already. A link carries its own group where at least five hold
    or get it together, else the wider group where at least five hold or get that, else none. If that leaves one to
    four without a group, others join them, drawn at random from groups that can spare them: the lack of a group would
    tell them apart too. Needs at least five waiting, of groups that exist; then every kind of link that somebody gets
    is held by five or more.
    """
    wider = {one.code: WIDER + one.wider for one in groups}
    own = _large_enough(waiting, held)
    names = _large_enough([name or wider[code] for code, name in zip(waiting, own, strict=True)], held)
    alone = names.count(NO_GROUP)
    short = SMALLEST - held.get(NO_GROUP, 0) - alone
    if not alone or short <= 0:
        return names
    spare = _spare(names, held)
    if len(spare) < short:
        return [NO_GROUP] * len(names)
    for place in spare[:short]:
        names[place] = NO_GROUP
    return names


def _large_enough(names: Sequence[str], held: Mapping[str, int]) -> list[str]:
    """The same names, and none where fewer than five would hold that link."""
    counts = Counter(names)
    return [name if held.get(name, 0) + counts[name] >= SMALLEST else NO_GROUP for name in names]


def _spare(names: Sequence[str], held: Mapping[str, int]) -> list[int]:
    """The places of people whose group stays large enough without all of them, in random order."""
    found = []
    for name, count in Counter(name for name in names if name != NO_GROUP).items():
        places = [place for place, one in enumerate(names) if one == name]
        _draw.shuffle(places)
        found += places[: min(count, held.get(name, 0) + count - SMALLEST)]
    _draw.shuffle(found)
    return found
