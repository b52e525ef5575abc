"""Which column of a list means what, by the words above it, and the rows below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cairn.base.errors import DataError
from cairn.base.sheet import decoded, parsed

MOST_BYTES = 1_000_000
MOST_ROWS = 500


@dataclass(frozen=True)
class Column:
    """One column. `called` are the words above it that mean it, beside its own name."""

    name: str
    help: str
    called: frozenset[str] = frozenset()
    required: bool = False


@dataclass(frozen=True)
class Line:
    """One row by the names of its columns; `problem` where its cells do not fit them. `number` is its line."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Listed:
    """The rows of a list, and the columns it has that mean nothing here."""

    lines: list[Line]
    unused: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """The text of a file. Raises `DataError` where it is too large or no text."""
    if len(data) > MOST_BYTES:
        raise DataError(f"this is larger than {MOST_BYTES // 1000} kB", remedy="send it in parts")
    return decoded(data)


def listed(text: str, columns: Sequence[Column]) -> Listed:
    """Read a list.

    Raises `DataError` where it is empty or too long, a column that is needed is missing, or one stands there twice.
    """
    if len(text.encode()) > MOST_BYTES:
        raise DataError(f"this is larger than {MOST_BYTES // 1000} kB", remedy="send it in parts")
    sheet = parsed(text)
    places = _places(sheet.names, columns)
    if not sheet.rows:
        raise DataError(
            "there is no row below the header", remedy="give one row for each, below the names of the columns"
        )
    if len(sheet.rows) > MOST_ROWS:
        raise DataError(
            f"there are {len(sheet.rows)} rows, and at most {MOST_ROWS} are taken", remedy="send it in parts"
        )
    unused = [name for place, name in enumerate(sheet.names) if name and place not in places.values()]
    rows = zip(sheet.rows, sheet.lines, strict=True)
    return Listed([_line(row, number, places, len(sheet.names)) for row, number in rows], unused)


def _places(names: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    meant = {_plain(word): column.name for column in columns for word in (column.name, *column.called)}
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        found = meant.get(_plain(name))
        if found is None:
            continue
        if found in places:
            other = names[places[found]]
            raise DataError(f"“{other}” and “{name}” both mean {found}", where="line 1", remedy="leave one of them out")
        places[found] = place
    for column in columns:
        if column.required and column.name not in places:
            raise DataError(
                f"no column is called “{column.name}”",
                where="line 1",
                remedy=f"write the names of the columns there: {', '.join(one.name for one in columns)}",
            )
    return places


def _line(row: Sequence[str], number: int, places: dict[str, int], width: int) -> Line:
    cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
    if any(text.strip() for text in row[width:]):
        told = f"has {len(row)} cells under {width} columns"
        return Line(number, cells, f"{told}: put quotation marks around a text that holds the mark between columns.")
    return Line(number, cells)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
