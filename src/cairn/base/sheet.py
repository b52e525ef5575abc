"""A spreadsheet saved as text, as programs everywhere write it: commas, semicolons or tabs, old letters or new."""

import codecs
import csv
import io
from dataclasses import dataclass

from cairn.base.errors import DataError

_ZIP = b"PK\x03\x04"
_SAVE_AS = "save it as CSV (UTF-8) and choose that file"


@dataclass(frozen=True)
class Sheet:
    """Rows under named columns, as they stand there. `lines` are the lines on which the rows end."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    mark: str


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252. Raises `DataError` where it is no text."""
    if data.startswith(_ZIP):
        raise DataError("this is a workbook, not text", remedy=_SAVE_AS)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode(data, "utf-16")
    else:
        text = _decode(data, "utf-8-sig", "cp1252")
    if "\0" in text:
        raise DataError("this is no text", remedy=_SAVE_AS)
    return text


def parsed(text: str) -> Sheet:
    """Read a header and the rows below it; rows without a letter are left out.

    Raises `DataError`, naming the line, where a quotation mark does not fit. A row may be longer or shorter than the
    header: what that means is for the caller to say.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    mark = _mark_between(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        names = tuple(name.strip() for name in next(reader, []))
        rows = [(tuple(row), reader.line_num) for row in reader if any(text.strip() for text in row)]
    except csv.Error as error:
        raise DataError(
            "a quotation mark is opened and not closed, or a cell is far too long",
            where=f"line {reader.line_num}",
            remedy="write a quotation mark inside a text twice, and one on each side of the text",
        ) from error
    return Sheet(names, tuple(row for row, _ in rows), tuple(line for _, line in rows), mark)


def _decode(data: bytes, *encodings: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("the letters of this file cannot be read", remedy=_SAVE_AS)


def _mark_between(header: str) -> str:
    return max(",;\t", key=header.count)
