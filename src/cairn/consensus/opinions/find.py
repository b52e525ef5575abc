"""Find opinion groups, or say why none can be told apart."""

from dataclasses import dataclass, field

import numpy as np

from cairn.base.errors import InputError

from .map import positions
from .mixture import Mixture, fit_mixture
from .polis import Common, Representative, common, group_aware_consensus, representative, tallies
from .residuals import centred
from .stability import split_half
from .structure import structure_test
from .votes import Votes

SEED = 20_220_815


@dataclass(frozen=True)
class Options:
    """Conventions that change the answer.

    `permutations` are the draws without groups, 0 for no test at all: then the best explained grouping is told,
    untested. `alpha` is the bar of the permutation test, `smallest` the people a group has at least, `most_groups`
    the largest number that is tried, `fewest_votes` what somebody must have cast to be placed (as Polis: 7, or all
    there are), `stable` the adjusted Rand index between halves below which groups are not told apart. A conversation
    with more votes than `tested_votes` is tested on that many, of people drawn at random: it does not need more, and
    takes no longer.
    """

    permutations: int = 199
    alpha: float = 0.05
    smallest: int = 5
    most_groups: int = 5
    fewest_votes: int = 7
    stable: float = 0.5
    tested_votes: int = 250_000
    seed: int = SEED


@dataclass(frozen=True)
class Opinions:
    """What was found. `groups` is 0 where none can be told apart, and `reason` then says why, in words.

    `group` is each person's group from 0, -1 for nobody's; `places` people × 2, NaN for whoever voted too little.
    `p` and `stability` are None where it did not come to them.
    """

    votes: Votes
    groups: int
    reason: str
    p: float | None
    stability: float | None
    evidence: float | None
    group: np.ndarray
    places: np.ndarray
    axes: np.ndarray
    agreed_by_all: np.ndarray
    common: list[Common]
    representative: list[list[Representative]] = field(default_factory=list)


@dataclass(frozen=True)
class _Verdict:
    groups: int
    reason: str
    p: float | None = None
    stability: float | None = None
    evidence: float | None = None


def find_groups(votes: Votes, options: Options | None = None) -> Opinions:
    """Look for opinion groups.

    Groups are told apart only if all of this holds: votes have more in common than people and statements alone would
    give (permutation test), each group is large enough, and halves of the people show the same groups. Among several
    such groupings the one with most evidence is taken. The same seed gives the same answer. Raises `InputError` for a
    bar outside of 0 to 1, and for too few draws to reach it.
    """
    asked = options or Options()
    if not 0 < asked.alpha < 1 or 0 < asked.permutations < 1 / asked.alpha - 1 - 1e-9:
        raise InputError(
            f"{asked.permutations} permutations cannot reach p = {asked.alpha:g}", remedy="ask for more, such as 199"
        )
    rng = np.random.default_rng(asked.seed)
    placed = votes.by_person >= min(asked.fewest_votes, votes.shape[1])
    inside = votes.of(placed)
    verdict = _judged(_sample(inside, asked.tested_votes, rng), asked, rng)
    group = np.full(votes.shape[0], -1)
    if verdict.groups:
        group[placed] = _ordered(_fitted(inside, verdict.groups, rng).groups)
    places, axes = np.full((votes.shape[0], 2), np.nan), np.zeros((votes.shape[1], 2))
    if inside.shape[0] > 2 and votes.shape[1] > 2:
        places[placed], axes = positions(inside, rng)
    together = np.where(placed, 0, -1) if not verdict.groups else group
    counts = tallies(votes, together, max(verdict.groups, 1))
    return Opinions(
        votes=votes,
        groups=verdict.groups,
        reason=verdict.reason,
        p=verdict.p,
        stability=verdict.stability,
        evidence=verdict.evidence,
        group=group,
        places=places,
        axes=axes,
        agreed_by_all=group_aware_consensus(counts),
        common=common(tallies(votes, np.zeros(votes.shape[0], dtype=int), 1), votes.statements),
        representative=[representative(counts, at, votes.statements) for at in range(verdict.groups)],
    )


def _judged(votes: Votes, asked: Options, rng: np.random.Generator) -> _Verdict:
    people, statements = votes.shape
    if people < 2 * asked.smallest or statements < 3:
        return _Verdict(0, f"{people} people with enough votes on {statements} statements are too few to be grouped.")
    test = structure_test(votes, asked.permutations, rng) if asked.permutations else None
    p = test.p if test else None
    if p is not None and p > asked.alpha:
        return _Verdict(0, f"What people's votes have in common is no more than chance gives (p = {p:.3g}).", p)
    fits = [_fitted(votes, number, rng) for number in range(2, asked.most_groups + 1)]
    several = [one for one in fits if len(one.sizes) > 1]
    if not several:
        return _Verdict(0, "The votes say too little of each person to put anybody in a group.", p)
    large = [one for one in several if one.sizes.min() >= asked.smallest]
    if not large:
        return _Verdict(0, f"Every grouping has a group of fewer than {asked.smallest} people.", p)
    if p is None:
        best = max(large, key=lambda one: one.evidence)
        return _Verdict(
            len(best.sizes), "Not tested: groups are told here whether there are any or not.", evidence=best.evidence
        )
    # The best explained grouping that other people show as well; more groups than that are shades of one opinion.
    tried = []
    for one in sorted(large, key=lambda one: -one.evidence):
        number = len(one.sizes)
        tried.append(split_half(votes, number, rng))
        if tried[-1] >= asked.stable:
            reason = f"{number} groups differ more than chance gives (p = {p:.3g}), and halves of the people show them."
            return _Verdict(number, reason, p, tried[-1], one.evidence)
    reason = f"Other people of the same kind would be grouped otherwise (halves agree by {max(tried):.2f} at most)."
    return _Verdict(0, reason, p, max(tried))


def _fitted(votes: Votes, number: int, rng: np.random.Generator) -> Mixture:
    left, voted = votes.table(centred(votes, votes.value)), votes.table(np.ones(len(votes.value)))
    return fit_mixture(left, voted, number, rng)


def _ordered(group: np.ndarray) -> np.ndarray:
    """Number groups by their size, the largest 0."""
    names, sizes = np.unique(group, return_counts=True)
    order = {name: at for at, name in enumerate(names[np.argsort(-sizes, kind="stable")])}
    return np.array([order[name] for name in group])


def _sample(votes: Votes, most: int, rng: np.random.Generator) -> Votes:
    """Take people at random until there are so many votes."""
    if len(votes.value) <= most:
        return votes
    order = rng.permutation(votes.shape[0])
    within = np.cumsum(votes.by_person[order]) <= most
    chosen = np.zeros(votes.shape[0], dtype=bool)
    chosen[order[within]] = True
    return votes.of(chosen)
