"""What the page of a report shows, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from cairn.base.errors import InputError
from cairn.base.svg import Markup
from cairn.consensus import parse_rule, parse_stopping

from ..models import Item, Mode, Process, Round
from . import pictures
from .reading import Line, Report
from .tables import MOVED
from .words import percent, short, told

COEFFICIENTS = {
    "kendall_w": (
        "Kendall’s W",
        "how alike people put the items in order, 0 to 1; among those who rated every item",
    ),
    "krippendorff_ordinal": (
        "Krippendorff’s alpha, ordinal",
        "how far people agree beyond chance, 1 wholly, 0 no more than chance, whoever left items out",
    ),
    "gwet_ac2": (
        "Gwet’s AC2, quadratic weights",
        "the same with chance reckoned so that it stays sensible where nearly everybody gives the same rating",
    ),
}


@dataclass(frozen=True)
class Row:
    """One line of the table of an item, as written."""

    line: Line
    n: int | str | None
    cannot: int | str | None
    median: str
    quartiles: str
    mean: str
    outcome: str


@dataclass(frozen=True)
class ItemPart:
    item: Item
    drawn: Markup
    rows: list[Row]
    remarks: list[tuple[int, str]]
    notes: list[str]
    became: str

    @property
    def name(self) -> str:
        return f"item-{self.item.pk}"


@dataclass(frozen=True)
class Coefficient:
    name: str
    value: str
    explanation: str


def items_of(report: Report) -> list[ItemPart]:
    return [
        ItemPart(
            item, pictures.of_item(report, item, lines), [_row(line) for line in lines],
            report.remarks.get(item.pk, []), list(_notes(report, lines)), report.became(item),
        )
        for item, lines in report.asked
    ]  # fmt: skip


def _row(line: Line) -> Row:
    found = line.found
    if line.few:
        return Row(line, told(found.get("n")), "", "", "", "", "")
    whole = line.everybody
    return Row(
        line, found["n"], told(found.get("cannot")) if whole else "", short(found["median"]),
        f"{short(found['q1'])} to {short(found['q3'])}", short(found["mean"]),
        found.get("outcome", "") if whole else "",
    )  # fmt: skip


def _moved(report: Report, line: Line) -> list[str]:
    """How ratings moved since they were last asked for, from what may be told."""
    found = report.stability(line.item, line.round)
    values = {name: found.get(name) for name in MOVED}
    parts = []
    if values["distribution_change"] is not None:
        parts.append(f"since it was last asked {percent(values['distribution_change'])} of the distribution moved")
    if values["changed"] is not None:
        mean = short(values["mean_absolute_change"])
        parts.append(f"{percent(values['changed'])} of {found['n']} changed, by {mean} on average")
    if values["kappa"] is not None:
        parts.append(f"weighted kappa {short(values['kappa'])}")
    if values["wilcoxon_p"] is not None:
        parts.append(f"Wilcoxon p {short(values['wilcoxon_p'], 3)}")
    return parts


def _notes(report: Report, lines: list[Line]) -> Iterator[str]:
    """What else is told of each round, a sentence each."""
    for line in lines:
        if line.everybody and not line.few and (parts := [*_parts(line), *_moved(report, line)]):
            yield f"Round {line.round.number}: {'; '.join(parts)}."


def _parts(line: Line) -> Iterator[str]:
    found = line.found
    if found.get("agreement") is not None:
        yield f"agreement {short(found['agreement'])} (Tastle and Wierman’s consensus, 0 to 1)"
    if judged := found.get("appropriateness"):
        disagreement = "with" if judged["disagreement"] else "without"
        yield f"RAND/UCLA calls these ratings {judged['verdict']}, {disagreement} disagreement"
    if found.get("p_groups") is not None:
        yield f"test that the groups differ, p = {short(found['p_groups'], 3)}"
    if found.get("agreed_by_all") is not None and line.round.mode == Mode.VOTE:
        yield f"agreed on across opinion groups {percent(found['agreed_by_all'])}"


def coefficients(round_: Round) -> list[Coefficient]:
    found = round_.results.get("agreement") or {}
    return [
        Coefficient(
            COEFFICIENTS[name][0], "cannot be told" if value is None else short(value, 3), COEFFICIENTS[name][1]
        )
        for name, value in found.items()
        if name in COEFFICIENTS
    ]


def agreements(report: Report) -> list[tuple[Round, list[Coefficient]]]:
    return [(one, found) for one in report.rounds if (found := coefficients(one))]


def opinions(report: Report) -> list[tuple[Round, dict, list]]:
    """For each round of votes: what was found, and each group's size with the statements that set it apart."""
    items = {str(one.pk): one for one in report.items}
    found = []
    for round_ in report.rounds:
        if told_ := round_.results.get("opinions"):
            parts = zip(told_["sizes"], told_.get("sets_apart", []), strict=False)
            groups = [
                (size, [(items.get(one["item"]), one["side"], percent(one["share"])) for one in part])
                for size, part in parts
            ]
            found.append((round_, told_, groups))
    return found


@dataclass(frozen=True)
class Priorities:
    """A round that sets an order: its picture, the groups told apart, and each item with its rank in each group."""

    round: Round
    drawn: Markup | None
    groups: list[str]
    rows: list[tuple[Line, dict, list[str]]]

    @property
    def name(self) -> str:
        return f"priorities-{self.round.number}"


def priorities(report: Report) -> list[Priorities]:
    found = []
    for round_ in report.rounds:
        order = round_.results.get("order")
        if order is None:
            continue
        lines = {str(one.item.pk): one for one in report.lines if one.round == round_ and one.everybody}
        ranked = [lines[name] for name in order if name in lines]
        groups = list(dict.fromkeys(name for one in ranked for name in one.found.get("groups", {})))
        rows = [(one, _priority(one.found), [_of_group(one.found, name) for name in groups]) for one in ranked]
        found.append(Priorities(round_, pictures.priorities(report, round_), groups, rows))
    return found


def _priority(found: dict) -> dict:
    interval = found.get("interval")
    known = interval and None not in interval
    return {
        "rank": short(found.get("rank"), 1), "n": told(found.get("n")), "score": short(found.get("score")),
        "interval": f"{short(interval[0])} to {short(interval[1])}" if known else "",
    }  # fmt: skip


def _of_group(found: dict, name: str) -> str:
    part = found.get("groups", {}).get(name, {})
    return short(part["rank"], 1) if "rank" in part else short(part.get("score"))


def rules(process: Process) -> list[tuple[str, str, str]]:
    """Each rule: what it decides, as it was written, and as it is read."""
    asked = (
        ("Consensus is reached when", process.consensus_rule, parse_rule),
        ("An item is dropped when", process.exclusion_rule, parse_rule),
        ("The process stops when", process.stopping_rule, parse_stopping),
    )
    return [(what, text, _as_read(text, read)) for what, text, read in asked if text]


def _as_read(text: str, read) -> str:
    try:
        return read(text).words
    except InputError:
        return ""


def stops(report: Report) -> list[tuple[Round, str]]:
    """What the stopping rule said after each round."""
    verdicts = {"met": "stop", "not met": "go on", "unknown": "cannot be told"}
    found = []
    for one in report.rounds:
        if progress := one.results.get("progress"):
            known = [name for name in ("settled", "stable") if progress[name] is not None]
            parts = [f"rounds of rating: {progress['rounds']}"]
            parts += [f"{name}: {percent(progress[name])} of items" for name in known]
            found.append((one, f"{verdicts[one.results['stop']]} ({'; '.join(parts)})"))
    return found
