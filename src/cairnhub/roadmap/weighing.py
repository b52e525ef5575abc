"""Which process's weights are in force: chosen by a coordinator, kept as one record, undone in its history."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from cairn.gaps import CriterionName, normalised
from cairnhub.accounts.authors import Author
from cairnhub.consensus.about import CRITERION
from cairnhub.consensus.models import Mode, Process, Template
from cairnhub.consensus.outcomes.told import Told, acting, people_words, told_of
from cairnhub.history import actions as history

from .models import WeightsInForce


@dataclass(frozen=True)
class Elicited:
    """The weights that came out of a process: a share of each criterion, also by group, and of whom."""

    process: Process
    shares: Mapping[str, float]
    by_group: Mapping[str, Mapping[str, float]]
    people: int
    groups: int

    @property
    def who(self) -> str:
        return people_words(self.people, self.groups)

    def percent(self) -> list[tuple[str, int]]:
        return [(name.value.replace("_", " "), round(100 * self.shares[name])) for name in CriterionName]


def elicited(process: Process | None = None) -> list[Elicited]:
    """The weights of every process that may act and asked about all four criteria; of one where it is named."""
    processes = acting().filter(template=Template.WEIGHTS)
    rows: dict[str, list[Told]] = {}
    for told in told_of(processes.filter(pk=process.pk) if process else processes):
        if told.round.mode == Mode.POINTS and told.item.about.startswith(f"{CRITERION}:"):
            rows.setdefault(told.process.pk, []).append(told)
    found = [_elicited(told) for told in rows.values()]
    return [one for one in found if one is not None]


def _elicited(rows: list[Told]) -> Elicited | None:
    """None where a criterion is missing: its weight would be nobody's."""
    last = max(told.round.number for told in rows)
    by_name = {told.item.about.partition(":")[2]: told for told in rows if told.round.number == last}
    if set(by_name) != set(CriterionName):
        return None
    groups = set.intersection(*(set(told.groups) for told in by_name.values()))
    first = next(iter(by_name.values()))
    return Elicited(
        process=first.process,
        shares=_shares({name: told.result["score"] for name, told in by_name.items()}),
        by_group={
            group: _shares({name: told.groups[group]["score"] for name, told in by_name.items()})
            for group in sorted(groups)
        },
        people=first.n,
        groups=len(groups),
    )


def _shares(points: Mapping[str, float]) -> dict[str, float]:
    shares = normalised({CriterionName(name): value for name, value in points.items()})
    return {name.value: round(share, 6) for name, share in shares.items()}


def in_force() -> WeightsInForce | None:
    """The record of the weights in force; None, or one without shares, means equal weights."""
    return WeightsInForce.objects.visible().filter(pk=WeightsInForce.ONLY).first()


@transaction.atomic
def put_in_force(*, process: Process | None, by: Author, reason: str) -> WeightsInForce:
    """Let the weights of a process be the roadmap's, or equal ones where none is named.

    Raises ValidationError where the process may not act or gave no weights, or they are in force already.
    """
    values: dict = {"process": "", "title": "", "who": "", "shares": {}, "by_group": {}}
    if process is not None:
        [one] = elicited(process) or [None]
        if one is None:
            raise ValidationError("Only a real process that has ended, and weighed all four criteria, gives weights.")
        values = {
            "process": process.pk, "title": process.title, "who": one.who, "shares": dict(one.shares),
            "by_group": {name: dict(shares) for name, shares in one.by_group.items()},
        }  # fmt: skip
    known = WeightsInForce.objects.filter(pk=WeightsInForce.ONLY).first()
    if known is None:
        known = WeightsInForce(pk=WeightsInForce.ONLY, **values)
        history.add(obj=known, by=by, reason=reason)
        return known
    if known.removed:
        history.restore(obj=known, by=by, reason=reason)
        history.change(obj=known, by=by, reason=reason, values=values)
    elif history.change(obj=known, by=by, reason=reason, values=values) is None:
        raise ValidationError("They are in force already.")
    return known
