"""The columns that `cairn consensus priorities` reads, with the line of whatever cannot be used."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from cairn.base.errors import DataError
from cairn.cli.table import Table, number

PEOPLE = ("participant_id", "participant", "id")
ITEMS = ("item_id", "item", "issue", "statement_id")
UNKNOWN = {"", "na", "n/a", "nan", "null", "."}
CHOICES = {"best": "1", "worst": "-1"}
# Of 1,500 nobody can tell whether it is 1500 or one and a half; with one or two digits it is a decimal.
DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")


def names(table: Table, known: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """The different names of a column, in the order in which they come, and the place of each row's."""
    column = next((name for name in known if name in table.names), None)
    if column is None:
        raise DataError(f"there is no column '{known[0]}'", remedy=f"name it one of {', '.join(known)}")
    words = table.words(column, column)
    places = {word: at for at, word in enumerate(dict.fromkeys(words))}
    return list(places), [places[word] for word in words]


def values(table: Table, column: str, words: Mapping[str, str] = MappingProxyType({})) -> list[float]:
    """The numbers of a column, or what `words` stand for; NaN where one is missing."""
    if column not in table.names:
        raise DataError(f"there is no column '{column}'", remedy="see --help for the columns of each method")
    return [
        _value(words.get(text.strip().lower(), text.strip()), table.decimal_comma, f"line {line}, {column}")
        for line, text in zip(table.lines, table.column(column), strict=True)
    ]


def _value(text: str, decimal_comma: bool, where: str) -> float:
    if text.lower() in UNKNOWN:
        return float("nan")
    comma = decimal_comma or DECIMAL_COMMA.fullmatch(text)
    found = number(text.replace(",", ".") if comma else text, where)
    if not np.isfinite(found):
        raise DataError(f"'{text}' is no number", where=where, remedy="correct it, or leave it empty")
    return found


def fill(cells: np.ndarray, places: tuple[list[int], ...], found: list[float], table: Table) -> None:
    """Put each row's value in its cell; nobody says one thing twice."""
    seen: set[tuple[int, ...]] = set()
    for line, value, *place in zip(table.lines, found, *places, strict=True):
        where = tuple(place)
        if where in seen:
            raise DataError("somebody says this twice", where=f"line {line}", remedy="keep one of the two")
        seen.add(where)
        cells[where] = value


def only(
    table: Table, column: str, allowed: tuple[float, ...], says: str, words: Mapping[str, str] = MappingProxyType({})
) -> list[float]:
    """The numbers of a column of which only some can be; NaN where one is missing."""
    found = values(table, column, words)
    for line, value in zip(table.lines, found, strict=True):
        if not np.isnan(value) and value not in allowed:
            raise DataError(f"{value:g} is no answer", where=f"line {line}, {column}", remedy=says)
    return found


def choices(table: Table, item_places: list[int]) -> list[float]:
    """Best (1), worst (-1) and shown (0) of each row, NaN for a block of which nothing is answered.

    Some tools leave empty what was shown and not chosen, others what was not answered: in a block that is answered in
    part, or where no column tells the blocks apart, nobody can tell, and the row is refused.
    """
    found = only(table, "value", (-1, 0, 1), "use 1 or best, -1 or worst, 0 for shown", CHOICES)
    known = "block" in table.names
    blocks = _blocks(table) if known else [()] * len(table)
    answered = {block for block, value in zip(blocks, found, strict=True) if not np.isnan(value)}
    seen: set[tuple[object, ...]] = set()
    for line, block, item, value in zip(table.lines, blocks, item_places, found, strict=True):
        if np.isnan(value) and (block in answered or not known):
            remedy = "write 0 for shown and not chosen, or take out what was not answered"
            raise DataError("a choice is missing", where=f"line {line}, value", remedy=remedy)
        if known:
            _once(seen, (block, "item", item), "an item", line)
        if known and value in (-1, 1):
            _once(seen, (block, "choice", value), "a best" if value == 1 else "a worst", line)
    return found


def _blocks(table: Table) -> list[tuple[str, ...]]:
    person = [name for name in PEOPLE if name in table.names][:1]
    return list(zip(*(table.words(name, name) for name in (*person, "block")), strict=True))


def _once(seen: set[tuple[object, ...]], what: tuple[object, ...], says: str, line: int) -> None:
    if what in seen:
        raise DataError(f"{says} comes twice in a block", where=f"line {line}", remedy="keep one of the two")
    seen.add(what)
