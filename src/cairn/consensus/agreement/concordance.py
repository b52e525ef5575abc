"""Kendall's W: how far several people put items in the same order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .tables import as_table


class Incomplete(StrEnum):
    """What is left out where somebody did not judge an item; W knows no missing ranks."""

    PEOPLE = "people"
    """Those who did not judge every item; the default, because a rank among fewer items says something else."""
    ITEMS = "items"
    """The items that somebody did not judge, as R's irr does."""


@dataclass(frozen=True)
class Concordance:
    """W from 0 (no common order) to 1 (the same order), and Friedman's test of no common order.

    `chi2` is that of Friedman, with `df` = items - 1; the p-value is approximate, and too large for fewer than 8 items
    or 15 people. NaN where everybody ties everything.
    """

    w: float
    chi2: float
    df: int
    p: float
    people: int
    items: int


def kendall_w(ratings: Any, *, ties: bool = True, incomplete: Incomplete | str = Incomplete.PEOPLE) -> Concordance:
    """Return Kendall's coefficient of concordance of people (rows) over items (columns), NaN where not judged.

    `ties` corrects for tied ranks (Siegel & Castellan 1988, section 9.5), without which W cannot reach 1 where somebody
    ties; ratings on a short scale always tie. Raises `InputError` where fewer than two people or items are complete.
    """
    table = as_table(ratings)
    missing = np.isnan(table)
    by_people = Incomplete(incomplete) is Incomplete.PEOPLE
    table = table[~missing.any(axis=1)] if by_people else table[:, ~missing.any(axis=0)]
    m, n = table.shape
    if m < 2 or n < 2:
        raise InputError(
            f"{m} people judged all of {n} items", remedy="an order can be shared by two people over two items or more"
        )
    ranks = stats.rankdata(table, axis=1)
    spread = float(((ranks.sum(axis=0) - m * (n + 1) / 2) ** 2).sum())
    largest = m**2 * (n**3 - n) - (m * sum(_tied(row) for row in ranks) if ties else 0.0)
    w = 12 * spread / largest if largest else np.nan
    chi2 = m * (n - 1) * w
    return Concordance(float(w), float(chi2), n - 1, float(stats.chi2.sf(chi2, n - 1)), m, n)


def _tied(ranks: np.ndarray) -> float:
    _, together = np.unique(ranks, return_counts=True)
    return float((together.astype(float) ** 3 - together).sum())
