"""The three-parameter selection model: what the studies would say if dull results were published less often."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize, special

from cairn.base.errors import DataError
from cairn.synthesis.heterogeneity import log_likelihood
from cairn.synthesis.numbers import (
    Interval,
    Numbers,
    Vector,
    around,
    check_level,
    chi2_tail,
    choice,
    studies,
    two_sided,
)
from cairn.synthesis.pooling import fit
from cairn.synthesis.profiles import Pooling

DIRECTIONS = ("greater", "less")
STEP = 0.025
NEGLIGIBLE = 1e-5


@dataclass(frozen=True)
class SelectionModel:
    """The pooled effect, adjusted. `delta`: how likely a dull result was to be published, against 1 for a striking one.

    Striking: a one-sided p value, in `direction`, of at most `step`. `p` tests whether there is selection at all, by
    the likelihood ratio `lrt` against delta = 1.
    """

    k: int
    estimate: float
    se: float
    p_estimate: float
    ci: Interval
    tau2: float
    delta: float
    delta_se: float
    direction: str
    step: float
    log_likelihood: float
    lrt: float
    p: float
    notes: tuple[str, ...]


class _Model(NamedTuple):
    """Effects turned so that striking ones are high, variances, the least striking effect, and which are striking."""

    y: Vector
    v: Vector
    threshold: Vector
    striking: Vector


def selection_model(
    yi: Numbers, vi: Numbers, *, direction: str | None = None, step: float = STEP, level: float = 0.95
) -> SelectionModel:
    """Fit a step function of the one-sided p value with one cut (Vevea & Hedges, 1995, Psychometrika 60:419).

    Maximum likelihood of effect, tau² and delta, at the peak next to the ML estimates without selection; `notes` say
    where a higher one was seen. `direction`, "greater" or "less", says which results are striking, by
    default those of the pooled effect's sign. With few studies on either side of the cut the answer is frail. Raises
    `DataError` where one side has no study, or where no peak of the likelihood is found.
    """
    y, v = studies(yi, vi)
    check_level(level)
    plain = fit(y, v, method="ML")
    direction = choice(direction or ("less" if plain.estimate < 0 else "greater"), DIRECTIONS, "direction")
    sign = 1.0 if direction == "greater" else -1.0
    threshold = -special.ndtri(step) * np.sqrt(v)
    striking = sign * y >= threshold
    if striking.all() or not striking.any():
        side = "above" if striking.all() else "at or below"
        raise DataError(
            f"no study has a one-sided p value {side} {step}", remedy="the selection model needs both kinds"
        )
    model = _Model(sign * y, v, np.asarray(threshold, dtype=np.float64), striking.astype(float))
    mu, tau2, delta, notes = _maximise(model, sign * plain.estimate, plain.heterogeneity.tau2 or 0.0)
    covariance = _covariance(model, mu, tau2, delta)
    reached = _log_likelihood(model, mu, tau2, delta)
    null = float(log_likelihood(Pooling(y[None], v[None]), np.array([plain.heterogeneity.tau2]), restricted=False)[0])
    se, lrt = float(np.sqrt(covariance[0, 0])), max(0.0, 2 * (reached - null))
    return SelectionModel(
        k=y.size,
        estimate=sign * mu,
        se=se,
        p_estimate=float(two_sided(mu / se)),
        ci=around(sign * mu, se, level),
        tau2=tau2,
        delta=delta,
        delta_se=float(np.sqrt(covariance[-1, -1])),
        direction=direction,
        step=step,
        log_likelihood=reached,
        lrt=lrt,
        p=chi2_tail(lrt, 1),
        notes=notes,
    )


def _log_likelihood(model: _Model, mu: float, tau2: float, delta: float) -> float:
    total = model.v + tau2
    above = special.ndtr((mu - model.threshold) / np.sqrt(total))
    seen = above + delta * (1 - above)
    density = -0.5 * (np.log(2 * np.pi * total) + (model.y - mu) ** 2 / total)
    return float((density - np.log(seen)).sum() + (1 - model.striking).sum() * np.log(delta))


def _best_delta(model: _Model, mu: float, tau2: float) -> float:
    """Return the likeliest delta at an effect and tau²: it expects as many dull studies as were seen."""
    above = special.ndtr((mu - model.threshold) / np.sqrt(model.v + tau2))
    below, dull = 1 - above, float((1 - model.striking).sum())

    def excess(log_delta: float) -> float:
        odds = np.exp(log_delta) * below
        return float((odds / (above + odds)).sum() - dull)

    return float(np.exp(optimize.brentq(excess, -200, 200, xtol=1e-13)))


def _maximise(model: _Model, mu: float, tau2: float) -> tuple[float, float, float, tuple[str, ...]]:
    """Climb from the plain estimates to the nearest peak; return effect, tau², delta and what else was seen."""

    def depth(at: Vector) -> float:
        value = float(np.exp(at[1]))
        return -_log_likelihood(model, float(at[0]), value, _best_delta(model, float(at[0]), value))

    def depth_without(at: Vector) -> float:
        return -_log_likelihood(model, float(at[0]), 0.0, _best_delta(model, float(at[0]), 0.0))

    options: Any = {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4000, "maxfev": 8000}
    start = np.array([mu, np.log(max(tau2, 1e-3 * float(model.v.mean())))])
    try:
        free = optimize.minimize(depth, start, method="Nelder-Mead", options=options)
        none = optimize.minimize(depth_without, start[:1], method="Nelder-Mead", options=options)
    except ValueError as error:
        raise DataError("the selection model has no peak on these data", remedy="report it as not fitted") from error
    value = float(np.exp(free.x[1]))
    value = 0.0 if value < NEGLIGIBLE * float(model.v.mean()) else value
    best = free if value else none
    if not best.success or not np.isfinite(best.fun):
        raise DataError("the selection model did not settle on these data", remedy="report it as not fitted")
    mu = float(best.x[0])
    higher = ("with tau² = 0 the likelihood is higher: the answer is frail",) if none.fun < best.fun - 1e-6 else ()
    return mu, value, _best_delta(model, mu, value), higher


def _covariance(model: _Model, mu: float, tau2: float, delta: float) -> Vector:
    """Invert the observed information of effect, log tau² (where above 0) and log delta; then turn to delta itself."""
    free = np.array([mu, np.log(delta)]) if tau2 == 0 else np.array([mu, np.log(tau2), np.log(delta)])

    def height(at: Vector) -> float:
        value = 0.0 if tau2 == 0 else float(np.exp(at[1]))
        return _log_likelihood(model, float(at[0]), value, float(np.exp(at[-1])))

    information = -_hessian(height, free, np.array([1e-3 * float(np.sqrt(model.v.mean())), *[1e-3] * (free.size - 1)]))
    if not np.isfinite(information).all() or np.linalg.eigvalsh(information).min() <= 0:
        raise DataError("the selection model is flat at its peak on these data", remedy="report it as not fitted")
    covariance = np.linalg.inv(information)
    scale = np.ones(free.size)
    scale[-1] = delta
    return np.asarray(covariance * np.outer(scale, scale))


def _hessian(height: Callable[[Vector], float], at: Vector, steps: Vector) -> Vector:
    n = at.size
    found = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            ei, ej = np.eye(n)[i] * steps[i], np.eye(n)[j] * steps[j]
            corners = height(at + ei + ej) - height(at + ei - ej) - height(at - ei + ej) + height(at - ei - ej)
            found[i, j] = corners / (4 * steps[i] * steps[j])
    return found
