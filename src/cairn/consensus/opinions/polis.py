"""What groups say, by the formulas of the Polis server (compdemocracy/polis, math/src/polismath/math/repness.clj).

Shares are smoothed by one vote either way. They describe groups that were found; they do not tell whether there are
any.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .votes import AGREE, DISAGREE, Votes

Z_90 = 1.2816
"""One-sided 90%, as Polis has it."""
MOST = 5


class Side(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True)
class Representative:
    """A statement that sets a group apart. `repness` is how much likelier the group is to vote so than the others.

    `p_success` is the smoothed share of the group that votes so, `p_test` and `repness_test` are z of being above one
    half and above the others' share.
    """

    statement: str
    side: Side
    n_success: int
    n_trials: int
    p_success: float
    p_test: float
    repness: float
    repness_test: float

    @property
    def metric(self) -> float:
        return self.repness * self.repness_test * self.p_success * self.p_test


@dataclass(frozen=True)
class Common:
    """A statement on which most of all who voted agree, or disagree."""

    statement: str
    side: Side
    n_success: int
    n_trials: int
    p_success: float
    p_test: float


def tallies(votes: Votes, groups: np.ndarray, number: int) -> dict[Side | None, np.ndarray]:
    """Count votes as groups × statements: those that agree, those that disagree, and under None all.

    `groups` holds each person's group, below 0 for none.
    """
    group = groups[votes.person]
    counted = group >= 0
    places = group * votes.shape[1] + votes.statement
    shape = (number, votes.shape[1])

    def count(which: np.ndarray) -> np.ndarray:
        return np.bincount(places[counted & which], minlength=number * votes.shape[1]).reshape(shape)

    everything = np.ones(len(places), dtype=bool)
    sides = {Side.AGREE: votes.value == AGREE, Side.DISAGREE: votes.value == DISAGREE, None: everything}
    return {side: count(which) for side, which in sides.items()}


def p_success(success: np.ndarray, trials: np.ndarray) -> np.ndarray:
    """Return (s + 1) / (n + 2)."""
    return np.asarray((success + 1) / (trials + 2))


def p_test(success: np.ndarray, trials: np.ndarray) -> np.ndarray:
    """Return z of a share above one half: 2 √(n + 1) ((s + 1) / (n + 1) - ½)."""
    return np.asarray(2 * np.sqrt(trials + 1) * ((success + 1) / (trials + 1) - 0.5))


def two_share_test(success: np.ndarray, others: np.ndarray, trials: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Return z of a share above that of the others, every count raised by one; 0 where all voted so."""
    one, other, n, m = (np.asarray(counts) + 1 for counts in (success, others, trials, rest))
    pooled = (one + other) / (n + m)
    spread = pooled * (1 - pooled) * (1 / n + 1 / m)
    return np.asarray(np.divide(one / n - other / m, np.sqrt(spread), out=np.zeros(n.shape), where=spread > 0))


def group_aware_consensus(counts: dict[Side | None, np.ndarray], side: Side = Side.AGREE) -> np.ndarray:
    """Return for each statement the product over groups of the smoothed share that votes so, 0 to 1.

    High only where every group does, however small: a large group cannot carry a statement alone.
    """
    return np.asarray(np.prod(p_success(counts[side], counts[None]), axis=0))


def representative(
    counts: dict[Side | None, np.ndarray], group: int, statements: tuple[str, ...], *, most: int = MOST
) -> list[Representative]:
    """Return the statements that set a group apart, the clearest first; none where no test is passed at 90%.

    Unlike Polis, which then shows the best of those that failed.
    """
    found = []
    for at, statement in enumerate(statements):
        both = [_representative(counts, group, at, statement, side) for side in Side]
        best = max(both, key=lambda one: one.repness_test)
        if best.p_test > Z_90 and best.repness_test > Z_90:
            found.append(best)
    return sorted(found, key=lambda one: -one.metric)[:most]


def common(counts: dict[Side | None, np.ndarray], statements: tuple[str, ...], *, most: int = MOST) -> list[Common]:
    """Return the statements on which more than half of all agree, then those on which they disagree, clearest first."""
    found: list[Common] = []
    trials = counts[None].sum(axis=0)
    for side in Side:
        success = counts[side].sum(axis=0)
        share, test = p_success(success, trials), p_test(success, trials)
        order = [at for at in np.argsort(-share * test, kind="stable") if share[at] > 0.5 and test[at] > Z_90]
        found += [
            Common(statements[at], side, int(success[at]), int(trials[at]), float(share[at]), float(test[at]))
            for at in order[:most]
        ]
    return found


def _representative(
    counts: dict[Side | None, np.ndarray], group: int, at: int, statement: str, side: Side
) -> Representative:
    success, trials = counts[side][:, at], counts[None][:, at]
    others, rest = success.sum() - success[group], trials.sum() - trials[group]
    share = float(p_success(success[group], trials[group]))
    return Representative(
        statement=statement,
        side=side,
        n_success=int(success[group]),
        n_trials=int(trials[group]),
        p_success=share,
        p_test=float(p_test(success[group], trials[group])),
        repness=share / float(p_success(others, rest)),
        repness_test=float(two_share_test(success[group], others, trials[group], rest)),
    )
