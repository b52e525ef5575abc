"""How the answer grew: what all studies said together after each year."""

from collections.abc import Sequence

from cairn.base.errors import InputError
from cairn.base.svg import Markup, picture
from cairn.synthesis.numbers import Numbers, vector
from cairn.synthesis.pictures.axes import scaled_text
from cairn.synthesis.pictures.forest_columns import columns_of, heading
from cairn.synthesis.pictures.forest_lines import HEAD, ROW, axis, diamond_line
from cairn.synthesis.pictures.forest_rows import ForestPanel, ForestRow
from cairn.synthesis.pictures.forest_scale import scale_of
from cairn.synthesis.pictures.letters import lines_of, studies_text
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
    bottom = HEAD + ROW * len(rows)
    parts = [
        *heading(columns, panel, [], 0, name="Up to"),
        *axis(scale, HEAD, bottom, measure, ratio, null, ("", "")),
    ]
    for place, (year, one) in enumerate(fits.items()):
        line = diamond_line(pooled_of(one), ratio, small=True, name=names[year])
        parts += line(columns, scale, HEAD + ROW * (place + 0.5))
    noted, y = lines_of([NOTE], 0, bottom + 58, columns.width)
    return picture(
        *parts,
        *noted,
        key=key,
        title=title,
        description=_description(fits, ratio),
        width=columns.width,
        height=y - 8,
        class_="forest",
    )


def _description(fits: dict[int, Fit], ratio: bool) -> str:
    first, last = min(fits), max(fits)
    start, end = fits[first], fits[last]
    said = [f"{scaled_text(one.estimate, ratio)} after {year}" for year, one in ((first, start), (last, end))]
    return f"{studies_text(end.k)}; together {said[0]}, {said[1]}." if first != last else f"Together {said[0]}."
