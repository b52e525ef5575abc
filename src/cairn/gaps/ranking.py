"""Rank gaps when neither the weights nor the criteria are known for sure.

Stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen & Salminen, European Journal of Operational
Research 106 (1998) 137-143. Weights and criterion values are drawn, every draw ranks every link, and the answer is how
often a link came where. Every stream of random numbers has its own name (seed, link, criterion), so an answer depends
on neither order nor on which other links are there.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from math import ceil, isfinite, log
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from cairn.base.errors import InputError
from cairn.gaps import rules
from cairn.gaps.assess import Assessment
from cairn.gaps.criteria import Criteria, Criterion, criterion_of
from cairn.gaps.words import CriterionName, Form

Floats = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]
Weights = Mapping[CriterionName, float]
Item = TypeVar("Item")
Answer = TypeVar("Answer")

# Draws ranked at a time: small enough for the score table of 500 links to stay in a core's cache.
_BLOCK = 256
# A score and the number of its link share 32 bits; this many links leave 20 bits, a millionth, for the score.
_MOST_LINKS = 4096
_NAMES = tuple(CriterionName)


@dataclass(frozen=True, slots=True)
class LinkRank:
    """Where one link came: mean rank (1 is first), interval of ranks, and the share of draws among the first ten."""

    id: str
    expected_rank: float
    interval: tuple[int, int]
    p_top10: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Links by expected rank, and everything it takes to get the same answer again. Weights add up to 1."""

    links: tuple[LinkRank, ...]
    weights: Weights
    form: Form
    group: str | None
    seed: int
    draws: int
    concentration: float
    provisional: bool

    def by_id(self) -> dict[str, LinkRank]:
        """Index the ranks by link."""
        return {rank.id: rank for rank in self.links}


class Draws:
    """Drawn criterion values of a set of links, kept so that other weights are ranked on the same draws at once.

    Takes 20 bytes per link and draw: 100 MB for 500 links and 10,000 draws. Safe to share between threads.
    """

    def __init__(
        self,
        assessments: Iterable[Assessment],
        *,
        seed: int = int(rules.SEED.value),
        draws: int = int(rules.DRAWS.value),
        group: str | None = None,
    ) -> None:
        """Draw. With `group`, importance and equity are that stakeholder group's; links it did not rate are unknown.

        Raises `InputError` for a link given twice, more than 4,096 links, or fewer than one draw.
        """
        ordered = sorted(assessments, key=_id_of)
        self.ids = tuple(assessment.link.id for assessment in ordered)
        self.provisional = any(assessment.provisional for assessment in ordered)
        self.seed, self.draws, self.group = seed, draws, group
        _check_links(self.ids, draws)
        tables = [_criteria_of(assessment, group) for assessment in ordered]
        losses = _in_threads(lambda name: self._losses([table[name] for table in tables], name), _NAMES)
        self._table = dict(zip(_NAMES, losses, strict=True))
        self._ties = self._tie_breaks()

    def rank(
        self,
        weights: Weights | None = None,
        *,
        concentration: float = rules.CONCENTRATION.value,
        form: Form = Form.GEOMETRIC,
    ) -> Ranking:
        """Rank the links under weights drawn from Dirichlet(c·w/Σw) around those given (equal when none are).

        A criterion of weight 0 plays no part. The geometric form is Π xᵢ^wᵢ with every x at least the rule "floor";
        the additive form is Σ wᵢ xᵢ of the same values. Raises `InputError` for a negative, unknown or all-zero weight.
        """
        shares = normalised(weights)
        drawn = self._weights(shares, concentration)
        cuts = np.linspace(0, self.draws, (os.cpu_count() or 1) + 1, dtype=int).tolist()
        counted = _in_threads(lambda ends: self._count(drawn, *ends, form), pairwise(cuts))
        ranks = _summaries(self.ids, np.add.reduce(counted), self.draws) if self.ids else ()
        return Ranking(ranks, shares, form, self.group, self.seed, self.draws, concentration, self.provisional)

    def _losses(self, criteria: Sequence[Criterion], name: CriterionName) -> Floats:
        """Draw one criterion for every link as -log(value): draws down, links across, so that a draw lies together."""
        drawn = np.empty((len(self.ids), self.draws), dtype=np.float32)
        for row, link_id, criterion in zip(drawn, self.ids, criteria, strict=True):
            _stream(self.seed, link_id, name).random(out=row, dtype=np.float32)
            _spread_out(row, criterion)
        np.maximum(drawn, np.float32(rules.LOW_VALUE.value), out=drawn)
        np.log(drawn, out=drawn)
        return np.ascontiguousarray(-drawn.T)

    def _tie_breaks(self) -> Floats:
        drawn = np.empty((len(self.ids), self.draws), dtype=np.float32)
        for row, link_id in zip(drawn, self.ids, strict=True):
            _stream(self.seed, link_id, "equal scores").random(out=row, dtype=np.float32)
        drawn *= np.float32(rules.TIE_WIDTH.value)
        return np.ascontiguousarray(drawn.T)

    def _weights(self, shares: Weights, concentration: float) -> dict[CriterionName, Floats]:
        """Draw weights as gammas over their sum, each criterion from its own stream."""
        if not (isfinite(concentration) and concentration >= 1):
            raise InputError(f"concentration is {concentration}", remedy="give a number of 1 or more")
        gammas = {
            name: _stream(self.seed, "weight", name).standard_gamma(concentration * share, self.draws)
            for name, share in shares.items()
        }
        total = np.sum(list(gammas.values()), axis=0)
        return {name: (gamma / total).astype(np.float32)[:, None] for name, gamma in gammas.items()}

    def _count(self, weights: Mapping[CriterionName, Floats], first: int, last: int, form: Form) -> Counts:
        """Count, over the draws from first to before last, how often each link (row) took each rank (column)."""
        counts = np.zeros((len(self.ids), len(self.ids)), dtype=np.int64)
        for at in range(first, last, _BLOCK):
            rows = slice(at, min(at + _BLOCK, last))
            loss = self._ties[rows].copy()
            for name, weight in weights.items():
                part = self._table[name][rows]
                loss += weight[rows] * (part if form is Form.GEOMETRIC else 1 - np.exp(-part))
            counts += _count_ranks(loss)
        return counts


def rank(
    assessments: Iterable[Assessment],
    weights: Weights | None = None,
    *,
    seed: int = int(rules.SEED.value),
    draws: int = int(rules.DRAWS.value),
    concentration: float = rules.CONCENTRATION.value,
    form: Form = Form.GEOMETRIC,
    group: str | None = None,
) -> Ranking:
    """Draw and rank in one go; see `Draws` and `Draws.rank`."""
    return Draws(assessments, seed=seed, draws=draws, group=group).rank(weights, concentration=concentration, form=form)


def normalised(weights: Weights | None) -> dict[CriterionName, float]:
    """Return weights that add up to 1, in one order; a criterion left out weighs 0, and `None` means equal weights."""
    given = rules.DEFAULT_WEIGHTS if weights is None else weights
    unknown = set(given) - set(_NAMES)
    if unknown:
        raise InputError(f"'{min(unknown)}' is not a criterion", where="weights", remedy=f"use {', '.join(_NAMES)}")
    wrong = [name for name, weight in given.items() if not (isfinite(weight) and weight >= 0)]
    if wrong:
        raise InputError(f"{wrong[0]} is {given[wrong[0]]}", where="weights", remedy="give numbers of 0 or more")
    largest = max(given.values(), default=0)
    if largest == 0:
        raise InputError("every weight is 0", where="weights", remedy="give at least one above 0")
    # Dividing by the largest first keeps weights near the ends of what a float can hold from overflowing their sum.
    scaled = {name: given.get(name, 0) / largest for name in _NAMES}
    return {name: share / sum(scaled.values()) for name, share in scaled.items()}


def _id_of(assessment: Assessment) -> str:
    return assessment.link.id


def _criteria_of(assessment: Assessment, group: str | None) -> Criteria:
    if group is None:
        return assessment.criteria
    unrated = dict.fromkeys((CriterionName.IMPORTANCE, CriterionName.EQUITY), criterion_of(rules.UNKNOWN))
    return assessment.group_criteria.get(group, {**assessment.criteria, **unrated})


def _check_links(ids: Sequence[str], draws: int) -> None:
    if len(set(ids)) < len(ids):
        twice = next(one for one, other in pairwise(ids) if one == other)
        raise InputError("given twice", where=f"link {twice}", remedy="give each link once")
    if len(ids) > _MOST_LINKS:
        raise InputError(f"{len(ids)} links", remedy=f"rank at most {_MOST_LINKS} at a time")
    if draws < 1:
        raise InputError(f"draws is {draws}", remedy="draw at least once")


def _stream(seed: int, *names: str) -> np.random.Generator:
    """Open the stream of random numbers of that name: a hash, so that streams of different names are independent."""
    name = "\x1f".join((str(seed), *names)).encode()
    return np.random.Generator(np.random.PCG64DXSM(int.from_bytes(blake2b(name, digest_size=16).digest(), "little")))


def _spread_out(uniform: Floats, criterion: Criterion) -> None:
    """Turn uniform numbers into values of the criterion in place, by the inverse of its distribution.

    Uniform where no value is likelier than another, else triangular: Kotz & van Dorp, Beyond Beta (2004), chapter 1.
    """
    low, mode, high = criterion.low, criterion.mode, criterion.high
    width = high - low
    if mode is None or width == 0:
        uniform *= np.float32(width)
        uniform += np.float32(low)
        return
    turn = (mode - low) / width
    rising = low + np.sqrt(uniform * np.float32(width * (mode - low)))
    falling = high - np.sqrt((1 - uniform) * np.float32(width * (high - mode)))
    np.copyto(uniform, np.where(uniform < np.float32(turn), rising, falling))


def _in_threads(work: Callable[[Item], Answer], items: Iterable[Item]) -> list[Answer]:
    """Work on items side by side, as numpy lets go of the interpreter; the answers keep the order of the items."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


def _count_ranks(loss: Floats) -> Counts:
    """Count, for a block of draws (rows) of losses by link (columns), how often each link took each rank.

    One sort a draw does it: the loss fills the high bits of an integer and the number of its link the low ones, so the
    sorted integers name the links from best to worst. Three times as fast as sorting numbers and links side by side.
    """
    links = loss.shape[1]
    bits = max(1, (links - 1).bit_length())
    highest = -log(rules.LOW_VALUE.value) + 2 * rules.TIE_WIDTH.value
    packed = (loss * np.float32((2 ** (32 - bits) - 1) / highest)).astype(np.uint32)
    packed <<= np.uint32(bits)
    packed |= np.arange(links, dtype=np.uint32)
    packed.sort(axis=1)
    cell = (packed & np.uint32(2**bits - 1)).astype(np.int64) * links + np.arange(links)
    return np.bincount(cell.ravel(), minlength=links * links).reshape(links, links)


def _summaries(ids: Sequence[str], counts: Counts, draws: int) -> tuple[LinkRank, ...]:
    tail = (1 - rules.INTERVAL.value) / 2
    ranks = np.arange(1, len(ids) + 1)
    expected = counts @ ranks / draws
    reached = counts.cumsum(axis=1)
    low = (reached < ceil(round(tail * draws, 6))).sum(axis=1) + 1
    high = (reached < ceil(round((1 - tail) * draws, 6))).sum(axis=1) + 1
    top = counts[:, : int(rules.TOP.value)].sum(axis=1) / draws
    rows = zip(ids, expected.tolist(), low.tolist(), high.tolist(), top.tolist(), strict=True)
    found = (LinkRank(link_id, mean, (first, last), share) for link_id, mean, first, last, share in rows)
    return tuple(sorted(found, key=lambda rank: (rank.expected_rank, rank.id)))
