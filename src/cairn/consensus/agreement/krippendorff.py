"""Krippendorff's alpha."""

from collections.abc import Callable
from enum import StrEnum
from math import nan
from typing import Any

import numpy as np

from cairn.base.errors import InputError

from .tables import as_table, categories_of, counts_of


class Metric(StrEnum):
    """How different two values are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"
    CIRCULAR = "circular"
    """Values around a circle; `ends` are its first value and the one that would be the first again."""
    BIPOLAR = "bipolar"
    """Values between two poles, which `ends` names: differences near a pole weigh more."""


def krippendorff_alpha(
    ratings: Any, metric: Metric | str = Metric.ORDINAL, *, ends: tuple[float, float] | None = None
) -> float:
    """Return alpha of people (rows) over items (columns), NaN where not judged: 1 agreement, 0 as by chance, below 0
    less.

    Items that fewer than two judged say nothing and are left out. Krippendorff 2011, Computing Krippendorff's
    Alpha-Reliability, with its metric differences; `ends`, for circular and bipolar values alone, default to the
    smallest and largest given, and for a circle to one step beyond. NaN where all values are the same; ratio needs
    values of 0 or more.
    """
    table = as_table(ratings)
    values = categories_of(table, None)
    counts = counts_of(table, values).astype(float)
    counts = counts[counts.sum(axis=1) > 1]
    if not len(counts):
        raise InputError("no item was judged by two people", remedy="agreement needs two judgements of one thing")
    pairs = _coincidences(counts)
    totals = pairs.sum(axis=1)
    difference = _DIFFERENCES[_metric(metric)](values, totals, ends)
    expected = float((np.outer(totals, totals) * difference).sum())
    if not expected:
        return nan
    return 1 - float(totals.sum() - 1) * float((pairs * difference).sum()) / expected


def _coincidences(counts: np.ndarray) -> np.ndarray:
    """How often two values meet on one item, each item's pairs counted as many times as it has values."""
    each = 1 / (counts.sum(axis=1) - 1)
    return np.asarray((counts.T * each) @ counts - np.diag(each @ counts))


def _nominal(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    return 1 - np.eye(len(values))


def _ordinal(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    middles = np.cumsum(totals) - totals / 2
    return np.asarray((middles[:, None] - middles) ** 2)


def _interval(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    return np.asarray((values[:, None] - values) ** 2)


def _ratio(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    if values[0] < 0:
        raise InputError(f"{values[0]:g} has no ratio to others", remedy="use the interval metric")
    sums = values[:, None] + values
    return np.asarray(np.divide(values[:, None] - values, sums, out=np.zeros_like(sums), where=sums > 0) ** 2)


def _circular(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    first, again = ends or (float(values[0]), float(values[-1]) + 1)
    return np.asarray(np.sin(np.pi * (values[:, None] - values) / (again - first)) ** 2)


def _bipolar(values: np.ndarray, totals: np.ndarray, ends: tuple[float, float] | None) -> np.ndarray:
    low, high = ends or (float(values[0]), float(values[-1]))
    sums = values[:, None] + values
    width = (sums - 2 * low) * (2 * high - sums)
    squares = (values[:, None] - values) ** 2
    return np.asarray(np.divide(squares, width, out=np.zeros_like(squares), where=width > 0))


_Difference = Callable[[np.ndarray, np.ndarray, tuple[float, float] | None], np.ndarray]
_DIFFERENCES: dict[Metric, _Difference] = {
    Metric.NOMINAL: _nominal,
    Metric.ORDINAL: _ordinal,
    Metric.INTERVAL: _interval,
    Metric.RATIO: _ratio,
    Metric.CIRCULAR: _circular,
    Metric.BIPOLAR: _bipolar,
}


def _metric(metric: Metric | str) -> Metric:
    try:
        return Metric(metric)
    except ValueError as error:
        raise InputError(f"there is no metric '{metric}'", remedy=f"name one of {', '.join(Metric)}") from error
