"""Ask whether effects differ by what is known of the studies: meta-regression, and groups of studies compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from cairn.base.errors import InputError
from cairn.synthesis.heterogeneity import METHODS, log_likelihood, tau2_of
from cairn.synthesis.numbers import (
    Interval,
    Numbers,
    Vector,
    around,
    check_level,
    chi2_tail,
    choice,
    groups_of,
    ratio,
    studies,
    two_sided,
    vector,
)
from cairn.synthesis.pooling import INTERVALS, Fit, Heterogeneity, fit, heterogeneity_of
from cairn.synthesis.profiles import Pooling, Regression


@dataclass(frozen=True)
class Coefficient:
    """One coefficient of a meta-regression: the change of the effect with one unit of `name`."""

    name: str
    estimate: float
    se: float
    statistic: float
    p: float
    ci: Interval


@dataclass(frozen=True)
class MetaRegression:
    """A mixed-effects meta-regression. `heterogeneity` is what the moderators leave unexplained.

    `test` is the omnibus test of all coefficients but the intercept: chi-squared with `test_df[0]` degrees of freedom,
    or F with both where Knapp-Hartung was asked for. `r2` is the percentage of tau² explained, never below 0
    (Raudenbush, 2009); 0 where there was none to explain, `None` for method FE.
    """

    k: int
    method: str
    ci_rule: str
    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    df: int | None
    heterogeneity: Heterogeneity
    r2: float | None
    test: float | None
    test_df: tuple[int, int | None]
    test_p: float | None
    log_likelihood: float


@dataclass(frozen=True)
class Subgroups:
    """Groups of studies pooled apart, each with a tau² of its own, and the test that their effects are the same.

    `q_between` is chi-squared with `df` degrees of freedom (Borenstein & Higgins, 2013, Prev Sci 14:134).
    """

    groups: dict[str, Fit]
    q_between: float
    df: int
    p: float


def meta_regression(
    yi: Numbers,
    vi: Numbers,
    moderators: dict[str, Numbers],
    *,
    method: str = "REML",
    ci: str = "wald",
    level: float = 0.95,
    intercept: bool = True,
) -> MetaRegression:
    """Regress effects on `moderators`, a number per study under each name, by weighted least squares.

    tau² is what is left after the moderators, by one of `METHODS`. Options as in `fit`. Categories must come as
    columns of 0 and 1 (`indicators`). Raises `InputError` where moderators repeat each other or studies are too few.
    """
    y, v = studies(yi, vi)
    method, ci = choice(method, METHODS, "method"), choice(ci, INTERVALS, "interval")
    check_level(level)
    columns = _columns(moderators, y.size, intercept)
    data = Regression(y[None], v[None], np.column_stack(list(columns.values())))
    tau2 = tau2_of(data, method)
    w = data.weights(tau2)
    df = y.size - data.p
    factor = float(data.residual_sum(w)[0]) / df
    factor = {"wald": 1.0, "kh": factor, "kh-adhoc": max(factor, 1.0)}[ci]
    covariance = factor * data.inverse(w)
    estimates = data.coefficients(w)
    t_df = None if ci == "wald" else df
    tested = slice(1 if intercept else 0, None)
    test, test_df, test_p = _omnibus(estimates[tested], covariance[tested, tested], t_df)
    return MetaRegression(
        k=y.size,
        method=method,
        ci_rule=ci,
        coefficients=tuple(
            _coefficient(name, float(estimate), float(se), level, t_df)
            for name, estimate, se in zip(columns, estimates, np.sqrt(np.diag(covariance)), strict=True)
        ),
        covariance=tuple(tuple(float(value) for value in row) for row in covariance),
        df=t_df,
        heterogeneity=heterogeneity_of(data, method, tau2, level),
        r2=_explained(y, v, method, float(tau2[0])) if intercept else None,
        test=test,
        test_df=test_df,
        test_p=test_p,
        log_likelihood=float(log_likelihood(data, tau2, restricted=method == "REML")[0]),
    )


def indicators(values: Sequence[Any], name: str) -> dict[str, Numbers]:
    """Turn a category into columns of 0 and 1, one for each value but the first in order, named "name: value"."""
    names, places = groups_of(values, len(values), name)
    return {f"{name}: {one}": (places == place).astype(float) for place, one in enumerate(names) if place}


def subgroups(
    yi: Numbers,
    vi: Numbers,
    groups: Sequence[Any],
    *,
    method: str = "REML",
    ci: str = "wald",
    prediction: str = "t",
    level: float = 0.95,
) -> Subgroups:
    """Pool each group of studies apart and test whether the pooled effects differ.

    Options as in `fit`; a group of one study counts with its own effect and variance. For one tau² common to all groups
    use `meta_regression` with `indicators`. Raises `InputError` where there is only one group.
    """
    y, v = studies(yi, vi)
    names, places = groups_of(groups, y.size, "the group")
    if len(names) < 2:
        raise InputError("all studies are in one group", remedy="give at least two groups to compare")
    fits = {
        str(name): fit(y[places == at], v[places == at], method=method, ci=ci, prediction=prediction, level=level)
        for at, name in enumerate(names)
    }
    estimates = np.array([one.estimate for one in fits.values()])
    errors = np.array([one.se for one in fits.values()])
    between = fit(estimates, errors**2, method="FE").heterogeneity
    return Subgroups(fits, between.q, between.q_df, between.q_p)


def _columns(moderators: dict[str, Numbers], k: int, intercept: bool) -> dict[str, Vector]:
    columns = {name: vector(values, name) for name, values in moderators.items()}
    for name, values in columns.items():
        if values.size != k:
            raise InputError(f"{k} effects but {values.size} values of {name}", remedy="give one per study")
    return {"intercept": np.ones(k), **columns} if intercept else columns


def _coefficient(name: str, estimate: float, se: float, level: float, df: int | None) -> Coefficient:
    statistic = ratio(estimate, se)
    return Coefficient(name, estimate, se, statistic, float(two_sided(statistic, df)), around(estimate, se, level, df))


def _omnibus(
    estimates: Vector, covariance: Vector, df: int | None
) -> tuple[float | None, tuple[int, int | None], float | None]:
    count = estimates.size
    if not count:
        return None, (0, df), None
    form = float(estimates @ np.linalg.solve(covariance, estimates))
    if df is None:
        return form, (count, None), chi2_tail(form, count)
    return form / count, (count, df), float(special.fdtrc(count, df, form / count))


def _explained(y: Vector, v: Vector, method: str, left: float) -> float | None:
    if method == "FE":
        return None
    whole = float(tau2_of(Pooling(y[None], v[None]), method)[0])
    return 100 * max(0.0, (whole - left) / whole) if whole > 0 else 0.0
