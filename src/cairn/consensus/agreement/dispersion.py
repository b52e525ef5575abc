"""Agreement on one item from how its ratings are spread over an ordered scale."""

from collections.abc import Sequence

import numpy as np

from cairn.base.errors import InputError


def consensus_of_counts(counts: Sequence[float], *, values: Sequence[float] | None = None) -> float:
    """Return Tastle & Wierman's consensus, from 0 (half at either end) to 1 (all on one value).

    `counts` are how many chose each value of the scale, also those nobody chose; `values` the scale, by default 1, 2,
    3 … Cns = 1 + Σ p log2(1 - |x - mean| / width), Tastle & Wierman 2007, doi:10.1016/j.ijar.2006.06.024. Raises
    `InputError` where nobody rated or the scale has one value.
    """
    number = np.asarray(counts, dtype=float)
    scale = np.arange(1, len(number) + 1, dtype=float) if values is None else np.asarray(values, dtype=float)
    if number.sum() <= 0 or (number < 0).any():
        raise InputError("there are no ratings", remedy="count at least one, and none below 0")
    if len(scale) != len(number) or np.ptp(scale) == 0:
        raise InputError("a scale has two values or more, and a count for each", remedy="give every value of the scale")
    shares = number / number.sum()
    given = shares > 0
    distance = np.abs(scale - shares @ scale) / np.ptp(scale)
    return float(1 + (shares[given] * np.log2(1 - distance[given])).sum())
