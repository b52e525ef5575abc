"""Mean and standard deviation from a median with quartiles or extremes, for papers that give no more."""

from dataclasses import dataclass
from math import log, sqrt

from scipy.special import ndtri

from cairn.base.errors import DataError, InputError


@dataclass(frozen=True)
class MeanAndDeviation:
    """An estimated mean and standard deviation, in the units of the data. `skewed` tells that normality is doubtful."""

    mean: float
    sd: float
    skewed: bool


def mean_and_sd(
    n: int,
    *,
    median: float,
    minimum: float | None = None,
    q1: float | None = None,
    q3: float | None = None,
    maximum: float | None = None,
) -> MeanAndDeviation:
    """Estimate mean (Luo et al., 2018) and deviation (Wan et al., 2014; all five: Shi et al., 2020) of normal data.

    From the median of `n` people with both extremes, both quartiles, or all four. `skewed` is the test of Shi et al.
    (2023, Stat Methods Med Res 32:1338) at 5%: where true, the estimates should not be used as they stand.
    Raises `InputError` where the values are not one of these sets, `DataError` where they are out of order.
    """
    given = [value for value in (minimum, q1, median, q3, maximum) if value is not None]
    if given != sorted(given):
        raise DataError("the quantiles are out of order", remedy="give them from the minimum to the maximum")
    if n < 2:
        raise DataError("one person has no spread", remedy="give the number of people")
    has_range, has_box = minimum is not None and maximum is not None, q1 is not None and q3 is not None
    if (minimum is None) != (maximum is None) or (q1 is None) != (q3 is None) or not (has_range or has_box):
        raise InputError("the quantiles are incomplete", remedy="give both extremes, both quartiles, or all four")
    ends = (minimum, maximum) if minimum is not None and maximum is not None else None
    box = (q1, q3) if q1 is not None and q3 is not None else None
    if given[0] == given[-1]:
        raise DataError("all quantiles are the same", remedy="check the numbers")
    return MeanAndDeviation(_mean(n, median, ends, box), _deviation(n, ends, box), _is_skewed(n, median, ends, box))


Ends = tuple[float, float] | None


def _mean(n: float, median: float, ends: Ends, box: Ends) -> float:
    size = float(n)
    if ends and box:
        outer, inner = 2.2 / (2.2 + size**0.75), 0.7 - 0.72 / size**0.55
        return float(outer * sum(ends) / 2 + inner * sum(box) / 2 + (1 - outer - inner) * median)
    if ends:
        outer = 4 / (4 + size**0.75)
        return float(outer * sum(ends) / 2 + (1 - outer) * median)
    inner = 0.7 + 0.39 / n
    return inner * sum(box or ()) / 2 + (1 - inner) * median


def _deviation(n: float, ends: Ends, box: Ends) -> float:
    grown = float(n) ** 0.6
    end_z, box_z = float(ndtri((n - 0.375) / (n + 0.25))), float(ndtri((0.75 * n - 0.125) / (n + 0.25)))
    if ends and box:
        outer, inner = 2 + 0.14 * grown, 2 + 2 / (0.07 * grown)
        return float((ends[1] - ends[0]) / (outer * end_z) + (box[1] - box[0]) / (inner * box_z))
    if ends:
        return (ends[1] - ends[0]) / (2 * end_z)
    low, high = box or (0.0, 0.0)
    return (high - low) / (2 * box_z)


def _is_skewed(n: float, median: float, ends: Ends, box: Ends) -> bool:
    leans = [abs(sum(pair) - 2 * median) / (pair[1] - pair[0]) for pair in (ends, box) if pair and pair[1] > pair[0]]
    if ends and box and len(leans) == 2:
        return max(2.65 * log(0.6 * n) / sqrt(n) * leans[0], leans[1]) > 3 / sqrt(n) - 40 / n**3
    if ends:
        return leans[0] > 1 / log(n + 9) + 2.5 / (n + 1)
    return leans[0] > 2.65 / sqrt(n) - 6 / n**2
