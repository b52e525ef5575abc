"""Rules on the ratings of one item: when they are a consensus, in every stakeholder group or overall."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np

from cairn.base.errors import InputError

from ..appropriateness import rand_ucla
from ..distribution import Distribution, describe
from ..percentiles import Percentile, known_values
from .conditions import COMPARES, NUMBER, SYNONYMS, Condition, Joined, Verdict, measured, split, together


class Where(StrEnum):
    """Whose ratings must meet the conditions."""

    EVERY_GROUP = "in every group"
    OVERALL = "overall"
    """Of everybody together: a large group can outvote a small one."""
    BOTH = "in every group and overall"


_OF_DISTRIBUTIONS: dict[str, Callable[[Distribution], float | None]] = {
    "median": lambda one: one.median,
    "mean": lambda one: one.mean,
    "iqr": lambda one: one.iqr,
    "sd": lambda one: one.sd,
    "cv": lambda one: one.cv,
}
NO_DISAGREEMENT = "no disagreement"
"""As RAND/UCLA's IPRAS tells it; for ratings from 1 to 9 alone."""

NAMED = {
    "comet": "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every group",
    "comet-out": "at least 70% rate 1-3 and fewer than 15% rate 7-9 in every group",
    "appropriate": "median at least 6.5 and no disagreement overall",
}
"""Rules by name. COMET: Williamson et al. 2012, doi:10.1186/1745-6215-13-132, here asked of every group."""


@dataclass(frozen=True)
class GroupResult:
    """What one group's ratings say of each condition, as numbers (None unknown) and verdicts, in the rule's order."""

    n: int
    found: tuple[float | None, ...]
    verdicts: tuple[Verdict, ...]
    verdict: Verdict


@dataclass(frozen=True)
class RuleResult:
    verdict: Verdict
    overall: GroupResult
    groups: dict[str, GroupResult]


@dataclass(frozen=True)
class Rule:
    """Conditions on an item's ratings. "Cannot judge" is in no share and no median.

    `smallest` is the number of people below which a group tells nothing; `percentile` defines quartiles.
    """

    conditions: tuple[Condition, ...]
    joined: Joined = Joined.AND
    where: Where = Where.EVERY_GROUP
    smallest: int = 1
    percentile: Percentile = Percentile.TYPE7

    @property
    def words(self) -> str:
        """As `parse_rule` reads it."""
        return f"{f' {self.joined} '.join(_words(one) for one in self.conditions)} {self.where}"

    def data(self) -> dict[str, Any]:
        """As JSON-able data, to be fixed before the first rating; `from_data` makes the rule again."""
        return {
            "conditions": [one.data() for one in self.conditions],
            "joined": self.joined.value,
            "where": self.where.value,
            "smallest": self.smallest,
            "percentile": self.percentile.value,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Rule":
        """Read `data`. Raises `InputError` where it is no rule."""
        try:
            return cls(
                tuple(Condition.from_data(one) for one in data["conditions"]),
                Joined(data["joined"]),
                Where(data["where"]),
                int(data["smallest"]),
                Percentile(data["percentile"]),
            )
        except (KeyError, ValueError) as error:
            raise InputError("a rule cannot be read", remedy="write it anew") from error

    def evaluate(self, ratings: Mapping[str, Sequence[float] | np.ndarray]) -> RuleResult:
        """Judge one item's ratings, by group. A group without enough people makes *in every group* unknown, not met.

        Raises `InputError` for no group at all.
        """
        if not ratings:
            raise InputError("there is no group", remedy="give the ratings of at least one")
        groups = {name: self._judge(values) for name, values in ratings.items()}
        overall = self._judge(np.concatenate([np.asarray(values, dtype=float) for values in ratings.values()]))
        asked = [] if self.where is Where.OVERALL else [one.verdict for one in groups.values()]
        asked += [] if self.where is Where.EVERY_GROUP else [overall.verdict]
        return RuleResult(together(asked, Joined.AND), overall, groups)

    def _judge(self, values: Sequence[float] | np.ndarray) -> GroupResult:
        known = known_values(values)
        enough = len(known) >= max(self.smallest, 1)
        found = [self._found(one, known) if enough else None for one in self.conditions]
        verdicts = tuple(one.judge(number) for one, number in zip(self.conditions, found, strict=True))
        numbers = tuple(None if number is None else float(number) for number in found)
        return GroupResult(len(known), numbers, verdicts, together(verdicts, self.joined))

    def _found(self, condition: Condition, known: np.ndarray) -> Fraction | float | None:
        if condition.span is not None:
            low, high = condition.span
            return Fraction(int(((known >= low) & (known <= high)).sum()), len(known))
        if condition.measure == NO_DISAGREEMENT:
            return float(not rand_ucla(known, percentile=self.percentile).disagreement)
        return _OF_DISTRIBUTIONS[condition.measure](describe(known, self.percentile))


class Outcome(StrEnum):
    IN = "in"
    OUT = "out"
    OPEN = "no consensus"


def classify(ratings: Mapping[str, Sequence[float] | np.ndarray], include: Rule, exclude: Rule) -> Outcome:
    """Say whether an item is in, out, or neither. What meets both rules, as two loose ones can, is neither."""
    takes, leaves = (rule.evaluate(ratings).verdict is Verdict.MET for rule in (include, exclude))
    if takes == leaves:
        return Outcome.OPEN
    return Outcome.IN if takes else Outcome.OUT


def parse_rule(text: str, *, smallest: int = 1, percentile: Percentile | str = Percentile.TYPE7) -> Rule:
    """Read a rule as people write it, or by its name in `NAMED`.

    For example "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every group", "median at least 7 and iqr at most 2
    overall", "no disagreement". Without *overall* or *in every group* it is asked of every group; a *stakeholder group*
    is a group. Raises `InputError` that names the part it cannot read.
    """
    words = " ".join(NAMED.get(text.strip().lower(), text).lower().split()).replace("stakeholder group", "group")
    where = next((one for one in (Where.BOTH, Where.EVERY_GROUP, Where.OVERALL) if words.endswith(one)), None)
    body = words.removesuffix(where or "").strip(" ,")
    parts, joined = split(body)
    return Rule(
        tuple(_read(part) for part in parts), joined, where or Where.EVERY_GROUP, smallest, Percentile(percentile)
    )


def _read(text: str) -> Condition:
    share = re.fullmatch(rf"({COMPARES})\s*({NUMBER})\s*%\s+rates?\s+({NUMBER})(?:\s*(?:-|–|to)\s*({NUMBER}))?", text)
    if share:
        low, high = float(share[3]), float(share[4] or share[3])
        number = Fraction(share[2]) / 100
        if low <= high and number <= 1:
            return Condition("share", SYNONYMS[share[1]], number, (low, high))
    if text == NO_DISAGREEMENT:
        return Condition(NO_DISAGREEMENT, SYNONYMS["at least"], Fraction(1))
    found = measured(text, _OF_DISTRIBUTIONS)
    if found:
        return found
    raise InputError(
        f"'{text}' is no condition", remedy="write for example 'at least 70% rate 7-9' or 'median at least 7'"
    )


def _words(condition: Condition) -> str:
    return NO_DISAGREEMENT if condition.measure == NO_DISAGREEMENT else condition.words
