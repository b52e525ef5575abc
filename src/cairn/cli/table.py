"""A spreadsheet saved as text, with the line in which each thing stands."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from cairn.base.errors import DataError, InputError
from cairn.base.sheet import parsed
from cairn.cli.output import read_text

_STUDY = re.compile(r"study (\d+)")


@dataclass(frozen=True)
class Table:
    """Rows under named columns. `lines` are the lines on which the rows end; `decimal_comma` where 1,5 is a number."""

    path: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    decimal_comma: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[str]:
        """The texts of a column. Raises `InputError` where there is none of this name."""
        if name not in self.names:
            raise InputError(f"there is no column '{name}'", remedy=f"name one of {', '.join(self.names)}")
        place = self.names.index(name)
        return [row[place] for row in self.rows]

    def words(self, name: str, what: str) -> list[str]:
        """A column in which nothing may be missing."""
        found = [text.strip() for text in self.column(name)]
        for line, text in zip(self.lines, found, strict=True):
            if not text:
                raise DataError(
                    f"the {what} is missing", where=f"line {line}, {name}", remedy="fill it in, or take the row out"
                )
        return found

    def numbers(self, name: str) -> list[float]:
        """The numbers of a column. Raises `DataError`, naming the line, where one is none."""
        return [
            number(text.replace(",", ".") if self.decimal_comma else text, f"line {line}, {name}")
            for line, text in zip(self.lines, self.column(name), strict=True)
        ]

    @contextmanager
    def named(self) -> Iterator[None]:
        """Say in which file, and on which line, an error about its studies arose."""
        try:
            yield
        except (InputError, DataError) as error:
            where = ", ".join(part for part in (self.path, _STUDY.sub(self._line, error.where or "")) if part)
            raise type(error)(error.what, where=where, remedy=error.remedy) from error

    def _line(self, found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return f"line {self.lines[place]}" if place < len(self.lines) else found[0]


def read_table(path: str) -> Table:
    """Read a file whose columns are parted by commas, semicolons (then 1,5 is a number) or tabs.

    Raises `DataError` where it holds no row, a column twice, or a row that is longer or shorter than the header.
    """
    try:
        sheet = parsed(read_text(path))
    except DataError as error:
        raise DataError(error.what, where=f"{path}, {error.where}", remedy=error.remedy) from error
    names = sheet.names
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(f"the column '{twice[0]}' stands there twice", where=path, remedy="rename one of the two")
    if not sheet.rows:
        raise DataError("holds no study", where=path, remedy="give a header line and one row per study")
    for row, line in zip(sheet.rows, sheet.lines, strict=True):
        if len(row) != len(names):
            raise DataError(
                f"{len(row)} fields stand under {len(names)} columns",
                where=f"{path}, line {line}",
                remedy="put quotation marks around a text that holds the mark between columns",
            )
    return Table(path, names, sheet.rows, sheet.lines, sheet.mark == ";")


def number(text: str, where: str) -> float:
    """A number as typed. Raises `DataError` where it is none."""
    try:
        return float(text)
    except ValueError as error:
        raise DataError(f"'{text}' is no number", where=where, remedy="correct it, or take the row out") from error


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """Read `name=value` texts. Raises `InputError` where one is none, or a name comes twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not name:
            raise InputError(f"'{text}' is not name=value", remedy="write for example ai=4")
        if name in found:
            raise InputError(f"'{name}' is given twice", remedy="give each name once")
        found[name] = value
    return found
