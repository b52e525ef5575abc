"""How many were invited and how many take part, by group. Two stores are read, each by a function of its own, and
what they answer is joined by the names of groups alone."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.pages.downloads import csv_file

from ..ballots.models import Answer, Rater
from ..inviting import queries as inviting
from ..inviting.doors import of_process
from ..inviting.letters import group_label
from ..models import Mode, Process, Round, RoundState
from ..models.processes import SMALLEST
from ..protocol import WIDER, groups_of

FEW = f"fewer than {SMALLEST}"
NONE = "Without a group"
UNKNOWN = "not known"


@dataclass(frozen=True)
class Row:
    """One group; `answered` and `stayed` go by round. What may not be told of few people is words instead."""

    label: str
    target: int | None
    flow: inviting.Flow | None
    links: int
    taking_part: int | str
    answered: list[int | str]
    stayed: list[str]


@of_process
@require_safe
def response(request, process):
    rounds = rounds_held(process)
    context = {"process": process, "rounds": rounds, "rows": rows_of(process, rounds), "smallest": SMALLEST}
    return render(request, "inviting/response.html", context)


@of_process
@require_safe
def response_csv(request, process):
    rounds = rounds_held(process)
    header = ["group", "target", "invited", "declined", "undeliverable", "new links", "links that carry it"]
    header += ["taking part", *(f"answered in round {one.number}" for one in rounds)]
    header += [f"stayed in round {one.number}, % of round {before.number}" for before, one in _pairs(rounds)]
    return csv_file(f"response-{process.pk}", header, (_cells(row) for row in rows_of(process, rounds)))


def rounds_held(process: Process) -> list[Round]:
    """The rounds that were opened and whose answers can be counted: what people suggest in words leads to nobody."""
    return list(process.rounds.exclude(state=RoundState.PLANNED).exclude(mode=Mode.SUGGEST))


def rows_of(process: Process, rounds: list[Round]) -> list[Row]:
    """Each group of the process, then wider groups and those without one where links carry that, then everybody."""
    flows, links = inviting.flow(process), inviting.links_by_token_group(process)
    taking, answered = taking_part(process), [answered_in(one) for one in rounds]
    targets = {one.code: one.target for one in groups_of(process)}
    carried = {*links, *taking, *(name for counts in answered for name in counts)}
    rows = []
    for name in [*targets, *sorted(carried - set(targets), reverse=True)]:
        counts = [told(by_group[name]) for by_group in answered]
        numbers = (links.get(name, 0), told(taking[name]), counts, _stayed(counts))
        rows.append(Row(_label(process, name), targets.get(name), flows.get(name), *numbers))
    total = [_total(by_group) for by_group in answered]
    whole = inviting.Flow(*(sum(getattr(flow, name) for flow in flows.values()) for name in _FLOW))
    numbers = (sum(links.values()), _total(taking), total, _stayed(total))
    everybody = Row("Everybody", sum(targets.values()), whole, *numbers)
    return [*rows, everybody]


def taking_part(process: Process) -> Counter[str]:
    """From the rating store: how many consented, by the group their links carried."""
    rows = Rater.objects.filter(process=process).values("group").annotate(n=Count("pk")).order_by("group")
    return Counter({row["group"]: row["n"] for row in rows})


def answered_in(round_: Round) -> Counter[str]:
    """From the rating store: how many answered anything in a round, by the group their links carried."""
    rows = Answer.objects.filter(round=round_).values("rater__group").annotate(n=Count("rater", distinct=True))
    return Counter({row["rater__group"]: row["n"] for row in rows.order_by("rater__group")})


def told(count: int) -> int | str:
    """A number of people where it may be told."""
    return FEW if 0 < count < SMALLEST else count


def _total(counts: Counter[str]) -> int | str:
    """The sum; where some of it may not be told, what is told of it, since the difference would tell the rest."""
    if not any(0 < count < SMALLEST for count in counts.values()):
        return sum(counts.values())
    at_least = sum(count for count in counts.values() if count >= SMALLEST)
    return f"more than {at_least}" if at_least else UNKNOWN


def _stayed(counts: list[int | str]) -> list[str]:
    return [
        f"{100 * after / before:.0f}%" if isinstance(before, int) and isinstance(after, int) and before else "–"
        for before, after in pairwise(counts)
    ]


def _label(process: Process, name: str) -> str:
    label = group_label(process, name) or NONE
    return f"{label} (wider group)" if name.startswith(WIDER) else label


def _pairs(rounds: list[Round]) -> list[tuple[Round, Round]]:
    return list(pairwise(rounds))


def _cells(row: Row) -> list[object]:
    flow = [getattr(row.flow, name) if row.flow else None for name in _FLOW]
    return [row.label, row.target, *flow, row.links, row.taking_part, *row.answered, *row.stayed]


_FLOW = ("invited", "declined", "bounced", "again")
