"""The columns of a forest plot: how wide each must be, and what stands above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.base.svg import Markup, element
from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import scaled_text
from cairn.synthesis.pictures.forest_rows import ForestPanel
from cairn.synthesis.pictures.judgements import SIGN
from cairn.synthesis.pictures.letters import STRONG, label, text_width
from cairn.synthesis.pictures.pooled import Pooled, pooled_of

WIDEST = 900.0
NAMES, PLOT = (130.0, 270.0), (230.0, 360.0)
"""Narrowest and widest columns of names and of the plot."""
WEIGHT, REMARK, INDENT = 60.0, 170.0, 14.0
GAP, SPILL, LONE = 14.0, 40.0, 6.0


EXPECTED = "Expected in a new, similar study"


@dataclass(frozen=True)
class Columns:
    """Where columns stand: the plot from `left` to `right`, texts up to their ends; what is `None` is not drawn."""

    names: float
    left: float
    right: float
    numbers: float
    numbers_width: float
    weights: float | None
    remarks: float | None
    domains: tuple[str, ...]
    signs: float
    width: float

    def sign_at(self, place: int) -> float:
        """Return the middle of a domain's column."""
        return self.signs + SIGN * (place + 0.5)


def columns_of(panels: Sequence[ForestPanel], domains: Sequence[str]) -> Columns:
    """Fit the columns to what they hold, within 900 units as long as the judgements leave room for it."""
    rows = [row for panel in panels for row in panel.drawn]
    names = min(max(max(_all_names(panel)) for panel in panels if panel.drawn), NAMES[1])
    numbers = max(125.0, *(text_width(text) for panel in panels for text in _all_numbers(panel))) + 6
    weight = WEIGHT * any(row.weight is not None for row in rows)
    remark = min(max(text_width(row.remark) for row in rows) * STRONG, REMARK)
    remark += GAP if remark else 0
    signs = SIGN * len(domains) + GAP * bool(domains) + LONE * (len(domains) == 1)
    plot = min(max(WIDEST - names - numbers - weight - remark - signs - 2 * GAP, PLOT[0]), PLOT[1])
    over = names + plot + 2 * GAP + numbers + weight + remark + signs - WIDEST
    names = min(names, max(names - max(over, 0), NAMES[0]))
    right = names + GAP + plot
    end = right + GAP + numbers
    return Columns(
        names=names,
        left=names + GAP,
        right=right,
        numbers=end,
        numbers_width=numbers,
        weights=end + weight if weight else None,
        remarks=end + weight + remark if remark else None,
        domains=tuple(domains),
        signs=end + weight + remark + GAP,
        width=end + weight + remark + signs,
    )


def heading(
    columns: Columns, panel: ForestPanel, heads: Sequence[str], top: float, *, name: str = "Study"
) -> list[Markup]:
    """Name the columns."""
    y = top + 14
    interval = f" [{100 * panel.level:g}% interval]"
    title = panel.measure + interval
    if text_width(title) * STRONG > columns.numbers_width + SPILL:
        title = "Effect" + interval
    parts = [
        element("text", name, x=0, y=y, class_="strong"),
        element("text", title, x=columns.numbers, y=y, class_="strong", text_anchor="end"),
        element("path", d=f"M0 {top + 22:g}H{columns.width:.2f}", class_="stroke-line-2"),
    ]
    if columns.weights is not None and any(row.weight is not None for row in panel.drawn):
        parts.append(element("text", "Weight", x=columns.weights, y=y, class_="strong", text_anchor="end"))
    for place, (head, domain) in enumerate(zip(heads, columns.domains, strict=True)):
        x = columns.sign_at(place)
        parts.append(
            element("text", element("title", domain), head, x=x, y=y, class_="small strong", text_anchor="middle")
        )
    return parts


def together(one: Pooled) -> str:
    """Name a pooled effect."""
    return f"Together ({one.counted})"


def numbers_text(estimate: float, ci: Interval, ratio: bool) -> str:
    """Write an effect with its interval."""
    return f"{scaled_text(estimate, ratio)} {interval_text(ci, ratio)}"


def interval_text(ci: Interval, ratio: bool) -> str:
    """Write an interval."""
    return f"[{scaled_text(ci[0], ratio)}, {scaled_text(ci[1], ratio)}]"


def remark(columns: Columns, text: str, y: float) -> list[Markup]:
    """Write what stands at the right of a row."""
    if columns.remarks is None or not text:
        return []
    return [label(text, columns.remarks, y + 4, REMARK, class_="strong", end=True)]


def _all_names(panel: ForestPanel) -> list[float]:
    words = [together(pooled_of(one)) for one in (panel.pooled, *panel.subgroups.values()) if one]
    said = [text_width(text) * STRONG for text in words] if words else []
    return [
        NAMES[0],
        *(text_width(row.name) + INDENT * bool(row.group) for row in panel.drawn),
        *said,
        *(text_width(EXPECTED) for one in (panel.pooled,) if one and pooled_of(one).prediction),
    ]


def _all_numbers(panel: ForestPanel) -> list[str]:
    fits = [pooled_of(one) for one in (panel.pooled, *panel.subgroups.values()) if one]
    return [
        *(row.written or numbers_text(row.estimate, row.ci, panel.ratio) for row in panel.drawn if row.ci),
        *(numbers_text(one.estimate, one.ci, panel.ratio) for one in fits),
        *(interval_text(one.prediction, panel.ratio) for one in fits if one.prediction),
    ]
