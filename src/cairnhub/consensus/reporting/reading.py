"""Everything a report is made of, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cairnhub.history.queries import events_of

from ..feedback import shown_remarks
from ..models import ChecklistWords, Item, ItemState, Lineage, Mode, Process, Protocol, Round, RoundState, Stage
from ..models.processes import SMALLEST
from ..protocol import Group, groups_of, steps_of
from .flow import Flow, flow_of
from .words import EVERYBODY

#: Modes in which items are judged one by one; the others put them in an order.
BY_ITEM = (Mode.RATE, Mode.VOTE)


@dataclass(frozen=True)
class Line:
    """What some people said of one item in one round. `group` is the name of a group, or everybody."""

    item: Item
    round: Round
    group: str
    found: dict

    @property
    def everybody(self) -> bool:
        return self.group == EVERYBODY

    @property
    def few(self) -> bool:
        """Whether too few answered for anything to be told."""
        return bool(self.found.get("few")) or (self.round.mode in BY_ITEM and self.found.get("n", 0) < SMALLEST)


@dataclass(frozen=True)
class Deviation:
    """A later version of the protocol: what changed, from what, to what."""

    protocol: Protocol
    changes: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True)
class Report:
    process: Process
    protocols: tuple[Protocol, ...]
    rounds: tuple[Round, ...]
    items: tuple[Item, ...]
    lineage: tuple[Lineage, ...]
    words: dict[tuple[str, str], str]
    left_out: tuple[tuple[str, str], ...]

    @property
    def provisional(self) -> bool:
        return self.process.stage != Stage.ENDED

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.process)

    @cached_property
    def flow(self) -> Flow:
        return flow_of(self.process, list(self.rounds))

    @cached_property
    def deviations(self) -> list[Deviation]:
        pairs = zip(self.protocols, self.protocols[1:], strict=False)
        return [Deviation(after, tuple(_changes(before.content, after.content))) for before, after in pairs]

    @cached_property
    def lines(self) -> list[Line]:
        """All results by item, round and group; everybody before the groups."""
        return [line for item in self.items for round_ in self.rounds for line in _lines(item, round_)]

    @property
    def standing(self) -> list[tuple[Item, str]]:
        """Each item with what became of it."""
        return [(one, self.became(one)) for one in self.items]

    def became(self, item: Item) -> str:
        if item.state == ItemState.ASKED and not self.provisional:
            return "not settled"
        return item.get_state_display()

    @cached_property
    def asked(self) -> list[tuple[Item, list[Line]]]:
        """Items judged one by one in any round, with their lines."""
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.round.mode in BY_ITEM:
                found.setdefault(line.item.pk, []).append(line)
        return [(item, found[item.pk]) for item in self.items if item.pk in found]

    @cached_property
    def remarks(self) -> dict[int, list[tuple[int, str]]]:
        """By item: what moderation let through, with the number of its round."""
        found: dict[int, list[tuple[int, str]]] = {}
        for round_ in self.rounds:
            for item, texts in shown_remarks(round_).items():
                found.setdefault(item, []).extend((round_.number, text) for text in texts)
        return found

    @cached_property
    def last_outcomes(self) -> dict[int, str]:
        """What the rules made of each item in the last round that asked it."""
        return {line.item.pk: line.found["outcome"] for line in self.lines if line.found.get("outcome")}

    def stability(self, item: Item, round_: Round) -> dict:
        """How far the ratings of an item moved up to a round; empty where that is not told."""
        return round_.results.get("stability", {}).get(str(item.pk), {})


def report_of(process: Process) -> Report:
    """Read a process as far as its rounds have closed."""
    rounds = list(process.rounds.filter(state=RoundState.CLOSED))
    for round_ in rounds:
        round_.process = process
    return Report(
        process=process,
        protocols=tuple(process.protocols.order_by("number")),
        rounds=tuple(rounds),
        items=tuple(process.items.all()),
        lineage=tuple(process.lineage.select_related("item")),
        words={
            (one.checklist, one.number): one.text for one in ChecklistWords.objects.filter(process=process)
        },
        left_out=tuple(_left_out(process)),
    )  # fmt: skip


def _lines(item: Item, round_: Round) -> Iterator[Line]:
    found = round_.results.get("items", {}).get(str(item.pk))
    if found is None:
        return
    whole = Line(item, round_, EVERYBODY, found)
    yield whole
    if not whole.few:
        parts = (Line(item, round_, name, part) for name, part in found.get("groups", {}).items())
        yield from (one for one in parts if not one.few)


def _changes(before: dict, after: dict) -> Iterator[tuple[str, object, object]]:
    for name, value in after.items():
        if before.get(name) != value:
            yield str(Process._meta.get_field(name).verbose_name), before.get(name), value


def _left_out(process: Process) -> Iterator[tuple[str, str]]:
    """Rounds that were planned and not held, with the reason that the history keeps."""
    kept = set(process.rounds.values_list("number", flat=True))
    reasons = list(events_of(process.kind, process.pk).values_list("reason", flat=True))
    for number, step in enumerate(steps_of(process), start=1):
        start = f"Round {number} was left out: "
        why = next((one.removeprefix(start) for one in reasons if one.startswith(start)), "")
        if number not in kept:
            yield f"Round {number}, {step.title}", why
