"""Pairwise comparisons: the model of Bradley & Terry 1952, doi:10.2307/2334029."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy import special, stats
from scipy.sparse.csgraph import connected_components

from cairn.base.errors import InputError

from .scored import Scored, in_order

STEPS, SETTLED, ENOUGH, ROUNDING = 100, 1e-12, 1e-8, 1e-13


def bradley_terry(items: Sequence[str], wins: np.ndarray, *, prior: float = 0.0, level: float = 0.95) -> list[Scored]:
    """Score items from `wins`, how often each (row) was preferred to each other (column).

    The score is the logarithm of strength, centred on 0: of two items the one with x more is preferred with odds
    exp(x). Maximum likelihood by Newton's method, intervals by Wald from the information. Where some items were not
    compared with the others, or never win against them, in any chain of comparisons, there is no finite answer:
    `InputError` then names them, unless `prior` (0 or more) adds so many wins either way to every pair, which shrinks
    scores towards 0. A comparison that ended in a tie has no place in the model: leave it out, or count half a win
    each way.
    """
    table = np.asarray(wins, dtype=float)
    if table.shape != (len(items), len(items)) or _strange(table) or np.diag(table).any():
        raise InputError("wins are a square table of counts, 0 against oneself", remedy="count each pair")
    if not 0 <= prior < np.inf:
        raise InputError(f"a prior of {prior:g} wins cannot be", remedy="give 0, or a few such as 0.5")
    if len(items) < 2:
        raise InputError("a comparison takes two items", remedy="give at least two")
    table = table + prior * (1 - np.eye(len(items)))
    _refuse_apart(items, table)
    theta = _most_likely(table)
    spread = np.diag(_covariance(table + table.T, theta))
    reach = float(stats.norm.ppf((1 + level) / 2))
    intervals = [(one - reach * sqrt(v), one + reach * sqrt(v)) for one, v in zip(theta.tolist(), spread, strict=True)]
    return in_order(items, theta, intervals)


def _most_likely(table: np.ndarray) -> np.ndarray:
    theta = np.zeros(len(table))
    for _ in range(STEPS):
        # Wins that were not certain, less losses that were not: no difference of two large numbers.
        surprise = table * _odds(theta).T
        step = _covariance(table + table.T, theta) @ (surprise.sum(axis=1) - surprise.sum(axis=0))
        taken = _shortened(table, theta, step)
        theta = np.asarray(theta + taken - (theta + taken).mean())
        if np.abs(taken).max() < SETTLED:
            return theta
    # Rounding can keep the last steps above what is aimed for; this is still closer than anybody reads.
    if np.abs(taken).max() < ENOUGH:
        return theta
    raise InputError("the scores do not settle", remedy="compare more pairs, or add a prior of 0.5")


def _shortened(table: np.ndarray, theta: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Halve a step until it makes the answer no less likely: where one item nearly always wins, whole steps run off."""
    before = _unlikely(table, theta)
    while _unlikely(table, theta + step) > before * (1 + ROUNDING) and np.abs(step).max() > SETTLED:
        step = step / 2
    return step


def _unlikely(table: np.ndarray, theta: np.ndarray) -> float:
    """The negative logarithm of the likelihood."""
    return float((table * np.logaddexp(0, theta[None, :] - theta[:, None])).sum())


def _odds(theta: np.ndarray) -> np.ndarray:
    return np.asarray(special.expit(theta[:, None] - theta[None, :]))


def _covariance(met: np.ndarray, theta: np.ndarray) -> np.ndarray:
    """Invert the information among scores that add up to 0, in which direction there is none."""
    odds = _odds(theta)
    bend = met * odds * odds.T
    information = np.diag(bend.sum(axis=1)) - bend
    level = np.full(met.shape, 1 / len(met))
    scale = float(np.diag(information).mean())
    return np.asarray(np.linalg.inv(information + scale * level) - level / scale)


def _strange(table: np.ndarray) -> bool:
    return not bool((np.isfinite(table) & (table >= 0)).all())


def _refuse_apart(items: Sequence[str], table: np.ndarray) -> None:
    """Ford 1957: a finite answer needs a chain of wins from every item to every other."""
    met = (table > 0).astype(int)
    apart, groups = connected_components(met, directed=True, connection="weak")
    if apart > 1:
        _refuse(items, groups, "were never compared with")
    apart, groups = connected_components(met, directed=True, connection="strong")
    if apart > 1:
        _refuse(items, groups, "never won, or never lost, against")


def _refuse(items: Sequence[str], groups: np.ndarray, says: str) -> None:
    smallest = np.bincount(groups).argmin()
    names = ", ".join(item for item, one in zip(items, groups, strict=True) if one == smallest)
    raise InputError(f"{names} {says} the rest", remedy="compare more pairs, or add a prior of 0.5")
