"""Findings with an interval, drawn side by side. Unlike kinds never share an axis, and nothing is ever pooled here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2, log10

from cairn.base.svg import Markup, element, picture, standalone

from ..queries.link_studies import FindingRow

_WIDTH, _LEFT, _RIGHT, _ROW, _MARGIN = 700, 178, 470, 28, 16
#: Beyond these a ratio scale would crush every other finding: the line is cut there, with an arrow.
_WIDEST_RATIO = 32.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """One axis: `at` places a value between `_LEFT` and `_RIGHT`; `null` is the value of no effect."""

    title: str
    null: float
    ticks: tuple[float, ...]
    at: Callable[[float], float]
    low: float
    high: float


def forest(rows: Sequence[FindingRow], title: str) -> Markup | None:
    """Draw findings that have an interval, ratios on one logarithmic axis, every other kind on an axis of its own.

    Answers `None` where no finding has an interval.
    """
    shapes, height = _panels(rows)
    if not shapes:
        return None
    drawing = {"key": "forest", "title": title, "description": _description(rows), "class_": "forest"}
    return picture(*shapes, width=_WIDTH, height=height, **drawing)


def forest_file(rows: Sequence[FindingRow], title: str) -> str | None:
    """Draw the same as a file of its own, with its title and a margin."""
    shapes, height = _panels(rows)
    if not shapes:
        return None
    titled = (
        element("text", title, x=_MARGIN, y=_MARGIN + 8, class_="strong"),
        element("text", _description(rows), x=_MARGIN, y=_MARGIN + 28, class_="m"),
        element("g", *shapes, transform=f"translate({_MARGIN} {_MARGIN + 44})"),
    )
    size = {"width": _WIDTH + 2 * _MARGIN, "height": height + 2 * _MARGIN + 36}
    return standalone(picture(*titled, key="forest", title=title, class_="forest", **size))


def _panels(rows: Sequence[FindingRow]) -> tuple[list[Markup], float]:
    shapes: list[Markup] = []
    y = 0.0
    for scale, group in _groups([row for row in rows if row.has_interval]):
        shapes.append(_panel(scale, group, y))
        y += _height(group)
    return shapes, y


def _description(rows: Sequence[FindingRow]) -> str:
    drawn = sum(row.has_interval for row in rows)
    return f"{drawn} of {len(rows)} findings have an interval. Not pooled."


def _groups(rows: Sequence[FindingRow]) -> list[tuple[_Scale, list[FindingRow]]]:
    ratios = [row for row in rows if row.on_ratio_scale]
    groups = [(_ratio_scale(ratios), ratios)] if ratios else []
    for kind in sorted({row.effect_kind for row in rows if not row.on_ratio_scale}):
        group = [row for row in rows if row.effect_kind == kind]
        groups.append((_linear_scale(kind, group), group))
    return groups


def _height(group: Sequence[FindingRow]) -> float:
    return _ROW * len(group) + 76


def _panel(scale: _Scale, rows: Sequence[FindingRow], top: float) -> Markup:
    bottom = top + 14 + _ROW * len(rows)
    zero = scale.at(scale.null)
    return element(
        "g",
        element("line", x1=zero, x2=zero, y1=top + 4, y2=bottom, class_="stroke-control"),
        *(_finding(scale, row, top + 22 + _ROW * at) for at, row in enumerate(rows)),
        *(_tick(scale, tick, bottom) for tick in scale.ticks),
        element("text", scale.title, x=(_LEFT + _RIGHT) / 2, y=bottom + 42, text_anchor="middle", class_="m"),
    )


def _tick(scale: _Scale, tick: float, y: float) -> Markup:
    x = scale.at(tick)
    return element(
        "g",
        element("line", x1=x, x2=x, y1=y, y2=y + 5, class_="stroke-control"),
        element("text", f"{tick:g}".replace("-", "−"), x=x, y=y + 22, text_anchor="middle", class_="m"),
    )


def _finding(scale: _Scale, row: FindingRow, y: float) -> Markup:
    low, high, middle = scale.at(row.low), scale.at(row.high), scale.at(row.estimate)
    disputed = row.withdrawn_by or row.mark == "!"
    line = "stroke-contested dashed" if disputed else "stroke-ink-2"
    box = "fill-contested" if disputed else "fill-accent"
    numbers = f"{row.effect} ({row.low:g} to {row.high:g})".replace("-", "−")
    return element(
        "g",
        element("text", _shortened(row.study), x=0, y=y + 4),
        element("line", x1=low, x2=high, y1=y, y2=y, class_=line, stroke_width=1.5),
        *_arrows(scale, row, y),
        element("rect", x=middle - 5, y=y - 5, width=10, height=10, class_=box),
        element("text", numbers, x=_WIDTH - 86, y=y + 4, text_anchor="end", class_="m"),
        element("text", f"{row.mark} {row.direction_words}", x=_WIDTH, y=y + 4, text_anchor="end", class_="strong"),
    )


def _arrows(scale: _Scale, row: FindingRow, y: float) -> list[Markup]:
    """Show where an interval goes on beyond the axis."""
    heads = []
    if row.high > scale.high:
        heads.append(element("path", d=f"M{_RIGHT} {y - 4}L{_RIGHT + 7} {y}L{_RIGHT} {y + 4}Z", class_="fill-ink-2"))
    if row.low < scale.low:
        heads.append(element("path", d=f"M{_LEFT} {y - 4}L{_LEFT - 7} {y}L{_LEFT} {y + 4}Z", class_="fill-ink-2"))
    return heads


def _ratio_scale(rows: Sequence[FindingRow]) -> _Scale:
    """Cover all intervals and 1, in powers of 2, no further than 1/32 to 32."""
    low = min(0.5, *(max(row.low, 1 / _WIDEST_RATIO) for row in rows))
    high = max(2.0, *(min(row.high, _WIDEST_RATIO) for row in rows))
    first, last = floor(log2(low)), ceil(log2(high))
    names = sorted({row.effect_kind for row in rows})
    every = 1 if last - first <= 7 else 2
    return _Scale(
        title=_axis_title(names),
        null=1.0,
        ticks=tuple(2.0**power for power in range(first, last + 1) if (power % every) == 0),
        at=lambda value: _between((log2(min(max(value, 2.0**first), 2.0**last)) - first) / (last - first)),
        low=2.0**first,
        high=2.0**last,
    )


def _axis_title(kinds: Sequence[str]) -> str:
    return f"{kinds[0]}, log scale" if len(kinds) == 1 else "ratios, log scale"


def _linear_scale(kind: str, rows: Sequence[FindingRow]) -> _Scale:
    """Cover all intervals and 0, in steps of 1, 2 or 5 times a power of ten."""
    low, high = min(0.0, *(row.low for row in rows)), max(0.0, *(row.high for row in rows))
    step = _step((high - low) / 5)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    return _Scale(
        title=kind,
        null=0.0,
        ticks=tuple(round(tick * step, 10) for tick in range(first, last + 1)),
        at=lambda value: _between((value / step - first) / (last - first)),
        low=first * step,
        high=last * step,
    )


def _step(rough: float) -> float:
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _between(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * share


def _shortened(name: str, length: int = 24) -> str:
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"
