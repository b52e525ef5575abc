"""The tables of a report, as header and rows, for its files. Every number in them was told when its round closed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..models import Mode
from ..protocol import steps_of
from .reading import BY_ITEM, Line, Report
from .words import EVERYBODY, FEW, told


@dataclass(frozen=True)
class Table:
    title: str
    header: Sequence[str]
    rows: Callable[[Report], Iterable[Sequence]]


def _groups(report: Report):
    return ([one.code, one.name, one.wider, one.target] for one in report.groups)


def _items(report: Report):
    for one, became in report.standing:
        outcome = report.last_outcomes.get(one.pk, "")
        yield [one.number, one.text, one.help, one.about, one.part, became, outcome]


def _lineage(report: Report):
    for one in report.lineage:
        yield [one.item.number, " ".join(one.before), one.what, one.why, one.before_round]


def _rounds(report: Report):
    for one in report.rounds:
        found, stop = one.results, one.results.get("progress", {})
        people = FEW if found.get("few") else told(found.get("people"))
        yield [
            one.number, one.title, one.get_mode_display(), one.get_feedback_display(), one.opened_on, one.closed_on,
            None if one.mode == Mode.SUGGEST else people, found.get("trouble", ""), stop.get("settled"),
            stop.get("stable"), stop.get("response"), found.get("stop", ""),
        ]  # fmt: skip


def _flow(report: Report):
    flow = report.flow
    for name, numbers in flow.rows:
        yield from ([column.name, name, number] for column, number in zip(flow.columns, numbers, strict=True))


def _results(report: Report):
    for line in report.lines:
        yield [line.round.number, line.item.number, line.group, *_measures(line), *_of_everybody(report, line)]


def _measures(line: Line) -> list:
    found = line.found
    if line.few:
        return [FEW, *[None] * 6]
    names = ("median", "q1", "q3", "mean", "score", "rank")
    return [told(found.get("n")), *(found.get(name) for name in names)]


def _of_everybody(report: Report, line: Line) -> list:
    """What is told of an item as a whole, and so stands in the line of everybody."""
    if line.few or not line.everybody:
        return [None] * 13
    found, moved = line.found, report.stability(line.item, line.round)
    judged = found.get("appropriateness", {})
    return [
        told(found.get("cannot")), *(found.get("interval") or (None, None)), found.get("agreement"),
        found.get("outcome"), judged.get("verdict"), judged.get("disagreement"), found.get("p_groups"),
        *(moved.get(name) for name in MOVED),
    ]  # fmt: skip


MOVED = ("changed", "mean_absolute_change", "kappa", "wilcoxon_p", "distribution_change")


def _distribution(report: Report):
    for line in report.lines:
        counts = {} if line.few or line.round.mode not in BY_ITEM else line.found.get("counts", {})
        for value in sorted(counts, key=float):
            yield [line.round.number, line.item.number, line.group, value, counts[value], line.found["n"]]


def _agreement(report: Report):
    for round_ in report.rounds:
        for name, value in (round_.results.get("agreement") or {}).items():
            yield [round_.number, name, value]


def _criteria(report: Report):
    for line in report.lines:
        if line.everybody:
            for code, score in line.found.get("by_criterion", {}).items():
                yield [line.round.number, line.item.number, code, score]


def _opinions(report: Report):
    numbers = {str(one.pk): one.number for one in report.items}
    for round_ in report.rounds:
        found = round_.results.get("opinions")
        if found is None:
            continue
        yield [round_.number, EVERYBODY, None, None, None, None, found["groups"], found["reason"], found["p"]]
        for at, part in enumerate(found.get("sets_apart", [])):
            for one in part:
                row = [round_.number, f"opinion group {at + 1}", found["sizes"][at], numbers.get(one["item"], "")]
                yield [*row, one["side"], one["share"], None, None, None]


def _reasons(report: Report):
    numbers = {one.pk: one.number for one in report.items}
    for item, found in report.remarks.items():
        yield from ([number, numbers[item], text] for number, text in found)


def _steps(report: Report):
    held = {one.number for one in report.rounds}
    left_out = dict(report.left_out)
    for number, one in enumerate(steps_of(report.process), start=1):
        why = left_out.get(f"Round {number}, {one.title}", "")
        yield [number, one.title, one.mode, one.feedback, one.part, "yes" if number in held else "no", why]


TABLES = {
    "groups": Table("Stakeholder groups", ("code", "group", "told together with", "aimed at"), _groups),
    "steps": Table(
        "Rounds as planned", ("round", "title", "mode", "feedback", "part", "held", "why it was left out"), _steps
    ),
    "items": Table("Items", ("item", "text", "help", "about", "part", "what became of it", "outcome"), _items),
    "lineage": Table("Lineage of items", ("item", "came from", "what", "why", "before round"), _lineage),
    "rounds": Table(
        "Rounds",
        (
            "round", "title", "mode", "feedback", "opened", "closed", "people", "trouble", "share settled",
            "share stable", "share of invited who answered", "stopping rule",
        ),
        _rounds,
    ),
    "flow": Table("Who took part", ("step", "group", "people"), _flow),
    "results": Table(
        "Results",
        (
            "round", "item", "group", "n", "median", "q1", "q3", "mean", "score", "rank", "cannot judge",
            "interval low", "interval high", "agreement", "outcome", "appropriateness", "disagreement",
            "p between groups", *MOVED,
        ),
        _results,
    ),
    "distribution": Table("Distributions", ("round", "item", "group", "value", "count", "n"), _distribution),
    "agreement": Table("Agreement over all items", ("round", "coefficient", "value"), _agreement),
    "criteria": Table("Scores by criterion", ("round", "item", "criterion", "score"), _criteria),
    "opinions": Table(
        "Opinion groups",
        ("round", "group", "people", "item", "side", "share", "groups found", "reason", "p"),
        _opinions,
    ),
    "reasons": Table("Reasons shown after moderation", ("round", "item", "reason"), _reasons),
}  # fmt: skip
