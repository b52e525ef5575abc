"""CHNRI: research questions scored by many people on several criteria.

Rudan et al. 2008, Croat Med J 49:720-733, doi:10.3325/cmj.2008.49.720; Rudan 2016, J Glob Health 6:010501.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.base.errors import InputError

from .scored import DRAWS, Scored, in_order, over_people

ANSWERS = (0.0, 0.5, 1.0)
"""No, informed but undecided, yes. Not informed enough is no answer."""


@dataclass(frozen=True)
class Chnri:
    """`scores` are research priority scores, 0 to 100. `by_criterion` is items × criteria, NaN where nobody answered.

    `agreement` is the average expert agreement of each item, 0 to 1: the share that gave the commonest answer,
    averaged over the criteria.
    """

    scores: list[Scored]
    by_criterion: np.ndarray
    agreement: dict[str, float]


def chnri(
    answers: np.ndarray,
    items: Sequence[str],
    criteria: Sequence[str],
    *,
    weights: Mapping[str, float] | None = None,
    blanks_disagree: bool = False,
    draws: int = DRAWS,
) -> Chnri:
    """Score items from answers of people × items × criteria, NaN where somebody was not informed enough.

    A criterion's score is the mean of its answers times 100, the priority score their mean weighted by `weights` (by
    default equal; any scale). Published practice differs on who counts in the agreement: those who answered
    (default), or everybody with `blanks_disagree`, which lowers it. A criterion nobody answered is left out for that
    item. Intervals are 95%, over people drawn anew. Raises `InputError` for other answers or weights.
    """
    table = np.asarray(answers, dtype=float)
    if table.ndim != 3 or table.shape[1:] != (len(items), len(criteria)):
        raise InputError("answers are people by items by criteria", remedy="give a value or NaN for each")
    strange = table[~np.isnan(table) & ~np.isin(table, ANSWERS)]
    if len(strange):
        raise InputError(f"{strange[0]:g} is no answer", remedy="use 1 for yes, 0.5 for undecided, 0 for no")
    share = _shares(criteria, weights)
    by_criterion = _criteria(table)
    intervals = over_people(len(table), lambda drawn: _priority(_criteria(table[drawn]), share), draws=draws)
    agreement = _agreement(table, blanks_disagree)
    return Chnri(
        scores=in_order(items, _priority(by_criterion, share), intervals),
        by_criterion=by_criterion,
        agreement=dict(zip(items, agreement.tolist(), strict=True)),
    )


def _shares(criteria: Sequence[str], weights: Mapping[str, float] | None) -> np.ndarray:
    if weights is None:
        return np.full(len(criteria), 1 / len(criteria))
    strange = set(weights) ^ set(criteria)
    if strange:
        raise InputError(f"the weights do not fit the criteria: {min(strange)}", remedy=f"weigh {', '.join(criteria)}")
    found = np.array([weights[name] for name in criteria], dtype=float)
    if (found < 0).any() or not found.sum():
        raise InputError("weights are 0 or more, and not all 0", remedy="give each criterion its weight")
    return np.asarray(found / found.sum())


def _criteria(table: np.ndarray) -> np.ndarray:
    known = ~np.isnan(table)
    number = known.sum(axis=0)
    total = np.where(known, table, 0).sum(axis=0)
    return np.asarray(np.divide(100 * total, number, out=np.full(number.shape, np.nan), where=number > 0))


def _priority(by_criterion: np.ndarray, share: np.ndarray) -> np.ndarray:
    known = ~np.isnan(by_criterion)
    weight = (known * share).sum(axis=1)
    total = np.where(known, by_criterion * share, 0).sum(axis=1)
    return np.asarray(np.divide(total, weight, out=np.full(len(weight), np.nan), where=weight > 0))


def _agreement(table: np.ndarray, blanks_disagree: bool) -> np.ndarray:
    commonest = np.max([(table == answer).sum(axis=0) for answer in ANSWERS], axis=0)
    counted = np.full(commonest.shape, len(table)) if blanks_disagree else (~np.isnan(table)).sum(axis=0)
    shares = np.divide(commonest, counted, out=np.full(counted.shape, np.nan), where=counted > 0)
    known = ~np.isnan(shares)
    number = known.sum(axis=1)
    total = np.where(known, shares, 0).sum(axis=1)
    return np.asarray(np.divide(total, number, out=np.full(len(number), np.nan), where=number > 0))
