"""One door for all measures: from what a paper reports to an effect with its sampling variance."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cairn.base.errors import DataError, InputError
from cairn.synthesis import conversions, means, rates, tables
from cairn.synthesis.numbers import Numbers, Vector, choice, refuse, same_length, vector

UNHELPED = {"AS", "PHI", "IRSD", "PAS", "PFT", "IRS", "IRFT"}
_TABLE_INPUTS = ("ai", "bi", "ci", "di", "n1i", "n2i")

MEASURES: Final = (*tables.TABLE_MEASURES, *means.MEAN_MEASURES, *rates.RATE_MEASURES)
"""The measures that give an effect from raw numbers, by their usual abbreviations; see `tables`, `means`, `rates`."""


@dataclass(frozen=True)
class Effects:
    """Effects and their sampling variances, each of shape (k,), on the scale of the measure (ratios as logarithms)."""

    measure: str
    yi: Vector
    vi: Vector


def effects(
    measure: str,
    *,
    add: float | None = None,
    to: str = "only0",
    drop00: bool = False,
    vtype: str = "LS",
    correct: bool = True,
    **inputs: Numbers,
) -> Effects:
    """Compute a measure for one or many studies from `inputs`, one number per study under the usual short names.

    Which names: for 2×2 tables `ai, bi, ci, di` or `ai, n1i, ci, n2i`, else as `needs` tells. `add` and `to` deal with
    zeros as `tables` says (½ to tables with a zero unless told otherwise); `drop00` refuses tables without events in
    both groups; `vtype` picks a variance formula, LS being the large-sample one; `correct` turns Hedges' correction
    off. Raises `InputError` for an unknown measure or name, `DataError` naming the study for impossible numbers or
    where the effect is not finite.
    """
    measure = choice(measure, MEASURES, "measure")
    columns = _columns(measure, inputs)
    amount = (0.0 if measure in UNHELPED else tables.HALF) if add is None else add
    if measure in tables.TABLE_MEASURES:
        table = tables.cells(**columns)
        if drop00:
            refuse(tables.is_empty(table), "neither group has events, or both have nothing else", "leave the study out")
        y, v = tables.table_effect(measure, tables.helped(table, amount, to), vtype=vtype)
    elif measure in means.MEAN_MEASURES:
        y, v = means.mean_effect(measure, columns, vtype=vtype, correct=correct)
    else:
        y, v = rates.rate_effect(measure, columns, vtype=vtype, add=amount, to=to)
    refuse(~np.isfinite(y) | ~np.isfinite(v) | (v < 0), f"these numbers give no finite {measure}")
    return Effects(measure, np.asarray(y, dtype=float), np.asarray(v, dtype=float))


def needs(measure: str) -> tuple[str, ...]:
    """Return the names of the inputs a measure is computed from; for tables, group sizes can replace `bi` and `di`."""
    measure = choice(measure, MEASURES, "measure")
    if measure in tables.TABLE_MEASURES:
        return _TABLE_INPUTS[:4]
    found = means.MEAN_MEASURES.get(measure) or rates.RATE_MEASURES[measure]
    return found[0]


def convert(to: str, **given: float) -> Effects:
    """Turn one study's test statistic, regression coefficient or summary into d, g, or, logit or r; see `conversions`.

    Odds ratios come as such (`or`), with the variance of their logarithm; r with the variance of Fisher's z.
    """
    y, v = conversions.converted(to, given)
    return Effects(to, np.array([y]), np.array([v]))


def _columns(measure: str, inputs: dict[str, Numbers]) -> dict[str, Vector]:
    given = {name: vector(values, name) for name, values in inputs.items()}
    given = dict(zip(given, same_length(**given), strict=True)) if given else given
    stand_in = means.from_tests(measure, given) if {"n1i", "n2i"} <= given.keys() else None
    if stand_in is not None:
        return stand_in
    allowed = _TABLE_INPUTS if measure in tables.TABLE_MEASURES else needs(measure)
    needed = ("ai", "ci") if measure in tables.TABLE_MEASURES else needs(measure)
    if unknown := sorted(given.keys() - set(allowed)):
        raise InputError(f"{measure} does not use {unknown[0]}", remedy=f"give {', '.join(allowed)}")
    if missing := [name for name in needed if name not in given]:
        raise DataError(f"{measure} needs {missing[0]}", remedy=f"give {', '.join(allowed)}")
    return given
