"""Errors: one line, and an exit code that says whose turn it is."""

import pytest

from cairn.base.errors import CairnError, DataError, InputError, MissingExtraError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CairnError("x"), 1),
        (InputError("x"), 2),
        (DataError("x"), 3),
        (MissingExtraError("charts", needed_for="x"), 4),
    ],
)
def test_each_audience_has_its_exit_code(error, code):
    assert isinstance(error, CairnError)
    assert error.exit_code == code


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"what": "is empty"}, "is empty"),
        ({"what": "is empty", "where": "a.csv, line 3"}, "a.csv, line 3: is empty"),
        ({"what": "is empty", "remedy": "fill it"}, "is empty; fill it"),
        ({"what": "is\nempty", "where": "a.csv", "remedy": "fill  it"}, "a.csv: is empty; fill it"),
    ],
)
def test_an_error_is_one_line_of_what_where_and_what_to_do(parts, line):
    assert str(InputError(parts.pop("what"), **parts)) == line


def test_a_missing_extra_names_the_extra():
    error = MissingExtraError("postgres", needed_for="PostgreSQL")
    assert error.extra == "postgres"
    assert "cairn-hub[postgres]" in str(error)
