"""`cairn consensus priorities`: the promised keys for each method, and errors that name line and column."""

import json

import pytest

from cairn.cli.app import run

FILES = {
    "chnri": "participant_id,item_id,criterion,score\na,one,use,1\nb,one,use,0.5\na,two,use,0\nb,two,use,\n",
    "bws": '"id","block","issue","value"\n1,1,"one",1\n1,1,"two",-1\n1,1,"three",0\n'
    '2,1,"one",0\n2,1,"two",-1\n2,1,"three",1\n',
    "bradley-terry": "winner;loser;count\none;two;3\ntwo;one;1\n",
    "borda": "participant_id,item_id,rank\na,one,1\na,two,2\nb,one,1\nb,two,2\n",
    "copeland": "participant_id,item_id,rank\na,one,1\na,two,2\n",
    "mean-rank": "id\titem\trank\na\tone\t1,5\na\ttwo\t2\n",
}


@pytest.fixture
def write(tmp_path):
    def writing(text):
        path = tmp_path / "scores.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return writing


@pytest.mark.parametrize("method", FILES)
def test_items_come_in_order_under_the_promised_keys(capsys, write, method):
    assert run(["consensus", "priorities", write(FILES[method]), "--method", method, "--json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert {"item", "score", "interval", "rank"} <= items[0].keys()
    assert items[0]["item"] == "one" if method != "bws" else items[-1]["item"] == "two"
    assert [one["rank"] for one in items] == sorted(one["rank"] for one in items)


def test_people_read_a_table(capsys, write):
    assert run(["consensus", "priorities", write(FILES["borda"]), "--method", "borda"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["rank", "item", "score", "from", "to"]


def test_weights_of_criteria(capsys, write):
    path = write("participant_id,item_id,criterion,score\na,one,use,1\na,one,cost,0\n")
    arguments = ["consensus", "priorities", path, "--method", "chnri", "--json", "--weights", "use=3,cost=1"]
    assert run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["score"] == 75


@pytest.mark.parametrize(
    ("method", "text", "code", "says"),
    [
        ("best", FILES["bws"], 2, "there is no method 'best'"),
        ("bws", "id,issue,value\n1,a,2\n", 3, "line 2, value: 2 is no answer"),
        ("bws", "id,value\n1,1\n", 3, "there is no column 'item_id'"),
        ("chnri", "participant_id,item_id,criterion,score\na,one,use,0.7\n", 3, "line 2, score: 0.7 is no answer"),
        ("bws", "id,issue,value\n1,a,1\n1,b,\n", 3, "line 3, value: a choice is missing"),
        ("bws", "id,block,issue,value\n1,1,a,1\n1,1,b,\n", 3, "line 3, value: a choice is missing"),
        ("bws", "id,block,issue,value\n1,1,a,1\n1,1,b,1\n", 3, "line 3: a best comes twice"),
        ("bws", "id,block,issue,value\n1,1,a,-1\n1,1,b,-1\n", 3, "line 3: a worst comes twice"),
        ("bws", "id,block,issue,value\n1,1,a,1\n1,1,a,0\n", 3, "line 3: an item comes twice"),
        ("chnri", "participant_id,item_id,criterion,score\na,one,use,best\n", 3, "'best' is no number"),
        ("bradley-terry", "winner,loser,count\na,b,\n", 3, "line 2, count: the count is missing or below 0"),
        ("bradley-terry", "winner,loser,count\na,b,-1\n", 3, "line 2, count: the count is missing or below 0"),
        ("bradley-terry", "winner,loser,count\na,b,inf\n", 3, "line 2, count: 'inf' is no number"),
        ("bradley-terry", "winner\tloser\tcount\na\tb\t1,500\n", 3, "line 2, count: '1,500' is no number"),
        ("borda", "id,item,rank\na,one,\n", 3, "nobody ranks anything"),
        ("borda", FILES["borda"] + "b,two,1\n", 3, "line 6: somebody says this twice"),
        ("bradley-terry", "winner,loser\na,a\n", 3, "line 2: 'a' is compared with itself"),
        ("bradley-terry", "winner,loser\na,b\n", 2, "never won, or never lost"),
        ("copeland", "participant_id,item_id,place\na,one,1\n", 3, "there is no column 'rank'"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(capsys, write, method, text, code, says):
    assert run(["consensus", "priorities", write(text), "--method", method]) == code
    error = capsys.readouterr().err
    assert says in error
    assert len(error.splitlines()) == 1


def answer(capsys, path, *arguments):
    assert run(["consensus", "priorities", path, "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_decimal_commas(capsys, write, mark):
    text = "participant_id,item_id,criterion,score\na,one,use,0.5\nb,one,use,1\n".replace(",", mark).replace(".", ",")
    assert answer(capsys, write(text), "--method", "chnri")["items"][0]["score"] == 75


def test_what_nobody_answered_is_unknown(capsys, write):
    path = write("id,item,criterion,score\na,one,use,1\nb,one,use,0.5\na,two,use,NA\nb,two,use,\n")
    assert run(["consensus", "priorities", path, "--method", "chnri"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == ["unknown", "two", *["unknown"] * 3]
    last = answer(capsys, path, "--method", "chnri")["items"][-1]
    assert (last["score"], last["interval"], last["rank"]) == (None, None, None)


def test_choices_in_words_are_choices_in_numbers_and_a_block_not_answered_was_not_shown(capsys, write):
    numbers = FILES["bws"]
    words = numbers.replace(",1\n", ",best\n").replace(",-1\n", ",Worst\n")
    skipped = numbers + '3,1,"one",\n3,1,"two",NA\n3,1,"three",\n'
    first, *others = (answer(capsys, write(text), "--method", "bws") for text in (numbers, words, skipped))
    assert others == [first, first]


def test_who_ranks_nothing_is_left_out_and_counted(capsys, write):
    text = FILES["borda"]
    with_one_more = answer(capsys, write(text + "c,one,\nc,two,\n"), "--method", "borda")
    assert with_one_more["left_out"] == 1
    assert with_one_more["items"] == answer(capsys, write(text), "--method", "borda")["items"]


def test_where_the_unranked_stand_is_an_option(capsys, write):
    path = write("id,item,rank\na,one,1\na,two,\nb,one,1\nb,two,2\n")
    scores = [
        answer(capsys, path, "--method", "borda", "--unranked", place)["items"][0]["score"]
        for place in ("behind", "neutral")
    ]
    assert scores == [1, 0.75]
    assert run(["consensus", "priorities", path, "--method", "borda", "--unranked", "first"]) == 2
    assert "use one of behind, neutral" in capsys.readouterr().err


def test_a_real_export_is_read_as_it_is(capsys, benchmarks):
    items = answer(capsys, str(benchmarks / "consensus" / "best_worst_issues.csv"), "--method", "bws")["items"]
    assert [one["item"] for one in items][:2] == ["healthcare", "economy"]
    assert {one["item"]: one["difference"] for one in items}["abortion"] == pytest.approx((302 - 352) / 1400)
