"""Votes as they would fall if there were no groups: by people and statements alone, and where votes were cast.

Two logistic models with an effect for each person and statement: whether somebody passes, and whether somebody who does
not agrees. Both are the model of Rasch (1960) with the variance of people estimated (empirical Bayes). Drawing from
it keeps who voted on what as it was, so that people who vote more, or on what they like, are no groups either.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from .votes import AGREE, DISAGREE, PASS, Votes

STEPS, UNTIL_ESTIMATED = 25, 5
LARGEST_EFFECT = 8.0
STATEMENT_PRECISION = 0.1
"""Keeps a statement on which all agree from an endless effect."""
SMALLEST_VARIANCE = 1e-3


@dataclass(frozen=True)
class NoGroups:
    """For each vote, how likely it says something (is no pass), and how likely it then agrees."""

    says: np.ndarray
    agrees: np.ndarray

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """Draw a value for each vote."""
        luck = rng.random(len(self.says))
        return np.where(luck > self.says, PASS, np.where(luck < self.says * self.agrees, AGREE, DISAGREE)).astype(float)


def no_groups(votes: Votes) -> NoGroups:
    """Fit the model to votes."""
    says = (votes.value != PASS).astype(float)
    return NoGroups(
        _probabilities(votes, says, np.ones_like(says)),
        _probabilities(votes, (votes.value == AGREE).astype(float), says),
    )


def _probabilities(votes: Votes, happened: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Newton's steps for people and statements in turn; `counts` are 0 for votes that say nothing of it."""
    people, statements, variance = np.zeros(votes.shape[0]), np.zeros(votes.shape[1]), 1.0
    voted = votes.by_person > 0
    for step in range(STEPS):
        slope, bend = _slopes(votes, people, statements, happened, counts, votes.statement, votes.shape[1])
        statements += (slope - STATEMENT_PRECISION * statements) / (bend + STATEMENT_PRECISION)
        slope, bend = _slopes(votes, people, statements, happened, counts, votes.person, votes.shape[0])
        bend += 1 / variance
        people += (slope - people / variance) / bend
        np.clip(people, -LARGEST_EFFECT, LARGEST_EFFECT, out=people)
        np.clip(statements, -LARGEST_EFFECT, LARGEST_EFFECT, out=statements)
        if step >= UNTIL_ESTIMATED:
            variance = max(float(np.mean(people[voted] ** 2 + 1 / bend[voted])), SMALLEST_VARIANCE)
    return np.asarray(expit(people[votes.person] + statements[votes.statement]))


def _slopes(
    votes: Votes,
    people: np.ndarray,
    statements: np.ndarray,
    happened: np.ndarray,
    counts: np.ndarray,
    side: np.ndarray,
    length: int,
) -> tuple[np.ndarray, np.ndarray]:
    likely = expit(people[votes.person] + statements[votes.statement])
    slope = np.bincount(side, counts * (happened - likely), minlength=length)
    return slope, np.bincount(side, counts * likely * (1 - likely), minlength=length)
