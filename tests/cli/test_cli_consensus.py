"""`cairn consensus describe`: keys as promised, conventions as options, errors that name line and column."""

import json

import pytest

from cairn.cli.app import run

CSV = """round,participant_id,group,item_id,rating
1,a,schools,one,7
1,b,schools,one,8
1,c,students,one,3
1,a,schools,two,9
1,b,schools,two,
1,c,students,two,9
2,a,schools,one,7
2,b,schools,one,8
2,c,students,one,6
2,a,schools,two,9
2,b,schools,two,cannot judge
2,c,students,two,9
"""


@pytest.fixture
def write(tmp_path):
    def writing(text):
        path = tmp_path / "ratings.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return writing


def answer(capsys, *arguments):
    assert run(["consensus", "describe", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys, *arguments):
    code = run(["consensus", "describe", *arguments])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    return code, captured.err


def test_the_promised_keys(capsys, write):
    found = answer(capsys, write(CSV), "--rule", "comet", "--draws", "50")
    assert {"items", "kendall_w", "krippendorff", "gwet_ac1", "gwet_ac2", "stability", "intervals"} <= found.keys()
    assert (found["round"], found["scale"], found["participants"]) == (2, [1, 9], 3)
    one, two = found["items"]
    assert (one["item"], one["n"], one["median"], one["groups"]["schools"]["median"]) == ("one", 3, 7, 7.5)
    assert (two["n"], two["cannot_judge"]) == (2, 1)
    assert one["rules"][0]["verdict"] == "not met"
    assert two["rules"][0]["verdict"] == "met"
    assert [(row["item"], row["both"], row["changed"]) for row in found["stability"]] == [
        ("one", 3, pytest.approx(1 / 3)),
        ("two", 2, 0),
    ]
    assert found["stability"][1]["test"]["p"] is None


def test_an_earlier_round_and_other_conventions(capsys, write):
    path = write(CSV)
    assert answer(capsys, path, "--round", "1")["items"][0]["median"] == 7
    quartiles = {kind: answer(capsys, path, "--percentile", kind)["items"][0]["q1"] for kind in ("type6", "type7")}
    assert quartiles == {"type6": 6, "type7": 6.5}
    wide = answer(capsys, path, "--scale", "1-100")
    assert (wide["scale"], wide["items"][0]["rand_ucla"]) == ([1, 100], None)


def test_semicolons_and_decimal_commas_and_no_rounds_or_groups(capsys, write):
    found = answer(capsys, write("participant_id;item_id;rating\na;one;3,5\nb;one;4\n"))
    assert (found["scale"], found["items"][0]["mean"]) == ([1, 5], 3.75)
    assert (found["items"][0]["differences"], found["kendall_w"]) == (None, None)


def test_people_read_a_table(capsys, write):
    assert run(["consensus", "describe", write(CSV), "--rule", "median at least 7 overall"]) == 0
    text = capsys.readouterr().out
    assert "Round 2, 3 participants, rated 1 to 9" in text
    assert "rule 1: median at least 7 overall" in text


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("participant_id,item_id\na,one\n", 3, "no column 'rating'"),
        ("participant_id,item_id,rating\na,one,high\n", 3, "line 2, rating: 'high' is no number"),
        ("participant_id,item_id,rating\na,one,inf\n", 3, "line 2, rating: 'inf' is no rating"),
        ("participant_id,item_id,rating\na,,5\n", 3, "line 2, item_id: the item is missing"),
        ("participant_id,item_id,rating\na,one,5\na,one,6\n", 3, "line 3: 'a' rates 'one' twice in round 1"),
        ("participant_id,group,item_id,rating\na,x,one,5\na,y,two,6\n", 3, "line 3: 'a' is in group 'x' and in 'y'"),
        ("round,participant_id,item_id,rating\nfirst,a,one,5\n", 3, "line 2, round: 'first' is no round"),
        ("participant_id,item_id,rating\na,one,-5\n", 2, "no known scale holds ratings from -5 to -5"),
        ("participant_id,item_id,rating\na,one,\n", 2, "nobody judged anything"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(capsys, write, text, code, says):
    found, line = refusal(capsys, write(text))
    assert found == code
    assert says in line


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (["--rule", "nonsense"], "'nonsense' is no condition"),
        (["--percentile", "type9"], "no percentile definition 'type9'"),
        (["--zeros", "drop"], "no treatment of zeros 'drop'"),
        (["--scale", "9-1"], "'9-1' is no scale"),
        (["--round", "7"], "there is no round 7"),
    ],
)
def test_an_option_that_cannot_be_says_what_to_use(capsys, write, option, says):
    code, line = refusal(capsys, write(CSV), *option)
    assert code == 2
    assert says in line
