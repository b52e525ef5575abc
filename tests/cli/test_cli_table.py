"""Spreadsheets as people save them: any mark between columns, and errors that name the line."""

import pytest

from cairn.base.errors import DataError, InputError
from cairn.cli.app import run
from cairn.cli.table import pairs, read_table


@pytest.fixture
def saved(tmp_path):
    def save(text: str) -> str:
        path = tmp_path / "effects.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return str(path)

    return save


@pytest.mark.parametrize("text", ["yi,vi\n0.3,0.02\n", " yi ;vi\r\n0,3;0,02\r\n", "yi\tvi\n0.3\t0.02\n"])
def test_commas_semicolons_and_tabs_are_the_same_table(saved, text):
    found = read_table(saved(text))
    assert (found.numbers("yi"), found.numbers("vi")) == ([0.3], [0.02])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yi,vi\n", "holds no study"),
        ("yi,yi,vi\n1,2,3\n", "the column 'yi' stands there twice"),
        ("yi,vi\n1,2\n\n1,2,3\n", "line 4: 3 fields stand under 2 columns"),
        ("yi,vi\n1\n", "line 2: 1 fields stand under 2 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(saved, text, said):
    with pytest.raises(DataError) as refused:
        read_table(saved(text))
    assert said in str(refused.value)


def test_lines_are_those_of_the_file(saved):
    found = read_table(saved('name,yi\n"two\nlines",1\n\nb,x\n'))
    with pytest.raises(DataError, match=r"line 5, yi: 'x' is no number"):
        found.numbers("yi")


def test_a_study_that_cannot_be_is_named_by_its_line(saved, capsys):
    path = saved("ai,bi,ci,di\n4,5,6,7\n\n3,-2,1,1\n")
    assert run(["meta", "fit", path, "--measure", "OR"]) != 0
    assert "effects.csv, line 4" in capsys.readouterr().err


def test_three_levels_are_printed_for_people(saved, capsys):
    path = saved("school,yi,vi\na,0.3,0.02\na,0.1,0.03\nb,0.5,0.02\nc,0.2,0.04\n")
    assert run(["meta", "fit", path, "--cluster", "school"]) == 0
    assert "sigma2_between" in capsys.readouterr().out


def test_a_missing_cluster_is_no_cluster_of_its_own(saved, capsys):
    path = saved("school,yi,vi\na,0.3,0.02\n,0.1,0.03\nb,0.5,0.02\n")
    assert run(["meta", "fit", path, "--cluster", "school"]) != 0
    assert "line 3, school: the cluster is missing" in capsys.readouterr().err


@pytest.mark.parametrize("texts", [["ai"], ["=4"], ["ai=4", "ai=5"]])
def test_names_with_values_are_given_once_each(texts):
    with pytest.raises(InputError):
        pairs(texts)
