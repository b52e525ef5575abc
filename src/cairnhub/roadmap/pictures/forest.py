"""Findings with an interval, drawn below one another: those pooled with what they say together, the others by kind.

Unlike kinds never share an axis, and what no editor decided to pool is drawn without a diamond.
"""

from collections.abc import Iterable, Sequence
from math import inf, log

from cairn.base.svg import Markup
from cairn.synthesis import ForestPanel, ForestRow, forest_panels
from cairnhub.evidence.pooling.reading import Reading
from cairnhub.evidence.words import written

from .. import words
from ..queries.link_studies import FindingRow


def forest(rows: Sequence[FindingRow], title: str, leading: Reading | None = None) -> Markup | None:
    """Draw findings that have an interval, ratios on one logarithmic axis, every other kind on an axis of its own.

    `leading` is the pooled answer of the link. Answers `None` where no finding has an interval.
    """
    panels = list(_panels(rows, leading))
    if not panels:
        return None
    left_out = sum(not row.has_interval for row in rows)
    notes = [f"{words.count(left_out, 'finding')} without an interval: see the table."] if left_out else []
    return forest_panels(panels, title=title, notes=notes)


def _panels(rows: Sequence[FindingRow], leading: Reading | None) -> Iterable[ForestPanel]:
    by_id = {row.id: row for row in rows}
    pooled = [one for one in leading.effects if one.finding in by_id] if leading and leading.is_known else []
    if pooled:
        drawn = [_pooled_row(one, by_id[one.finding]) for one in pooled]
        measure, ratio = leading.result["measure"], leading.pooling.is_ratio
        yield ForestPanel(drawn, measure=measure, ratio=ratio, pooled=leading.refitted())
    apart = [row for row in rows if row.has_interval and row.id not in {one.finding for one in pooled}]
    ratios = [row for row in apart if row.on_ratio_scale]
    if ratios:
        kinds = sorted({row.effect_kind for row in ratios})
        yield ForestPanel([_row(row) for row in ratios], measure=kinds[0] if len(kinds) == 1 else "ratios", ratio=True)
    for kind in sorted({row.effect_kind for row in apart if not row.on_ratio_scale}):
        group = [row for row in apart if not row.on_ratio_scale and row.effect_kind == kind]
        yield ForestPanel([_row(row) for row in group], measure=kind)


def _pooled_row(effect, row: FindingRow) -> ForestRow:
    return ForestRow(effect.label, effect.yi, effect.ci, weight=effect.weight, remark=_remark(row), bias=_bias(row))


def _row(row: FindingRow) -> ForestRow:
    scale = _logarithm if row.on_ratio_scale else float
    return ForestRow(
        row.study,
        scale(row.estimate),
        (scale(row.low), scale(row.high)),
        written=f"{row.effect} ({written(row.low)} to {written(row.high)})".replace("-", "−"),
        remark=_remark(row),
        bias=_bias(row),
        contested=bool(row.withdrawn_by) or row.mark == "!",
    )


def _logarithm(value: float) -> float:
    # A published ratio may begin at nothing: its line leaves the axis.
    return log(value) if value > 0 else -inf


def _remark(row: FindingRow) -> str:
    return f"{row.mark} {row.direction_words}"


def _bias(row: FindingRow) -> tuple[tuple[str, str], ...]:
    return (("overall", row.bias_judgement),) if row.bias_judgement else ()
