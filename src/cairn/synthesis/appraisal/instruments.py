"""What an instrument of quality appraisal is: its domains, their answers, and how they come to one overall answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from cairn.base.errors import DataError

Answers = Mapping[str, str]
Kind = Literal["judgement", "score", "stars", "classification"]


@dataclass(frozen=True)
class Option:
    """One answer; `points` are those a score or a star scale gives it, `None` where the item does not apply."""

    value: str
    label: str
    points: float | None = 0.0


@dataclass(frozen=True)
class Domain:
    """One thing an instrument asks.

    `part` is the heading it stands under, `guidance` what it asks in our own words. Where the published form leaves a
    blank there is no guidance: `open_to_users` names what a coordinator has to write before the first study is judged.
    """

    id: str
    name: str
    options: tuple[Option, ...]
    part: str = ""
    guidance: str = ""
    open_to_users: str = ""

    @property
    def to_be_filled(self) -> bool:
        return bool(self.open_to_users)

    @property
    def maximum(self) -> float:
        """The most points an answer to it can have."""
        return max((one.points for one in self.options if one.points is not None), default=0.0)

    def option(self, value: str) -> Option:
        """Return the option of a value; raise `DataError` naming the domain for any other."""
        for one in self.options:
            if one.value == value:
                return one
        allowed = ", ".join(one.value for one in self.options)
        raise DataError(f"“{value}” is none of its answers", where=self.name, remedy=f"use one of {allowed}")


@dataclass(frozen=True)
class Part:
    """What the domains under one heading add up to; `maximum` leaves out items that do not apply."""

    name: str
    points: float
    maximum: float


@dataclass(frozen=True)
class Overall:
    """What an instrument says of a whole study: a word of its own or a score, and why.

    `value` is empty where not all domains are answered; `missing` names them. `score`, `maximum` and `parts` belong to
    scores and stars; `adjusted` tells that items which do not apply were left out and the rest stretched.
    `person_may_say` holds the words by which, under the published rule, people may replace `value`.
    """

    value: str
    because: str
    missing: tuple[str, ...] = ()
    score: float | None = None
    maximum: float | None = None
    parts: tuple[Part, ...] = ()
    adjusted: bool = False
    person_may_say: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing


Rule = Callable[["Instrument", Answers], Overall]


@dataclass(frozen=True)
class Instrument:
    """A published instrument.

    `suits` are the studies it was made for, `overall_rule` how its domains come to one answer, both in our own words.
    `checked_against` names where names, answers and rule were read, and says what could not be.
    """

    id: str
    name: str
    version: str
    kind: Kind
    citation: str
    url: str
    suits: str
    overall_rule: str
    checked_against: str
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
        """The words an overall judgement may have; none for scores, stars and classifications."""
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


def parts_of(instrument: Instrument, answers: Answers) -> tuple[Part, ...]:
    """Add up points and attainable points under each heading, in the order of the instrument."""
    sums: dict[str, tuple[float, float]] = {}
    for one in instrument.domains:
        had, could = sums.get(one.part, (0.0, 0.0))
        points = one.option(answers[one.id]).points
        sums[one.part] = (had, could) if points is None else (had + points, could + one.maximum)
    return tuple(Part(name, had, could) for name, (had, could) in sums.items())
