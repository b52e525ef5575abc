"""Effects from proportions, rates over time, correlations and reliability coefficients.

Proportions: `xi` of `ni`. Rates: `xi` events in `ti` person-time, or `x1i`, `t1i` against `x2i`, `t2i`. Correlations:
`ri` of `ni` people; partial ones from a regression's `ti` with `mi` predictors. Reliability: Cronbach's `ai` of `mi`
items in `ni` people. Ratios, odds and rates are logarithms where the measure says so. Formulas: Stijnen et al., 2010
(proportions); Freeman & Tukey, 1950 (PFT, IRFT); Bagos & Nikolopoulos, 2009 (rates); Olkin & Pratt, 1958 (UCOR);
Aloe & Becker, 2012 (SPCOR); Bonett, 2002 and 2010 (ARAW, ABT); Hakstian & Whalen, 1976 (AHW).
"""

from collections.abc import Callable

import numpy as np
from scipy import special

from cairn.synthesis.numbers import Mask, Vector, choice, refuse

Pair = tuple[Vector, Vector]
Columns = dict[str, Vector]


def _proportion(x: Columns, vtype: str) -> Pair:
    p = x["xi"] / x["ni"]
    kind = choice(vtype, ("LS", "UB", "AV"), "kind of variance")
    middle = x["xi"].sum() / x["ni"].sum() if kind == "AV" else p
    return p, middle * (1 - middle) / (x["ni"] - (kind == "UB"))


def _log_proportion(x: Columns, vtype: str) -> Pair:
    return np.log(x["xi"] / x["ni"]), 1 / x["xi"] - 1 / x["ni"]


def _log_odds(x: Columns, vtype: str) -> Pair:
    rest = x["ni"] - x["xi"]
    return np.log(x["xi"] / rest), 1 / x["xi"] + 1 / rest


def _arcsine(x: Columns, vtype: str) -> Pair:
    return np.arcsin(np.sqrt(x["xi"] / x["ni"])), 1 / (4 * x["ni"])


def _double_arcsine(x: Columns, vtype: str) -> Pair:
    more = x["ni"] + 1
    y = (np.arcsin(np.sqrt(x["xi"] / more)) + np.arcsin(np.sqrt((x["xi"] + 1) / more))) / 2
    return y, 1 / (4 * x["ni"] + 2)


def _rate(x: Columns, vtype: str) -> Pair:
    return x["xi"] / x["ti"], x["xi"] / x["ti"] ** 2


def _log_rate(x: Columns, vtype: str) -> Pair:
    return np.log(x["xi"] / x["ti"]), 1 / x["xi"]


def _root_rate(x: Columns, vtype: str) -> Pair:
    return np.sqrt(x["xi"] / x["ti"]), 1 / (4 * x["ti"])


def _double_root_rate(x: Columns, vtype: str) -> Pair:
    y = (np.sqrt(x["xi"] / x["ti"]) + np.sqrt((x["xi"] + 1) / x["ti"])) / 2
    return y, 1 / (4 * x["ti"])


def _rate_ratio(x: Columns, vtype: str) -> Pair:
    return np.log(x["x1i"] / x["t1i"]) - np.log(x["x2i"] / x["t2i"]), 1 / x["x1i"] + 1 / x["x2i"]


def _rate_difference(x: Columns, vtype: str) -> Pair:
    return x["x1i"] / x["t1i"] - x["x2i"] / x["t2i"], x["x1i"] / x["t1i"] ** 2 + x["x2i"] / x["t2i"] ** 2


def _root_rate_difference(x: Columns, vtype: str) -> Pair:
    y = np.sqrt(x["x1i"] / x["t1i"]) - np.sqrt(x["x2i"] / x["t2i"])
    return y, 1 / (4 * x["t1i"]) + 1 / (4 * x["t2i"])


def _correlation(x: Columns, vtype: str) -> Pair:
    kind = choice(vtype, ("LS", "AV"), "kind of variance")
    return x["ri"], _correlation_variance(x["ri"], x["ni"], x["ni"] - 1, kind)


def _correlation_variance(y: Vector, n: Vector, df: Vector, kind: str) -> Vector:
    middle = (n * y).sum() / n.sum() if kind == "AV" else y
    return np.asarray((1 - middle**2) ** 2 / df)


def _unbiased_correlation(x: Columns, vtype: str) -> Pair:
    n, off = x["ni"], 1 - x["ri"] ** 2
    refuse(n <= 4, "the sample is too small for an unbiased correlation", "use COR or ZCOR")
    y = x["ri"] * _hypergeometric(0.5, 0.5, (n - 2) / 2, off)
    kind = choice(vtype, ("LS", "UB", "AV"), "kind of variance")
    if kind == "UB":
        return y, np.asarray(y**2 - 1 + (n - 3) / (n - 2) * off * _hypergeometric(1, 1, n / 2, off))
    return y, _correlation_variance(y, n, n - 1, kind)


def _hypergeometric(a: float, b: float, c: Vector, x: Vector) -> Vector:
    """Return 2F1(a, b; c; x), 0 <= x <= 1; for large c by its series, which scipy's algorithm loses there."""
    term = total = np.ones_like(x)
    for n in range(300):
        term = term * (a + n) * (b + n) / ((c + n) * (n + 1)) * x
        total = total + term
    return np.asarray(np.where(c > 25, total, special.hyp2f1(a, b, np.minimum(c, 25), x)))


def _fisher_z(x: Columns, vtype: str) -> Pair:
    refuse(x["ni"] <= 3, "the sample is too small for Fisher's z")
    return np.arctanh(x["ri"]), 1 / (x["ni"] - 3)


def _partial(x: Columns) -> Vector:
    df = x["ni"] - x["mi"] - 1
    refuse(df <= 0, "there are more predictors than people")
    return np.asarray(x["ti"] / np.sqrt(x["ti"] ** 2 + df))


def _partial_correlation(x: Columns, vtype: str) -> Pair:
    y = _partial(x)
    kind = choice(vtype, ("LS", "AV"), "kind of variance")
    return y, _correlation_variance(y, x["ni"], x["ni"] - x["mi"], kind)


def _partial_z(x: Columns, vtype: str) -> Pair:
    left = x["ni"] - x["mi"] - 2
    refuse(left <= 0, "there are too many predictors for Fisher's z")
    return np.arctanh(_partial(x)), 1 / left


def _semipartial(x: Columns, vtype: str) -> Pair:
    r2 = x["r2i"]
    refuse((r2 < 0) | (r2 > 1), "R² is not between 0 and 1")
    df = x["ni"] - x["mi"] - 1
    refuse(df <= 0, "there are more predictors than people")
    y = x["ti"] * np.sqrt(1 - r2) / np.sqrt(df)
    kind = choice(vtype, ("LS", "AV"), "kind of variance")
    left = r2 - ((x["ni"] * y).sum() / x["ni"].sum() if kind == "AV" else y) ** 2
    return y, (r2**2 - 2 * r2 + left + 1 - left**2) / x["ni"]


def _alpha(x: Columns, vtype: str) -> Pair:
    return x["ai"], 2 * x["mi"] * (1 - x["ai"]) ** 2 / ((x["mi"] - 1) * (x["ni"] - 2))


def _alpha_root(x: Columns, vtype: str) -> Pair:
    spread = 18 * x["mi"] * (x["ni"] - 1) * (1 - x["ai"]) ** (2 / 3)
    return 1 - np.cbrt(1 - x["ai"]), spread / ((x["mi"] - 1) * (9 * x["ni"] - 11) ** 2)


def _alpha_log(x: Columns, vtype: str) -> Pair:
    return -np.log(1 - x["ai"]), 2 * x["mi"] / ((x["mi"] - 1) * (x["ni"] - 2))


_PART, _TIME, _TIMES = ("xi", "ni"), ("xi", "ti"), ("x1i", "t1i", "x2i", "t2i")
_R, _ALPHA, _PARTIAL = ("ri", "ni"), ("ai", "mi", "ni"), ("ti", "ni", "mi")

RATE_MEASURES: dict[str, tuple[tuple[str, ...], Callable[[Columns, str], Pair]]] = {
    "PR": (_PART, _proportion),
    "PLN": (_PART, _log_proportion),
    "PLO": (_PART, _log_odds),
    "PAS": (_PART, _arcsine),
    "PFT": (_PART, _double_arcsine),
    "IR": (_TIME, _rate),
    "IRLN": (_TIME, _log_rate),
    "IRS": (_TIME, _root_rate),
    "IRFT": (_TIME, _double_root_rate),
    "IRR": (_TIMES, _rate_ratio),
    "IRD": (_TIMES, _rate_difference),
    "IRSD": (_TIMES, _root_rate_difference),
    "COR": (_R, _correlation),
    "UCOR": (_R, _unbiased_correlation),
    "ZCOR": (_R, _fisher_z),
    "PCOR": (_PARTIAL, _partial_correlation),
    "ZPCOR": (_PARTIAL, _partial_z),
    "SPCOR": ((*_PARTIAL, "r2i"), _semipartial),
    "ARAW": (_ALPHA, _alpha),
    "AHW": (_ALPHA, _alpha_root),
    "ABT": (_ALPHA, _alpha_log),
}
"""Measures of proportions, rates, correlations and reliability: what each needs, and its formula."""


def rate_effect(measure: str, x: Columns, *, vtype: str = "LS", add: float = 0.5, to: str = "only0") -> Pair:
    """Return effect and variance by one of `RATE_MEASURES` from checked columns, zeros helped as in `tables`."""
    _check(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        return RATE_MEASURES[measure][1](_helped(x, add, to), vtype)


def _check(x: Columns) -> None:
    for name in ("xi", "x1i", "x2i"):
        if name in x:
            refuse(x[name] < 0, f"{name} is below zero")
    for name in ("ni", "t1i", "t2i", *(("ti",) if "xi" in x else ())):
        if name in x:
            refuse(x[name] <= 0, f"{name} is not above zero")
    if "xi" in x and "ni" in x:
        refuse(x["xi"] > x["ni"], "more events than people")
    if "ri" in x:
        refuse(np.abs(x["ri"]) > 1, "the correlation is not between -1 and 1")
    if "ai" in x:
        refuse(x["ai"] > 1, "the reliability is above 1")
        refuse(x["mi"] < 2, "reliability needs at least two items")


def _helped(x: Columns, add: float, to: str) -> Columns:
    rule = choice(to, ("only0", "all", "if0all", "none"), "rule for zeros")
    counts = [name for name in ("xi", "x1i", "x2i") if name in x]
    if not counts:
        return x
    zero: Mask = np.any([x[name] == 0 for name in counts], axis=0)
    if "ni" in x:
        zero |= x["xi"] == x["ni"]
    everywhere = rule == "all" or (rule == "if0all" and bool(zero.any()))
    more = add * (np.ones_like(zero) if everywhere else zero & (rule == "only0"))
    helped: Columns = {**x, **{name: x[name] + more for name in counts}}
    return {**helped, "ni": x["ni"] + 2 * more} if "ni" in x else helped
