"""From whatever else a paper reports: test statistics, coefficients, quantiles, intervals, incomplete tables.

Formulas of d, g, odds ratio and r from test statistics and coefficients: Lipsey & Wilson, 2001, Practical
Meta-Analysis, and D. B. Wilson's notes to his effect size calculator (2016). They take d = effect / pooled deviation,
var(d) = (n1 + n2) / (n1 n2) + d² / 2(n1 + n2), g = d (1 - 3 / (4N - 9)) with the variance of d, log odds ratio =
π d / √3, and r with the variance of Fisher's z.
"""

from math import atanh, copysign, exp, log, pi, sqrt

import numpy as np
from scipy import special

from cairn.base.errors import DataError, InputError
from cairn.synthesis.numbers import Interval, check_level, choice, critical

TARGETS = ("d", "g", "or", "logit", "r", "cox.or", "cox.log")
COX = 1.65
Given = dict[str, float]


def converted(to: str, given: Given) -> tuple[float, float]:
    """Return effect and variance as one of `TARGETS` from one study's reported numbers.

    `given` holds one of these, with group sizes `grp1n` and `grp2n` or, for equal groups, `totaln`: `t`; `f` of two
    groups; `p` (two-sided, of a t test); `r` (point-biserial); `chisq` or `phi` of a 2×2 table (`totaln`); `b` or
    `beta` of a group indicator, with `sdy`; `prop1event`, `prop2event`; `grp1yes`, `grp1no`, `grp2yes`, `grp2no`;
    `grp1m`, `grp2m` with `grp1sd`, `grp2sd` or `grp1se`, `grp2se`. t, f, p and chisq give no sign unless theirs.
    Raises `InputError` where the kind cannot be told, `DataError` for impossible numbers.
    """
    target = choice(to, TARGETS, "effect")
    for key, compute in _KINDS.items():
        if set(key) <= given.keys():
            try:
                return compute(target, given)
            except KeyError as error:
                raise DataError(f"{', '.join(key)} needs {error.args[0]} too", remedy="add it") from error
            except (ValueError, ZeroDivisionError) as error:
                raise DataError("these numbers give no finite effect", remedy="correct them") from error
    kinds = "; ".join(", ".join(key) for key in _KINDS)
    raise InputError("what the numbers are cannot be told", remedy=f"give one of: {kinds}")


def fisher_z(r: float) -> float:
    """Return Fisher's z of a correlation between -1 and 1."""
    return atanh(r)


def from_fisher_z(z: float) -> float:
    """Return the correlation of a Fisher's z."""
    return float(np.tanh(z))


def from_logit(value: float) -> float:
    """Return the proportion of log odds."""
    return float(special.expit(value))


def from_double_arcsine(value: float, n: float) -> float:
    """Return the proportion of a Freeman-Tukey value at sample size `n` (Miller, 1978, Am Stat 32:138).

    Values beyond those of no events and of nothing but events give 0 and 1.
    """
    if value <= asin_pair(0, n):
        return 0.0
    if value >= asin_pair(n, n):
        return 1.0
    sine = np.sin(2 * value)
    inside = max(0.0, 1 - (sine + (sine - 1 / sine) / n) ** 2)
    return float((1 - copysign(1, np.cos(2 * value)) * sqrt(inside)) / 2)


def asin_pair(events: float, n: float) -> float:
    """Return the Freeman-Tukey double arcsine of `events` in `n`."""
    return float((np.arcsin(sqrt(events / (n + 1))) + np.arcsin(sqrt((events + 1) / (n + 1)))) / 2)


def from_interval(estimate: float, ci: Interval, *, ratio: bool = False, level: float = 0.95) -> tuple[float, float]:
    """Return effect and variance from an estimate and its normal interval; of a `ratio`, both of its logarithm.

    The variance comes from the width alone. Raises `DataError` where the interval is empty or a ratio not above zero.
    """
    check_level(level)
    low, high = ci
    if not low < high:
        raise DataError(f"an interval from {low} to {high} is empty", remedy="give the lower limit first")
    if ratio and min(estimate, low) <= 0:
        raise DataError("a ratio is not above zero", remedy="give ratios, not their logarithms")
    y, low, high = (log(value) for value in (estimate, low, high)) if ratio else (estimate, low, high)
    return y, ((high - low) / (2 * critical(level))) ** 2


def from_se(se: float) -> float:
    """Return the variance of a standard error above zero."""
    if se <= 0:
        raise DataError("the standard error is not above zero", remedy="correct it")
    return se**2


def table_from_odds_ratio(odds_ratio: float, n: int, n1: int, m1: int) -> tuple[int, int, int, int]:
    """Rebuild the 2×2 table from an odds ratio, the total, the first row's and the first column's total.

    Solves a(n - n1 - m1 + a) = OR (n1 - a)(m1 - a) and rounds to whole people. Raises `DataError` for
    impossible totals.
    """
    _check_margins(n, n1, m1)
    if odds_ratio <= 0:
        raise DataError("an odds ratio is above zero", remedy="give the odds ratio, not its logarithm")
    if odds_ratio == 1:
        return _table(n1 * m1 / n, n, n1, m1)
    a2, a1, a0 = 1 - odds_ratio, n - n1 - m1 + odds_ratio * (n1 + m1), -odds_ratio * n1 * m1
    return _table((-a1 + sqrt(a1**2 - 4 * a2 * a0)) / (2 * a2), n, n1, m1)


def table_from_phi(phi: float, n: int, n1: int, m1: int) -> tuple[int, int, int, int]:
    """Rebuild the 2×2 table from phi, the total, the first row's and the first column's total."""
    _check_margins(n, n1, m1)
    return _table((n1 * m1 + phi * sqrt(n1 * (n - n1) * m1 * (n - m1))) / n, n, n1, m1)


def table_from_chi2(
    chi2: float, n: int, n1: int, m1: int, *, positive: bool = True, continuity: bool = True
) -> tuple[int, int, int, int]:
    """Rebuild the 2×2 table from a chi-squared, by default one with Yates' continuity correction."""
    _check_margins(n, n1, m1)
    if chi2 < 0:
        raise DataError("chi-squared is below zero", remedy="correct it")
    apart = sqrt(chi2 * n1 * (n - n1) * m1 * (n - m1) / n) + (n / 2 if continuity else 0)
    return _table((n1 * m1 + (apart if positive else -apart)) / n, n, n1, m1)


def _check_margins(n: int, n1: int, m1: int) -> None:
    if not (0 < n1 < n and 0 < m1 < n):
        raise DataError("a row or column total is not between 0 and the total", remedy="correct it")


def _table(a: float, n: int, n1: int, m1: int) -> tuple[int, int, int, int]:
    whole = round(a)
    table = (whole, n1 - whole, m1 - whole, n - n1 - m1 + whole)
    if min(table) < 0:
        raise DataError("no table has these totals and this association", remedy="check the numbers")
    return table


def _sizes(given: Given) -> tuple[float, float]:
    if "grp1n" in given and "grp2n" in given:
        sizes = given["grp1n"], given["grp2n"]
    elif "totaln" in given:
        sizes = given["totaln"] / 2, given["totaln"] / 2
    else:
        raise KeyError("grp1n and grp2n, or totaln,")
    if min(sizes) <= 0:
        raise DataError("a group is empty", remedy="correct its size")
    return sizes


def _as(target: str, d: float, v: float, sizes: tuple[float, float]) -> tuple[float, float]:
    n1, n2 = sizes
    n = n1 + n2
    if target == "r":
        spread = n**2 / (n1 * n2)
        return d / sqrt(d**2 + spread), v / (v + spread)
    if target == "g":
        return d * (1 - 3 / (4 * n - 9)), v
    if target == "d":
        return d, v
    factor = COX if target.startswith("cox") else pi / sqrt(3)
    y, spread = d * factor, v * factor**2
    return (exp(y) if target.endswith("or") else y), spread


def _of_d(target: str, d: float, sizes: tuple[float, float]) -> tuple[float, float]:
    n1, n2 = sizes
    return _as(target, d, (n1 + n2) / (n1 * n2) + d**2 / (2 * (n1 + n2)), sizes)


def _from_t(target: str, given: Given, t: float | None = None) -> tuple[float, float]:
    n1, n2 = _sizes(given)
    t = given["t"] if t is None else t
    if target == "r":
        return t / sqrt(t**2 + n1 + n2 - 2), 1 / (n1 + n2 - 3)
    return _of_d(target, t * sqrt((n1 + n2) / (n1 * n2)), (n1, n2))


def _from_p(target: str, given: Given) -> tuple[float, float]:
    if not 0 < given["p"] <= 1:
        raise DataError("the p value is not between 0 and 1", remedy="give the exact p value")
    return _from_t(target, given, -float(special.stdtrit(sum(_sizes(given)) - 2, given["p"] / 2)))


def _from_r(target: str, given: Given) -> tuple[float, float]:
    n1, n2 = _sizes(given)
    share = n1 / (n1 + n2)
    return _of_d(target, given["r"] / sqrt((1 - given["r"] ** 2) * share * (1 - share)), (n1, n2))


def _from_chisq(target: str, given: Given) -> tuple[float, float]:
    chisq, n = given["chisq"], given["totaln"]
    d = 2 * sqrt(chisq / (n - chisq))
    return _as(target, d, d**2 / chisq, (n / 2, n / 2))


def _from_phi(target: str, given: Given) -> tuple[float, float]:
    d, v = _from_chisq("d", {"chisq": given["phi"] ** 2 * given["totaln"], "totaln": given["totaln"]})
    return _as(target, copysign(d, given["phi"]), v, (given["totaln"] / 2, given["totaln"] / 2))


def _from_b(target: str, given: Given, b: float | None = None) -> tuple[float, float]:
    n1, n2 = given["grp1n"], given["grp2n"]
    n, b = n1 + n2, given["b"] if b is None else b
    within = (given["sdy"] ** 2 * (n - 1) - b**2 * n1 * n2 / n) / (n - 2)
    return _of_d(target, b / sqrt(within), (n1, n2))


def _from_beta(target: str, given: Given) -> tuple[float, float]:
    n1, n = given["grp1n"], given["grp1n"] + given["grp2n"]
    return _from_b(target, given, given["beta"] * given["sdy"] / sqrt((n1 - n1**2 / n) / (n - 1)))


def _from_counts(target: str, given: Given) -> tuple[float, float]:
    a, b, c, d = (given[name] for name in ("grp1yes", "grp1no", "grp2yes", "grp2no"))
    logit, v = log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d
    if target in ("logit", "or"):
        return (exp(logit) if target == "or" else logit), v
    factor = sqrt(3) / pi
    return _as(target, logit * factor, v * factor**2, (a + b, c + d))


def _from_shares(target: str, given: Given) -> tuple[float, float]:
    n1, n2 = given["grp1n"], given["grp2n"]
    # Whole people had the event; a printed proportion is rounded.
    yes1, yes2 = round(given["prop1event"] * n1), round(given["prop2event"] * n2)
    return _from_counts(target, {"grp1yes": yes1, "grp1no": n1 - yes1, "grp2yes": yes2, "grp2no": n2 - yes2})


def _from_means(target: str, given: Given) -> tuple[float, float]:
    n1, n2 = _sizes(given)
    if "grp1sd" in given:
        sd1, sd2 = given["grp1sd"], given["grp2sd"]
    else:
        sd1, sd2 = given["grp1se"] * sqrt(n1), given["grp2se"] * sqrt(n2)
    pooled = sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2))
    return _of_d(target, (given["grp1m"] - given["grp2m"]) / pooled, (n1, n2))


_KINDS = {
    ("grp1m", "grp2m"): _from_means,
    ("t",): _from_t,
    ("f",): lambda target, given: _from_t(target, given, sqrt(given["f"])),
    ("chisq",): _from_chisq,
    ("phi",): _from_phi,
    ("beta", "sdy"): _from_beta,
    ("b", "sdy"): _from_b,
    ("prop1event", "prop2event"): _from_shares,
    ("grp1yes",): _from_counts,
    ("r",): _from_r,
    ("p",): _from_p,
}
