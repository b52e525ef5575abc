"""Spreadsheets saved as text, as programs of several countries write them."""

import pytest

from cairn.base.errors import DataError
from cairn.base.sheet import decoded, parsed

ROW = ("École de santé", "Côte d’Ivoire")
TEXT = "name,country\nÉcole de santé,Côte d’Ivoire\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_way_of_saving_gives_the_same_sheet(encoding, mark, ending):
    sheet = parsed(decoded(TEXT.replace(",", mark).replace("\n", ending).encode(encoding)))
    assert (sheet.names, sheet.rows, sheet.mark) == (("name", "country"), (ROW,), mark)


def test_lines_are_those_of_the_file_with_empty_rows_and_cells_of_two_lines():
    sheet = parsed('name\n\n"one\ntwo"\n,\nb\n')
    assert sheet.rows == (("one\ntwo",), ("b",))
    assert sheet.lines == (4, 6)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "this is a workbook, not text; save it as CSV"),
        (b"a\x00b", "this is no text"),
        (b"\xff\xfea", "the letters of this file cannot be read"),
        (b"\x81\x8d", "the letters of this file cannot be read"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data, said):
    with pytest.raises(DataError, match=said):
        decoded(data)


@pytest.mark.parametrize("text", ['name\na\n"open\n', 'name\na\n"x"y\n'])
def test_a_quotation_mark_that_does_not_fit_is_named_with_its_line(text):
    with pytest.raises(DataError, match="line 3: a quotation mark"):
        parsed(text)


def test_nothing_is_a_sheet_without_rows():
    assert parsed("").rows == ()
