"""Where people stand: a map of two directions in which votes differ most."""

import numpy as np

from .residuals import centred
from .structure import directions
from .votes import Votes


def positions(votes: Votes, rng: np.random.Generator, *, axes: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Return people × axes and statements × axes.

    A person's place is what fits their votes best on these axes (regression), drawn to the middle as much as so few
    votes leave unknown (ridge, by the ratio of the noise to the spread of people). So the distance from the middle
    says how far somebody's votes lie from what all think, not how many there are: a sum over votes, or Polis'
    √(statements / votes) of it, grows with their number. Axes have unit length; their signs and scale mean nothing by
    themselves.
    """
    left = centred(votes, votes.value)
    table = votes.table(left)
    lines, singular = directions(table, axes, rng)
    noise = float((left**2).mean())
    voted = np.maximum(votes.by_person.mean(), 1)
    spread = np.maximum(singular**2 / votes.shape[0] / (voted / votes.shape[1]) ** 2, 1e-12)
    products = (lines[:, :, None] * lines[:, None, :]).reshape(votes.shape[1], axes * axes)
    seen = votes.table(np.ones(len(left)))
    ridge = np.diag(noise / spread)
    squares = (seen @ products).reshape(-1, axes, axes) + ridge
    return np.linalg.solve(squares, (table @ lines)[:, :, None])[:, :, 0], lines
