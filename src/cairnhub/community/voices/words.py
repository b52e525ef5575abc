"""Counts of voices in words. What is below five is one answer."""

from dataclasses import dataclass

from cairn.base.svg import Markup
from cairn.community import SMALLEST, Group, Standing

from .aspects import Aspect
from .models import RepresentationTarget
from .picture import bar
from .pools import Pool
from .reading import Counted

FEWER = f"fewer than {SMALLEST}"


def people(at_least: int) -> str:
    """A shown number of people in words."""
    return f"at least {at_least}" if at_least else FEWER


@dataclass(frozen=True)
class Cell:
    """One voice in one pool, ready to be shown."""

    group: Group
    target: RepresentationTarget | None
    bar: Markup

    @property
    def words(self) -> str:
        return people(self.group.at_least)

    @property
    def target_words(self) -> str:
        """The target as it was set, and what that comes to."""
        if self.target is None:
            return ""
        if self.target.share is None:
            return f"target {self.target.number}"
        return f"target {self.target.share}% of those who told, now {self.group.wanted}"

    @property
    def standing(self) -> str:
        return {
            Standing.BELOW: "too few",
            Standing.REACHED: "reached",
            Standing.UNKNOWN: "cannot be told yet",
            Standing.NO_TARGET: "",
        }[self.group.standing]

    @property
    def is_short(self) -> bool:
        return self.group.standing is Standing.BELOW


@dataclass(frozen=True)
class Table:
    """One way of telling people apart: a column for each pool there is, a row for each voice.

    `few` are the voices with nothing to say of in any pool: no target, and fewer than five people.
    """

    aspect: Aspect
    columns: list[tuple[Pool, str]]
    rows: list[tuple[str, list[Cell]]]
    few: list[str]


def tables(everything: list[Counted]) -> list[Table]:
    """Everything that was counted, a table for each way of telling people apart."""
    by_aspect: dict[str, list[Counted]] = {}
    for one in everything:
        by_aspect.setdefault(one.aspect.key, []).append(one)
    return [_table(found) for found in by_aspect.values()]


def _table(found: list[Counted]) -> Table:
    aspect = found[0].aspect
    columns = [(one.pool, _told(one)) for one in found]
    rows, few = [], []
    for at, code in enumerate(aspect.codes.values):
        label, cells = str(aspect.codes(code).label), [_cell(one, one.representation.groups[at]) for one in found]
        if any(cell.group.at_least or cell.target for cell in cells):
            rows.append((label, cells))
        else:
            few.append(label)
    return Table(aspect, columns, rows, few)


def _cell(one: Counted, group: Group) -> Cell:
    largest = max(SMALLEST, *(max(each.at_least, each.wanted or 0) for each in one.representation.groups))
    return Cell(group, one.target_of(group), bar(group, largest))


def _told(one: Counted) -> str:
    told, untold = one.representation.told, one.representation.untold
    return f"{people(told)} told" + (f", {people(untold)} did not" if untold else "")
