"""Standard errors of tau² by the formula that belongs to each estimator."""

import numpy as np

from cairn.synthesis.heterogeneity import crude_variance
from cairn.synthesis.numbers import Vector
from cairn.synthesis.profiles import Pooling


def tau2_se(data: Pooling, method: str, tau2: float) -> float:
    """Return the large-sample standard error of tau² of one dataset, in units of tau².

    Formulas as gathered by Viechtbauer et al. (2015, Psychol Methods 20:360): the variance of the quadratic form each
    moment estimator is, the expected information for ML and REML, and that of the Q equation for EB and PM.
    """
    if method in ("ML", "REML", "EB", "PM"):
        return _by_information(data, method, tau2)
    k, df, v = data.y.shape[1], data.y.shape[1] - data.p, data.v[0]
    crude = float(crude_variance(data)[0])
    weights = {"HE": np.ones(k), "SJ": 1 / (v + crude)}.get(method, 1 / v)
    projection = _projection(data.design(), weights)
    scale = {
        "HE": df,
        "SJ": df / crude if crude > 0 else np.inf,
        "HS": weights.sum(),
    }.get(method, np.trace(projection))
    pv = projection * v
    variance = 2 * (pv * pv.T).sum() + 4 * tau2 * (pv * projection).sum() + 2 * tau2**2 * (projection**2).sum()
    return float(np.sqrt(variance) / scale)


def _by_information(data: Pooling, method: str, tau2: float) -> float:
    w = 1 / (data.v[0] + tau2)
    k, df = w.size, w.size - data.p
    if method == "ML":
        return float(np.sqrt(2 / (w**2).sum()))
    if method == "REML":
        return float(np.sqrt(2 / data.forms(w[None]).trace_pp[0]))
    return float(np.sqrt(2 * k**2 / df) / w.sum())


def _projection(x: Vector, w: Vector) -> Vector:
    """Return W - WX(X'WX)⁻¹X'W, shape (k, k)."""
    wx = w[:, None] * x
    return np.asarray(np.diag(w) - wx @ np.linalg.solve(x.T @ wx, wx.T))
