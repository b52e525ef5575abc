"""Weights by what people give away: swings of criteria, and a budget of 100 points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.base.errors import InputError

from .scored import DRAWS, over_people

POINTS = 100.0
LARGEST_SWING = 100.0


@dataclass(frozen=True)
class Share:
    """One item or criterion: the mean of people's shares (0 to 1) with its interval, their median and quartiles."""

    item: str
    mean: float
    interval: tuple[float, float] | None
    median: float
    q1: float
    q3: float


def swing_weights(swings: np.ndarray, criteria: Sequence[str], *, draws: int = DRAWS) -> list[Share]:
    """Return weights that add up to 1, from how much each person (row) values the swing of each criterion, 0 to 100.

    Each person's swings are divided by their sum first, so that nobody weighs more by larger numbers; von Winterfeldt &
    Edwards 1986. Everything must be rated: a criterion left out is no criterion worth nothing. Raises `InputError`
    naming the person (by place, from 1).
    """
    table = _table(swings, criteria)
    for at, row in enumerate(table, start=1):
        if np.isnan(row).any() or (row < 0).any() or (row > LARGEST_SWING).any() or not row.sum():
            raise InputError("swings are 0 to 100, all given, one above 0", where=f"person {at}", remedy="ask again")
    return _shares(table / table.sum(axis=1, keepdims=True), criteria, draws)


def budget(points: np.ndarray, items: Sequence[str], *, draws: int = DRAWS) -> list[Share]:
    """Return the shares of a budget of 100 points that each person (row) split; NaN is nothing.

    Raises `InputError`, naming the person (by place, from 1), where points are below 0 or do not add up to 100.
    """
    table = np.nan_to_num(_table(points, items))
    for at, row in enumerate(table, start=1):
        if (row < 0).any() or abs(row.sum() - POINTS) > 1e-6:
            raise InputError(f"the points add up to {row.sum():g}", where=f"person {at}", remedy="split 100 points")
    return _shares(table / POINTS, items, draws)


def budget_by_group(
    points: np.ndarray, items: Sequence[str], groups: Sequence[str], *, draws: int = DRAWS
) -> Mapping[str, list[Share]]:
    """Return what each group does with the budget, in the order of the groups' names."""
    names = np.asarray(groups)
    table = _table(points, items)
    return {name: budget(table[names == name], items, draws=draws) for name in sorted(set(groups))}


def _table(values: np.ndarray, items: Sequence[str]) -> np.ndarray:
    table = np.asarray(values, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(items) or not len(table):
        raise InputError("points are a table of people and items", remedy="give a row for each person")
    return table


def _shares(table: np.ndarray, items: Sequence[str], draws: int) -> list[Share]:
    intervals = over_people(len(table), lambda drawn: np.asarray(table[drawn].mean(axis=0)), draws=draws)
    q1, median, q3 = np.quantile(table, (0.25, 0.5, 0.75), axis=0)
    return [
        Share(item, float(table[:, at].mean()), intervals[at], float(median[at]), float(q1[at]), float(q3[at]))
        for at, item in enumerate(items)
    ]
