"""What every rule is made of: conditions on named measures, joined by *and* or by *or*, true, false or unknown."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from cairn.base.errors import InputError


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    """Nobody's ratings can tell, or too few people's may."""


class Comparison(StrEnum):
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    FEWER_THAN = "fewer than"


_HOLDS: dict[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.AT_LEAST: lambda found, wanted: found >= wanted,
    Comparison.MORE_THAN: lambda found, wanted: found > wanted,
    Comparison.AT_MOST: lambda found, wanted: found <= wanted,
    Comparison.FEWER_THAN: lambda found, wanted: found < wanted,
}
SYNONYMS = {
    "no more than": Comparison.AT_MOST,
    "no fewer than": Comparison.AT_LEAST,
    "not less than": Comparison.AT_LEAST,
    "less than": Comparison.FEWER_THAN,
    "below": Comparison.FEWER_THAN,
    "above": Comparison.MORE_THAN,
    "over": Comparison.MORE_THAN,
    ">=": Comparison.AT_LEAST,
    "≥": Comparison.AT_LEAST,
    "<=": Comparison.AT_MOST,
    "≤": Comparison.AT_MOST,
    ">": Comparison.MORE_THAN,
    "<": Comparison.FEWER_THAN,
} | {one.value: one for one in Comparison}
COMPARES = "|".join(re.escape(words) for words in sorted(SYNONYMS, key=len, reverse=True))
NUMBER = r"\d+(?:\.\d+)?"


@dataclass(frozen=True)
class Condition:
    """One measure against one number, e.g. the share that rates 7 to 9 at least 0.7.

    The number is kept as written and compared as a fraction: 7 of 10 is at least 70%, whatever floats make of it.
    `span` are the ratings of a share, both ends counted.
    """

    measure: str
    comparison: Comparison
    number: Fraction
    span: tuple[float, float] | None = None

    def judge(self, found: Fraction | float | None) -> Verdict:
        """Compare what was found; None or NaN is unknown."""
        if found is None or found != found:
            return Verdict.UNKNOWN
        exact = found if isinstance(found, Fraction) else Fraction(str(round(found, 12)))
        return Verdict.MET if _HOLDS[self.comparison](exact, self.number) else Verdict.NOT_MET

    @property
    def words(self) -> str:
        """As `parse` reads it."""
        number = float(self.number)
        if self.span is not None:
            low, high = self.span
            return f"{self.comparison} {number * 100:g}% rate {low:g}-{high:g}"
        return f"{self.measure} {self.comparison} {number:g}"

    def data(self) -> dict[str, Any]:
        """As JSON-able data, from which `from_data` makes it again."""
        found = {"measure": self.measure, "is": self.comparison.value, "number": str(self.number)}
        return found | ({"from": self.span[0], "to": self.span[1]} if self.span else {})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Condition":
        """Read `data`. Raises `InputError` where a part is missing or unknown."""
        try:
            span = (float(data["from"]), float(data["to"])) if "from" in data else None
            return cls(str(data["measure"]), Comparison(data["is"]), Fraction(str(data["number"])), span)
        except (KeyError, ValueError, ZeroDivisionError) as error:
            raise InputError(f"a condition cannot be read: {dict(data)}", remedy="write it anew") from error


class Joined(StrEnum):
    AND = "and"
    OR = "or"


def together(verdicts: Iterable[Verdict], joined: Joined) -> Verdict:
    """All or any of several, unknown where what is unknown decides (Kleene's logic)."""
    found = set(verdicts)
    decides = Verdict.NOT_MET if joined is Joined.AND else Verdict.MET
    if decides in found:
        return decides
    if Verdict.UNKNOWN in found:
        return Verdict.UNKNOWN
    return Verdict.MET if joined is Joined.AND else Verdict.NOT_MET


def split(text: str) -> tuple[list[str], Joined]:
    """Part a text at its *and* or its *or*. Raises `InputError` where it has both: which binds first is not said."""
    parts = {joined: re.split(rf"\s+{joined}\s+", text) for joined in Joined}
    if all(len(found) > 1 for found in parts.values()):
        raise InputError(f"'{text}' has both 'and' and 'or'", remedy="write two rules")
    joined = Joined.OR if len(parts[Joined.OR]) > 1 else Joined.AND
    return [part.strip(" ,") for part in parts[joined]], joined


def measured(text: str, measures: Iterable[str]) -> Condition | None:
    """Read `median at least 7`; a number may be a percentage. None where the text is no such condition."""
    names = "|".join(re.escape(name) for name in sorted(measures, key=len, reverse=True))
    found = re.fullmatch(rf"({names})\s+(?:is\s+)?({COMPARES})\s*({NUMBER})\s*(%?)", text)
    if found is None:
        return None
    return Condition(found[1], SYNONYMS[found[2]], Fraction(found[3]) / (100 if found[4] else 1))
