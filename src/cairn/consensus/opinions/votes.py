"""Votes on statements: who agreed (1), passed (0) or disagreed (-1), and where nobody was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from cairn.base.errors import InputError

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Votes:
    """Votes as three columns of equal length, sorted by person and statement; whoever is in no row has not voted.

    `people` and `statements` are names; `person` and `statement` are places in them.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    person: np.ndarray
    statement: np.ndarray
    value: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.people), len(self.statements)

    @cached_property
    def by_person(self) -> np.ndarray:
        """How many votes each person cast."""
        return np.bincount(self.person, minlength=len(self.people))

    @cached_property
    def by_statement(self) -> np.ndarray:
        """How many votes each statement was given."""
        return np.bincount(self.statement, minlength=len(self.statements))

    @cached_property
    def _starts(self) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(self.by_person)])

    def table(self, values: np.ndarray) -> csr_array:
        """Return people × statements with these values where there are votes, and nothing elsewhere."""
        return csr_array((values, self.statement, self._starts), shape=self.shape)

    def of(self, people: np.ndarray) -> "Votes":
        """Return the votes of some people, given as true or false for each, with all statements."""
        kept = people[self.person]
        places = np.cumsum(people) - 1
        names = tuple(name for name, keep in zip(self.people, people, strict=True) if keep)
        return Votes(names, self.statements, places[self.person[kept]], self.statement[kept], self.value[kept])


def votes_of(people: Sequence[str], statements: Sequence[str], values: Iterable[Any]) -> Votes:
    """Put rows of person, statement and vote together. Where a person votes again on a statement, the last vote counts.

    That is how Polis keeps them. Raises `InputError` for no vote at all, and for a vote other than -1, 0 and 1.
    """
    cast = np.asarray(list(values), dtype=float)
    if not len(cast):
        raise InputError("there are no votes", remedy="give a row for each vote")
    strange = cast[~np.isin(cast, (AGREE, PASS, DISAGREE))]
    if len(strange):
        raise InputError(f"{strange[0]:g} is no vote", remedy="use 1 for agree, 0 for pass and -1 for disagree")
    names, person = _numbered(people)
    titles, statement = _numbered(statements)
    order = np.lexsort((np.arange(len(cast)), statement, person))
    person, statement, cast = person[order], statement[order], cast[order]
    last = np.append((np.diff(person) != 0) | (np.diff(statement) != 0), True)
    return Votes(names, titles, person[last], statement[last], cast[last])


def votes_of_table(table: np.ndarray) -> Votes:
    """Read people × statements, NaN where somebody has not voted; names are the places, from 0."""
    person, statement = np.nonzero(~np.isnan(table))
    names = tuple(map(str, range(table.shape[0]))), tuple(map(str, range(table.shape[1])))
    return Votes(*names, person, statement, table[person, statement])


def _numbered(names: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
    places: dict[str, int] = {}
    numbers = np.fromiter((places.setdefault(name, len(places)) for name in names), dtype=int, count=len(names))
    return tuple(places), numbers
