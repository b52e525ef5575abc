"""Estimators of tau², the variance of true effects between studies, for many datasets at once.

DL: DerSimonian & Laird, 1986. HE: Hedges, 1983. HS: Schmidt & Hunter, 1990. SJ: Sidik & Jonkman, 2005, from the
crude variance. ML and REML: Raudenbush, 2009, in the Handbook of Research Synthesis. EB: Morris, 1983. PM: Paule &
Mandel, 1982; EB solves the same equation (Viechtbauer et al., 2015, Psychol Methods 20:360), so both share one code.

ML, REML, EB and PM are solved inside a bracket that holds every root, so no dataset fails to converge; where a
likelihood has several peaks, the highest of those seen on a scan of the bracket is taken.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from cairn.synthesis.numbers import Mask, Places, Vector
from cairn.synthesis.profiles import Pooling

METHODS: Final = ("FE", "DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM")
"""The estimators by their usual abbreviations; FE assumes one common effect, tau² = 0."""

SCAN_POINTS = 10
STEPS = 200
CLOSE = 1e-12

Scores = tuple[Vector, Vector]


def tau2_of(data: Pooling, method: str) -> Vector:
    """Return tau² of each dataset by one of `METHODS`, shape (sets,); never below 0. Every dataset needs k > p."""
    estimators: dict[str, Callable[[Pooling], Vector]] = {
        "FE": _nothing,
        "DL": _dersimonian_laird,
        "HE": _hedges,
        "HS": _hunter_schmidt,
        "SJ": _sidik_jonkman,
        "ML": lambda data: _likeliest(data, restricted=False),
        "REML": lambda data: _likeliest(data, restricted=True),
        "EB": lambda data: solve_q(data, data.k - data.p),
        "PM": lambda data: solve_q(data, data.k - data.p),
    }
    return estimators[method](data)


def log_likelihood(data: Pooling, tau2: Vector, *, restricted: bool) -> Vector:
    """Return the log-likelihood of each dataset at tau², the coefficients at their best; shape (sets,).

    `restricted` gives the restricted one, with the constant log |X'X| / 2 that makes it free of the units of X.
    """
    w = data.weights(tau2)
    logs = np.log(data.v + tau2[:, None])
    logs = logs if data.mask is None else logs * data.mask
    free = data.k - data.p if restricted else data.k
    twice = logs.sum(axis=1) + data.residual_sum(w) + free * np.log(2 * np.pi)
    if restricted:
        ones = np.ones_like(data.y) if data.mask is None else data.mask.astype(float)
        twice += data.log_determinant(w) - data.log_determinant(ones)
    return np.asarray(-twice / 2)


def solve_q(data: Pooling, target: Vector) -> Vector:
    """Return the tau² at which y'Py, the generalised Q statistic, equals `target`, shape (sets,); 0 if it starts below.

    Q falls steadily with tau² and 1/Q is nearly a straight line, so Newton's method on 1/Q needs few steps.
    """

    def score(part: Pooling, tau2: Vector, active: Places) -> Scores:
        forms, goal = part.forms(part.weights(tau2)), target[active]
        excess = forms.y_p_y - goal
        return excess, forms.y_p_y / goal * excess / forms.y_pp_y

    start = np.zeros(len(data.y))
    return _root(data, score, start, np.maximum(_plain_sum(data) / target - _least(data), 0), start)


def crude_variance(data: Pooling) -> Vector:
    """Return the unweighted variance of the effects around their mean, divided by k, shape (sets,)."""
    return np.asarray(_plain_sum(Pooling(data.y, data.v, data.mask)) / data.k)


def _nothing(data: Pooling) -> Vector:
    return np.zeros(len(data.y))


def _dersimonian_laird(data: Pooling) -> Vector:
    forms = data.forms(data.weights(_nothing(data)))
    return np.asarray(np.maximum(0, (forms.y_p_y - (data.k - data.p)) / forms.trace_p))


def _hunter_schmidt(data: Pooling) -> Vector:
    w = data.weights(_nothing(data))
    return np.asarray(np.maximum(0, (data.residual_sum(w) - data.k) / w.sum(axis=1)))


def _hedges(data: Pooling) -> Vector:
    return np.asarray(np.maximum(0, (_plain_sum(data) - data.plain_trace()) / (data.k - data.p)))


def _sidik_jonkman(data: Pooling) -> Vector:
    crude = crude_variance(data)
    w = data.weights(crude)
    return np.asarray(crude * data.residual_sum(w) / (data.k - data.p))


def _likeliest(data: Pooling, *, restricted: bool) -> Vector:
    """Solve the score equation in each stretch of the bracket where it turns from rising to falling; keep the best."""

    def score(part: Pooling, tau2: Vector, active: Places | None = None) -> Scores:
        w = part.weights(tau2)
        forms = part.forms(w)
        first = forms.trace_p if restricted else w.sum(axis=1)
        second = forms.trace_pp if restricted else (w * w).sum(axis=1)
        excess = forms.y_pp_y - first
        # Newton's step on first / y'PPy - 1, which is nearly a straight line in tau².
        return excess, excess * forms.y_pp_y / (2 * first * forms.y_ppp_y - second * forms.y_pp_y)

    grid = _scan(data)
    with np.errstate(divide="ignore", invalid="ignore"):
        rising = np.array([score(data, points)[0] > 0 for points in grid])
    peaks = np.vstack([~rising[:1], rising[:-1] & ~rising[1:]])
    best, height = _nothing(data), np.full(len(data.y), -np.inf)
    for number in range(int(peaks.sum(axis=0).max())):
        place = np.argmax(peaks & (np.cumsum(peaks, axis=0) == number + 1), axis=0)
        has = peaks.sum(axis=0) > number
        part, columns = data.take(has), np.flatnonzero(has)
        lower, upper = grid[np.maximum(place[has] - 1, 0), columns], grid[place[has], columns]
        tau2 = _root(part, score, lower, upper, np.clip(_hedges(part), lower, upper))
        if number == 0 and not (peaks.sum(axis=0) > 1).any():
            return tau2
        reached = log_likelihood(part, tau2, restricted=restricted)
        better = reached > height[has]
        best[columns[better]], height[columns[better]] = tau2[better], reached[better]
    return best


def _scan(data: Pooling) -> Vector:
    """Return points from 0 to where the score is surely negative, shape (points, sets)."""
    spread = _plain_sum(data) / (data.k - data.p)
    least, most = _least(data), _most(data)
    # For tau² above this, y'PPy < S / (tau² + min v)² is below (k - p) / (tau² + max v), a bound of trace P.
    # With equal variances that is the root itself, so a little more is taken.
    top = 1.01 * np.maximum((spread + np.sqrt(spread**2 + 4 * spread * (most - least))) / 2 - least, 0)
    bottom = np.minimum(np.maximum(least / 10, top * 1e-9), top)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(top > 0, top / bottom, 1)
    steps = np.linspace(0, 1, SCAN_POINTS)[:, None]
    return np.vstack([_nothing(data)[None, :], bottom * ratio**steps])


def _root(
    data: Pooling,
    score: Callable[[Pooling, Vector, Places], Scores],
    lower: Vector,
    upper: Vector,
    start: Vector,
) -> Vector:
    """Find where each score turns from positive to negative between `lower` and `upper`: Newton's step or a half."""
    tau2, low, high = start.copy(), lower.copy(), upper.copy()
    active = np.flatnonzero(high > low)
    tau2[high <= low] = high[high <= low]
    part = data.take(high > low)
    for _ in range(STEPS):
        if not active.size:
            break
        here = tau2[active]
        with np.errstate(divide="ignore", invalid="ignore"):
            excess, step = score(part, here, active)
        low[active] = np.where(excess > 0, here, low[active])
        high[active] = np.where(excess > 0, high[active], here)
        wanted = here + step
        inside = (wanted >= low[active]) & (wanted <= high[active])
        tau2[active] = np.where(inside, wanted, (low[active] + high[active]) / 2)
        going: Mask = np.abs(tau2[active] - here) > CLOSE * (tau2[active] + part.v.min(axis=1))
        if not going.all():
            active, part = active[going], part.take(going)
    return tau2


def _plain_sum(data: Pooling) -> Vector:
    """Return the unweighted sum of squared residuals."""
    return data.residual_sum(np.ones_like(data.y) if data.mask is None else data.mask.astype(float))


def _least(data: Pooling) -> Vector:
    return np.asarray((data.v if data.mask is None else np.where(data.mask, data.v, np.inf)).min(axis=1))


def _most(data: Pooling) -> Vector:
    return np.asarray((data.v if data.mask is None else np.where(data.mask, data.v, 0)).max(axis=1))
