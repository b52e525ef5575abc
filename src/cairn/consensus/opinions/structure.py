"""Whether votes hold more common structure than people and statements alone would give."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .chance import no_groups
from .residuals import centred
from .votes import Votes

SPARE, ROUNDS = 4, 12
"""Directions more than asked for, and rounds of the subspace iteration; the same for votes and for chance."""


@dataclass(frozen=True)
class StructureTest:
    """The largest singular value of the residuals as a share of all that is left, against draws without groups.

    `p` is (1 + draws at least as large) / (1 + draws): Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.
    """

    observed: float
    expected: float
    p: float
    permutations: int


def structure_test(votes: Votes, permutations: int, rng: np.random.Generator) -> StructureTest:
    """Test the largest direction. Parallel analysis (Horn 1965), with votes redrawn from a model without groups."""
    chance = no_groups(votes)
    observed = _largest(votes, votes.value, rng)
    drawn = np.array([_largest(votes, chance.draw(rng), rng) for _ in range(permutations)])
    # Sums in another order differ in their last digits: what is equal but for those is as large.
    as_large = int((drawn >= observed * (1 - 1e-9)).sum())
    return StructureTest(observed, float(drawn.mean()), (1 + as_large) / (1 + permutations), permutations)


def _largest(votes: Votes, values: np.ndarray, rng: np.random.Generator) -> float:
    left = centred(votes, values)
    size = float(np.sqrt((left**2).sum()))
    if not size:
        return 0.0
    _, singular = directions(votes.table(left), 1, rng)
    return float(singular[0]) / size


def directions(table: csr_array, number: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the leading right singular vectors (columns) and values, by randomised subspace iteration.

    Halko, Martinsson & Tropp 2011, doi:10.1137/090771806. Signs are made such that each vector's sum is not below 0.
    """
    wide = min(number + SPARE, *table.shape)
    back = table.T.tocsr()
    basis = rng.normal(size=(table.shape[1], wide))
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(back @ (table @ basis))
    _, singular, turn = np.linalg.svd(table @ basis, full_matrices=False)
    found = basis @ turn.T[:, :number]
    return found * np.where(found.sum(axis=0) < 0, -1, 1), singular[:number]
