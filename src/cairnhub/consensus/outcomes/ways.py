"""What may follow from a process, and where. Rooms above contribute their own ways, so that none is known here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from cairnhub.accounts.permissions import Permission, may

from ..models import Process
from .proposals import proposals
from .told import may_act


@dataclass(frozen=True)
class Way:
    """One page on which a coordinator lets a process act. `needs` is what it takes to open it."""

    label: str
    says: str
    address: str
    needs: tuple[Permission, ...] = (Permission.ROUND_RUN,)


_sources: list[Callable[[Process], Iterable[Way]]] = []


def contribute(source: Callable[[Process], Iterable[Way]]) -> None:
    """Offer what follows; called once, when an app is ready. The source is asked about processes that may act."""
    _sources.append(source)


def ways_of(process: Process, user) -> list[Way]:
    """What this user may let follow from a process: nothing unless it is real and has ended."""
    if not may_act(process):
        return []
    found = [way for source in _sources for way in source(process)]
    return [way for way in found if all(may(user, one) for one in way.needs)]


def framework_ways(process: Process) -> Iterable[Way]:
    found = proposals(process)
    if found:
        waiting = sum(not one.is_applied for one in found)
        yield Way(
            "What follows for the framework",
            f"{waiting} proposal{'' if waiting == 1 else 's'} to carry out" if waiting else "all carried out",
            reverse("outcomes:framework", args=[process.pk]),
            (Permission.ROUND_RUN, Permission.VERSION_PUBLISH),
        )
