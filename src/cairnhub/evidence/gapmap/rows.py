"""The rows of the file of the gap map."""

from collections.abc import Iterable

from .bubbles import LEVELS
from .cells import DIRECTIONS, GapMap

HEADER = [
    "activity id",
    "activity",
    "outcome id",
    "outcome",
    "link",
    "primary studies",
    *DIRECTIONS,
    "reviews",
    "certainty",
]


def map_rows(gap_map: GapMap) -> Iterable[list]:
    """One row for every pair that was studied or that the framework links."""
    for row in gap_map.rows:
        for column, cell in zip(gap_map.columns, row.cells, strict=True):
            if cell.studied or cell.link_id:
                names = [row.construct.pk, row.construct.name, column.pk, column.name]
                counts = [cell.directions.count(direction) for direction in DIRECTIONS]
                yield [*names, cell.link_id, len(cell.directions), *counts, cell.reviews, LEVELS[cell.certainty][2]]
