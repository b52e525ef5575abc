"""How much the answer hangs on single studies: each left out in turn, and measures of influence."""

from dataclasses import dataclass

import numpy as np

from cairn.base.errors import InputError
from cairn.synthesis.numbers import Numbers
from cairn.synthesis.pooling import Fit, fit


@dataclass(frozen=True)
class Influence:
    """How one study moves the answer (Viechtbauer & Cheung, 2010, Res Synth Methods 1:112).

    `rstudent`: distance from what the others predict, in standard errors. `dffits`: how far the pooled effect moves
    when the study leaves, in standard errors; `cook`: the square of that move, in variances of the full estimate.
    `hat`: the study's share of the weight, 0 to 1.
    """

    rstudent: float
    dffits: float
    cook: float
    hat: float
    tau2_without: float


def leave_one_out(
    yi: Numbers,
    vi: Numbers,
    *,
    method: str = "REML",
    ci: str = "wald",
    prediction: str = "t",
    level: float = 0.95,
) -> tuple[Fit, ...]:
    """Pool the studies as often as there are studies, leaving each out in turn; options as in `fit`.

    Raises `InputError` for fewer than two studies.
    """
    y, v = np.atleast_1d(np.asarray(yi, dtype=float)), np.atleast_1d(np.asarray(vi, dtype=float))
    fit(y, v, method=method, prediction=prediction, level=level)
    if y.size < 2:
        raise InputError("one study cannot be left out", remedy="give at least two studies")
    return tuple(
        fit(np.delete(y, place), np.delete(v, place), method=method, ci=ci, prediction=prediction, level=level)
        for place in range(y.size)
    )


def influence(yi: Numbers, vi: Numbers, *, method: str = "REML") -> tuple[Influence, ...]:
    """Return the influence of each study on the pooled effect, with Wald standard errors.

    Raises `InputError` for fewer than two studies.
    """
    y, v = np.atleast_1d(np.asarray(yi, dtype=float)), np.atleast_1d(np.asarray(vi, dtype=float))
    whole = fit(y, v, method=method)
    others = leave_one_out(y, v, method=method)
    return tuple(
        _influence(whole, without, float(effect), float(variance), share / 100)
        for without, effect, variance, share in zip(others, y, v, whole.weights, strict=True)
    )


def _influence(whole: Fit, without: Fit, effect: float, variance: float, hat: float) -> Influence:
    tau2 = without.heterogeneity.tau2 or 0.0
    move = whole.estimate - without.estimate
    return Influence(
        rstudent=(effect - without.estimate) / float(np.sqrt(variance + tau2 + without.se**2)),
        dffits=move / float(np.sqrt(hat * (tau2 + variance))),
        cook=move**2 / whole.se**2,
        hat=hat,
        tau2_without=tau2,
    )


def cumulative(
    yi: Numbers, vi: Numbers, order: Numbers, *, method: str = "REML", level: float = 0.95
) -> tuple[Fit, ...]:
    """Pool the studies as they came, by `order` (say, their years): first alone, then with each later one."""
    y, v = np.asarray(yi, dtype=float), np.asarray(vi, dtype=float)
    places = np.argsort(np.asarray(order, dtype=float), kind="stable")
    return tuple(fit(y[places[:n]], v[places[:n]], method=method, level=level) for n in range(1, y.size + 1))


@dataclass(frozen=True)
class BaujatPoint:
    """Where a study stands in the plot of Baujat et al. (2002, Stat Med 21:2641), generalised as metafor does.

    `contribution`: the squared Pearson residual; with method FE they sum to Q. `influence`: the squared move of the
    pooled effect when the study leaves, in variances of the effect without it.
    """

    contribution: float
    influence: float


def baujat_points(yi: Numbers, vi: Numbers, *, method: str = "REML") -> tuple[BaujatPoint, ...]:
    """Return what each study adds to heterogeneity and to the pooled effect.

    Raises `InputError` for fewer than two studies.
    """
    y, v = np.atleast_1d(np.asarray(yi, dtype=float)), np.atleast_1d(np.asarray(vi, dtype=float))
    whole = fit(y, v, method=method)
    tau2 = whole.heterogeneity.tau2 or 0.0
    return tuple(
        BaujatPoint(
            contribution=(float(effect) - whole.estimate) ** 2 / (float(variance) + tau2),
            influence=(whole.estimate - without.estimate) ** 2 / without.se**2,
        )
        for without, effect, variance in zip(leave_one_out(y, v, method=method), y, v, strict=True)
    )
