"""Several findings per study: three-level models, correlated and hierarchical effects, and cluster-robust inference."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from cairn.base.errors import CairnError, InputError
from cairn.synthesis.numbers import (
    Interval,
    Mask,
    Numbers,
    Vector,
    around,
    check_level,
    chi2_tail,
    groups_of,
    ratio,
    studies,
    two_sided,
)

ROUNDS = 2000
CLOSE = 1e-13
HALVINGS = 60


@dataclass(frozen=True)
class Inference:
    """A standard error with what follows from it; `df` is `None` for the normal distribution."""

    se: float
    statistic: float
    df: float | None
    p: float
    ci: Interval


@dataclass(frozen=True)
class MultiLevelFit:
    """Effects pooled with studies and findings as two levels of differences.

    `sigma2_between`: variance of true effects between studies; `sigma2_within`: between findings of one study. `model`
    trusts the model; `robust` is CR2 with Satterthwaite degrees of freedom, which holds though the model be wrong;
    `robust_cr1` the simpler correction J / (J - 1) with J - 1. With fewer than four degrees of freedom `robust` is not
    to be trusted either (Tipton, 2015). `i2_between` and `i2_within` are percentages (Viechtbauer's typical variance).
    """

    k: int
    clusters: int
    rho: float
    estimate: float
    sigma2_between: float
    sigma2_within: float
    model: Inference
    robust: Inference
    robust_cr1: Inference
    q: float
    q_df: int
    q_p: float
    i2_between: float
    i2_within: float
    log_likelihood: float


class _Blocks(NamedTuple):
    """Studies as padded blocks: effects (J, m), sampling covariances (J, m, m) with ones on padded diagonals, mask."""

    y: Vector
    v: Vector
    mask: Mask


class _State(NamedTuple):
    """The model at given variances: inverse blocks, residuals, precision, log-likelihood, and inverse times ones."""

    inverse: Vector
    residuals: Vector
    precision: float
    mean: float
    height: float
    ones: Vector


def three_level(yi: Numbers, vi: Numbers, clusters: Sequence[Any], *, level: float = 0.95) -> MultiLevelFit:
    """Pool findings nested in studies (`clusters`, one name per finding) by REML, their sampling errors independent.

    Model: Konstantopoulos, 2011, Res Synth Methods 2:61. Robust: Pustejovsky & Tipton, 2018, J Bus Econ Stat 36:672.
    Raises `InputError` for fewer than two studies, `CairnError` where the likelihood has no peak that can be reached.
    """
    return correlated_effects(yi, vi, clusters, rho=0.0, level=level)


def correlated_effects(
    yi: Numbers, vi: Numbers, clusters: Sequence[Any], *, rho: float = 0.6, level: float = 0.95
) -> MultiLevelFit:
    """Pool findings of studies whose sampling errors correlate by `rho` within a study: correlated and hierarchical.

    Pustejovsky & Tipton, 2022, Prev Sci 23:425. `rho` is assumed, 0 up to but not 1; try several.
    Else as `three_level`.
    """
    y, v = studies(yi, vi)
    check_level(level)
    if not 0 <= rho < 1:
        raise InputError(f"a correlation of {rho} is impossible here", remedy="use one from 0 up to, not with, 1")
    names, places = groups_of(clusters, y.size, "the study")
    if len(names) < 2:
        raise InputError("all findings are from one study", remedy="this needs findings from at least two studies")
    blocks = _blocks(y, v, places, len(names), rho)
    theta = _maximise(blocks, float(np.var(y)))
    state = _state(blocks, theta)
    fixed = _state(blocks, np.zeros(2))
    q, df = _form(fixed, blocks), y.size - 1
    typical = df / float(_trace(fixed, blocks))
    total = typical + theta.sum()
    return MultiLevelFit(
        k=y.size,
        clusters=len(names),
        rho=rho,
        estimate=state.mean,
        sigma2_between=float(theta[0]),
        sigma2_within=float(theta[1]),
        model=_inference(state.mean, float(1 / np.sqrt(state.precision)), None, level),
        robust=_inference(state.mean, *_cr2(blocks, theta, state), level),
        robust_cr1=_inference(state.mean, *_cr1(state), level),
        q=q,
        q_df=df,
        q_p=chi2_tail(q, df),
        i2_between=100 * float(theta[0] / total),
        i2_within=100 * float(theta[1] / total),
        log_likelihood=state.height,
    )


def _blocks(y: Vector, v: Vector, places: Any, count: int, rho: float) -> _Blocks:
    sizes = np.bincount(places, minlength=count)
    largest = int(sizes.max())
    mask = np.arange(largest) < sizes[:, None]
    effects, errors = np.zeros(mask.shape), np.zeros(mask.shape)
    order = np.argsort(places, kind="stable")
    effects[mask], errors[mask] = y[order], np.sqrt(v[order])
    covariance = rho * errors[:, :, None] * errors[:, None, :]
    diagonal = np.where(mask, errors**2, 1)
    covariance[:, np.arange(largest), np.arange(largest)] = diagonal
    return _Blocks(effects, covariance, mask)


def _total(blocks: _Blocks, theta: Vector) -> Vector:
    """Return the marginal covariances, shape (J, m, m)."""
    ones: Vector = blocks.mask.astype(np.float64)
    return np.asarray(
        blocks.v + theta[0] * ones[:, :, None] * ones[:, None, :] + theta[1] * ones[:, :, None] * np.eye(ones.shape[1])
    )


def _state(blocks: _Blocks, theta: Vector) -> _State:
    total = _total(blocks, theta)
    inverse: Vector = np.asarray(np.linalg.inv(total), dtype=np.float64)
    ones = blocks.mask.astype(float)
    u: Vector = np.asarray(np.einsum("jab,jb->ja", inverse, ones), dtype=np.float64)
    precision = float((u * ones).sum())
    mean = float((u * blocks.y).sum() / precision)
    residuals = (blocks.y - mean) * ones
    k = ones.sum()
    form = float(np.einsum("ja,jab,jb->", residuals, inverse, residuals))
    logs = float(np.linalg.slogdet(total)[1].sum()) + np.log(precision) - np.log(k)
    return _State(inverse, residuals, precision, mean, -((k - 1) * np.log(2 * np.pi) + logs + form) / 2, u)


def _form(state: _State, blocks: _Blocks) -> float:
    return float(np.einsum("ja,jab,jb->", state.residuals, state.inverse, state.residuals))


def _trace(state: _State, blocks: _Blocks) -> float:
    """Return the trace of P."""
    diagonal = np.einsum("jaa->ja", state.inverse) * blocks.mask
    return float(diagonal.sum() - (state.ones**2).sum() / state.precision)


def _score(blocks: _Blocks, state: _State) -> tuple[Vector, Vector]:
    """Return score and expected information of the two variances (Harville, 1977)."""
    ones, inverse, u, a = blocks.mask.astype(float), state.inverse, state.ones, state.precision
    sums, squares = (u * ones).sum(axis=1), (u * u).sum(axis=1)
    cubes = np.einsum("ja,jab,jb->j", u, inverse, u)
    pull = np.einsum("jab,jb->ja", inverse, state.residuals)
    diagonal = np.einsum("jaa->ja", inverse) * ones
    power = np.einsum("jab,jab->j", inverse, inverse) - (1 - ones).sum(axis=1)
    one, two = (sums**2).sum(), squares.sum()
    score = np.array(
        [
            ((pull * ones).sum(axis=1) ** 2).sum() - (sums.sum() - one / a),
            (pull**2).sum() - (diagonal.sum() - two / a),
        ]
    )
    both = squares.sum() - 2 * (sums * squares).sum() / a + one * two / a**2
    information = np.array(
        [
            [(sums**2).sum() - 2 * (sums**3).sum() / a + one**2 / a**2, both],
            [both, power.sum() - 2 * cubes.sum() / a + two**2 / a**2],
        ]
    )
    return score / 2, information / 2


def _maximise(blocks: _Blocks, scale: float) -> Vector:
    starts = np.array([[0.5, 0.5], [0.9, 0.05], [0.05, 0.9], [1e-4, 1e-4]]) * max(scale, 1e-12)
    climbs = [_climb(blocks, start) for start in starts]
    best = max(climbs, key=lambda climb: climb[1])
    if not np.isfinite(best[1]):
        raise CairnError("the three-level model has no peak on these data", remedy="pool one finding per study")
    return best[0]


def _climb(blocks: _Blocks, theta: Vector) -> tuple[Vector, float]:
    """Climb by Fisher scoring along the free variances, halving steps that do not rise, never below 0."""
    state = _state(blocks, theta)
    for _ in range(ROUNDS):
        score, information = _score(blocks, state)
        free = (theta > 0) | (score > 0)
        step = np.zeros(2)
        if free.any():
            step[free] = np.linalg.lstsq(information[np.ix_(free, free)], score[free], rcond=None)[0]
        for _ in range(HALVINGS):
            after = np.maximum(theta + step, 0)
            reached = _state(blocks, after)
            if reached.height >= state.height - 1e-13 * abs(state.height):
                break
            step = step / 2
        moved = float(np.abs(after - theta).max())
        theta, state = after, reached
        if moved <= CLOSE * (float(theta.max()) + 1e-300):
            break
    return theta, state.height


def _cr1(state: _State) -> tuple[float, float]:
    count = len(state.residuals)
    meat = ((state.ones * state.residuals).sum(axis=1) ** 2).sum()
    return float(np.sqrt(count / (count - 1) * meat) / state.precision), count - 1


def _cr2(blocks: _Blocks, theta: Vector, state: _State) -> tuple[float, float]:
    """Return the CR2 standard error with the model as working covariance, and its Satterthwaite degrees of freedom."""
    total, a = _total(blocks, theta), state.precision
    meat, diagonal, reach = 0.0, [], []
    for place, mask in enumerate(blocks.mask):
        block = total[place][np.ix_(mask, mask)]
        upper = np.linalg.cholesky(block).T
        ones = np.ones(int(mask.sum()))
        inner = upper @ (block - np.outer(ones, ones) / a) @ upper.T
        values, vectors = np.linalg.eigh(inner)
        kept = values > 1e-12 * values.max()
        root = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
        adjusted = (upper.T @ root @ upper).T @ state.ones[place][mask] / a
        meat += float(adjusted @ state.residuals[place][mask]) ** 2
        diagonal.append(float(adjusted @ block @ adjusted))
        reach.append(float(adjusted.sum()))
    cross = np.diag(diagonal) - np.outer(reach, reach) / a
    return float(np.sqrt(meat)), float(np.trace(cross) ** 2 / (cross**2).sum())


def _inference(estimate: float, se: float, df: float | None, level: float) -> Inference:
    statistic = ratio(estimate, se)
    return Inference(se, statistic, df, float(two_sided(statistic, df)), around(estimate, se, level, df))
