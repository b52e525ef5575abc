"""Pictures of a report: the way of participants, how ratings are spread, and what came first."""

from collections.abc import Iterator, Sequence
from math import ceil

from cairn.base.svg import Markup, element, number, picture

from ..models import Item, Mode, Process, Round
from .flow import Column
from .reading import Line, Report
from .words import cut, short

_LEFT, _ROW, _HIGH, _WIDE = 210, 48, 26, 252


def by_name(report: Report, name: str) -> Markup | None:
    """A picture by the name in its address: `flow`, `item-<key>`, `priorities-<round>`; None where there is none."""
    if name == "flow":
        return flow(report)
    kind, _, key = name.partition("-")
    if kind == "item":
        return next((of_item(report, item, lines) for item, lines in report.asked if str(item.pk) == key), None)
    if kind == "priorities":
        return next((priorities(report, one) for one in report.rounds if str(one.number) == key), None)
    return None


def flow(report: Report) -> Markup:
    """Draw the steps below one another, what left the way beside them."""
    way = [one for one in report.flow.columns if one.name not in _ASIDE]
    aside = [one for one in report.flow.columns if one.name in _ASIDE]
    shapes = [part for at, one in enumerate(way) for part in _box(one, at, last=at == len(way) - 1)]
    for at, one in enumerate(aside):
        shapes += _beside(one, at)
    titles = {f"round {one.number}": one for one in report.rounds}
    shapes += [
        element("text", cut(titles[one.name].title, 44), x=300, y=36 + at * 76, class_="m")
        for at, one in enumerate(way)
        if one.name in titles
    ]
    words = "; ".join(f"{one.name}: {_number(one)}" for one in report.flow.columns)
    return picture(
        *shapes, key="flow", title=f"Who took part: {report.process.title}", description=words, width=620,
        height=76 * len(way) + 8,
    )  # fmt: skip


_ASIDE = ("could not be reached", "declined")


def _box(column: Column, at: int, *, last: bool) -> Iterator[Markup]:
    top = 8 + at * 76
    yield element("rect", x=20, y=top, width=260, height=48, rx=6, class_="fill-card stroke-control")
    yield element("text", column.name, x=36, y=top + 20, class_="strong")
    yield element("text", _number(column), x=36, y=top + 38, class_="m")
    if not last:
        yield element("line", x1=150, y1=top + 48, x2=150, y2=top + 76, class_="stroke-control")
        yield element("polygon", points=f"145,{top + 68} 155,{top + 68} 150,{top + 76}", class_="fill-ink-3")


def _beside(column: Column, at: int) -> Iterator[Markup]:
    top = 8 + at * 28
    yield element("line", x1=280, y1=32, x2=310, y2=top + 12, class_="stroke-control")
    yield element("text", f"{column.name}: {_number(column)}", x=318, y=top + 17, class_="m")


def _number(column: Column) -> str:
    if column.total is None:
        return cut(column.note.partition(";")[0], 36)
    return f"{column.total} people" if isinstance(column.total, int) else str(column.total)


def of_item(report: Report, item: Item, lines: Sequence[Line]) -> Markup:
    """Draw how the answers about one item are spread, round by round and group by group."""
    drawn = [part for at, line in enumerate(lines) for part in _spread(report.process, line, at)]
    height = _ROW * len(lines) + 26
    axis = _axis(report.process, lines[0].round, height - 8)
    words = "; ".join(_in_words(line) for line in lines)
    title = f"Item {item.number}: {cut(item.text, 80)}"
    return picture(
        *drawn, *axis, key=f"item-{item.pk}", title=title, description=words, width=_LEFT + _WIDE + 90, height=height
    )


def _in_words(line: Line) -> str:
    found = line.found
    start = f"round {line.round.number}, {line.group}"
    if line.few:
        return f"{start}: fewer than five, nothing told"
    return f"{start}: median {short(found['median'])}, quartiles {short(found['q1'])} and {short(found['q3'])}"


def scale_of(process: Process, round_: Round) -> tuple[int, int]:
    return (-1, 1) if round_.mode == Mode.VOTE else (process.scale_low, process.scale_high)


def _spread(process: Process, line: Line, at: int) -> Iterator[Markup]:
    top = at * _ROW + 6
    base = top + _HIGH + 4
    name = f"Round {line.round.number}: everybody" if line.everybody else line.group
    look = "strong" if line.everybody else "m"
    yield element("text", cut(name, 32), x=0 if line.everybody else 12, y=base - 6, class_=look)
    yield element("line", x1=_LEFT, y1=base, x2=_LEFT + _WIDE, y2=base, class_="stroke-line-2")
    if line.few:
        yield element("text", "fewer than five: nothing is told", x=_LEFT + 8, y=base - 6, class_="m small")
        return
    found, (low, high) = line.found, scale_of(process, line.round)
    step = _WIDE / (high - low + 1)
    fill = "fill-priority" if line.everybody else "fill-ink-3"
    yield element("path", d=_bars(found["counts"], base, low, step), class_=fill)
    yield from _middle(found, base, low, step)
    yield element("text", f"{found['n']} people", x=_LEFT + _WIDE + 14, y=base - 6, class_="m")


def _bars(counts: dict[str, int], base: float, low: int, step: float) -> str:
    """All bars of a line as one shape: a page may hold thousands of them."""
    most = max(counts.values())
    wide = number(step * 0.76)
    bars = []
    for value, how_many in counts.items():
        x, tall = _LEFT + (float(value) - low + 0.12) * step, number(_HIGH * how_many / most)
        bars.append(f"M{number(x)} {number(base)}v-{tall}h{wide}v{tall}z")
    return "".join(bars)


def _middle(found: dict, base: float, low: int, step: float) -> Iterator[Markup]:
    """The median as a mark below, the quartiles as a line through it."""
    q1, median, q3 = (_LEFT + (found[name] - low + 0.5) * step for name in ("q1", "median", "q3"))
    yield element("line", x1=q1, y1=base + 5, x2=q3, y2=base + 5, class_="stroke-ink")
    yield element("circle", cx=median, cy=base + 5, r=3.5, class_="fill-ink")


def _axis(process: Process, round_: Round, y: float) -> Iterator[Markup]:
    low, high = scale_of(process, round_)
    step = _WIDE / (high - low + 1)
    every = ceil((high - low + 1) / 11)
    words = {-1: "disagree", 0: "pass", 1: "agree"} if round_.mode == Mode.VOTE else {}
    for value in range(low, high + 1, every):
        x = _LEFT + (value - low + 0.5) * step
        yield element("text", words.get(value, str(value)), x=x, y=y, text_anchor="middle", class_="m small")


def priorities(report: Report, round_: Round) -> Markup | None:
    """Draw the scores of a round's items, first to last, with the intervals they have."""
    found = round_.results.get("items", {})
    items = {str(one.pk): one for one in report.items}
    names = [one for one in round_.results.get("order", []) if one in items and found[one].get("score") is not None]
    if not names:
        return None
    ends = [end for one in names for end in (found[one].get("interval") or [found[one]["score"]]) if end is not None]
    low, high = min(0.0, *ends, *(found[one]["score"] for one in names)), max(found[one]["score"] for one in names)
    high = max(high, *ends, low + 1e-9)

    def place(value: float) -> float:
        return 300 + 300 * (value - low) / (high - low)

    shapes = [part for at, one in enumerate(names) for part in _score(found[one], items[one], at, place)]
    words = "; ".join(
        f"{at}. item {items[one].number}, {short(found[one]['score'])}" for at, one in enumerate(names, 1)
    )
    title = f"Round {round_.number}: {round_.title}, by score"
    key = f"priorities-{round_.number}"
    return picture(*shapes, key=key, title=title, description=words, width=680, height=28 * len(names) + 12)


def _score(found: dict, item: Item, at: int, place) -> Iterator[Markup]:
    y = 20 + at * 28
    yield element("text", cut(f"{short(found['rank'], 1)}. {item.number}: {item.text}", 44), x=0, y=y + 4)
    interval = found.get("interval")
    if interval and None not in interval:
        yield element("line", x1=place(interval[0]), y1=y, x2=place(interval[1]), y2=y, class_="stroke-ink-2")
    yield element("circle", cx=place(found["score"]), cy=y, r=5, class_="fill-priority")
    yield element("text", short(found["score"]), x=614, y=y + 4, class_="m")
