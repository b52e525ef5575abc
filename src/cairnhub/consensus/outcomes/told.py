"""What a real process that has ended says of each of its items, in numbers and in words. Others are never read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from cairn.base.errors import InputError
from cairn.consensus import parse_rule

from ..models import Item, ItemState, Mode, Nature, Process, Round, RoundState, Stage

EVERYBODY = "everybody"
IN, OUT = "in", "out"
RATED = (Mode.RATE, Mode.VOTE)


@dataclass(frozen=True)
class Told:
    """What the last closed round that asked an item made of it. `result` is its part of `Round.results`."""

    item: Item
    round: Round
    result: dict

    @property
    def process(self) -> Process:
        return self.round.process

    @property
    def n(self) -> int:
        return self.result["n"]

    @property
    def is_rated(self) -> bool:
        return self.round.mode in RATED

    @property
    def groups(self) -> dict[str, dict]:
        """What each group said that can be told apart."""
        return self.result.get("groups", {})

    @property
    def outcome(self) -> str:
        """`in` or `out` where the rules settled it and nobody has changed that since; else empty."""
        kept = {IN: ItemState.ACCEPTED, OUT: ItemState.DROPPED}
        outcome = self.result.get("outcome", "")
        return outcome if kept.get(outcome) == self.item.state else ""

    @property
    def rank(self) -> int | None:
        """Its place in the order of the round; those that tie share the better one."""
        own = self.result.get("rank")
        ranks = (other.get("rank") for other in self.round.results.get("items", {}).values())
        return None if own is None else 1 + sum(rank is not None and rank < own for rank in ranks)

    @property
    def ranked(self) -> int:
        """How many items stand in the order of the round."""
        return len(self.round.results.get("order", []))

    @property
    def people(self) -> str:
        """`61 people`, `61 people in 4 groups`."""
        return people_words(self.n, len(self.groups or self.round.results.get("groups", {})))

    @property
    def share(self) -> str:
        """How many said what the rule asks for: `82% of 61 people`; else the median."""
        rule = self.process.exclusion_rule if self.outcome == OUT else self.process.consensus_rule
        span, counts = _span(rule), self.result.get("counts", {})
        if span is None:
            return f"a median of {self.result['median']:g} among {self.n} people"
        within = sum(number for value, number in counts.items() if span[0] <= float(value) <= span[1])
        return f"{within / self.n:.0%} of {self.n} people"

    @property
    def where(self) -> str:
        return f"round {self.round.number} of “{self.process.title}”"

    @property
    def decided(self) -> str:
        """`Accepted by 82% of 61 people in round 2 of “What matters”`."""
        verb = "Rejected" if self.outcome == OUT else "Accepted"
        return f"{verb} by {self.share} in {self.where}"


def people_words(people: int, groups: int) -> str:
    return f"{people} people in {groups} groups" if groups > 1 else f"{people} people"


def may_act(process: Process) -> bool:
    """Whether what came out of a process may change anything: it is real, has ended, and was not removed."""
    return process.nature == Nature.REAL and process.stage == Stage.ENDED and not process.removed


def acting() -> QuerySet[Process]:
    """The processes of which `may_act` holds."""
    return Process.objects.visible().filter(nature=Nature.REAL, stage=Stage.ENDED)


def told_in(process: Process) -> list[Told]:
    """What came out of each item that was asked, in the order of the items; nothing of a process that may not act."""
    return told_of([process]) if may_act(process) else []


def told_about(about: str) -> list[Told]:
    """What every process that may act says of one object, the newest first."""
    items = Item.objects.filter(about=about, process__in=acting()).exclude(state=ItemState.REPLACED)
    return sorted(_last_of(items), key=lambda one: (one.round.closed_on, one.item.pk), reverse=True)


def told_about_kind(kind: str) -> list[Told]:
    """What every process that may act says of the objects of a kind, the oldest first."""
    items = Item.objects.filter(about__startswith=f"{kind}:", process__in=acting()).exclude(state=ItemState.REPLACED)
    return sorted(_last_of(items), key=lambda one: (one.round.closed_on, one.item.pk))


def told_of(processes: Iterable[Process]) -> list[Told]:
    items = Item.objects.filter(process__in=list(processes)).exclude(state=ItemState.REPLACED)
    return _last_of(items)


def _last_of(items: QuerySet[Item]) -> list[Told]:
    """For each item the last closed round that tells something of it, in a number of queries that never grows."""
    rows = list(items)
    rounds: dict[str, list[Round]] = defaultdict(list)
    closed = Round.objects.filter(process__in={item.process_id for item in rows}, state=RoundState.CLOSED)
    for one in closed.select_related("process").order_by("-number"):
        rounds[one.process_id].append(one)
    found = []
    for item in rows:
        name = str(item.pk)
        last = next((one for one in rounds[item.process_id] if _tells(one, name)), None)
        if last is not None:
            item.process = last.process
            found.append(Told(item, last, last.results["items"][name]))
    return found


def _tells(round_: Round, name: str) -> bool:
    result = round_.results.get("items", {}).get(name)
    return bool(result) and not result.get("few") and result.get("n") is not None


def _span(rule: str) -> tuple[float, float] | None:
    """The ratings whose share the first condition of a rule asks about."""
    try:
        conditions = parse_rule(rule).conditions if rule else ()
    except InputError:
        return None
    return next((one.span for one in conditions if one.span), None)
