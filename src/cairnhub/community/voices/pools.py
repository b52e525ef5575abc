"""The people among whom voices are counted. A room that knows of more of them contributes them when it is ready."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from cairnhub.accounts.models import User
from cairnhub.evidence.models import Extraction, ExtractionState

from ..consent import current_version
from ..models import Person
from .models import Among


@dataclass(frozen=True)
class Pool:
    """Some people, by the numbers of their accounts, and what is to be known about their counting.

    `people` answers None while there cannot be any: then nothing is counted, and `means` says why.
    """

    among: Among
    title: str
    means: str
    people: Callable[[], Collection[int] | None]


_pools: dict[Among, Pool] = {}


def contribute(pool: Pool) -> None:
    """Count voices among these people, instead of among those contributed before under the same name."""
    _pools[pool.among] = pool


def pools() -> list[Pool]:
    """Every pool, in the order of `Among`."""
    return [_pools[among] for among in Among if among in _pools]


def _members() -> Collection[int]:
    profiles = Person.objects.filter(consented_to=current_version(), user__is_active=True)
    return set(profiles.values_list("user_id", flat=True))


def _reviewers() -> Collection[int]:
    finished = Extraction.objects.filter(state__in=(ExtractionState.SUBMITTED, ExtractionState.AGREED))
    readers = User.objects.filter(is_active=True, pk__in=finished.values("reader_id"))
    return set(readers.values_list("pk", flat=True))


MEMBERS = Pool(Among.MEMBERS, "Members", "People with a profile who agreed to be counted.", _members)
REVIEWERS = Pool(Among.REVIEWERS, "Reviewers", "People who have finished reading a study for the hub.", _reviewers)
