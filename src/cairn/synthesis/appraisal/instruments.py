"""What an instrument of quality appraisal is: its domains, their answers, and how they come to one overall answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cairn.base.errors import DataError

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Option:
    """One answer; `points` are those a score or a star scale gives it, `None` where the item does not apply."""

    value: str
    label: str
    points: float | None = 0.0


@dataclass(frozen=True)
class Domain:
    """One thing an instrument asks; `guidance` in our own words, empty where it is `to_be_filled` by a coordinator."""

    id: str
    name: str
    options: tuple[Option, ...]
    part: str = ""
    guidance: str = ""

    @property
    def to_be_filled(self) -> bool:
        return not self.guidance

    def option(self, value: str) -> Option:
        """Return the option of a value; raise `DataError` naming the domain for any other."""
        for one in self.options:
            if one.value == value:
                return one
        allowed = ", ".join(one.value for one in self.options)
        raise DataError(f"“{value}” is none of its answers", where=self.name, remedy=f"use one of {allowed}")


@dataclass(frozen=True)
class Overall:
    """What an instrument says of a whole study: a word of its own or a score, and why.

    `value` is empty where not all domains are answered (`missing` names them) or the instrument gives no overall
    answer. `score` and `maximum` belong to scores and stars. `person_may_worsen` says that the rule leaves a worse
    judgement to people.
    """

    value: str
    because: str
    missing: tuple[str, ...] = ()
    score: float | None = None
    maximum: float | None = None
    person_may_worsen: bool = False


Rule = Callable[["Instrument", Answers], Overall]


@dataclass(frozen=True)
class Instrument:
    """A published instrument. `kind` is "judgement", "score" or "stars"; `suits` the studies it was made for."""

    id: str
    name: str
    kind: str
    citation: str
    url: str
    suits: str
    domains: tuple[Domain, ...]
    rule: Rule
    note: str = ""

    def domain(self, domain_id: str) -> Domain:
        """Return a domain by its identifier; raise `DataError` for any other."""
        for one in self.domains:
            if one.id == domain_id:
                return one
        raise DataError(f"“{domain_id}” is none of its domains", where=self.name)

    @property
    def overall_options(self) -> tuple[Option, ...]:
        """The words an overall judgement may have; none for scores and stars."""
        return self.domains[0].options if self.kind == "judgement" else ()


def check(instrument: Instrument, answers: Answers) -> None:
    """Raise `DataError` naming the domain of an answer that the instrument does not have. Missing ones are allowed."""
    for domain_id, value in answers.items():
        instrument.domain(domain_id).option(value)


def overall(instrument: Instrument, answers: Answers) -> Overall:
    """Work out the overall answer by the published rule. Raises `DataError` as `check`."""
    check(instrument, answers)
    missing = tuple(one.name for one in instrument.domains if one.id not in answers)
    if missing:
        return Overall("", "Not all domains have been judged.", missing)
    return instrument.rule(instrument, answers)


BIAS: Final[dict[str, dict[str, str]]] = {
    "rob2": {"low": "low", "some concerns": "some", "high": "high"},
    # Moderate in ROBINS-I is sound for a study without random allocation, but not as sure as a good trial.
    "robins_i": {"low": "low", "moderate": "some", "serious": "high", "critical": "high"},
}
"""The overall words of instruments that judge bias, as the three words by which gaps are computed. MERSQI and the
Newcastle-Ottawa scale judge conduct and reporting and have no published cut-offs, so they are not in it."""


def as_bias(instrument_id: str, value: str) -> str:
    """Return an overall judgement as "low", "some" or "high"; empty where it says nothing of bias."""
    return BIAS.get(instrument_id, {}).get(value, "")
