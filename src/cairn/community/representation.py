"""Whose voice is missing: how many of each group are there, against how many there should be.

Counts come from what people say of themselves. What is shown is rounded down to a multiple of five, the total as well,
and nothing below five is told from nobody (deterministic rounding: Hundepool et al., Statistical Disclosure Control,
2012, chapter 5). So neither a shown number nor the difference of two, of groups, of pages or of days, is about one to
four people; and whether a target is reached is worked out from the shown numbers alone, or moving the target would tell
the true one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from cairn.base.errors import InputError

SMALLEST = 5
"""The smallest number of people that is shown, and the step in which numbers are shown."""


class Standing(StrEnum):
    BELOW = "below"
    REACHED = "reached"
    UNKNOWN = "unknown"
    """The target asks for so few that saying whether it is reached would tell of fewer than five people."""
    NO_TARGET = "no target"


@dataclass(frozen=True)
class Target:
    """How many people of a group there should be: a share (0 to 1) of those who told their group, or a number."""

    share: float | None = None
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.share is None) == (self.number is None):
            raise InputError("a target is a share or a number", remedy="give one of the two")
        if self.share is not None and not 0 < self.share <= 1:
            raise InputError(f"a share of {self.share:g} is impossible", remedy="give one above 0 and up to 1")
        if self.number is not None and self.number < SMALLEST:
            raise InputError(
                f"a target of {self.number} is too few to be told", remedy=f"give {SMALLEST} or more, or a share"
            )


@dataclass(frozen=True)
class Group:
    """One group as it may be shown: `at_least` so many people, in steps of five; 0 is none to four.

    `wanted` is a number of people worked out from shown numbers; None without a target.
    """

    name: str
    at_least: int
    wanted: int | None
    standing: Standing

    @property
    def short(self) -> int:
        """How many are missing at most."""
        return max(0, (self.wanted or 0) - self.at_least) if self.standing is Standing.BELOW else 0


@dataclass(frozen=True)
class Representation:
    """The groups in the order given. At least `told` said which they are, at least `untold` did not."""

    groups: tuple[Group, ...]
    told: int
    untold: int

    @property
    def gaps(self) -> tuple[Group, ...]:
        """The groups of which there are too few, those furthest from their target first."""
        short = [one for one in self.groups if one.standing is Standing.BELOW]
        return tuple(sorted(short, key=lambda one: one.at_least / (one.wanted or 1)))


def represented(
    counts: Mapping[str, int], *, told: int, untold: int = 0, targets: Mapping[str, Target] | None = None
) -> Representation:
    """Compare counts of groups with their targets.

    `told` people named at least one group; where they may name several, counts add up to more. Raises `InputError` for
    counts that cannot be.
    """
    for name, count in counts.items():
        if not 0 <= count <= told:
            raise InputError(f"{name}: {count} of {told} people is impossible", remedy="count each person once")
    wanted = targets or {}
    groups = tuple(_group(name, shown(count), shown(told), wanted.get(name)) for name, count in counts.items())
    return Representation(groups, shown(told), shown(untold))


def shown(count: int) -> int:
    """A number of people as it may be shown: rounded down to a multiple of five."""
    return count // SMALLEST * SMALLEST


def _group(name: str, at_least: int, told: int, target: Target | None) -> Group:
    if target is None:
        return Group(name, at_least, None, Standing.NO_TARGET)
    # Rounded first: 0.07 of 100 is 7, though the product of the two floats is a little more.
    wanted = target.number if target.number is not None else ceil(round((target.share or 0) * told, 9))
    if wanted < SMALLEST and at_least < SMALLEST:
        return Group(name, at_least, wanted, Standing.UNKNOWN)
    return Group(name, at_least, wanted, Standing.REACHED if at_least >= wanted else Standing.BELOW)
