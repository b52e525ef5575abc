"""How the answer grew: what all studies said together after each year."""

from collections.abc import Sequence

from cairn.base.errors import InputError
from cairn.base.letters import lines_of, studies_text
from cairn.base.svg import Markup, picture
from cairn.synthesis.numbers import Numbers, vector
from cairn.synthesis.pictures.axes import Writing
from cairn.synthesis.pictures.forest_columns import columns_of, heading, panel_writing
from cairn.synthesis.pictures.forest_lines import HEAD, axis, diamond_line, drawn_lines
from cairn.synthesis.pictures.forest_rows import ForestPanel, ForestRow
from cairn.synthesis.pictures.forest_scale import scale_of
from cairn.synthesis.pictures.pooled import pooled_of
from cairn.synthesis.pooling import Fit
from cairn.synthesis.sensitivity import cumulative

NOTE = "Each line pools all studies up to the end of that year."


def cumulative_plot(
    yi: Numbers,
    vi: Numbers,
    years: Sequence[int],
    *,
    title: str,
    method: str = "REML",
    level: float = 0.95,
    measure: str = "Effect",
    ratio: bool = False,
    null: float | None = 0.0,
    key: str = "cumulative",
) -> Markup:
    """Draw the pooled effect after each year with a study, oldest first, as diamonds.

    Options as in `fit` and `forest`. Raises `InputError` where effects and years differ in number.
    """
    count = vector(yi, "the effect").size
    if len(years) != count:
        raise InputError(f"{count} effects but {len(years)} years", remedy="give one year per study")
    fits = dict(zip(sorted(years), cumulative(yi, vi, years, method=method, level=level), strict=True))
    names = {year: f"{year} ({pooled_of(one).counted})" for year, one in fits.items()}
    rows = [ForestRow(names[year], one.estimate, one.ci) for year, one in fits.items()]
    panel = ForestPanel(rows, measure, ratio, null, level=level)
    columns = columns_of([panel], [])
    later = list(fits.values())[len(fits) // 2 :]
    scale = scale_of(rows, [pooled_of(one) for one in later], null, columns)
    writing = panel_writing(panel)
    lines = [diamond_line(pooled_of(one), columns, writing, small=True, name=names[year]) for year, one in fits.items()]
    bottom = HEAD + sum(line.height for line in lines)
    below, y = axis(scale, columns.width, HEAD, bottom, measure, ratio, null, ("", ""))
    parts = [*heading(columns, panel, [], 0, name="Up to"), *below, *drawn_lines(lines, scale, HEAD)]
    noted, y = lines_of([note for note in (NOTE, writing.note) if note], 0, y + 14, columns.width)
    return picture(
        *parts,
        *noted,
        key=key,
        title=title,
        description=_description(fits, writing),
        width=columns.width,
        height=y - 8,
        class_="forest",
    )


def _description(fits: dict[int, Fit], writing: Writing) -> str:
    first, last = min(fits), max(fits)
    start, end = fits[first], fits[last]
    said = [f"{writing.text(one.estimate)} after {year}" for year, one in ((first, start), (last, end))]
    return f"{studies_text(end.k)}; together {said[0]}, {said[1]}." if first != last else f"Together {said[0]}."
