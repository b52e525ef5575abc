"""The columns of a forest plot: how wide each must be, and what stands above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cairn.base.letters import label, text_width
from cairn.base.svg import Markup, element
from cairn.synthesis.pictures.axes import Writing, writing_of
from cairn.synthesis.pictures.forest_rows import ForestPanel
from cairn.synthesis.pictures.judgements import SIGN
from cairn.synthesis.pictures.names import Lines, needed, written_names
from cairn.synthesis.pictures.pooled import Pooled, pooled_of

WIDEST = 650.0
"""As wide as the column of a page: from there on names and plot give way, down to their narrowest."""
NAMES, PLOT = (130.0, 230.0), (220.0, 360.0)
"""Narrowest and widest columns of names and of the plot."""
NAMES_BESIDE_MUCH = 180.0
"""Names get no narrower than this for want of room; rather is the picture wider."""
REMARK, INDENT = 170.0, 14.0
GAP, LONE = 14.0, 6.0


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
    written: Mapping[str, Lines]

    @property
    def reading(self) -> float:
        """Return how wide notes are: as the picture, but read without scrolling however many judgements widen it."""
        return min(self.width, WIDEST)

    def sign_at(self, place: int) -> float:
        """Return the middle of a domain's column."""
        return self.signs + SIGN * (place + 0.5)


def columns_of(panels: Sequence[ForestPanel], domains: Sequence[str]) -> Columns:
    """Fit the columns to what they hold, into a page's column as long as weights, remarks and judgements allow it."""
    rows = [row for panel in panels for row in panel.drawn]
    names = min(max(max(_all_names(panel)) for panel in panels if panel.drawn), NAMES[1])
    numbers = max(100.0, *(text_width(text, strong=strong) for panel in panels for text, strong in _all_numbers(panel)))
    weighted = any(row.weight is not None for row in rows)
    weight = GAP + text_width("Weight", strong=True) if weighted else 0.0
    remark = min(max(text_width(row.remark, strong=True) for row in rows), REMARK)
    remark += GAP if remark else 0
    signs = SIGN * len(domains) + GAP * bool(domains) + LONE * (len(domains) == 1)
    plot = min(max(WIDEST - names - numbers - weight - remark - signs - 2 * GAP, PLOT[0]), PLOT[1])
    over = names + plot + 2 * GAP + numbers + weight + remark + signs - WIDEST
    names = min(names, max(names - max(over, 0), NAMES_BESIDE_MUCH))
    right = names + GAP + plot
    end = right + GAP + numbers
    indent = INDENT if any(row.group for row in rows) else 0
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
        written=written_names((row.name for row in rows), names - indent),
    )


def heading(
    columns: Columns, panel: ForestPanel, heads: Sequence[str], top: float, *, name: str = "Study"
) -> list[Markup]:
    """Name the columns."""
    y = top + 14
    interval = f" [{100 * panel.level:g}% interval]"
    title = panel.measure + interval
    # Nothing stands above the plot, so a heading may reach over half of it.
    if text_width(title, strong=True) > columns.numbers_width + (columns.right - columns.left) / 2:
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


def panel_writing(panel: ForestPanel) -> Writing:
    """Return how the numbers of a panel are written, those pooled as well."""
    fits = [pooled_of(one) for one in (panel.pooled, *panel.subgroups.values()) if one]
    effects = [(row.estimate, row.ci) for row in panel.drawn if row.ci and not row.written]
    effects += [(one.estimate, one.ci) for one in fits]
    return writing_of([*effects, *((one.estimate, one.prediction) for one in fits if one.prediction)], panel.ratio)


def remark(columns: Columns, text: str, y: float) -> list[Markup]:
    """Write what stands at the right of a row."""
    if columns.remarks is None or not text:
        return []
    return [label(text, columns.remarks, y + 4, REMARK, class_="strong", end=True)]


def _all_names(panel: ForestPanel) -> list[float]:
    fits = [pooled_of(one) for one in (panel.pooled, *panel.subgroups.values()) if one]
    return [
        NAMES[0],
        *(needed(row.name, NAMES[1]) + INDENT * bool(row.group) for row in panel.drawn),
        *(needed(together(one), NAMES[1], strong=True) + INDENT for one in fits),
        *(needed(EXPECTED, NAMES[1]) for one in fits if one.prediction),
    ]


def _all_numbers(panel: ForestPanel) -> list[tuple[str, bool]]:
    """Return the numbers beside the plot, and whether they are strong."""
    fits = [pooled_of(one) for one in (panel.pooled, *panel.subgroups.values()) if one]
    writing = panel_writing(panel)
    return [
        *((row.written or writing.effect(row.estimate, row.ci), False) for row in panel.drawn if row.ci),
        *((writing.effect(one.estimate, one.ci), True) for one in fits),
        *((writing.interval(one.prediction), False) for one in fits if one.prediction),
    ]
