"""How far a forest plot's axis reaches: over all that carries weight, not as far as the least certain interval."""

from collections.abc import Sequence
from math import isfinite
from typing import Protocol

import numpy as np

from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import IMPRECISE, Scale
from cairn.synthesis.pictures.pooled import Pooled

NEAR = 5.0
"""How many times the spread of the middle half of estimates an imprecise one may lie off and still be shown."""
WEIGHTY = 0.1
"""From this share of an equal weight on an estimate is always shown."""


class _Effect(Protocol):
    @property
    def estimate(self) -> float: ...

    @property
    def ci(self) -> Interval | None: ...

    @property
    def weight(self) -> float | None: ...


class _Places(Protocol):
    @property
    def left(self) -> float: ...

    @property
    def right(self) -> float: ...


def scale_of(rows: Sequence[_Effect], pooled: Sequence[Pooled], null: float | None, places: _Places) -> Scale:
    """Return the scale that shows the rows, the pooled effects and the null.

    Every estimate that carries weight and every pooled interval is whole on it. What may end in arrows is the interval
    of an imprecise study, and a prediction interval that would stretch the axis more than threefold.
    """
    inside = [*_rows(rows), *(() if null is None else (null,))]
    inside += [end for one in pooled for end in (one.estimate, *one.ci) if isfinite(end)]
    low, high = min(inside), max(inside)
    span = high - low
    expected = [end for one in pooled if one.prediction for end in one.prediction]
    ends = [low, high, *(min(max(end, low - span), high + span) for end in expected)]
    low, high = min(ends), max(ends)
    margin = 0.03 * (high - low) or 1.0
    return Scale(low - margin, high + margin, places.left, places.right)


def _rows(rows: Sequence[_Effect]) -> list[float]:
    """Return the ends of what must be seen of the rows."""
    finite = [width for row in rows if row.ci and isfinite(width := row.ci[1] - row.ci[0])]
    width = float(np.median(finite)) if finite else 2.0
    estimates = [row.estimate for row in rows]
    middle = float(np.median(estimates))
    spread = float(np.subtract(*np.percentile(estimates, [75, 25])))
    inside: list[float] = []
    for row in rows:
        if _is_weighty(row, IMPRECISE * width, len(rows)) or abs(row.estimate - middle) <= NEAR * spread + width:
            low, high = row.ci or (row.estimate, row.estimate)
            reach = width / 2 if high - low > IMPRECISE * width else IMPRECISE * width
            inside += [max(low, row.estimate - reach), min(high, row.estimate + reach)]
    return inside or estimates


def _is_weighty(row: _Effect, widest: float, count: int) -> bool:
    if row.weight is not None:
        return row.weight >= WEIGHTY * 100 / count
    return row.ci is not None and row.ci[1] - row.ci[0] <= widest
