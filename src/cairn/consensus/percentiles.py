"""Percentiles by their named definitions: on ratings they differ by up to a point, and verdicts with them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from cairn.base.errors import InputError


class Percentile(StrEnum):
    """Definitions of a sample percentile, numbered as in Hyndman & Fan (1996), doi:10.1080/00031305.1996.10473566."""

    TYPE2 = "type2"
    """Inverse of the empirical distribution, averaged at steps; the default of SAS."""
    TYPE5 = "type5"
    """Piecewise linear, the steps' middles joined; Hazen."""
    TYPE6 = "type6"
    """Linear in p(n + 1); the default of SPSS and Minitab."""
    TYPE7 = "type7"
    """Linear in p(n - 1) + 1; the default of R, NumPy and spreadsheets, and here."""
    TYPE8 = "type8"
    """Median-unbiased whatever the distribution; recommended by Hyndman & Fan."""


_NUMPY: dict[Percentile, Any] = {
    Percentile.TYPE2: "averaged_inverted_cdf",
    Percentile.TYPE5: "hazen",
    Percentile.TYPE6: "weibull",
    Percentile.TYPE7: "linear",
    Percentile.TYPE8: "median_unbiased",
}


def percentiles(
    values: Sequence[float] | np.ndarray, shares: Sequence[float], kind: Percentile | str = Percentile.TYPE7
) -> np.ndarray:
    """Return the percentile for each share (0 to 1), in their order. Values must be known; raises `InputError` for
    none.

    Computed by NumPy, whose `quantile` follows the same paper. Rounded to 12 digits, because on ratings a verdict hangs
    on whether 2.9999999999999996 is 3.
    """
    known = known_values(values)
    if not len(known):
        raise InputError("there are no ratings", remedy="give at least one")
    found = np.quantile(known, np.asarray(shares, dtype=float), method=_NUMPY[as_percentile(kind)])
    return np.asarray(np.round(found, 12), dtype=float)


def as_percentile(kind: Percentile | str) -> Percentile:
    """Return the definition of this name. Raises `InputError` for an unknown one."""
    try:
        return Percentile(kind)
    except ValueError as error:
        raise InputError(
            f"there is no percentile definition '{kind}'", remedy=f"name one of {', '.join(Percentile)}"
        ) from error


def known_values(values: Sequence[float] | np.ndarray) -> np.ndarray:
    """Return the values that are known, as floats; unknown ones are NaN or None."""
    array = np.asarray(values, dtype=float).ravel()
    return np.asarray(array[~np.isnan(array)])
