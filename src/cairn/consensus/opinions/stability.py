"""Whether the same groups would be found from other people."""

import numpy as np

from cairn.base.errors import InputError

from .mixture import fit_mixture
from .residuals import centred
from .votes import Votes

SPLITS = 5


def split_half(votes: Votes, groups: int, rng: np.random.Generator, *, splits: int = SPLITS) -> float:
    """Return how alike everybody is grouped by what two random halves of the people show, each by itself.

    The mean adjusted Rand index over several splits: 1 the same groups, 0 no more alike than by chance. Between the
    halves nothing is shared, so groups that are made of noise are not found again.
    """
    left, voted = votes.table(centred(votes, votes.value)), votes.table(np.ones(len(votes.value)))
    found = []
    for _ in range(splits):
        half = rng.permutation(votes.shape[0]) < votes.shape[0] // 2
        sides = []
        for side in (half, ~half):
            fitted = fit_mixture(left[side], voted[side], groups, rng)
            sides.append(fitted.assign(left, voted).argmax(axis=1))
        found.append(adjusted_rand(*sides))
    return float(np.mean(found))


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Return the adjusted Rand index of two groupings of the same people (Hubert & Arabie 1985), 1 where they are the
    same.

    Raises `InputError` for groupings of different length.
    """
    if len(one) != len(other):
        raise InputError("the groupings differ in length", remedy="give both groups of each person")
    names = [np.unique(side, return_inverse=True)[1] for side in (one, other)]
    table = np.zeros((names[0].max() + 1, names[1].max() + 1))
    np.add.at(table, tuple(names), 1)
    together, rows, columns, everybody = (
        float((counts * (counts - 1) / 2).sum())
        for counts in (table, table.sum(axis=1), table.sum(axis=0), np.array([len(one)]))
    )
    expected = rows * columns / everybody if everybody else 0.0
    largest = (rows + columns) / 2
    return 1.0 if largest == expected else (together - expected) / (largest - expected)
