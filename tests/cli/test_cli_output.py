"""The habits every command shares: JSON alone on standard output, files kept, progress only where somebody looks."""

import io
import json
import sys

import pytest

from cairn.base.errors import InputError
from cairn.cli import Progress, output, print_json, print_table, read_text, write_new


def test_json_is_one_object_with_its_letters_kept(capsys):
    print_json({"label": "Café → rural", "interval": [1, 2.5], "unknown": None})
    out = capsys.readouterr().out
    assert json.loads(out) == {"label": "Café → rural", "interval": [1, 2.5], "unknown": None}
    assert "Café → rural" in out


def test_json_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="JSON"):
        print_json({"rank": float("nan")})


def test_a_table_lines_up_and_says_unknown(capsys):
    print_table(["link", "rank"], [["a → b", 1.25], ["c", None]])
    assert capsys.readouterr().out.splitlines() == [
        "link      rank",
        "-----  -------",
        "a → b     1.25",
        "c      unknown",
    ]


def test_an_empty_table_still_has_its_header(capsys):
    print_table(["link"], [])
    assert capsys.readouterr().out == "link\n----\n"


def test_a_file_is_never_overwritten_without_force(tmp_path):
    path = tmp_path / "out.csv"
    write_new(str(path), "first")
    with pytest.raises(InputError, match="exists already"):
        write_new(str(path), "second")
    assert path.read_text() == "first"
    write_new(str(path), b"third", force=True)
    assert path.read_text() == "third"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be written") as error:
        write_new(str(tmp_path / "no" / "out.csv"), "text")
    assert error.value.where.endswith("out.csv")


def test_standard_streams_are_a_dash(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("from a pipe"))
    assert read_text("-") == "from a pipe"
    write_new("-", "to a pipe")
    assert capsys.readouterr().out == "to a pipe"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    for name, why in (("latin.txt", "UTF-8"), ("none.txt", "No such file")):
        with pytest.raises(InputError, match=why):
            read_text(str(tmp_path / name))


def test_progress_is_silent_where_nobody_looks(monkeypatch, capsys):
    monkeypatch.setattr(output, "QUIET_SECONDS", 0)
    with Progress("reading", total=2) as progress:
        progress.step()
    assert capsys.readouterr().err == ""


def test_progress_shows_on_a_terminal_once_work_is_long(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Progress("reading", total=2) as progress:
        progress.step()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(output, "QUIET_SECONDS", 0)
    with Progress("reading", total=2) as progress:
        progress.step()
    assert capsys.readouterr().err == "\rreading: 1 of 2\n"
