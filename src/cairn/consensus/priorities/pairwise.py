"""Pairwise comparisons: the model of Bradley & Terry 1952, doi:10.2307/2334029."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy import stats
from scipy.sparse.csgraph import connected_components

from cairn.base.errors import InputError

from .scored import Scored, in_order

STEPS, SETTLED = 100, 1e-12


def bradley_terry(items: Sequence[str], wins: np.ndarray, *, prior: float = 0.0, level: float = 0.95) -> list[Scored]:
    """Score items from `wins`, how often each (row) was preferred to each other (column).

    The score is the logarithm of strength, centred on 0: of two items the one with x more is preferred with odds
    exp(x). Maximum likelihood by Newton's method, intervals by Wald from the information. Where some items never win
    against others, in any chain of comparisons, there is no finite answer: `InputError` then names them, unless
    `prior` adds so many wins either way to every pair, which shrinks scores towards 0.
    """
    table = np.asarray(wins, dtype=float)
    if table.shape != (len(items), len(items)) or (table < 0).any() or np.diag(table).any():
        raise InputError("wins are a square table of counts, 0 against oneself", remedy="count each pair")
    if len(items) < 2:
        raise InputError("a comparison takes two items", remedy="give at least two")
    table = table + prior * (1 - np.eye(len(items)))
    _refuse_apart(items, table)
    theta, information = np.zeros(len(items)), np.eye(len(items))
    met = table + table.T
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(theta[None, :] - theta[:, None]))
        slope = table.sum(axis=1) - (met * odds).sum(axis=1)
        bend = met * odds * (1 - odds)
        information = np.diag(bend.sum(axis=1)) - bend
        step = np.linalg.pinv(information, hermitian=True) @ slope
        # A long step can overshoot where one item nearly always wins.
        theta += step * min(1.0, 2 / max(float(np.abs(step).max()), 1e-300))
        theta -= theta.mean()
        if np.abs(step).max() < SETTLED:
            break
    spread = np.diag(np.linalg.pinv(information, hermitian=True))
    reach = float(stats.norm.ppf((1 + level) / 2))
    intervals = [(one - reach * sqrt(v), one + reach * sqrt(v)) for one, v in zip(theta.tolist(), spread, strict=True)]
    return in_order(items, theta, intervals)


def _refuse_apart(items: Sequence[str], table: np.ndarray) -> None:
    """Ford 1957: a finite answer needs a chain of wins from every item to every other."""
    number, part = connected_components((table > 0).astype(int), directed=True, connection="strong")
    if number > 1:
        smallest = min(range(number), key=lambda one: (part == one).sum())
        names = ", ".join(item for item, one in zip(items, part, strict=True) if one == smallest)
        raise InputError(
            f"{names} never won, or never lost, against the rest", remedy="compare more pairs, or add a prior of 0.5"
        )
