"""How far ratings moved since the last round of the same items, and what the stopping rule makes of it."""

from dataclasses import asdict, replace
from math import isnan, nan

import numpy as np

from cairn.base.errors import InputError
from cairn.consensus import Outcome, Progress, Stability, parse_stopping, stability

from ..ballots.models import Rater, Way
from ..inviting import queries as inviting
from ..models import Item, ItemState, Mode, Round, RoundState
from ..models.processes import SMALLEST
from .table import Table, table_of

JUDGED = (Mode.RATE, Mode.VOTE)
_SETTLED = (Outcome.IN, Outcome.OUT)


def since_before(round_: Round, table: Table, items: dict[str, dict]) -> dict:
    """What a rating round adds once it can be compared: `stability` by item, `progress` and `stop`.

    `items` is what the round itself told. Everything is worked out here, once, because later nobody may look at rows.
    """
    moved = _moved(round_, table)
    told: dict = {"stability": {name: _told(one) for name, one in moved.items()}} if moved else {}
    if not round_.process.stopping_rule:
        return told
    rule = parse_stopping(round_.process.stopping_rule)
    progress = Progress(
        rounds=_earlier(round_).count() + 1,
        settled=_settled(round_, items),
        stable=rule.stable_share(list(moved.values())),
        response=_response(round_, table),
    )
    return told | {"progress": asdict(progress), "stop": str(rule.evaluate(progress))}


def _moved(round_: Round, table: Table) -> dict[str, Stability]:
    """Each item compared with the last earlier round that asked it, where five or more rated it both times."""
    found: dict[str, Stability] = {}
    scale = range(-1, 2) if round_.mode == Mode.VOTE else _scale(table)
    for before in _earlier(round_).filter(mode=round_.mode).order_by("-number"):
        asked = before.results.get("items", {})
        left = [one for one in table.items if str(one.pk) in asked and str(one.pk) not in found]
        earlier = table_of(before, left)
        for item in left:
            if one := _compared(earlier, table, item, list(scale)):
                found[str(item.pk)] = one
    return found


def _scale(table: Table) -> range:
    return range(table.process.scale_low, table.process.scale_high + 1)


def _compared(earlier: Table, now: Table, item: Item, scale: list[int]) -> Stability | None:
    people = sorted(set(earlier.people) | set(now.people))
    before, after = (_column(table, item, people) for table in (earlier, now))
    if int((~np.isnan(before) & ~np.isnan(after)).sum()) < SMALLEST:
        return None
    try:
        found = stability(before, after, categories=scale)
    except InputError:
        return None
    return found if _may_tell(found) else _of_everybody(found)


def _column(table: Table, item: Item, people: list[int]) -> np.ndarray:
    given = dict(zip(table.people, table.values[:, table.items.index(item)], strict=True))
    return np.array([given.get(one, nan) for one in people])


def _may_tell(found: Stability) -> bool:
    """Whether single changes may be told. Not where a few left or joined: if nobody else changed their mind, the
    difference of the two rounds would be what these few answered."""
    return all(number == 0 or number >= SMALLEST for number in (found.left, found.joined))


def _of_everybody(found: Stability) -> Stability:
    """Only what follows from the two rounds as each is told by itself."""
    return replace(
        found, changed=nan, went_up=nan, went_down=nan, mean_absolute_change=nan, test=replace(found.test, p=nan),
        kappa=replace(found.kappa, value=nan),
    )  # fmt: skip


def _told(found: Stability) -> dict[str, float | None]:
    told = {
        "changed": found.changed,
        "mean_absolute_change": found.mean_absolute_change,
        "kappa": found.kappa.value,
        "wilcoxon_p": found.test.p,
        "distribution_change": found.distribution_change,
    }
    whole = not isnan(found.changed)
    numbers = {name: None if isnan(value) else float(value) for name, value in told.items()}
    return {"n": found.both if whole else None, **numbers}


def _settled(round_: Round, items: dict[str, dict]) -> float | None:
    """The share of the items asked so far, and not replaced by others, that the rules took in or left out."""
    outcomes: dict[str, str] = {}
    for before in _earlier(round_).order_by("number"):
        outcomes |= {name: one.get("outcome", "") for name, one in before.results.get("items", {}).items()}
    outcomes |= {name: one.get("outcome", "") for name, one in items.items()}
    gone = {str(pk) for pk in round_.process.items.filter(state=ItemState.REPLACED).values_list("pk", flat=True)}
    counted = [outcome for name, outcome in outcomes.items() if name not in gone]
    return sum(one in _SETTLED for one in counted) / len(counted) if counted else None


def _response(round_: Round, table: Table) -> float | None:
    """The share of the addresses invited whose holders answered; None where links were only shared."""
    invited = sum(flow.invited - flow.bounced for flow in inviting.flow(round_.process).values())
    answered = Rater.objects.filter(pk__in=table.people, way=Way.MAILED).count()
    return min(1.0, answered / invited) if invited >= SMALLEST else None


def _earlier(round_: Round):
    return round_.process.rounds.filter(number__lt=round_.number, state=RoundState.CLOSED, mode__in=JUDGED)
