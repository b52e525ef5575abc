"""Groups as a mixture: people of a group share, for each statement, how far they are from what all think.

Fitted to the residuals of votes by variational EM (Bishop 2006, Pattern Recognition and Machine Learning, section
10.2): whoever voted little is put in a group as little as that allows, and a group's profile is shrunk to nought
where few voted. The lower bound of the evidence compares numbers of groups; above 0 means more than none.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .structure import directions

STARTS, STEPS, UNTIL_APART, SETTLED = 2, 60, 4, 1e-2
FIRST_GUESS = 0.9
SMALLEST_SPREAD = 1e-4


@dataclass(frozen=True)
class Mixture:
    """How likely each person (row) is of each group (column), profiles as statements × groups, and the evidence for
    it."""

    likely: np.ndarray
    profiles: np.ndarray
    evidence: float
    noise: float
    uncertain: np.ndarray
    """The variance of each profile's entry."""

    @property
    def groups(self) -> np.ndarray:
        """Return the likeliest group of each person; groups that are nobody's likeliest are skipped in the
        numbering."""
        return np.unique(self.likely.argmax(axis=1), return_inverse=True)[1]

    @property
    def sizes(self) -> np.ndarray:
        """Return how many people each group has."""
        return np.bincount(self.groups)

    def assign(self, left: csr_array, voted: csr_array) -> np.ndarray:
        """Return how likely other people are of each group; tables as in `fit_mixture`."""
        return _normal(self._scores(left, voted))[0]

    def _scores(self, left: csr_array, voted: csr_array) -> np.ndarray:
        fit = left @ self.profiles - (voted @ (self.profiles**2 + self.uncertain)) / 2
        return np.asarray(fit / self.noise + np.log(self.likely.mean(axis=0) + 1e-12))


def fit_mixture(left: csr_array, voted: csr_array, groups: int, rng: np.random.Generator) -> Mixture:
    """Fit so many groups to residuals, `left`, where `voted` is 1; people in rows. The best of several starts is
    returned.

    It does not decide whether there are groups: see `find_groups`.
    """
    axes, _ = directions(left, groups - 1, rng)
    votes = np.maximum(np.diff(voted.indptr), 1)
    places = (left @ axes) / np.sqrt(votes)[:, None]
    found = [_fit(left, voted, _start(places, groups, rng)) for _ in range(STARTS)]
    return max(found, key=lambda one: one.evidence)


def _fit(left: csr_array, voted: csr_array, likely: np.ndarray) -> Mixture:
    back, seen = left.T.tocsr(), voted.T.tocsr()
    noise = float((left.data**2).mean())
    spread = np.full((left.shape[1], 1), noise / 10)
    for step in range(STEPS):
        weight = seen @ likely
        uncertain = noise / (weight + noise / spread)
        profiles = (back @ likely) / (weight + noise / spread)
        spread = _spread(profiles**2 + uncertain, noise, together=step < UNTIL_APART)
        fitted = Mixture(likely, profiles, 0.0, noise, uncertain)
        renewed, total = _normal(fitted._scores(left, voted))
        moved = float(np.abs(renewed - likely).max())
        likely = renewed
        if moved < SETTLED:
            break
    cost = float(np.sum((profiles**2 + uncertain) / spread - 1 - np.log(uncertain / spread))) / 2
    return Mixture(likely, profiles, float(total.sum()) - cost, noise, uncertain)


def _spread(squares: np.ndarray, noise: float, *, together: bool) -> np.ndarray:
    """How far groups lie apart on each statement, told apart after some steps: only some statements divide people."""
    overall = max(float(squares.mean()), SMALLEST_SPREAD * noise)
    if together:
        return np.full((len(squares), 1), overall)
    return np.asarray((squares.sum(axis=1, keepdims=True) + 2 * overall) / (squares.shape[1] + 2))


def _start(places: np.ndarray, groups: int, rng: np.random.Generator) -> np.ndarray:
    """Guess groups from the map, by k-means with spread-out first centres (Arthur & Vassilvitskii 2007)."""
    centres = places[rng.integers(len(places))][None]
    for _ in range(groups - 1):
        near = ((places[:, None] - centres) ** 2).sum(axis=2).min(axis=1)
        chance = near / near.sum() if near.sum() else None
        centres = np.vstack([centres, places[rng.choice(len(places), p=chance)]])
    for _ in range(10):
        group = ((places[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array(
            [places[group == at].mean(axis=0) if (group == at).any() else centres[at] for at in range(groups)]
        )
    likely = np.full((len(places), groups), (1 - FIRST_GUESS) / groups)
    likely[np.arange(len(places)), group] += FIRST_GUESS
    return likely


def _normal(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores as probabilities, and the logarithm of each row's sum."""
    highest = scores.max(axis=1, keepdims=True)
    powers = np.exp(scores - highest)
    sums = powers.sum(axis=1, keepdims=True)
    return powers / sums, (highest + np.log(sums))[:, 0]
