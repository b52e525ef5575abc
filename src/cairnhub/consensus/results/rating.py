"""What came out of ratings on a scale, and of votes, which are ratings of -1, 0 and 1."""

from math import isnan

import numpy as np

from cairn.base.errors import InputError
from cairn.consensus import (
    Outcome,
    Verdict,
    agreement,
    classify,
    consensus_of_counts,
    describe,
    differences,
    parse_rule,
    rand_ucla,
)

from ..models.processes import SMALLEST
from .table import EVERYBODY, Table


def rated(table: Table, scale: tuple[int, int]) -> dict:
    """Describe every item and how far people agree over all of them. The process's rules judge each item."""
    return {
        "items": {str(item.pk): _item(table, at, scale) for at, item in enumerate(table.items)},
        "agreement": coefficients(table.values, scale),
    }


def _item(table: Table, at: int, scale: tuple[int, int]) -> dict:
    values = table.values[:, at]
    known = ~np.isnan(values)
    told = {"n": int(known.sum()), "cannot": table.cannot.get(table.items[at].pk, 0)}
    if told["n"] < SMALLEST:
        return told | {"few": True}
    parts = {name: values[mask] for name, mask in table.by_group(known).items()}
    told |= spread(values[known]) | {
        "agreement": _agreement(values[known], scale),
        "groups": {name: spread(part) for name, part in parts.items()},
        "outcome": _outcome(table, parts or {EVERYBODY: values[known]}),
    }
    if scale == (1, 9):
        judged = rand_ucla(values[known])
        told["appropriateness"] = {"verdict": str(judged.verdict), "disagreement": judged.disagreement}
    if len(parts) > 1:
        told["p_groups"] = _finite(differences(parts).p)
    return told


def spread(values: np.ndarray) -> dict:
    """How the ratings of some people are spread: their number, how many gave each value, median and quartiles."""
    found = describe(values)
    counts = {f"{value:g}": number for value, number in found.counts.items()}
    return {
        "n": found.n, "counts": counts, "median": found.median, "q1": found.q1, "q3": found.q3, "mean": found.mean
    }  # fmt: skip


def _outcome(table: Table, parts: dict[str, np.ndarray]) -> str:
    """What the rules fixed before the first rating make of the item; empty where the protocol has none."""
    take, leave = table.process.consensus_rule, table.process.exclusion_rule
    if not take:
        return ""
    rule = parse_rule(take, smallest=SMALLEST)
    if leave:
        return str(classify(parts, rule, parse_rule(leave, smallest=SMALLEST)))
    return str(Outcome.IN if rule.evaluate(parts).verdict is Verdict.MET else Outcome.OPEN)


def _agreement(values: np.ndarray, scale: tuple[int, int]) -> float | None:
    steps = range(scale[0], scale[1] + 1)
    counts = (values[:, None] == np.array(steps)).sum(axis=0)
    return _finite(consensus_of_counts(counts, values=steps))


def coefficients(values: np.ndarray, scale: tuple[int, int]) -> dict[str, float | None]:
    """Agreement over all items: Kendall's W, Krippendorff's ordinal alpha, Gwet's AC2; None where it cannot be told."""
    asked = {
        "kendall_w": lambda: agreement.kendall_w(values).w,
        "krippendorff_ordinal": lambda: agreement.krippendorff_alpha(values, "ordinal"),
        "gwet_ac2": lambda: agreement.gwet(values, categories=range(scale[0], scale[1] + 1), weights="quadratic").value,
    }
    return {name: _tried(one) for name, one in asked.items()}


def _tried(one) -> float | None:
    try:
        return _finite(one())
    except InputError:
        return None


def _finite(value: float | None) -> float | None:
    return None if value is None or isnan(value) else float(value)
