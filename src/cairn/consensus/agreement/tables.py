"""A table of ratings, people in rows and items in columns, in the forms that coefficients need."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from cairn.base.errors import InputError


class Weights(StrEnum):
    """How much two different ratings still agree, 1 for equal ones."""

    IDENTITY = "identity"
    """Not at all."""
    LINEAR = "linear"
    """1 - |k - l| / range."""
    QUADRATIC = "quadratic"
    """1 - (k - l)² / range²."""
    ORDINAL = "ordinal"
    """By places, not values: 1 - C(|i - j| + 1, 2) / C(q, 2); Gwet 2014, Handbook of Inter-Rater Reliability, chapter
    3."""


def as_table(ratings: Any) -> np.ndarray:
    """Return people × items as floats, NaN where somebody did not judge. Raises `InputError` for any other shape."""
    table = np.asarray(ratings, dtype=float)
    if table.ndim != 2 or 0 in table.shape:
        raise InputError("ratings are a table of people and items", remedy="give a row for each person")
    return table


def categories_of(table: np.ndarray, categories: Sequence[float] | None) -> np.ndarray:
    """Return the values that can be given, in order: those given here, unless a scale is named.

    Raises `InputError` where a rating is not on the scale.
    """
    found = np.unique(table[~np.isnan(table)])
    if categories is None:
        return found
    scale = np.unique(np.asarray(categories, dtype=float))
    strange = np.setdiff1d(found, scale)
    if len(strange):
        raise InputError(f"the rating {strange[0]:g} is not on the scale", remedy="name every value of the scale")
    return scale


def counts_of(table: np.ndarray, categories: np.ndarray) -> np.ndarray:
    """Count, for each item (row), how many people chose each category (column)."""
    return np.asarray((table.T[:, :, None] == categories).sum(axis=1))


def weights_of(categories: np.ndarray, weights: Weights | str) -> np.ndarray:
    """Return the square matrix of weights."""
    distance = np.abs(categories[:, None] - categories)
    span = float(np.ptp(categories)) or 1.0
    match _weights(weights):
        case Weights.IDENTITY:
            return np.eye(len(categories))
        case Weights.LINEAR:
            return np.asarray(1 - distance / span)
        case Weights.QUADRATIC:
            return np.asarray(1 - (distance / span) ** 2)
        case Weights.ORDINAL:
            places = np.abs(np.subtract.outer(np.arange(len(categories)), np.arange(len(categories))))
            between = places * (places + 1) / 2
            return np.asarray(1 - between / max(float(between.max()), 1.0))


def _weights(weights: Weights | str) -> Weights:
    try:
        return Weights(weights)
    except ValueError as error:
        raise InputError(f"there are no weights '{weights}'", remedy=f"name one of {', '.join(Weights)}") from error
