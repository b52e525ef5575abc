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


def two_camps() -> list[tuple[str, int, int]]:
    """Forty people of two opinions on twelve statements."""
    return [(f"p{who}", at, 1 if (who < 20) == (at % 2 == 0) else -1) for who in range(40) for at in range(12)]


def groups(capsys, *arguments):
    assert run(["consensus", "groups", *arguments, "--permutations", "39", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_groups_answer_under_the_promised_keys(capsys, write):
    rows = "\n".join(f"{who},{at},{vote}" for who, at, vote in two_camps())
    found = groups(capsys, write(f"participant_id,statement_id,vote\n{rows}\n"))
    promised = [
        "participants",
        "statements",
        "groups",
        "p_value",
        "assignments",
        "statements_by_group",
        "consensus",
        "reason",
    ]
    assert set(promised) <= found.keys()
    assert (found["participants"], found["statements"], found["groups"]) == (40, 12, 2)
    assert len({found["assignments"][f"p{who}"] for who in range(20)}) == 1
    assert found["assignments"]["p0"] != found["assignments"]["p39"]
    assert {one["group"] for one in found["statements_by_group"]} == {0, 1}


def test_polis_exports_are_read_as_they_are(capsys, write):
    rows = "\n".join(f"1665582343,now,{at},{who},{vote}" for who, at, vote in two_camps())
    long = groups(capsys, write(f"timestamp,datetime,comment-id,voter-id,vote\n{rows}\n"))
    by_person = {}
    for who, at, vote in two_camps():
        by_person.setdefault(who, {})[at] = vote
    lines = [f"{who},0,3,12,6,6,{','.join(str(votes[at]) for at in range(12))}" for who, votes in by_person.items()]
    header = "participant,group-id,n-comments,n-votes,n-agree,n-disagree," + ",".join(map(str, range(12)))
    wide = groups(capsys, write(header + "\n" + "\n".join(lines) + "\n"))
    assert long["groups"] == wide["groups"] == 2
    assert long["assignments"] == wide["assignments"]


def test_files_in_which_minus_one_agrees(capsys, write):
    rows = "\n".join(f"{who},{at},-1" for who, at, _ in two_camps())
    path = write(f"participant_id,statement_id,vote\n{rows}\n")
    assert {one["side"] for one in groups(capsys, path, "--agree-is", "-1")["consensus"]} == {"agree"}
    assert groups(capsys, path)["groups"] == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "holds no votes"),
        ("participant_id,statement_id,vote\na,s,2\n", "line 2, vote: '2' is no vote"),
        ("participant_id,statement_id,vote\na,s,maybe\n", "line 2, vote: 'maybe' is no number"),
    ],
)
def test_votes_that_cannot_be_read_say_where(capsys, write, text, says):
    assert run(["consensus", "groups", write(text)]) == 3
    assert says in capsys.readouterr().err
