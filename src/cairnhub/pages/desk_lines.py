"""What the organising body's desk shows. Each room contributes its own lines, so that none needs to know the desk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cairnhub.accounts.permissions import Permission, may


class Section(StrEnum):
    REACH = "Who is here"
    ROUNDS = "Rounds"
    EXTRACTION = "From papers to findings"
    STALE = "Answers to look at again"
    GAPS = "First gaps"
    NEEDS = "Data"
    MODERATION = "What waits for an answer"
    GOVERNING = "Governing"


@dataclass(frozen=True)
class Line:
    """One number of the desk, where it is mended, and the first of what it counts as text and address.

    `needs` is what it takes to open the address; who lacks it sees the number without the way there.
    `people` marks a count of persons, which the report gives out only where it is not small.
    """

    section: Section
    key: str
    label: str
    count: int
    address: str
    means: str = ""
    named: Sequence[tuple[str, str]] = ()
    needs: Permission | None = None
    people: bool = False

    def opened_by(self, user) -> bool:
        return self.needs is None or may(user, self.needs)


_sources: list[Callable[[], Iterable[Line]]] = []


def contribute(source: Callable[[], Iterable[Line]]) -> None:
    """Put lines on the desk; called once, when an app is ready."""
    _sources.append(source)


def sections() -> list[tuple[Section, list[Line]]]:
    """Every section in its order with its lines, also those without any."""
    found = [line for source in _sources for line in source()]
    return [(section, [line for line in found if line.section is section]) for section in Section]
