"""Who was invited, who took part, who answered which round: as numbers, none of them of a few."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cairn.consensus import told_together

from ..ballots.models import Rater, Remark
from ..inviting import queries as inviting
from ..models import Mode, Process, Round
from ..models.processes import SMALLEST
from ..protocol import WIDER, groups_of
from ..results.table import EVERYBODY
from .words import FEW, told

Number = int | str | None


@dataclass(frozen=True)
class Column:
    """One step of the way of participants: the number of everybody, and of each group that is told apart."""

    name: str
    total: Number
    groups: Mapping[str, Number]
    note: str = ""


@dataclass(frozen=True)
class Flow:
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """All groups that any step names."""
        return list(dict.fromkeys(name for one in self.columns for name in one.groups))

    @property
    def rows(self) -> list[tuple[str, list[Number]]]:
        """Each group with its number in each step, None where it is not told apart there; everybody last."""
        rows = [(name, [one.groups.get(name) for one in self.columns]) for name in self.names]
        return [*rows, (EVERYBODY, [one.total for one in self.columns])]


def flow_of(process: Process, rounds: list[Round]) -> Flow:
    return Flow((*_invited(process), _took_part(process), *(_answered(one) for one in rounds)))


def _invited(process: Process) -> list[Column]:
    """What the identity store tells, which are numbers alone."""
    flows = inviting.flow(process)
    if not any(flow.invited for flow in flows.values()):
        return []
    names = {one.code: one.name for one in groups_of(process)}
    told_of = {"invited": "invited", "could not be reached": "bounced", "declined": "declined"}
    return [
        _suppressed(name, {names.get(code, code): getattr(flow, what) for code, flow in flows.items()})
        for name, what in told_of.items()
    ]


def _suppressed(name: str, numbers: dict[str, int]) -> Column:
    """Hide the numbers of a few, and the sum too where it would give one of them away."""
    hidden = [number for number in numbers.values() if 0 < number < SMALLEST]
    total, rest = sum(numbers.values()), sum(hidden)
    given_away = bool(hidden) and (len(hidden) == 1 or rest < SMALLEST or rest == len(hidden) * (SMALLEST - 1))
    groups = {group: told(number) for group, number in numbers.items()}
    return Column(name, _at_least(total - rest) if given_away else told(total), groups)


def _at_least(known: int) -> str:
    return f"{known} or more" if known else FEW


def _took_part(process: Process) -> Column:
    """Those who consented, by groups that may be told apart as the results tell them."""
    counts = Counter(Rater.objects.filter(process=process).values_list("group", flat=True))
    wider = {one.code: WIDER + one.wider for one in groups_of(process)}
    names = {one.code: one.name for one in groups_of(process)}
    parts: Counter[str] = Counter()
    for group, name in told_together(counts, wider, everybody=EVERYBODY, smallest=SMALLEST).items():
        parts[names.get(name, name.removeprefix(WIDER))] += counts[group]
    parts.pop(EVERYBODY, None)
    groups = {name: told(number) for name, number in sorted(parts.items())} if len(parts) > 1 else {}
    return Column("took part", told(sum(counts.values())), groups)


def _answered(round_: Round) -> Column:
    name = f"round {round_.number}"
    if round_.mode == Mode.SUGGEST:
        number = told(Remark.objects.filter(round=round_, item__isnull=True).count())
        note = f"{number} suggestions; who made them is not kept, so people are not counted"
        return Column(name, None, {}, note)
    found = round_.results
    if found.get("few"):
        return Column(name, FEW, {}, "Nothing is told of so few.")
    return Column(name, told(found.get("people")), {group: told(one) for group, one in found.get("groups", {}).items()})
