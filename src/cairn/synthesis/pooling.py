"""Pool the effects of several studies into one, with what is needed to say how sure and how uniform it is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from cairn.base.errors import DataError, InputError
from cairn.synthesis.heterogeneity import METHODS, log_likelihood, solve_q, tau2_of
from cairn.synthesis.numbers import (
    Interval,
    Mask,
    Numbers,
    Vector,
    around,
    check_level,
    chi2_tail,
    choice,
    critical,
    ratio,
    studies,
    two_sided,
)
from cairn.synthesis.precision import tau2_se
from cairn.synthesis.profiles import Pooling

INTERVALS: Final = ("wald", "kh", "kh-adhoc")
"""How the pooled estimate's interval is made: normal; Knapp-Hartung; the same, never narrower than without it."""

PREDICTIONS: Final = {"t": "t, k - 1 df", "riley": "t, k - 2 df, at least 1", "z": "normal"}
"""Definitions of the prediction interval, by the distribution each takes."""

AT_ONCE = 40_000
"""Numbers handled in one go when many datasets are pooled: what a processor's cache holds."""


@dataclass(frozen=True)
class Heterogeneity:
    """How much the studies differ beyond chance. Percentages run from 0 to 100; what cannot be known is `None`.

    `i2` and `h2` follow from tau² and the typical sampling variance (Higgins & Thompson, 2002, Stat Med 21:1539, eq. 9
    and Viechtbauer's generalisation (k - p) / trace P); `i2_q` and `h2_q` from Q alone (Higgins et al., 2003). The two
    agree for DL only. `tau2_ci` is the Q-profile interval (Viechtbauer, 2007, Stat Med 26:37); (0, 0) says that even
    tau² = 0 leaves less scatter than chance would.
    """

    tau2: float | None
    tau2_se: float | None
    tau2_ci: Interval | None
    q: float
    q_df: int
    q_p: float
    i2: float | None
    i2_q: float | None
    h2: float | None
    h2_q: float | None
    i2_ci: Interval | None


@dataclass(frozen=True)
class Fit:
    """Effects pooled into one. All on the scale of the effects given: logarithms stay logarithms.

    `weights` are percentages in the order of the studies. `df` is `None` where the normal distribution was used.
    `prediction` is where the effect in one new, similar study is expected, by the definition named in
    `prediction_rule`; `None` for a common effect and for one study. `notes` say in words what
    could not be done.
    """

    k: int
    method: str
    ci_rule: str
    level: float
    estimate: float
    se: float
    statistic: float
    df: int | None
    p: float
    ci: Interval
    prediction: Interval | None
    prediction_rule: str
    heterogeneity: Heterogeneity
    log_likelihood: float
    weights: tuple[float, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fits:
    """Many datasets pooled at once; every array has shape (sets,), on the scale of the effects given."""

    method: str
    k: Vector
    estimate: Vector
    se: Vector
    tau2: Vector


def fit(
    yi: Numbers,
    vi: Numbers,
    *,
    method: str = "REML",
    ci: str = "wald",
    prediction: str = "t",
    level: float = 0.95,
) -> Fit:
    """Pool effects `yi` with sampling variances `vi`, both of shape (k,).

    `method` is one of `METHODS`, `ci` one of `INTERVALS` (Knapp & Hartung, 2003, Stat Med 22:2693; the ad-hoc limit
    lets the variance factor not fall below 1), `prediction` one of `PREDICTIONS` (t with k - 2: Higgins et al., 2009,
    JRSS A 172:137; k - 1: Partlett & Riley, 2017; each with the standard error that `ci` asks for), `level` a
    proportion. One study alone is given back as it is, with tau² unknown and a note. Does not average findings
    of one study: use `three_level` or `correlated_effects` where studies give several.

    Raises `DataError` for a missing effect or a variance not above zero, `InputError` for an unknown option or for
    Knapp-Hartung with one study.
    """
    y, v = studies(yi, vi)
    method, ci = choice(method, METHODS, "method"), choice(ci, INTERVALS, "interval")
    rule = choice(prediction, tuple(PREDICTIONS), "prediction interval")
    check_level(level)
    if y.size == 1 and ci != "wald":
        raise InputError("one study allows no Knapp-Hartung interval", remedy="use the Wald interval")
    notes = ("one study: how much studies differ cannot be estimated",) if y.size == 1 and method != "FE" else ()
    data = Pooling(y[None], v[None])
    tau2 = tau2_of(data, method) if y.size > 1 else np.zeros(1)
    w = data.weights(tau2)
    estimate, se, df = _estimate(data, w, ci)
    return Fit(
        k=y.size,
        method=method,
        ci_rule=ci,
        level=level,
        estimate=estimate,
        se=se,
        statistic=ratio(estimate, se),
        df=df,
        p=float(two_sided(ratio(estimate, se), df)),
        ci=around(estimate, se, level, df),
        prediction=None if method == "FE" else _prediction(estimate, se, float(tau2[0]), y.size, rule, level),
        prediction_rule=PREDICTIONS[rule],
        heterogeneity=heterogeneity_of(data, method, tau2, level),
        log_likelihood=float(log_likelihood(data, tau2, restricted=method == "REML" and y.size > 1)[0]),
        weights=tuple(float(share) for share in 100 * w[0] / w.sum()),
        notes=notes,
    )


def fit_many(yi: Vector, vi: Vector, *, method: str = "REML", mask: Mask | None = None) -> Fits:
    """Pool many datasets at once: `yi`, `vi` of shape (sets, k), `mask` true where a place holds a study.

    Without `mask` every place holds one. Gives what `fit` gives for each, with Wald standard errors. Raises `DataError`
    naming the first dataset with a value that is missing, a variance not above zero, or fewer than two studies.
    """
    y, v = np.asarray(yi, dtype=float), np.asarray(vi, dtype=float)
    if y.ndim != 2 or y.shape != v.shape or (mask is not None and mask.shape != y.shape):
        raise InputError("the arrays differ in shape", remedy="give effects, variances and mask of shape (sets, k)")
    wrong = ~(np.isfinite(y) & np.isfinite(v) & (v > 0))
    if mask is not None:
        wrong &= mask
        y, v = np.where(mask, y, 0), np.where(mask, v, 1)
    data = Pooling(y, v, mask)
    bad = wrong.any(axis=1) | (data.k < 2)
    if bad.any():
        where = f"dataset {int(np.argmax(bad)) + 1}"
        raise DataError("a value is missing, a variance is not above zero, or studies are fewer than two", where=where)
    method = choice(method, METHODS, "method")
    step = max(1, AT_ONCE // y.shape[1])
    parts = [data.take(slice(start, start + step)) for start in range(0, len(y), step)]
    tau2 = np.concatenate([tau2_of(part, method) for part in parts]) if parts else np.zeros(0)
    w = data.weights(tau2)
    total = w.sum(axis=1)
    return Fits(method, data.k, np.einsum("ij,ij->i", w, y) / total, 1 / np.sqrt(total), tau2)


def heterogeneity_of(data: Pooling, method: str, tau2: Vector, level: float) -> Heterogeneity:
    """Describe how one dataset's effects differ, given its tau²; with moderators, beyond what these explain."""
    df = int(data.k[0]) - data.p
    forms = data.forms(data.weights(np.zeros(1)))
    q = max(0.0, float(forms.y_p_y[0])) if df else 0.0
    if not df:
        unknown = None if method != "FE" else 0.0
        return Heterogeneity(unknown, None, None, 0.0, 0, 1.0, None, None, None, None, None)
    typical = df / float(forms.trace_p[0])
    i2_q = 100 * max(0.0, (q - df) / q) if q > 0 else 0.0
    if method == "FE":
        return Heterogeneity(0.0, None, None, q, df, chi2_tail(q, df), i2_q, i2_q, q / df, q / df, None)
    value = float(tau2[0])
    interval = q_profile(data, level)
    low, high = (100 * bound / (typical + bound) for bound in interval)
    return Heterogeneity(
        tau2=value,
        tau2_se=tau2_se(data, method, value),
        tau2_ci=interval,
        q=q,
        q_df=df,
        q_p=chi2_tail(q, df),
        i2=100 * value / (typical + value),
        i2_q=i2_q,
        h2=value / typical + 1,
        h2_q=q / df,
        i2_ci=(low, high),
    )


def q_profile(data: Pooling, level: float) -> Interval:
    """Return the Q-profile interval of tau² of one dataset (Viechtbauer, 2007, Stat Med 26:37)."""
    df, outside = data.k - data.p, (1 - level) / 2
    low = solve_q(data, np.asarray(special.chdtri(df, outside), dtype=np.float64))
    high = solve_q(data, np.asarray(special.chdtri(df, 1 - outside), dtype=np.float64))
    return float(low[0]), float(high[0])


def _estimate(data: Pooling, w: Vector, ci: str) -> tuple[float, float, int | None]:
    total = float(w.sum())
    estimate, se = float(w[0] @ data.y[0]) / total, 1 / np.sqrt(total)
    if ci == "wald":
        return estimate, float(se), None
    df = int(data.k[0]) - 1
    factor = float(data.residual_sum(w)[0]) / df
    return estimate, float(se * np.sqrt(max(factor, 1.0) if ci == "kh-adhoc" else factor)), df


def _prediction(estimate: float, se: float, tau2: float, k: int, rule: str, level: float) -> Interval | None:
    if k < 2:
        return None
    df = {"t": k - 1, "riley": max(k - 2, 1), "z": None}[rule]
    half = critical(level, df) * float(np.sqrt(tau2 + se**2))
    return estimate - half, estimate + half
