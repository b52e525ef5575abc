"""How far a forest plot's axis reaches: over what most studies say, not as far as the widest interval."""

from collections.abc import Sequence
from math import isfinite
from typing import Protocol

import numpy as np

from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import Scale
from cairn.synthesis.pictures.pooled import Pooled

NEAR = 5
"""How many times the spread of the middle half of estimates one may lie off before it is left beyond the axis."""


class _Effect(Protocol):
    @property
    def estimate(self) -> float: ...

    @property
    def ci(self) -> Interval | None: ...


class _Places(Protocol):
    @property
    def left(self) -> float: ...

    @property
    def right(self) -> float: ...


def scale_of(rows: Sequence[_Effect], pooled: Sequence[Pooled], null: float | None, places: _Places) -> Scale:
    """Return the scale that shows the rows, the pooled effects and the null.

    Pooled and prediction intervals may stretch what the rows need to threefold at most: with two studies a
    Knapp-Hartung interval would leave nothing else to see.
    """
    low, high = _core(rows, null)
    span = high - low
    wide = [end for one in pooled for interval in (one.ci, one.prediction) if interval for end in interval]
    ends = [low, high, *(min(max(end, low - span), high + span) for end in wide)]
    low, high = min(ends), max(ends)
    margin = 0.03 * (high - low) or 1.0
    return Scale(low - margin, high + margin, places.left, places.right)


def _core(rows: Sequence[_Effect], null: float | None) -> Interval:
    widths = [row.ci[1] - row.ci[0] for row in rows if row.ci]
    finite = [width for width in widths if isfinite(width)]
    room = float(np.median(finite)) / 2 if finite else 1.0
    estimates = [row.estimate for row in rows]
    middle = float(np.median(estimates))
    spread = float(np.subtract(*np.percentile(estimates, [75, 25])))
    near = [at for at in estimates if abs(at - middle) <= NEAR * spread + 2 * room]
    inside = [*(at - room for at in near), *(at + room for at in near), *(() if null is None else (null,))]
    return min(inside), max(inside)
