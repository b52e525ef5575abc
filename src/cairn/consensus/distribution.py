"""How the ratings of one item are spread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .percentiles import Percentile, known_values, percentiles


@dataclass(frozen=True)
class Distribution:
    """The ratings of one item by those who judged it.

    `counts` holds how many gave each value that was given, smallest value first. `sd` is that of a sample (n - 1),
    `mad` the median absolute deviation, not scaled; `cv` is sd / mean. What cannot be told of so few is None.
    """

    n: int
    cannot_judge: int
    counts: dict[float, int]
    median: float
    q1: float
    q3: float
    mean: float
    sd: float | None
    mad: float
    percentile: Percentile

    @property
    def iqr(self) -> float:
        return round(self.q3 - self.q1, 12)

    @property
    def cv(self) -> float | None:
        return None if self.sd is None or self.mean == 0 else self.sd / self.mean

    def share(self, low: float, high: float) -> float:
        """The share, 0 to 1, of those who judged that rate from `low` to `high`, both counted."""
        return sum(number for value, number in self.counts.items() if low <= value <= high) / self.n


def describe(values: Sequence[float] | np.ndarray, percentile: Percentile | str = Percentile.TYPE7) -> Distribution:
    """Describe the ratings of one item. NaN or None is "cannot judge", which is counted and otherwise left out.

    Raises `InputError` where nobody judged. The median is the same by every definition of a percentile; quartiles are
    not.
    """
    known = known_values(values)
    q1, q3 = percentiles(known, (0.25, 0.75), percentile)
    middle = float(np.median(known))
    numbers, how_often = np.unique(known, return_counts=True)
    return Distribution(
        n=len(known),
        cannot_judge=int(np.size(values) - len(known)),
        counts=dict(zip(numbers.tolist(), how_often.tolist(), strict=True)),
        median=middle,
        q1=float(q1),
        q3=float(q3),
        mean=float(known.mean()),
        sd=float(known.std(ddof=1)) if len(known) > 1 else None,
        mad=float(np.median(np.abs(known - middle))),
        percentile=Percentile(percentile),
    )
