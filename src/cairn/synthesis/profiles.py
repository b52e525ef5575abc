"""The quadratic forms every estimator of tau² is made of, for many datasets at once.

With W = diag(w), w = 1 / (v + tau²), and P = W - WX(X'WX)⁻¹X'W (Harville, 1977, JASA 72:320), the likelihoods and
the moment estimators need traces of P and P² and the forms y'Py, y'PPy, y'PPPy only. They are computed here without
ever forming P: time and memory grow with the number of studies, not with its square.
"""

from typing import NamedTuple, Self

import numpy as np

from cairn.base.errors import InputError
from cairn.synthesis.numbers import Mask, Vector


class Forms(NamedTuple):
    """Quadratic forms at one tau² per dataset, each of shape (sets,)."""

    trace_p: Vector
    trace_pp: Vector
    y_p_y: Vector
    y_pp_y: Vector
    y_ppp_y: Vector


class Pooling:
    """Datasets without moderators: X is a column of ones. `mask` tells studies from padding."""

    p = 1

    def __init__(self, y: Vector, v: Vector, mask: Mask | None = None) -> None:
        """Take effects and variances of shape (sets, k); padded places hold any finite effect and variance above 0."""
        self.y, self.v, self.mask = y, v, mask
        self.k = np.full(len(y), float(y.shape[1])) if mask is None else mask.sum(axis=1).astype(float)

    def weights(self, tau2: Vector) -> Vector:
        """Return 1 / (v + tau²), zero where there is padding; tau² has shape (sets,)."""
        w = 1 / (self.v + tau2[:, None])
        return np.asarray(w if self.mask is None else w * self.mask)

    def forms(self, w: Vector) -> Forms:
        """Return the quadratic forms at weights of shape (sets, k)."""
        w2 = w * w
        s1, s2, s3 = w.sum(axis=1), w2.sum(axis=1), _dot(w2, w)
        r = self.y - (_dot(w, self.y) / s1)[:, None]
        wr = w * r
        wwr = w * wr
        ratio = s2 / s1
        return Forms(
            trace_p=s1 - ratio,
            trace_pp=s2 - 2 * s3 / s1 + ratio * ratio,
            y_p_y=_dot(wr, r),
            y_pp_y=_dot(wr, wr),
            y_ppp_y=_dot(wwr, wr) - wwr.sum(axis=1) ** 2 / s1,
        )

    def residual_sum(self, w: Vector) -> Vector:
        """Return y'Py, the weighted sum of squared residuals, shape (sets,)."""
        r = self.y - (_dot(w, self.y) / w.sum(axis=1))[:, None]
        return _dot(w * r, r)

    def plain_trace(self) -> Vector:
        """Return the trace of (I - X(X'X)⁻¹X') diag(v), shape (sets,)."""
        total = (self.v if self.mask is None else self.v * self.mask).sum(axis=1)
        return np.asarray(total * (1 - 1 / self.k))

    def log_determinant(self, w: Vector) -> Vector:
        """Return log |X'WX|, shape (sets,)."""
        return np.asarray(np.log(w.sum(axis=1)))

    def design(self) -> Vector:
        """Return X of the first dataset, shape (k, p)."""
        return np.ones((self.y.shape[1], 1))

    def take(self, rows: Mask | slice) -> Self:
        """Return some of the datasets."""
        return type(self)(self.y[rows], self.v[rows], None if self.mask is None else self.mask[rows])


class Regression(Pooling):
    """One dataset with moderators: X has shape (k, p), its columns independent, with p < k."""

    def __init__(self, y: Vector, v: Vector, x: Vector) -> None:
        """Take effects and variances of shape (1, k) and X; raise `InputError` where X cannot be fitted."""
        super().__init__(y, v)
        self.x, self.p = x, x.shape[1]
        self.basis = np.linalg.qr(x)[0]
        if np.linalg.matrix_rank(x) < self.p:
            raise InputError("the moderators repeat each other", remedy="leave out those that follow from the others")
        if y.shape[1] <= self.p:
            raise InputError(f"{y.shape[1]} studies cannot settle {self.p} coefficients", remedy="use fewer moderators")

    def forms(self, w: Vector) -> Forms:
        """Return the quadratic forms at weights of shape (1, k)."""
        w1 = w[0]
        # P is the same for every basis of X's columns, and an orthonormal one keeps its digits.
        inverse = np.linalg.inv(self._cross(w1))
        ax2 = inverse @ self._cross(w1**2)
        wr = w1 * self.residuals(w)
        u = self.basis.T @ (w1 * wr)
        return Forms(
            *(
                np.array([value])
                for value in (
                    w1.sum() - np.trace(ax2),
                    (w1**2).sum() - 2 * np.trace(inverse @ self._cross(w1**3)) + np.trace(ax2 @ ax2),
                    wr @ (wr / w1),
                    wr @ wr,
                    (w1 * wr) @ wr - u @ inverse @ u,
                )
            )
        )

    def residual_sum(self, w: Vector) -> Vector:
        """Return y'Py, shape (1,)."""
        r = self.residuals(w)
        return np.array([(w[0] * r) @ r])

    def plain_trace(self) -> Vector:
        """Return the trace of (I - X(X'X)⁻¹X') diag(v), shape (1,)."""
        leverage = (self.basis**2).sum(axis=1)
        return np.array([((1 - leverage) * self.v[0]).sum()])

    def log_determinant(self, w: Vector) -> Vector:
        """Return log |X'WX|, shape (1,)."""
        r = np.linalg.qr(np.sqrt(w[0])[:, None] * self.x, mode="r")
        return np.array([2 * np.log(np.abs(np.diag(r))).sum()])

    def design(self) -> Vector:
        """Return X, shape (k, p)."""
        return self.x

    def take(self, rows: Mask | slice) -> Self:
        """Return the dataset itself: there is only one."""
        return self

    def coefficients(self, w: Vector) -> Vector:
        """Return the weighted least squares coefficients, shape (p,), by QR for the sake of accuracy."""
        root = np.sqrt(w[0])
        q, r = np.linalg.qr(root[:, None] * self.x)
        return np.asarray(np.linalg.solve(r, q.T @ (root * self.y[0])))

    def residuals(self, w: Vector) -> Vector:
        """Return the residuals of the weighted fit, shape (k,)."""
        root = np.sqrt(w[0])
        q = np.linalg.qr(root[:, None] * self.basis)[0]
        scaled = root * self.y[0]
        return np.asarray((scaled - q @ (q.T @ scaled)) / root)

    def inverse(self, w: Vector) -> Vector:
        """Return (X'WX)⁻¹, shape (p, p)."""
        r = np.linalg.qr(np.sqrt(w[0])[:, None] * self.x, mode="r")
        half = np.linalg.inv(r)
        return np.asarray(half @ half.T)

    def _cross(self, w1: Vector) -> Vector:
        return np.asarray(self.basis.T @ (w1[:, None] * self.basis))


def _dot(a: Vector, b: Vector) -> Vector:
    return np.asarray(np.einsum("ij,ij->i", a, b))
