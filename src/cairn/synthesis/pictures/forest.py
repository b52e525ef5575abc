"""The forest plot: every study's effect with its interval, what they say together if they were pooled, and how biased.

One plot for all uses: pooled or not, with groups or not, with a column of judgements or not. Ratios and differences
never share an axis: each `ForestPanel` has its own.
"""

from collections.abc import Mapping, Sequence

from cairn.base.errors import InputError
from cairn.base.letters import lines_of, studies_text
from cairn.base.svg import Markup, picture
from cairn.synthesis.multilevel import MultiLevelFit
from cairn.synthesis.pictures.axes import p_text
from cairn.synthesis.pictures.forest_columns import Columns, columns_of, heading, panel_writing
from cairn.synthesis.pictures.forest_lines import (
    HEAD,
    Line,
    axis,
    diamond_line,
    drawn_lines,
    pooled_lines,
    study_line,
    text_line,
)
from cairn.synthesis.pictures.forest_rows import ForestPanel, ForestRow
from cairn.synthesis.pictures.forest_scale import scale_of
from cairn.synthesis.pictures.judgements import domain_heads, judgement, legend
from cairn.synthesis.pictures.pooled import FEWEST_FOR_PREDICTION, Pooled, pooled_of
from cairn.synthesis.pooling import Fit
from cairn.synthesis.regression import Subgroups

UNGROUPED = "Group not known"
NOT_POOLED = "Not pooled: each study stands for itself."
BETWEEN = 26.0


def forest(
    rows: Sequence[ForestRow],
    *,
    title: str,
    pooled: Fit | MultiLevelFit | None = None,
    subgroups: Mapping[str, Fit | MultiLevelFit] | None = None,
    difference: str = "",
    measure: str = "Effect",
    ratio: bool = False,
    null: float | None = 0.0,
    sides: tuple[str, str] = ("", ""),
    level: float = 0.95,
    notes: Sequence[str] = (),
    key: str = "forest",
) -> Markup:
    """Draw studies in the order given on one axis; see `ForestPanel` for what is drawn and `forest_panels` for how."""
    panel = ForestPanel(rows, measure, ratio, null, pooled, subgroups or {}, difference, sides, level)
    return forest_panels([panel], title=title, notes=notes, key=key)


def forest_panels(
    panels: Sequence[ForestPanel], *, title: str, notes: Sequence[str] = (), key: str = "forest"
) -> Markup:
    """Draw panels below one another, each on an axis of its own.

    Squares by weight, all alike without weights; pooled effects as diamonds. The prediction interval is a dashed line,
    drawn from five studies on: with fewer it says next to nothing. An interval that leaves the axis ends in arrows;
    the numbers beside it are whole. `key` must be unique on its page. Raises `InputError` where no row has an interval
    or a subgroup has no row.
    """
    rows = [row for panel in panels for row in panel.drawn]
    if not rows:
        raise InputError("no study has an interval", where=title, remedy="show the studies in a table")
    fullest_first = sorted(rows, key=lambda row: -len(row.bias))
    domains = list(dict.fromkeys(domain for row in fullest_first for domain, _ in row.bias))
    heads, explained = (["Bias"], [f"{domains[0]}."]) if len(domains) == 1 else domain_heads(domains)
    columns = columns_of(panels, domains)
    parts: list[Markup] = []
    y = -BETWEEN
    for panel in (panel for panel in panels if panel.drawn):
        drawn, y = _panel(panel, columns, heads, y + BETWEEN)
        parts += drawn
    left_out = sum(len(panel.rows) for panel in panels) - len(rows)
    said = [_left_out(left_out), *(f"{note}." for note in _own_notes(panels)), *_rounding(panels), *notes]
    noted, y = lines_of([note for note in said if note], 0, y + 14, columns.reading)
    if domains:
        signs, y = legend((judgement(word) for row in rows for _, word in row.bias), 0, y, columns.reading)
        named, y = lines_of([f"Risk of bias: {line}" for line in explained], 0, y, columns.reading)
        noted += [*signs, *named]
    described = " ".join(_description(panel) for panel in panels if panel.drawn)
    return picture(
        *parts,
        *noted,
        key=key,
        title=title,
        description=f"{described} {_left_out(left_out)}".strip(),
        width=columns.width,
        height=y - 8,
        class_="forest",
    )


def difference_text(found: Subgroups) -> str:
    """Say in one line whether groups differ."""
    return f"Do the groups differ? Q = {found.q_between:.2f}, {found.df} df, p {p_text(found.p)}"


def _panel(panel: ForestPanel, columns: Columns, heads: Sequence[str], top: float) -> tuple[list[Markup], float]:
    together = pooled_of(panel.pooled) if panel.pooled else None
    groups = {name: pooled_of(one) for name, one in panel.subgroups.items()}
    lines = _lines(panel, columns, together, groups)
    scale = scale_of(panel.drawn, [one for one in (together, *groups.values()) if one], panel.null, columns)
    bottom = top + HEAD + sum(line.height for line in lines)
    below, end = axis(scale, columns.width, top + HEAD, bottom, panel.measure, panel.ratio, panel.null, panel.sides)
    return [*heading(columns, panel, heads, top), *below, *drawn_lines(lines, scale, top + HEAD)], end


def _lines(panel: ForestPanel, columns: Columns, together: Pooled | None, groups: Mapping[str, Pooled]) -> list[Line]:
    rows, writing = panel.drawn, panel_writing(panel)
    unknown = set(groups) - {row.group for row in rows}
    if unknown:
        raise InputError(f"no study is in the group '{min(unknown)}'", remedy="name groups as the rows do")
    heaviest = max((row.weight for row in rows if row.weight is not None), default=None)
    named = any(row.group for row in rows)
    lines: list[Line] = []
    for group in dict.fromkeys(row.group for row in rows):
        if named:
            lines.append(text_line(group or UNGROUPED, columns, class_="strong"))
        lines += [study_line(row, columns, writing, heaviest, indented=named) for row in rows if row.group == group]
        if group in groups:
            lines.append(diamond_line(groups[group], columns, writing, small=True))
    if panel.difference:
        lines.append(text_line(panel.difference, columns, class_="small m"))
    if together is None:
        return [*lines, text_line(NOT_POOLED, columns, class_="small m", ruled=True)]
    return [*lines, *pooled_lines(together, columns, writing)]


def _description(panel: ForestPanel) -> str:
    said = f"{panel.measure}: {studies_text(len(panel.drawn))}"
    if panel.pooled is None:
        return f"{said}, not pooled."
    one, writing = pooled_of(panel.pooled), panel_writing(panel)
    numbers = [writing.text(value) for value in (one.estimate, *one.ci)]
    return f"{said}; together {numbers[0]}, {100 * one.level:g}% interval {numbers[1]} to {numbers[2]}."


def _rounding(panels: Sequence[ForestPanel]) -> list[str]:
    return list(dict.fromkeys(panel_writing(panel).note for panel in panels if panel.drawn))


def _own_notes(panels: Sequence[ForestPanel]) -> list[str]:
    fits = [panel.pooled for panel in panels if panel.pooled]
    notes = [note[0].upper() + note[1:] for one in fits for note in getattr(one, "notes", ())]
    few = [one for one in map(pooled_of, fits) if one.unpredicted]
    return [*notes, *(f"No prediction interval: fewer than {FEWEST_FOR_PREDICTION} studies" for _ in few[:1])]


def _left_out(count: int) -> str:
    if not count:
        return ""
    return f"{studies_text(count)} without an interval: see the table."
