"""Intraclass correlations."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .tables import as_table


class IccForm(StrEnum):
    """Which correlation: McGraw & Wong 1996, doi:10.1037/1082-989X.1.1.30, table 4; the number of ratings comes
    apart."""

    ONE_WAY = "1"
    """Each item rated by people of its own: ICC(1)."""
    CONSISTENCY = "C"
    """The same people rate all items, and may differ by a constant: ICC(C)."""
    AGREEMENT = "A"
    """The same people rate all items, and a constant difference counts against them: ICC(A)."""


@dataclass(frozen=True)
class Icc:
    """A correlation of at most 1 with its interval, and the F test of none. Of single ratings, or of `people`
    averaged."""

    value: float
    low: float
    high: float
    f: float
    df: tuple[float, float]
    p: float
    items: int
    people: int


def icc(ratings: Any, form: IccForm | str = IccForm.AGREEMENT, *, averaged: bool = False, level: float = 0.95) -> Icc:
    """Return the intraclass correlation of people (rows) over items (columns).

    `averaged` gives that of the mean of all people, ICC(·, k). Items that somebody did not judge are left out, as R's
    irr does. Raises `InputError` where fewer than two people or items remain.
    """
    table = as_table(ratings)
    table = table[:, ~np.isnan(table).any(axis=0)].T
    n, k = table.shape
    if n < 2 or k < 2:
        raise InputError(f"{n} items were judged by all {k} people", remedy="two of each are needed")
    rows, columns, error, within = _mean_squares(table)
    found = {
        IccForm.ONE_WAY: lambda: _one_way(rows, within, n, k, averaged, level),
        IccForm.CONSISTENCY: lambda: _consistency(rows, error, n, k, averaged, level),
        IccForm.AGREEMENT: lambda: _agreement(rows, columns, error, n, k, averaged, level),
    }
    return found[IccForm(form)]()


def _mean_squares(table: np.ndarray) -> tuple[float, float, float, float]:
    n, k = table.shape
    mean = table.mean()
    rows = k * float(((table.mean(axis=1) - mean) ** 2).sum())
    columns = n * float(((table.mean(axis=0) - mean) ** 2).sum())
    total = float(((table - mean) ** 2).sum())
    error = total - rows - columns
    return rows / (n - 1), columns / (k - 1), error / ((n - 1) * (k - 1)), (total - rows) / (n * (k - 1))


def _from_f(f: float, df: tuple[float, float], n: int, k: int, averaged: bool, level: float, p: float) -> Icc:
    """The forms whose interval comes from that of a ratio of variances alone."""
    tail = (1 + level) / 2
    low, high = f / float(stats.f.ppf(tail, *df)), f * float(stats.f.ppf(tail, df[1], df[0]))
    single = [(ratio - 1) / (ratio + k - 1) for ratio in (f, low, high)]
    mean = [1 - 1 / ratio if ratio else -np.inf for ratio in (f, low, high)]
    value, lower, upper = mean if averaged else single
    return Icc(value, lower, upper, f, df, p, n, k)


def _one_way(rows: float, within: float, n: int, k: int, averaged: bool, level: float) -> Icc:
    df = (float(n - 1), float(n * (k - 1)))
    f = rows / within if within else np.inf
    return _from_f(f, df, n, k, averaged, level, float(stats.f.sf(f, *df)))


def _consistency(rows: float, error: float, n: int, k: int, averaged: bool, level: float) -> Icc:
    df = (float(n - 1), float((n - 1) * (k - 1)))
    f = rows / error if error else np.inf
    return _from_f(f, df, n, k, averaged, level, float(stats.f.sf(f, *df)))


def _agreement(rows: float, columns: float, error: float, n: int, k: int, averaged: bool, level: float) -> Icc:
    single = (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n)
    mean = (rows - error) / (rows + (columns - error) / n)
    f = rows / error if error else np.inf
    df = (float(n - 1), float((n - 1) * (k - 1)))
    low, high = _agreement_interval(single, rows, columns, error, n, k, level)
    if averaged:
        low, high = (k * bound / (1 + (k - 1) * bound) for bound in (low, high))
    value = mean if averaged else single
    return Icc(value, low, high, f, df, float(stats.f.sf(f, *df)), n, k)


def _agreement_interval(
    single: float, rows: float, columns: float, error: float, n: int, k: int, level: float
) -> tuple[float, float]:
    """Satterthwaite's degrees of freedom, McGraw & Wong 1996, table 7."""
    if not error or single == 1:
        return single, single
    a = k * single / (n * (1 - single))
    b = 1 + k * single * (n - 1) / (n * (1 - single))
    v = (a * columns + b * error) ** 2 / ((a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)))
    tail = (1 + level) / 2
    f_low, f_high = float(stats.f.ppf(tail, n - 1, v)), float(stats.f.ppf(tail, v, n - 1))
    rest = k * columns + (k * n - k - n) * error
    low = n * (rows - f_low * error) / (f_low * rest + n * rows)
    high = n * (f_high * rows - error) / (rest + n * f_high * rows)
    return low, high
