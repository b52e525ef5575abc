"""RAND/UCLA appropriateness: the median of a panel, unless the panel disagrees.

Fitch et al. 2001, The RAND/UCLA Appropriateness Method User's Manual (RAND MR-1269), chapter 8.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cairn.base.errors import InputError

from .percentiles import Percentile, known_values, percentiles

LOWEST, MIDDLE, HIGHEST = 1, 5, 9
IPR_FOR_DISAGREEMENT = 2.35
"""IPRr: the interpercentile range at which perfectly symmetric ratings are disagreement."""
CORRECTION_FOR_ASYMMETRY = 1.5
"""CFA: how much the range may grow for each point that its middle lies away from 5."""


class Appropriateness(StrEnum):
    APPROPRIATE = "appropriate"
    UNCERTAIN = "uncertain"
    INAPPROPRIATE = "inappropriate"


class Disagreement(StrEnum):
    """How disagreement is told."""

    IPRAS = "ipras"
    """The interpercentile range is above the one adjusted for symmetry; for panels of any size."""
    CLASSIC = "classic"
    """At least a third of the panel rates 1-3 and at least a third 7-9: 3 of 8 to 10, 4 of 11 to 13, 5 of 14 to 16."""


@dataclass(frozen=True)
class PanelJudgement:
    """What a panel says of one item. `ipr` = `high` - `low`; `ipras` the range above which it disagrees.

    `agreement` is the manual's classic definition: no more than a third, less one, rate outside of the three points in
    which the median lies (2 of 8 to 10). Agreement and disagreement can both be false.
    """

    n: int
    median: float
    low: float
    high: float
    ipr: float
    centre: float
    asymmetry: float
    ipras: float
    disagreement: bool
    agreement: bool
    verdict: Appropriateness

    @property
    def disagreement_index(self) -> float:
        """IPR / IPRAS; disagreement by IPRAS is an index above 1."""
        return self.ipr / self.ipras


def rand_ucla(
    values: Sequence[float] | np.ndarray,
    *,
    percentile: Percentile | str = Percentile.TYPE7,
    tails: tuple[float, float] = (0.30, 0.70),
    disagreement: Disagreement | str = Disagreement.IPRAS,
) -> PanelJudgement:
    """Judge one item rated from 1 (inappropriate) to 9 (appropriate); NaN is "cannot judge" and left out.

    A median of 3.5 counts as uncertain and one of 6.5 as appropriate, as in the manual. `tails` are the percentiles of
    IPR: the manual's 30 and 70; 10 and 90 turn about half of all verdicts. The constants were fitted for nine points,
    so other scales raise `InputError`.
    """
    known = known_values(values)
    if len(known) and not (np.all(known >= LOWEST) and np.all(known <= HIGHEST)):
        raise InputError("appropriateness is rated from 1 to 9", remedy="rescale the ratings, or use another rule")
    if not 0 < tails[0] < tails[1] < 1:
        raise InputError(f"{tails[0]:g} and {tails[1]:g} are no two percentiles", remedy="give for example 0.3 and 0.7")
    low, high = (float(value) for value in percentiles(known, tails, percentile))
    median, centre = float(np.median(known)), (low + high) / 2
    asymmetry = abs(MIDDLE - centre)
    ipr, ipras = high - low, IPR_FOR_DISAGREEMENT + CORRECTION_FOR_ASYMMETRY * asymmetry
    split = ipr > ipras if Disagreement(disagreement) is Disagreement.IPRAS else _classic_disagreement(known)
    return PanelJudgement(
        n=len(known),
        median=median,
        low=low,
        high=high,
        ipr=ipr,
        centre=centre,
        asymmetry=asymmetry,
        ipras=ipras,
        disagreement=bool(split),
        agreement=_classic_agreement(known, median),
        verdict=_verdict(median, bool(split)),
    )


def _third(people: int) -> int:
    return round(people / 3)


def _classic_disagreement(known: np.ndarray) -> bool:
    third = _third(len(known))
    return bool(third and (known <= 3).sum() >= third and (known >= 7).sum() >= third)


def _classic_agreement(known: np.ndarray, median: float) -> bool:
    first = 1 if median < 3.5 else 4 if median < 6.5 else 7
    outside = int(((known < first) | (known > first + 2)).sum())
    return outside <= max(_third(len(known)) - 1, 0)


def _verdict(median: float, disagreement: bool) -> Appropriateness:
    if disagreement or 3.5 <= median < 6.5:
        return Appropriateness.UNCERTAIN
    return Appropriateness.APPROPRIATE if median >= 6.5 else Appropriateness.INAPPROPRIATE
