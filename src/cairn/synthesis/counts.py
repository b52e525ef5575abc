"""Pool 2×2 tables without an effect per table: Mantel-Haenszel and Peto, for common effects and rare events."""

from dataclasses import dataclass

import numpy as np

from cairn.base.errors import DataError, InputError
from cairn.synthesis.numbers import Interval, Mask, around, check_level, chi2_tail, choice, two_sided
from cairn.synthesis.tables import Cells, Pair, helped, is_empty, table_effect

MH_MEASURES = ("OR", "RR", "RD")


@dataclass(frozen=True)
class CommonEffect:
    """One effect common to all tables: log odds ratio, log risk ratio or risk difference.

    `q` tests whether the effects differ, on tables that have both events and non-events. `cmh` is the
    Cochran-Mantel-Haenszel statistic, for odds ratios only.
    """

    measure: str
    k: int
    estimate: float
    se: float
    statistic: float
    p: float
    ci: Interval
    q: float
    q_df: int
    q_p: float
    cmh: float | None = None
    cmh_p: float | None = None


def mantel_haenszel(table: Cells, *, measure: str = "OR", continuity: bool = True, level: float = 0.95) -> CommonEffect:
    """Pool tables by Mantel and Haenszel (1959), no zero helped but for `q`.

    Variances: Robins et al., 1986 (OR); Greenland & Robins, 1985 (RR); Sato et al., 1989 (RD). `cmh` has a continuity
    correction unless turned off. Raises `DataError` where the tables hold no events to compare.
    """
    measure = choice(measure, MH_MEASURES, "measure")
    check_level(level)
    estimate, se = {"OR": _odds_ratio, "RR": _risk_ratio, "RD": _risk_difference}[measure](table)
    if not np.isfinite([estimate, se]).all() or se <= 0:
        raise DataError("the tables hold too few events to compare", remedy="pool studies with events in both groups")
    y, v = table_effect(measure, helped(table, 0.5, "only0"))
    cmh = _cmh(table, continuity) if measure == "OR" else None
    return _common(measure, estimate, se, (y, v), is_empty(table), level, cmh)


def peto(table: Cells, *, level: float = 0.95) -> CommonEffect:
    """Pool tables by Peto's one-step odds ratio (Yusuf et al., 1985), no zero helped.

    Biased where the groups are of unequal size or the effect is large. Raises `DataError` where no table has events.
    """
    check_level(level)
    y, v = table_effect("PETO", table)
    told = np.isfinite(y) & np.isfinite(v)
    if not told.any():
        raise DataError("no table has both events and non-events", remedy="pool studies that have some")
    spread = 1 / v[told]
    estimate, se = float((y[told] * spread).sum() / spread.sum()), float(1 / np.sqrt(spread.sum()))
    return _common("PETO", estimate, se, (y, v), ~told, level, None)


def _common(
    measure: str, estimate: float, se: float, each: Pair, empty: Mask, level: float, cmh: float | None
) -> CommonEffect:
    y, v = each
    told = np.isfinite(y) & np.isfinite(v) & (v > 0) & ~empty
    q = float(((y[told] - estimate) ** 2 / v[told]).sum())
    df = int(told.sum()) - 1
    return CommonEffect(
        measure=measure,
        k=y.size,
        estimate=estimate,
        se=se,
        statistic=estimate / se,
        p=float(two_sided(estimate / se)),
        ci=around(estimate, se, level),
        q=q,
        q_df=df,
        q_p=chi2_tail(q, df),
        cmh=cmh,
        cmh_p=None if cmh is None else chi2_tail(cmh, 1),
    )


def _odds_ratio(t: Cells) -> tuple[float, float]:
    n = t.a + t.b + t.c + t.d
    r, s = t.a * t.d / n, t.b * t.c / n
    p, q = (t.a + t.d) / n, (t.b + t.c) / n
    up, down = r.sum(), s.sum()
    if not up or not down:
        return np.nan, np.nan
    variance = (p * r).sum() / up**2 + (p * s + q * r).sum() / (up * down) + (q * s).sum() / down**2
    return float(np.log(up / down)), float(np.sqrt(variance / 2))


def _risk_ratio(t: Cells) -> tuple[float, float]:
    n1, n2 = t.a + t.b, t.c + t.d
    n = n1 + n2
    up, down = (t.a * n2 / n).sum(), (t.c * n1 / n).sum()
    if not up or not down:
        return np.nan, np.nan
    variance = (n1 * n2 * (t.a + t.c) / n**2 - t.a * t.c / n).sum() / (up * down)
    return float(np.log(up / down)), float(np.sqrt(variance))


def _risk_difference(t: Cells) -> tuple[float, float]:
    n1, n2 = t.a + t.b, t.c + t.d
    n = n1 + n2
    total = (n1 * n2 / n).sum()
    estimate = ((t.a * n2 - t.c * n1) / n).sum() / total
    first = (t.c * (n1 / n) ** 2 - t.a * (n2 / n) ** 2 + n1 * n2 / n**2 * (n2 - n1) / 2).sum()
    second = (t.a * t.d / n + t.c * t.b / n).sum() / 2
    return float(estimate), float(np.sqrt((estimate * first + second) / total**2))


def _cmh(t: Cells, continuity: bool) -> float:
    n1, n2, m1, m2 = t.a + t.b, t.c + t.d, t.a + t.c, t.b + t.d
    n = n1 + n2
    if (n < 2).any():
        raise InputError("a table holds one person", remedy="leave it out")
    apart = abs(float((t.a - n1 * m1 / n).sum())) - (0.5 if continuity else 0)
    return apart**2 / float((n1 * n2 * m1 * m2 / (n**2 * (n - 1))).sum())
