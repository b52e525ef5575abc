"""What people said about one construct or link, as its page shows it."""

from dataclasses import dataclass

from cairn.base.svg import Markup
from cairnhub.consensus.outcomes.told import IN, OUT, Told, told_about

from .. import words
from ..pictures.ratings import ratings_bars

OUTCOMES = {IN: "agreed", OUT: "rejected"}


@dataclass(frozen=True, slots=True)
class Who:
    """One row of the table: how many of whom gave each value, and the median."""

    name: str
    n: int
    counts: tuple[int, ...]
    median: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one process said. `values` are the ratings of its scale; without them it put things in order."""

    told: Told
    outcome: str
    asks: str
    values: tuple[str, ...] = ()
    rows: tuple[Who, ...] = ()
    middle: str = ""
    agreement: str = ""
    picture: Markup | None = None
    ends: tuple[str, str] = ("", "")

    @property
    def rank(self) -> str:
        return words.ordinal(self.told.rank) if self.told.rank else ""


def said_about(about: str) -> list[Said]:
    """What real processes that have ended said about `kind:identifier`, the newest first."""
    return [_rated(told) if told.is_rated else _ordered(told) for told in told_about(about)]


def _ordered(told: Told) -> Said:
    return Said(told, OUTCOMES.get(told.outcome, ""), told.round.asks)


def _rated(told: Told) -> Said:
    result = told.result
    steps = range(-1, 2) if told.round.mode == "vote" else range(told.process.scale_low, told.process.scale_high + 1)
    values = tuple(str(step) for step in steps)
    everybody = Who("Everybody", told.n, _counts(result, values), f"{result['median']:g}")
    groups = (Who(name, one["n"], _counts(one, values), f"{one['median']:g}") for name, one in told.groups.items())
    agreement = result.get("agreement")
    return Said(
        told=told,
        outcome=OUTCOMES.get(told.outcome, "no consensus" if result.get("outcome") else ""),
        asks=told.round.asks,
        values=_named(values) if told.round.mode == "vote" else values,
        rows=(everybody, *groups),
        middle=f"{result['q1']:g} to {result['q3']:g}",
        agreement="" if agreement is None else f"{agreement:.2f}",
        picture=ratings_bars(told.item.pk, values, everybody.counts, f"How {told.people} answered"),
        ends=("", "") if told.round.mode == "vote" else told.round.ends,
    )


def _named(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({"-1": "disagree", "0": "pass", "1": "agree"}[value] for value in values)


def _counts(part: dict, values: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(part["counts"].get(value, 0) for value in values)
