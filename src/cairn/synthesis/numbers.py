"""What every room of the synthesis shares: numbers checked at the door, quantiles, intervals."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from cairn.base.errors import DataError, InputError

Vector = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Numbers = npt.ArrayLike
Interval = tuple[float, float]


def vector(values: Numbers, name: str) -> Vector:
    """Return the values as a vector of finite floats; raise `DataError` naming the first study that is not a number."""
    try:
        numbers = np.atleast_1d(np.asarray(values, dtype=float))
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} holds something that is no number", remedy="give numbers only") from error
    if numbers.ndim != 1:
        raise InputError(f"{name} has {numbers.ndim} dimensions", remedy="give one number per study")
    refuse(~np.isfinite(numbers), f"{name} is missing or no finite number")
    return numbers


def studies(yi: Numbers, vi: Numbers) -> tuple[Vector, Vector]:
    """Check effects and their sampling variances, one of each per study, variances above zero.

    Raises `DataError` naming the first study at fault, `InputError` where the lengths differ or there is no study.
    """
    y, v = vector(yi, "the effect"), vector(vi, "the sampling variance")
    if y.size != v.size:
        raise InputError(f"{y.size} effects but {v.size} sampling variances", remedy="give one of each per study")
    if not y.size:
        raise InputError("there is no study", remedy="give at least one effect with its variance")
    refuse(v <= 0, "the sampling variance is not above zero")
    return y, v


def refuse(wrong: Mask, what: str, remedy: str = "correct the data, or leave the study out") -> None:
    """Raise `DataError` naming the first study where `wrong` holds."""
    if wrong.any():
        raise DataError(what, where=f"study {int(np.argmax(wrong)) + 1}", remedy=remedy)


def groups_of(values: Sequence[Any] | npt.NDArray[Any], k: int, name: str) -> tuple[list[Any], Places]:
    """Return the sorted names of groups and each study's place among them."""
    labels = list(values)
    if len(labels) != k:
        raise InputError(f"{k} effects but {len(labels)} values of {name}", remedy="give one per study")
    if any(label is None or label != label for label in labels):
        raise DataError(f"{name} is missing for a study", remedy="say the group of every study, or leave the study out")
    names = sorted(set(labels))
    places = {label: place for place, label in enumerate(names)}
    return names, np.array([places[label] for label in labels], dtype=np.intp)


def same_length(**columns: Vector) -> tuple[Vector, ...]:
    """Return the columns, spread to one length; raise `InputError` where they differ in length."""
    longest = max(column.size for column in columns.values())
    for name, column in columns.items():
        if column.size not in (1, longest):
            raise InputError(f"{name} has {column.size} values, not {longest}", remedy="give one per study")
    return tuple(np.broadcast_to(column, longest) for column in columns.values())


def choice(value: str, allowed: Sequence[str], name: str) -> str:
    """Return the one of `allowed` that `value` names in whatever case; raise `InputError` listing them otherwise."""
    for one in allowed:
        if one.lower() == value.lower():
            return one
    raise InputError(f"{name} '{value}' is unknown", remedy=f"use one of {', '.join(allowed)}")


def check_level(level: float) -> float:
    """Return a confidence level if it lies between 0 and 1."""
    if not 0 < level < 1:
        raise InputError(f"a level of {level} is impossible", remedy="use a level such as 0.95")
    return level


def critical(level: float, df: float | None = None) -> float:
    """Return the two-sided critical value of the t distribution with `df`, of the normal without."""
    upper = (1 + check_level(level)) / 2
    return float(special.ndtri(upper) if df is None else special.stdtrit(df, upper))


def two_sided(statistic: Any, df: float | None = None) -> Any:
    """Return the two-sided p value of one or many statistics, normal or t with `df` degrees of freedom."""
    tail = special.ndtr(-np.abs(statistic)) if df is None else special.stdtr(df, -np.abs(statistic))
    return 2 * tail


def ratio(estimate: float, se: float) -> float:
    """Return estimate / se; infinite, or 0 for an estimate of 0, where identical effects leave no standard error."""
    return estimate / se if se > 0 else float(np.copysign(np.inf, estimate)) if estimate else 0.0


def around(estimate: float, se: float, level: float, df: float | None = None) -> Interval:
    """Return estimate ± critical value × standard error."""
    half = critical(level, df) * se
    return float(estimate - half), float(estimate + half)


def chi2_tail(statistic: float, df: float) -> float:
    """Return the upper tail of the chi-squared distribution; 1 without degrees of freedom."""
    return float(special.chdtrc(df, statistic)) if df > 0 else 1.0
