"""When a process stops. Stability may stop it, agreement need not: both are measured apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cairn.base.errors import InputError

from ..stability import Stability
from .conditions import Comparison, Condition, Joined, Verdict, measured, split, together

MEASURES_OF_ITEMS: dict[str, Callable[[Stability], float]] = {
    "distribution change": lambda one: one.distribution_change,
    "changed": lambda one: one.changed,
    "mean change": lambda one: one.mean_absolute_change,
    "kappa": lambda one: one.kappa.value,
    "wilcoxon p": lambda one: one.test.p,
}
"""What an item can be called stable by."""


@dataclass(frozen=True)
class Progress:
    """Where a process stands after a round. Shares are 0 to 1; None is not known, as stability after the first
    round."""

    rounds: int
    settled: float | None
    """The share of items in or out by the consensus rule."""
    stable: float | None
    """The share of items that are stable."""
    response: float | None
    """The share of those invited who answered the last round."""


MEASURES_OF_PROCESSES: dict[str, Callable[[Progress], float | None]] = {
    "rounds": lambda one: float(one.rounds),
    "settled": lambda one: one.settled,
    "stable": lambda one: one.stable,
    "response": lambda one: one.response,
}


@dataclass(frozen=True)
class Stopping:
    """When to stop, and what makes an item stable, e.g. a distribution that changed by fewer than 15%."""

    conditions: tuple[Condition, ...]
    joined: Joined
    item: Condition

    def stable_share(self, items: Sequence[Stability | None]) -> float | None:
        """Return the share of items that are stable; None items cannot be told, and None is returned where all
        cannot."""
        verdicts = [self.item.judge(MEASURES_OF_ITEMS[self.item.measure](one)) for one in items if one is not None]
        known = [one for one in verdicts if one is not Verdict.UNKNOWN]
        return known.count(Verdict.MET) / len(known) if known else None

    def evaluate(self, progress: Progress) -> Verdict:
        """Say whether to stop now."""
        return together(
            (one.judge(MEASURES_OF_PROCESSES[one.measure](progress)) for one in self.conditions), self.joined
        )

    @property
    def words(self) -> str:
        """As `parse_stopping` reads it."""
        return f"{f' {self.joined} '.join(one.words for one in self.conditions)}; stable is {self.item.words}"

    def data(self) -> dict[str, Any]:
        """As JSON-able data; `from_data` makes the rule again."""
        conditions = [one.data() for one in self.conditions]
        return {"conditions": conditions, "joined": self.joined.value, "item": self.item.data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Stopping":
        """Read `data`. Raises `InputError` where it is no rule."""
        try:
            conditions = tuple(Condition.from_data(one) for one in data["conditions"])
            return cls(conditions, Joined(data["joined"]), Condition.from_data(data["item"]))
        except (KeyError, ValueError) as error:
            raise InputError("a stopping rule cannot be read", remedy="write it anew") from error


STABLE = Condition("distribution change", Comparison.FEWER_THAN, Fraction(15, 100))
"""An item is stable, unless said otherwise, as in Scheibe, Skutsch & Schofer 1975."""


def parse_stopping(text: str) -> Stopping:
    """Read a stopping rule as people write it.

    For example "rounds at least 3 or settled at least 90%; stable is distribution change below 15%". Without the second
    part, `STABLE` holds. Raises `InputError` that names the part it cannot read.
    """
    process, _, item = " ".join(text.lower().split()).partition(";")
    parts, joined = split(process.strip())
    conditions = tuple(_read(part, MEASURES_OF_PROCESSES) for part in parts)
    words = item.strip().removeprefix("stable is").strip()
    return Stopping(conditions, joined, _read(words, MEASURES_OF_ITEMS) if words else STABLE)


def _read(text: str, measures: Iterable[str]) -> Condition:
    found = measured(text, measures)
    if found is None:
        names = ", ".join(measures)
        raise InputError(f"'{text}' is no condition", remedy=f"compare one of {names} with a number, as 'at least 3'")
    return found
