"""Everything that is told of a panel: each item, agreement over all of them, and stability between rounds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan

import numpy as np

from cairn.base.errors import InputError

from . import agreement
from .appropriateness import PanelJudgement, rand_ucla
from .bootstrap import Interval, bootstrap
from .differences import Differences, differences
from .distribution import Distribution, describe
from .panel import Panel
from .percentiles import Percentile
from .rules import Rule, RuleResult
from .signed_ranks import Zeros
from .stability import Stability, stability

SCALES = ((1, 5), (1, 7), (1, 9), (0, 10), (0, 100))
"""Scales that are recognised: the first that holds every rating."""


@dataclass(frozen=True)
class Conventions:
    """What changes an answer, with the defaults stated here. `scale` is the lowest and highest rating that can be
    given."""

    percentile: Percentile = Percentile.TYPE7
    zeros: Zeros = Zeros.WILCOXON
    scale: tuple[int, int] | None = None
    rules: tuple[Rule, ...] = ()
    draws: int = 0
    """Bootstrap draws for the intervals of agreement; 0 leaves them out."""


@dataclass(frozen=True)
class ItemSummary:
    """One item in one round. Without a scale of 1 to 9 `appropriateness` is None; without two groups, `differences`."""

    item: str
    overall: Distribution | None
    cannot_judge: int
    consensus: float | None
    appropriateness: PanelJudgement | None
    groups: dict[str, Distribution | None]
    differences: Differences | None
    rules: tuple[RuleResult, ...]


@dataclass(frozen=True)
class Change:
    item: str
    from_round: int
    to_round: int
    stability: Stability | None


@dataclass(frozen=True)
class Summary:
    """One round described, and every round compared with the one before. Coefficients are None where nothing tells
    them."""

    round: int
    scale: tuple[int, int]
    participants: int
    items: tuple[ItemSummary, ...]
    coefficients: dict[str, float | None]
    intervals: dict[str, Interval] = field(default_factory=dict)
    stability: tuple[Change, ...] = ()


def summarise(panel: Panel, conventions: Conventions | None = None, *, round_number: int | None = None) -> Summary:
    """Describe a round, by default the last. Raises `InputError` for a round or a scale the panel does not have."""
    asked = conventions or Conventions()
    number = panel.rounds[-1] if round_number is None else round_number
    if number not in panel.ratings:
        raise InputError(f"there is no round {number}", remedy=f"name one of {', '.join(map(str, panel.rounds))}")
    scale = asked.scale or scale_of(panel)
    table = panel.judged(number)
    return Summary(
        round=number,
        scale=scale,
        participants=len(table),
        items=tuple(_item(panel, number, item, scale, asked) for item in panel.items),
        coefficients={name: _known(_tried(one, table)) for name, one in _coefficients(asked.scale).items()},
        intervals=_intervals(table, asked.scale, asked.draws),
        stability=tuple(_changes(panel, scale, asked)),
    )


def scale_of(panel: Panel) -> tuple[int, int]:
    """Return the first of `SCALES` that holds every rating of all rounds.

    Raises `InputError` where none does: the scale must then be named.
    """
    everything = np.concatenate([table.ravel() for table in panel.ratings.values()])
    if np.isnan(everything).all():
        raise InputError("nobody judged anything", remedy="give at least one rating")
    low, high = np.nanmin(everything), np.nanmax(everything)
    found = next((one for one in SCALES if one[0] <= low and high <= one[1]), None)
    if found is None:
        raise InputError(f"no known scale holds ratings from {low:g} to {high:g}", remedy="name the scale, as 1-4")
    return found


def _item(panel: Panel, number: int, item: str, scale: tuple[int, int], asked: Conventions) -> ItemSummary:
    values = panel.of_item(number, item)
    groups = panel.by_group(values)
    overall = _described(values, asked)
    judged = {name: each for name, each in groups.items() if not np.isnan(each).all()}
    return ItemSummary(
        item=item,
        overall=overall,
        cannot_judge=int(np.isnan(values[~np.isnan(panel.ratings[number]).all(axis=1)]).sum()),
        consensus=_consensus(values, scale) if overall else None,
        appropriateness=rand_ucla(values, percentile=asked.percentile) if overall and scale == (1, 9) else None,
        groups={name: _described(each, asked) for name, each in groups.items()},
        differences=differences(judged) if len(judged) > 1 else None,
        rules=tuple(rule.evaluate(groups) for rule in asked.rules),
    )


def _described(values: np.ndarray, asked: Conventions) -> Distribution | None:
    return None if np.isnan(values).all() else describe(values, asked.percentile)


def _consensus(values: np.ndarray, scale: tuple[int, int]) -> float | None:
    steps = range(scale[0], scale[1] + 1)
    counts = (values[:, None] == np.array(steps)).sum(axis=0)
    # A rating between the steps has no place in the counts.
    return agreement.consensus_of_counts(counts, values=steps) if counts.sum() == (~np.isnan(values)).sum() else None


def _coefficients(scale: tuple[int, int] | None) -> dict[str, Callable[[np.ndarray], float]]:
    steps = range(scale[0], scale[1] + 1) if scale else None
    return {
        "kendall_w": lambda table: agreement.kendall_w(table).w,
        **{f"krippendorff.{metric}": _alpha(metric) for metric in ("nominal", "ordinal", "interval", "ratio")},
        "gwet_ac1": lambda table: agreement.gwet(table, categories=steps).value,
        "gwet_ac2": lambda table: agreement.gwet(table, categories=steps, weights="quadratic").value,
        "fleiss_kappa": lambda table: agreement.fleiss_kappa(table).value,
        "icc_a1": lambda table: agreement.icc(table).value,
        "percent_agreement": agreement.percent_agreement,
    }


def _alpha(metric: str) -> Callable[[np.ndarray], float]:
    return lambda table: agreement.krippendorff_alpha(table, metric)


def _intervals(table: np.ndarray, scale: tuple[int, int] | None, draws: int) -> dict[str, Interval]:
    found = {}
    for name, one in _coefficients(scale).items() if draws else ():
        try:
            found[name] = bootstrap(table, one, draws=draws)
        except InputError:
            continue
    return found


def _changes(panel: Panel, scale: tuple[int, int], asked: Conventions) -> list[Change]:
    found = []
    for before, after in zip(panel.rounds, panel.rounds[1:], strict=False):
        for item in panel.items:
            one, other = panel.of_item(before, item), panel.of_item(after, item)
            both = (~np.isnan(one) & ~np.isnan(other)).any()
            steady = stability(one, other, zeros=asked.zeros, percentile=asked.percentile) if both else None
            found.append(Change(item, before, after, steady))
    return found


def _tried(one: Callable[[np.ndarray], float], table: np.ndarray) -> float | None:
    try:
        return one(table)
    except InputError:
        return None


def _known(value: float | None) -> float | None:
    return None if value is None or isnan(value) else float(value)
