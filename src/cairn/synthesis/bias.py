"""Signs that small studies with dull results are missing. None proves it: small studies may truly differ.

All tests need studies of unequal precision, and with fewer than ten they tell little (Sterne et al., 2011, BMJ
343:d4002).
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy import special

from cairn.base.errors import CairnError, InputError
from cairn.synthesis.numbers import Interval, Numbers, Vector, around, check_level, choice, studies, two_sided
from cairn.synthesis.pooling import Fit, fit
from cairn.synthesis.profiles import Regression
from cairn.synthesis.regression import meta_regression

ESTIMATORS = ("L0", "R0")
SIDES = ("left", "right")
ROUNDS = 100
STRICT = 0.05
PET_SWITCH = 0.10


@dataclass(frozen=True)
class SmallStudyTest:
    """A regression of effects on their standard errors or variances.

    `slope` is how effects change with imprecision (in Egger's test the "intercept" of his standardised form), with its
    standard error, statistic, degrees of freedom (`None`: normal) and p value. `limit` is the effect expected of a
    study without sampling error.
    """

    slope: float
    se: float
    statistic: float
    df: int | None
    p: float
    limit: float
    limit_se: float
    limit_p: float
    limit_ci: Interval


@dataclass(frozen=True)
class RankTest:
    """Kendall's tau between standardised effects and variances, with its p value; `exact` unless there are ties."""

    tau: float
    p: float
    exact: bool


@dataclass(frozen=True)
class TrimAndFill:
    """Studies thought missing on one side (`missing`, with its standard error), and the fit once they are filled in.

    `filled_yi`, `filled_vi` are the mirror images added.
    """

    missing: int
    missing_se: float
    side: str
    estimator: str
    filled_yi: tuple[float, ...]
    filled_vi: tuple[float, ...]
    fit: Fit


@dataclass(frozen=True)
class PetPeese:
    """The precision-effect tests, and the estimate their rule chooses (`chosen` is "PET" or "PEESE")."""

    pet: SmallStudyTest
    peese: SmallStudyTest
    chosen: str
    estimate: float
    ci: Interval


def egger(yi: Numbers, vi: Numbers, *, level: float = 0.95) -> SmallStudyTest:
    """Test for small-study effects by weighted least squares on the standard errors (Egger et al., 1997, BMJ 315:629).

    The classic form: a multiplicative dispersion, t with k - 2 degrees of freedom. Raises `InputError` for fewer than
    three studies or equal precision.
    """
    y, v = _imprecise(yi, vi)
    return _weighted(y, v, np.sqrt(v), level)


def egger_random(yi: Numbers, vi: Numbers, *, method: str = "REML", level: float = 0.95) -> SmallStudyTest:
    """Test for small-study effects by random-effects meta-regression on the standard errors (Sterne & Egger, 2005).

    Normal distribution, as in `meta_regression`. Raises `InputError` for fewer than three studies or equal precision.
    """
    y, v = _imprecise(yi, vi)
    limit, slope = meta_regression(y, v, {"standard error": np.sqrt(v)}, method=method, level=level).coefficients
    return SmallStudyTest(
        slope.estimate, slope.se, slope.statistic, None, slope.p, limit.estimate, limit.se, limit.p, limit.ci
    )


def begg(yi: Numbers, vi: Numbers) -> RankTest:
    """Test the rank correlation of effects with their variances (Begg & Mazumdar, 1994, Biometrics 50:1088).

    Effects are standardised around the common-effect estimate. Exact without ties, else normal with a correction for
    ties and none for continuity. Raises `InputError` for fewer than three studies or equal precision.
    """
    from scipy import stats  # a second to load, for this test alone

    y, v = _imprecise(yi, vi)
    centre = fit(y, v, method="FE")
    standardised = (y - centre.estimate) / np.sqrt(v - centre.se**2)
    exact = np.unique(standardised).size == np.unique(v).size == y.size
    found = stats.kendalltau(standardised, v, method="exact" if exact else "asymptotic")
    return RankTest(float(found.statistic), min(1.0, float(found.pvalue)), exact)


def trim_and_fill(
    yi: Numbers,
    vi: Numbers,
    *,
    method: str = "REML",
    estimator: str = "L0",
    side: str | None = None,
    level: float = 0.95,
) -> TrimAndFill:
    """Fill in the mirror images of studies that seem to lack a counterpart (Duval & Tweedie, 2000, Biometrics 56:455).

    `estimator` is L0 or R0; `side` is where studies are missing, by default where a regression on the standard errors
    says. A sensitivity analysis: the filled fit is no better estimate. Raises `InputError` for fewer than three studies
    or, without `side`, equal precision; `CairnError` where the rounds do not settle.
    """
    estimator = choice(estimator, ESTIMATORS, "estimator")
    y, v = _imprecise(yi, vi) if side is None else _enough(yi, vi)
    if side is None:
        slope = meta_regression(y, v, {"standard error": np.sqrt(v)}, method=method).coefficients[1].estimate
        side = "right" if slope < 0 else "left"
    side = choice(side, SIDES, "side")
    sign = -1.0 if side == "right" else 1.0
    order = np.argsort(sign * y, kind="stable")
    turned, sorted_v = sign * y[order], v[order]
    missing, missing_se, centre = _missing(turned, sorted_v, method, estimator)
    kept = y.size - missing
    filled_y, filled_v = sign * (2 * centre - turned[kept:]), sorted_v[kept:]
    whole = fit(np.concatenate([y, filled_y]), np.concatenate([v, filled_v]), method=method, level=level)
    return TrimAndFill(
        missing, missing_se, side, estimator, tuple(map(float, filled_y)), tuple(map(float, filled_v)), whole
    )


def pet_peese(yi: Numbers, vi: Numbers, *, level: float = 0.95) -> PetPeese:
    """Estimate the effect of an infinitely precise study (Stanley & Doucouliagos, 2014, Res Synth Methods 5:60).

    PET regresses on the standard error, PEESE on the variance. PEESE is chosen where PET's limit differs from zero with
    a two-sided p below 0.10, else PET. Raises `InputError` for fewer than three studies or equal precision.
    """
    y, v = _imprecise(yi, vi)
    pet, peese = _weighted(y, v, np.sqrt(v), level), _weighted(y, v, v, level)
    name, one = ("PEESE", peese) if pet.limit_p < PET_SWITCH else ("PET", pet)
    return PetPeese(pet, peese, name, one.limit, one.limit_ci)


def fail_safe_n(yi: Numbers, vi: Numbers) -> int:
    """Return how many unpublished null results would undo significance at .05, one-sided (Rosenthal, 1979).

    Of historical interest: it assumes that the missing studies average to nothing.
    """
    y, v = studies(yi, vi)
    overall = abs(float((y / np.sqrt(v)).sum())) / np.sqrt(y.size)
    return max(0, ceil(y.size * float(overall / special.ndtri(STRICT)) ** 2 - y.size))


def _enough(yi: Numbers, vi: Numbers) -> tuple[Vector, Vector]:
    y, v = studies(yi, vi)
    if y.size < 3:
        raise InputError(f"{y.size} studies cannot show what is missing", remedy="this needs at least three")
    return y, v


def _imprecise(yi: Numbers, vi: Numbers) -> tuple[Vector, Vector]:
    y, v = _enough(yi, vi)
    if np.ptp(v) <= 1e-12 * v.max():
        raise InputError("all studies are equally precise", remedy="small-study effects need small and large studies")
    return y, v


def _weighted(y: Vector, v: Vector, predictor: Vector, level: float) -> SmallStudyTest:
    check_level(level)
    model = Regression(y[None], v[None], np.column_stack([np.ones(y.size), predictor]))
    w, df = 1 / v[None], y.size - 2
    estimates = model.coefficients(w)
    errors = np.sqrt(np.diag(model.inverse(w)) * float(model.residual_sum(w)[0]) / df)
    if not errors.all():
        raise InputError("the effects lie exactly on a line", remedy="check the data")
    limit_t, slope_t = estimates / errors
    return SmallStudyTest(
        slope=float(estimates[1]),
        se=float(errors[1]),
        statistic=float(slope_t),
        df=df,
        p=float(two_sided(slope_t, df)),
        limit=float(estimates[0]),
        limit_se=float(errors[0]),
        limit_p=float(two_sided(limit_t, df)),
        limit_ci=around(float(estimates[0]), float(errors[0]), level, df),
    )


def _missing(y: Vector, v: Vector, method: str, estimator: str) -> tuple[int, float, float]:
    """Return how many studies lack a counterpart on the left of sorted effects, its standard error, and the centre."""
    k, missing = y.size, 0
    for _ in range(ROUNDS):
        before = missing
        centre = fit(y[: k - missing], v[: k - missing], method=method).estimate
        distance = y - centre
        ranks = np.empty(k)
        ranks[np.argsort(np.abs(distance), kind="stable")] = np.arange(1, k + 1)
        raw, error = (_l0 if estimator == "L0" else _r0)(ranks, distance)
        # At least one study must stay to tell the centre.
        missing = min(max(0, round(raw)), k - 1)
        if missing == before:
            return missing, error, centre
    raise CairnError("trim and fill goes round in circles on these data", remedy="use the other estimator")


def _r0(ranks: Vector, distance: Vector) -> tuple[float, float]:
    left = ranks[distance < 0]
    run = ranks.size - (left.max() if left.size else 0) - 1
    return float(run), float(np.sqrt(2 * max(0.0, run) + 2))


def _l0(ranks: Vector, distance: Vector) -> tuple[float, float]:
    k, total = ranks.size, ranks[distance > 0].sum()
    raw = (4 * total - k * (k + 1)) / (2 * k - 1)
    cubic = 10 * raw**3 + 27 * raw**2 + 17 * raw - 18 * k * raw**2 - 18 * k * raw + 6 * k**2 * raw
    spread = (k * (k + 1) * (2 * k + 1) + cubic) / 24
    return float(raw), float(4 * np.sqrt(max(0.0, spread)) / (2 * k - 1))
