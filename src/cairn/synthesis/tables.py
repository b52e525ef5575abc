"""Effects of two groups with a yes-or-no outcome, from the counts of the 2×2 table.

`ai`, `bi`: with and without the event in the first group; `ci`, `di`: in the second. Ratios are natural logarithms.
Where a formula breaks on a zero, `add` is added to cells by the rule `to`: "only0", tables with a zero; "all", every
table; "if0all", every table once any has a zero; "none". AS and PHI need no such help and get it only when `add` is
given. Formulas: Fleiss & Berlin, 2009, Handbook of Research Synthesis; PETO: Yusuf et al., 1985; AS: Rücker et al.,
2009; YUQ, YUY: Yule, 1912; OR2DN: Cox & Snell, 1989 (divisor 1.65); OR2DL: Chinn, 2000 (logistic); PBIT:
Sánchez-Meca et al., 2003.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import special

from cairn.base.errors import DataError
from cairn.synthesis.numbers import Mask, Numbers, Vector, choice, refuse, same_length, vector

RULES = ("only0", "all", "if0all", "none")
HALF = 0.5

Pair = tuple[Vector, Vector]


class Cells(NamedTuple):
    """Counts of one table per study, after any addition."""

    a: Vector
    b: Vector
    c: Vector
    d: Vector


def cells(
    ai: Numbers,
    ci: Numbers,
    bi: Numbers | None = None,
    di: Numbers | None = None,
    n1i: Numbers | None = None,
    n2i: Numbers | None = None,
) -> Cells:
    """Return the four counts, the missing ones from the group sizes; refuse negative counts and empty groups."""
    a, c = vector(ai, "ai"), vector(ci, "ci")
    b, d = _without(a, bi, n1i, "bi", "n1i"), _without(c, di, n2i, "di", "n2i")
    found = Cells(*same_length(ai=a, bi=b, ci=c, di=d))
    refuse((a < 0) | (b < 0) | (c < 0) | (d < 0), "a count is negative, or larger than its group")
    refuse((a + b == 0) | (c + d == 0), "a group is empty")
    return found


def helped(table: Cells, add: float, to: str) -> Cells:
    """Return the cells with `add` added by the rule `to`."""
    zero = (table.a == 0) | (table.b == 0) | (table.c == 0) | (table.d == 0)
    return Cells(*(cell + add * _where(zero, to) for cell in table))


def is_empty(table: Cells) -> Mask:
    """Tell the tables without any event, or with nothing but events, in both groups."""
    return np.asarray(((table.a == 0) & (table.c == 0)) | ((table.b == 0) & (table.d == 0)))


def table_effect(measure: str, table: Cells, *, vtype: str = "LS") -> Pair:
    """Return effect and variance of each table by a measure of `TABLE_MEASURES`; infinite or undefined ones as such."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return TABLE_MEASURES[measure](table) if measure not in ("RD", "PHI") else _with_type(measure, table, vtype)


def _where(zero: Mask, to: str) -> Vector:
    rule = choice(to, RULES, "rule for zeros")
    everywhere = rule == "all" or (rule == "if0all" and bool(zero.any()))
    return (np.ones_like(zero) if everywhere else zero & (rule == "only0")).astype(float)


def _without(events: Vector, rest: Numbers | None, size: Numbers | None, name: str, size_name: str) -> Vector:
    if rest is not None:
        return vector(rest, name)
    if size is None:
        raise DataError(f"neither {name} nor {size_name} is given", remedy="give one of them")
    whole = vector(size, size_name)
    same_length(events=events, size=whole)
    return whole - events


def _log_risk_ratio(t: Cells) -> Pair:
    n1, n2 = t.a + t.b, t.c + t.d
    return np.log(t.a / n1) - np.log(t.c / n2), 1 / t.a - 1 / n1 + 1 / t.c - 1 / n2


def _log_odds_ratio(t: Cells) -> Pair:
    return np.log(t.a / t.b) - np.log(t.c / t.d), 1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d


def _scaled_odds_ratio(t: Cells, factor: float) -> Pair:
    y, v = _log_odds_ratio(t)
    return y * factor, v * factor**2


def _peto(t: Cells) -> Pair:
    n1, n2 = t.a + t.b, t.c + t.d
    n = n1 + n2
    spread = (t.a + t.c) * (t.b + t.d) * (n1 / n) * (n2 / n) / (n - 1)
    return (t.a - (t.a + t.c) * n1 / n) / spread, 1 / spread


def _arcsine(t: Cells) -> Pair:
    n1, n2 = t.a + t.b, t.c + t.d
    return np.arcsin(np.sqrt(t.a / n1)) - np.arcsin(np.sqrt(t.c / n2)), 1 / (4 * n1) + 1 / (4 * n2)


def _yule_q(t: Cells) -> Pair:
    ratio = (t.a * t.d) / (t.b * t.c)
    y = (ratio - 1) / (ratio + 1)
    return y, (1 - y**2) ** 2 * _log_odds_ratio(t)[1] / 4


def _yule_y(t: Cells) -> Pair:
    ratio = np.sqrt((t.a * t.d) / (t.b * t.c))
    y = (ratio - 1) / (ratio + 1)
    return y, (1 - y**2) ** 2 * _log_odds_ratio(t)[1] / 16


def _probit(t: Cells) -> Pair:
    n1, n2 = t.a + t.b, t.c + t.d
    p1, p2 = t.a / n1, t.c / n2
    z1, z2 = special.ndtri(p1), special.ndtri(p2)
    spread = p1 * (1 - p1) * np.exp(z1**2) / n1 + p2 * (1 - p2) * np.exp(z2**2) / n2
    return np.asarray(z1 - z2), np.asarray(2 * np.pi * spread)


def _with_type(measure: str, t: Cells, vtype: str) -> Pair:
    if measure == "RD":
        return _risk_difference(t, choice(vtype, ("LS", "UB", "AV"), "kind of variance"))
    return _phi(t, choice(vtype, ("LS", "CS", "ST"), "kind of variance"))


def _risk_difference(t: Cells, vtype: str) -> Pair:
    n1, n2 = t.a + t.b, t.c + t.d
    p1, p2 = t.a / n1, t.c / n2
    y = p1 - p2
    if vtype == "UB":
        return y, p1 * (1 - p1) / (n1 - 1) + p2 * (1 - p2) / (n2 - 1)
    if vtype == "AV":
        p1, p2 = t.a.sum() / n1.sum(), t.c.sum() / n2.sum()
    return y, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2


def _phi(t: Cells, vtype: str) -> Pair:
    n1, n2, m1, m2 = t.a + t.b, t.c + t.d, t.a + t.c, t.b + t.d
    n = n1 + n2
    y = (t.a * t.d - t.b * t.c) / np.sqrt(n1 * n2 * m1 * m2)
    if vtype == "ST":
        return y, _phi_stratified(t)
    rows, columns = (n1 - n2) / n, (m1 - m2) / n
    row_product, column_product = n1 * n2 / n**2, m1 * m2 / n**2
    skew = y * (1 + y**2 / 2) * rows * columns / np.sqrt(row_product * column_product)
    variance = (1 - y**2 + skew - 3 / 4 * y**2 * (rows**2 / row_product + columns**2 / column_product)) / n
    # Where phi is 1 or -1 the variance is 0, and rounding may leave it a hair below.
    return y, np.maximum(variance, 0.0)


def _phi_stratified(t: Cells) -> Vector:
    """Return the delta-method variance of phi with fixed group sizes: its gradient in the two risks, squared."""
    n1, n2, m1, m2 = t.a + t.b, t.c + t.d, t.a + t.c, t.b + t.d
    p1, p2 = t.a / n1, t.c / n2
    root = np.sqrt(n1 * n2 / (m1 * m2))
    pull = (p1 - p2) * (m2 - m1) / (2 * m1 * m2)
    first, second = root * (1 - n1 * pull), root * (-1 - n2 * pull)
    return np.asarray(first**2 * p1 * (1 - p1) / n1 + second**2 * p2 * (1 - p2) / n2)


TABLE_MEASURES: dict[str, Callable[[Cells], Pair]] = {
    "OR": _log_odds_ratio,
    "RR": _log_risk_ratio,
    "RD": lambda t: _risk_difference(t, "LS"),
    "PETO": _peto,
    "AS": _arcsine,
    "PHI": lambda t: _phi(t, "LS"),
    "YUQ": _yule_q,
    "YUY": _yule_y,
    "PBIT": _probit,
    "OR2D": lambda t: _scaled_odds_ratio(t, np.sqrt(3) / np.pi),
    "OR2DL": lambda t: _scaled_odds_ratio(t, np.sqrt(3) / np.pi),
    "OR2DN": lambda t: _scaled_odds_ratio(t, 1 / 1.65),
}
"""Measures of 2×2 tables by their usual abbreviations."""
