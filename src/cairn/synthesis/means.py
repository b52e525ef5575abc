"""Effects on a measured outcome, from means and standard deviations: two groups, or one group twice.

`m1i`, `sd1i`, `n1i` and `m2i`, `sd2i`, `n2i` belong to the two groups; with one group measured twice `ni` is its size
and `ri` the correlation of the two measurements. Standardised differences use Hedges' exact correction for small
groups (Hedges, 1981, J Educ Stat 6:107) unless `correct` is false; `vtype` chooses the formula of their variance.
SMDH: Bonett, 2008, Psychol Methods 13:99. ROM: Hedges et al., 1999, Ecology 80:1150, less the bias told by
Lajeunesse, 2015, Ecology 96:2056, unless `correct` is false; so ROMC. VR, CVR: Nakagawa et al., 2015.
RPB, RBIS: Jacobs & Viechtbauer, 2017. SMCC, SMCR: Gibbons et al., 1993; Becker, 1988; SMCRH: Bonett, 2008.
"""

from collections.abc import Callable

import numpy as np
from scipy import special

from cairn.base.errors import InputError
from cairn.synthesis.numbers import Vector, choice, refuse

Pair = tuple[Vector, Vector]
Columns = dict[str, Vector]


def correction(df: Vector) -> Vector:
    """Return Hedges' exact factor Γ(m/2) / (√(m/2) Γ((m-1)/2)) for m degrees of freedom; refuse m of 1 or less."""
    refuse(df <= 1, "the groups are too small to standardise by")
    half = df / 2
    return np.asarray(np.exp(special.gammaln(half) - special.gammaln(half - 0.5)) / np.sqrt(half))


def _pooled(x: Columns) -> tuple[Vector, Vector]:
    """Return the pooled standard deviation and its degrees of freedom."""
    df = x["n1i"] + x["n2i"] - 2
    refuse(df <= 0, "two groups of one person have no standard deviation")
    return np.sqrt(((x["n1i"] - 1) * x["sd1i"] ** 2 + (x["n2i"] - 1) * x["sd2i"] ** 2) / df), df


def _difference(x: Columns, vtype: str, correct: bool) -> Pair:
    y = x["m1i"] - x["m2i"]
    if choice(vtype, ("LS", "UB", "HO"), "kind of variance") == "HO":
        return y, _pooled(x)[0] ** 2 * (1 / x["n1i"] + 1 / x["n2i"])
    return y, x["sd1i"] ** 2 / x["n1i"] + x["sd2i"] ** 2 / x["n2i"]


def standardised(d: Vector, n1: Vector, n2: Vector, vtype: str = "LS", correct: bool = True) -> Pair:
    """Return the standardised difference and variance from Cohen's d, which divides by the pooled deviation."""
    n, df = n1 + n2, n1 + n2 - 2
    factor = correction(df) if correct else np.ones_like(d)
    y, base = factor * d, 1 / n1 + 1 / n2
    kind = choice(vtype, ("LS", "LS2", "UB", "AV"), "kind of variance")
    if kind == "UB":
        return y, base + (1 - (df - 2) / (df * correction(df) ** 2)) * y**2
    if kind == "LS2":
        return y, factor**2 * (base + d**2 / (2 * n))
    middle = (n * y).sum() / n.sum() if kind == "AV" else y
    return y, base + middle**2 / (2 * n)


def _standardised(x: Columns, vtype: str, correct: bool) -> Pair:
    return standardised((x["m1i"] - x["m2i"]) / _pooled(x)[0], x["n1i"], x["n2i"], vtype, correct)


def _heteroscedastic(x: Columns, vtype: str, correct: bool) -> Pair:
    v1, v2 = x["sd1i"] ** 2, x["sd2i"] ** 2
    factor = correction(x["n1i"] + x["n2i"] - 2) if correct else 1.0
    middle = (v1 + v2) / 2
    y = factor * (x["m1i"] - x["m2i"]) / np.sqrt(middle)
    df1, df2 = x["n1i"] - 1, x["n2i"] - 1
    return y, y**2 * (v1**2 / df1 + v2**2 / df2) / (8 * middle**2) + (v1 / df1 + v2 / df2) / middle


def _by_second(x: Columns, vtype: str, correct: bool) -> Pair:
    factor = correction(x["n2i"] - 1) if correct else 1.0
    y = factor * (x["m1i"] - x["m2i"]) / x["sd2i"]
    return y, 1 / x["n1i"] + 1 / x["n2i"] + y**2 / (2 * x["n2i"])


def _ratio(x: Columns, vtype: str, correct: bool) -> Pair:
    refuse(x["m1i"] / x["m2i"] <= 0, "the means differ in sign, so they have no ratio")
    c1, c2 = (x["sd1i"] / x["m1i"]) ** 2 / x["n1i"], (x["sd2i"] / x["m2i"]) ** 2 / x["n2i"]
    y = np.log(x["m1i"] / x["m2i"]) + (c1 - c2) / 2 * correct
    if choice(vtype, ("LS", "HO"), "kind of variance") == "HO":
        pooled = _pooled(x)[0] ** 2
        return y, pooled / (x["n1i"] * x["m1i"] ** 2) + pooled / (x["n2i"] * x["m2i"] ** 2)
    return y, c1 + c2


def _variability(x: Columns, vtype: str, correct: bool) -> Pair:
    half1, half2 = 1 / (2 * (x["n1i"] - 1)), 1 / (2 * (x["n2i"] - 1))
    return np.log(x["sd1i"] / x["sd2i"]) + (half1 - half2) * correct, half1 + half2


def _variation(x: Columns, vtype: str, correct: bool) -> Pair:
    y, v = _variability(x, vtype, correct)
    spread = (x["sd1i"] / x["m1i"]) ** 2 / x["n1i"] + (x["sd2i"] / x["m2i"]) ** 2 / x["n2i"]
    return y - np.log(x["m1i"] / x["m2i"]), v + spread


def _to_odds(factor: float) -> Callable[[Columns, str, bool], Pair]:
    def effect(x: Columns, vtype: str, correct: bool) -> Pair:
        y, v = standardised((x["m1i"] - x["m2i"]) / _pooled(x)[0], x["n1i"], x["n2i"], correct=False)
        return factor * y, factor**2 * v

    return effect


def _point_biserial(x: Columns, vtype: str, correct: bool) -> Pair:
    d = (x["m1i"] - x["m2i"]) / _pooled(x)[0]
    n1, n2 = x["n1i"], x["n2i"]
    n = n1 + n2
    h = (n - 2) / n1 + (n - 2) / n2
    y = d / np.sqrt(d**2 + h)
    if choice(vtype, ("LS", "ST", "CS"), "kind of variance") == "CS":
        return y, (1 - y**2) ** 2 * (n * y**2 / (4 * n1 * n2) + (2 - 3 * y**2) / (2 * n))
    return y, h**2 / (h + d**2) ** 3 * (1 / n1 + 1 / n2 + d**2 / (2 * n))


def _biserial(x: Columns, vtype: str, correct: bool) -> Pair:
    n1, n2 = x["n1i"], x["n2i"]
    p, q = n1 / (n1 + n2), n2 / (n1 + n2)
    z = -special.ndtri(p)
    height = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    y = np.sqrt(p * q) / height * _point_biserial(x, "LS", correct)[0]
    t = np.clip(y, -1, 1)
    bracket = 3 / 2 + (1 - p * z / height) * (1 + q * z / height)
    return y, np.asarray((p * q / height**2 - bracket * t**2 + t**4) / (n1 + n2 - 1))


def _change(x: Columns, vtype: str, correct: bool) -> Pair:
    return x["m1i"] - x["m2i"], _change_variance(x) / x["ni"]


def _change_variance(x: Columns) -> Vector:
    return np.asarray(x["sd1i"] ** 2 + x["sd2i"] ** 2 - 2 * x["ri"] * x["sd1i"] * x["sd2i"])


def _change_by(x: Columns, deviation: Vector, base: Vector, vtype: str, correct: bool) -> Pair:
    factor = correction(x["ni"] - 1) if correct else np.ones_like(deviation)
    d = (x["m1i"] - x["m2i"]) / deviation
    if choice(vtype, ("LS", "LS2"), "kind of variance") == "LS2":
        return factor * d, factor**2 * (base / x["ni"] + d**2 / (2 * x["ni"]))
    return factor * d, base / x["ni"] + (factor * d) ** 2 / (2 * x["ni"])


def _change_by_change(x: Columns, vtype: str, correct: bool) -> Pair:
    return _change_by(x, np.sqrt(_change_variance(x)), np.ones_like(x["ni"]), vtype, correct)


def _change_by_raw(x: Columns, vtype: str, correct: bool) -> Pair:
    return _change_by(x, x["sd1i"], 2 * (1 - x["ri"]), vtype, correct)


def _change_heteroscedastic(x: Columns, vtype: str, correct: bool) -> Pair:
    factor = correction(x["ni"] - 1) if correct else 1.0
    y, df = factor * (x["m1i"] - x["m2i"]) / x["sd1i"], x["ni"] - 1
    return y, _change_variance(x) / (x["sd1i"] ** 2 * df) + y**2 / (2 * df)


def _ratio_of_changes(x: Columns, vtype: str, correct: bool) -> Pair:
    refuse(x["m1i"] / x["m2i"] <= 0, "the means differ in sign, so they have no ratio")
    c1, c2 = x["sd1i"] / x["m1i"], x["sd2i"] / x["m2i"]
    y = np.log(x["m1i"] / x["m2i"]) + (c1**2 - c2**2) / (2 * x["ni"]) * correct
    return y, (c1**2 + c2**2 - 2 * x["ri"] * c1 * c2) / x["ni"]


def _variability_of_changes(x: Columns, vtype: str, correct: bool) -> Pair:
    return np.log(x["sd1i"] / x["sd2i"]), (1 - x["ri"] ** 2) / (x["ni"] - 1)


def _variation_of_changes(x: Columns, vtype: str, correct: bool) -> Pair:
    c1, c2 = x["sd1i"] / x["m1i"], x["sd2i"] / x["m2i"]
    spread = (c1**2 + c2**2 - 2 * x["ri"] * c1 * c2) / x["ni"]
    return np.log(c1 / c2), (1 - x["ri"] ** 2) / (x["ni"] - 1) + spread


_TWO = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
_TWICE = ("m1i", "m2i", "sd1i", "sd2i", "ni", "ri")
_SPREADS = ("sd1i", "n1i", "sd2i", "n2i")

MEAN_MEASURES: dict[str, tuple[tuple[str, ...], Callable[[Columns, str, bool], Pair]]] = {
    "MD": (_TWO, _difference),
    "SMD": (_TWO, _standardised),
    "SMDH": (_TWO, _heteroscedastic),
    "SMD1": (("m1i", "n1i", "m2i", "sd2i", "n2i"), _by_second),
    "ROM": (_TWO, _ratio),
    "VR": (_SPREADS, _variability),
    "CVR": (_TWO, _variation),
    "RPB": (_TWO, _point_biserial),
    "RBIS": (_TWO, _biserial),
    "D2OR": (_TWO, _to_odds(np.pi / np.sqrt(3))),
    "D2ORL": (_TWO, _to_odds(np.pi / np.sqrt(3))),
    "D2ORN": (_TWO, _to_odds(1.65)),
    "MC": (_TWICE, _change),
    "SMCC": (_TWICE, _change_by_change),
    "SMCR": (("m1i", "m2i", "sd1i", "ni", "ri"), _change_by_raw),
    "SMCRH": (_TWICE, _change_heteroscedastic),
    "ROMC": (_TWICE, _ratio_of_changes),
    "VRC": (("sd1i", "sd2i", "ni", "ri"), _variability_of_changes),
    "CVRC": (_TWICE, _variation_of_changes),
}
"""Measures of means: what each needs, and its formula."""


def mean_effect(measure: str, x: Columns, *, vtype: str = "LS", correct: bool = True) -> Pair:
    """Return effect and variance by one of `MEAN_MEASURES` from checked columns; refuses impossible values."""
    for name, values in x.items():
        if name.startswith("sd"):
            refuse(values <= 0, f"{name} is not above zero")
        if name.startswith("n"):
            refuse(values <= 0, f"{name} is not above zero")
    if "ri" in x:
        refuse(np.abs(x["ri"]) > 1, "the correlation is not between -1 and 1")
    with np.errstate(divide="ignore", invalid="ignore"):
        return MEAN_MEASURES[measure][1](x, vtype, correct)


def from_tests(measure: str, given: Columns) -> Columns | None:
    """Return columns that stand for Cohen's d `di`, t `ti` or two-sided p `pi` (with the sign of the effect) of an SMD.

    Returns `None` where none of the three is given. p is turned into t with n1i + n2i - 2 degrees of freedom.
    """
    if measure != "SMD" or not {"di", "ti", "pi"} & given.keys():
        return None
    n1, n2 = given["n1i"], given["n2i"]
    if "di" in given:
        d = given["di"]
    elif "ti" in given:
        d = given["ti"] * np.sqrt(1 / n1 + 1 / n2)
    else:
        p = given["pi"]
        refuse((np.abs(p) > 1) | (p == 0), "the p value is not between 0 and 1")
        t = -special.stdtrit(n1 + n2 - 2, np.abs(p) / 2) * np.sign(p)
        d = t * np.sqrt(1 / n1 + 1 / n2)
    one, zero = np.ones_like(d), np.zeros_like(d)
    if {"m1i", "m2i"} & given.keys():
        raise InputError("means and a test statistic are both given", remedy="give one of them")
    return {"m1i": d, "sd1i": one, "n1i": n1, "m2i": zero, "sd2i": one, "n2i": n2}
