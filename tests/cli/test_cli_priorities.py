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
        ("bws", "id,issue,value\n1,a,2\n", 3, "line 2, value: 2 is no choice"),
        ("bws", "id,value\n1,1\n", 3, "there is no column 'item_id'"),
        ("chnri", "participant_id,item_id,criterion,score\na,one,use,0.7\n", 2, "0.7 is no answer"),
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
