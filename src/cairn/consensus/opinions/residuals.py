"""What is left of votes once it is taken out how readily each person agrees and how popular each statement is.

Who agrees with everything is no opinion group; taken out first, acquiescence cannot look like one.
"""

from dataclasses import dataclass

import numpy as np

from .votes import Votes

SWEEPS = 4
"""How often people's and statements' means are taken out in turn; after four nothing that matters is left of either."""


@dataclass(frozen=True)
class Margins:
    """Additive effects: a vote is `statements` + `people` + a residual. A person's is shrunk by one vote of nought."""

    people: np.ndarray
    statements: np.ndarray

    def residuals(self, votes: Votes, values: np.ndarray) -> np.ndarray:
        return np.asarray(values - self.people[votes.person] - self.statements[votes.statement])


def margins(votes: Votes, values: np.ndarray) -> Margins:
    """Fit the effects of people and statements to values of these votes, by taking means in turn (backfitting)."""
    people, statements = np.zeros(votes.shape[0]), np.zeros(votes.shape[1])
    for _ in range(SWEEPS):
        left = values - people[votes.person]
        statements = np.bincount(votes.statement, left, minlength=votes.shape[1]) / np.maximum(votes.by_statement, 1)
        left = values - statements[votes.statement]
        people = np.bincount(votes.person, left, minlength=votes.shape[0]) / (votes.by_person + 1)
    return Margins(people, statements)


def centred(votes: Votes, values: np.ndarray) -> np.ndarray:
    """Return the residuals of these values, one for each vote."""
    return margins(votes, values).residuals(votes, values)
