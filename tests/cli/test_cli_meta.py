"""`cairn meta`: keys as promised, files drawn, errors that name file, line and column."""

import json
import re

import pytest

from cairn.cli.app import run

CSV = """study,events,size,control_events,control_size,yi,vi
Aronson 1948,4,123,11,139,-0.9387,0.3571
Ferguson 1949,6,306,29,303,-1.6662,0.2081
Rosenthal 1960,3,231,11,220,-1.3863,0.4334
Hart 1977,62,13598,248,12867,-1.4564,0.0203
"""
PROMISED = tuple("k method estimate se ci p tau2 tau2_ci q q_df q_p i2 i2_q h2 prediction".split())  # noqa: SIM905
RAW = ["--measure", "OR", "--columns", "ai=events,n1i=size,ci=control_events,n2i=control_size"]


@pytest.fixture
def trials(tmp_path):
    path = tmp_path / "trials.csv"
    path.write_text(CSV, encoding="utf-8")
    return str(path)


def answer(capsys, *arguments):
    assert run(["meta", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys, *arguments):
    code = run(["meta", *arguments])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    return code, captured.err


def test_fit_answers_under_the_promised_keys(capsys, trials):
    found = answer(capsys, "fit", trials)
    assert tuple(found)[: len(PROMISED)] == PROMISED
    assert (found["k"], found["method"]) == (4, "REML")
    raw = answer(capsys, "fit", trials, *RAW)
    assert raw["estimate"] == pytest.approx(found["estimate"], abs=1e-3)


def test_blocks_come_when_asked_for(capsys, trials):
    found = answer(
        capsys,
        "fit",
        trials,
        "--ci",
        "kh",
        "--egger",
        "--trimfill",
        "--leave-one-out",
        "--influence",
        "--cluster",
        "study",
    )
    assert found["egger"]["df"] == 2
    assert found["trimfill"]["k0"] >= 0
    assert found["leave_one_out"][0]["study"] == "Aronson 1948"
    assert len(found["influence"]) == found["three_level"]["clusters"] == 4


def test_people_get_a_table(capsys, trials):
    assert run(["meta", "fit", trials, *RAW, "--influence", "--egger"]) == 0
    out = capsys.readouterr().out
    assert "as a ratio" in out
    assert "Ferguson 1949" in out


def test_effects_from_counts_and_from_tests(capsys):
    found = answer(capsys, "effect", "--measure", "OR", "ai=4", "bi=119", "ci=11", "di=128")
    assert found == {"measure": "OR", "yi": pytest.approx(-0.9386941), "vi": pytest.approx(0.3571250)}
    found = answer(capsys, "effect", "--measure", "g", "t=2.1", "grp1n=50", "grp2n=45")
    assert found["yi"] == pytest.approx(0.4280197)
    found = answer(capsys, "effect", "--measure", "RR", "ai=0", "bi=9", "ci=1", "di=8", "to=all", "drop00=false")
    assert found["measure"] == "RR"


def test_standard_input_is_a_dash(capsys, monkeypatch, trials):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO(CSV))
    assert answer(capsys, "fit", "-")["k"] == 4


@pytest.mark.parametrize("verb", ["forest", "funnel"])
@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_become_files(capsys, trials, tmp_path, verb, ending, start):
    if ending != "svg":
        pytest.importorskip("vl_convert")
    path = tmp_path / f"picture.{ending}"
    assert run(["meta", verb, trials, *RAW, "-o", str(path)]) == 0
    assert path.read_bytes().startswith(start)
    code, line = refusal(capsys, verb, trials, "-o", str(path))
    assert code == 2
    assert "exists already" in line


def names_in(path):
    return re.findall(r">((?:Aronson|Ferguson|Rosenthal|Hart) \d+)<", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("order", "first"),
    [("given", "Aronson 1948"), ("effect", "Ferguson 1949"), ("weight", "Hart 1977"), ("year", "Rosenthal 1960")],
)
def test_a_forest_has_the_order_asked_for(tmp_path, order, first):
    data = tmp_path / "trials.csv"
    years = ["year", "1948", "1949", "1940", "1977"]
    data.write_text("\n".join(f"{line},{year}" for line, year in zip(CSV.splitlines(), years, strict=True)))
    path = tmp_path / "forest.svg"
    assert run(["meta", "forest", str(data), "--order", order, "-o", str(path)]) == 0
    assert names_in(path)[0] == first
    assert len(names_in(path)) == 4


def test_a_forest_has_the_groups_asked_for(tmp_path):
    data, path = tmp_path / "trials.csv", tmp_path / "forest.svg"
    groups = ["design", "random", "assigned", "random", "assigned"]
    data.write_text("\n".join(f"{line},{group}" for line, group in zip(CSV.splitlines(), groups, strict=True)))
    assert run(["meta", "forest", str(data), "--subgroup", "design", "-o", str(path)]) == 0
    drawn = path.read_text(encoding="utf-8")
    assert drawn.index(">random<") < drawn.index(">Rosenthal 1960<") < drawn.index(">assigned<")
    assert "Do the groups differ? Q = " in drawn
    assert drawn.count("<polygon") == 3


def test_a_study_without_a_group_is_named(capsys, tmp_path):
    data = tmp_path / "trials.csv"
    data.write_text("yi,vi,design\n0.1,0.2,random\n0.2,0.1,\n")
    code, line = refusal(capsys, "forest", str(data), "--subgroup", "design", "-o", str(tmp_path / "forest.svg"))
    assert code == 3
    assert "line 3, design: the group is missing" in line


def test_a_missing_optional_part_is_named(capsys, trials, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "vl_convert", None)
    code, line = refusal(capsys, "forest", trials, "-o", str(tmp_path / "forest.png"))
    assert code == 4
    assert "cairn-hub[charts]" in line


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["fit", "{}", "--vi", "nowhere"], 2, "no column 'nowhere'"),
        (["fit", "{}", "--method", "guess"], 2, "method 'guess' is unknown"),
        (["fit", "{}", "--yi", "study"], 3, "line 2, study: 'Aronson 1948' is no number"),
        (["forest", "{}", "-o", "picture.gif"], 2, "ending"),
        (["forest", "{}", "--order", "name", "-o", "picture.svg"], 2, "order 'name' is unknown"),
        (["forest", "{}", "--order", "year", "-o", "picture.svg"], 2, "no column 'year'"),
        (["forest", "{}", "--subgroup", "nowhere", "-o", "picture.svg"], 2, "no column 'nowhere'"),
        (["effect", "--measure", "OR", "ai=x", "bi=1", "ci=1", "di=1"], 3, "ai: 'x' is no number"),
        (["effect", "--measure", "OR", "ai"], 2, "not name=value"),
        (["effect", "--measure", "OR", "ai=1", "bi=1", "ci=1", "di=1", "drop00=maybe"], 2, "neither true nor false"),
        (["effect", "--measure", "nonsense", "ai=1"], 2, "unknown"),
    ],
)
def test_wrong_calls_say_what_and_where(capsys, trials, arguments, code, says):
    got, line = refusal(capsys, *(part.format(trials) for part in arguments))
    assert got == code
    assert says in line


def test_an_empty_file_is_refused(capsys, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("yi,vi\n", encoding="utf-8")
    code, line = refusal(capsys, "fit", str(path))
    assert code == 3
    assert "holds no study" in line
