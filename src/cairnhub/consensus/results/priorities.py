"""What out of choices, orders, criteria, best and worst, and points comes first. Each item: score, interval, rank."""

from collections.abc import Callable, Iterable

import numpy as np

from cairn.consensus.priorities import Scored, aggregate, best_worst, budget, chnri, shortlist

from ..models.processes import SMALLEST
from .table import EVERYBODY, Table


def chosen(table: Table) -> dict:
    """Rank what people chose as partnerships of the James Lind Alliance do: every group told apart counts alike."""
    everybody = ~np.isnan(table.values).all(axis=1)
    parts = table.by_group(everybody) or {EVERYBODY: everybody}
    names = _names(table)
    found = shortlist(
        {name: [_first_first(row, names) for row in table.values[mask]] for name, mask in parts.items()}, names
    )
    told = _told(table, found.scored)
    for at, name in enumerate(names):
        told["items"][name]["n"] = int((~np.isnan(table.values[:, at])).sum())
        told["items"][name]["groups"] = {group: {"rank": ranks[name]} for group, ranks in found.by_group.items()}
    return told


def ordered(table: Table) -> dict:
    """Make one order of many by Borda's count."""
    return _with_groups(table, lambda values: aggregate(values, _names(table)))


def judged(table: Table) -> dict:
    """Score research options by criteria as CHNRI does; all criteria count alike."""
    criteria = [one["code"] for one in table.process.criteria]
    cube = _by_enough(np.stack([_of(table, code) for code in criteria], axis=2))
    found = chnri(cube, _names(table), criteria)
    told = _told(table, found.scores)
    for at, name in enumerate(_names(table)):
        told["items"][name] |= {
            "by_criterion": {code: _finite(found.by_criterion[at, place]) for place, code in enumerate(criteria)},
            "agreement": _finite(found.agreement[name]),
        }
    return told


def best_and_worst(table: Table) -> dict:
    """Score items by how often they were picked as best and worst of those they were shown with."""
    cast = np.stack(list(table.given.values()))
    counts = [np.nansum(cast == value, axis=(0, 1)) for value in (1, -1)]
    shown = (~np.isnan(cast)).sum(axis=(0, 1))
    asked = np.flatnonzero((~np.isnan(cast)).any(axis=0).sum(axis=0) >= SMALLEST).tolist()
    if not asked:
        return {"items": {}, "order": []}
    found = best_worst([_names(table)[at] for at in asked], counts[0][asked], counts[1][asked], shown[asked])
    told = _told(table, found.scored)
    for at in asked:
        told["items"][_names(table)[at]] |= {"best": int(counts[0][at]), "worst": int(counts[1][at])}
        told["items"][_names(table)[at]]["n"] = int(shown[at])
    return told


def shared_out(table: Table) -> dict:
    """Average how people share out 100 points."""
    whole = np.nansum(table.values, axis=1) == 100
    values = table.values[whole]
    told: dict = {"items": {}, "order": [], "whole": int(whole.sum())}
    if whole.sum() < SMALLEST:
        return told
    parts = {name: table.values[mask] for name, mask in table.by_group(whole).items()}
    in_groups = {name: budget(part, _names(table)) for name, part in parts.items()}
    for at, share in enumerate(budget(values, _names(table))):
        told["items"][share.item] = {
            "n": int(whole.sum()), "score": 100 * share.mean, "interval": _percent(share.interval),
            "median": 100 * share.median, "q1": 100 * share.q1, "q3": 100 * share.q3,
            "groups": {name: {"score": 100 * shares[at].mean} for name, shares in in_groups.items()},
        }  # fmt: skip
    told["order"] = sorted(told["items"], key=lambda name: -told["items"][name]["score"])
    for place, name in enumerate(told["order"], start=1):
        told["items"][name]["rank"] = place
    return told


def _with_groups(table: Table, scored: Callable[[np.ndarray], list[Scored]]) -> dict:
    everybody = ~np.isnan(table.values).all(axis=1)
    told = _told(table, scored(table.values[everybody]))
    for group, mask in table.by_group(everybody).items():
        for one in scored(table.values[mask]):
            told["items"][one.item].setdefault("groups", {})[group] = {"rank": one.rank, "score": one.score}
    return told


def _told(table: Table, scored: Iterable[Scored]) -> dict:
    rows = list(scored)
    items = {
        one.item: {
            "n": len(table.people),
            "score": _finite(one.score),
            "interval": None if one.interval is None else [_finite(end) for end in one.interval],
            "rank": one.rank,
        }
        for one in rows
    }
    return {"items": items, "order": [one.item for one in rows]}


def _names(table: Table) -> list[str]:
    return [str(item.pk) for item in table.items]


def _first_first(row: np.ndarray, names: list[str]) -> list[str]:
    """A person's choices, most important first: what they hold is the place they gave, 1 for the first."""
    chosen = [at for at in range(len(names)) if not np.isnan(row[at])]
    return [names[at] for at in sorted(chosen, key=lambda at: row[at])]


def _of(table: Table, code: str) -> np.ndarray:
    """A criterion's answers as CHNRI takes them: they are kept as 2, 1 and 0 for yes, undecided and no."""
    nothing = np.full((len(table.people), len(table.items)), np.nan)
    return table.given.get(code, nothing) / 2


def _by_enough(cube: np.ndarray) -> np.ndarray:
    """Blank what fewer than five people said of an item by a criterion: with a sample for each, few may have."""
    few = (~np.isnan(cube)).sum(axis=0) < SMALLEST
    return np.where(few[None], np.nan, cube)


def _percent(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else [100 * end for end in interval]


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
