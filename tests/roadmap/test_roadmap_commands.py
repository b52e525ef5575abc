"""The command `cairn roadmap`."""

import json

import pytest
import typer
from typer.testing import CliRunner

from cairn.base.errors import InputError
from cairnhub.roadmap import commands

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    app = typer.Typer()
    commands.register(app)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_json_has_the_keys_that_are_promised(run, field):
    answer = json.loads(run("--json").stdout)

    assert {"links", "seed", "draws", "wall_s"} <= answer.keys()
    first = answer["links"][0]
    promised = {"id", "statement", "status", "reasons", "criteria", "expected_rank", "interval", "p_top10", "sentence"}
    assert promised <= first.keys()
    assert set(first["criteria"]) == {"importance", "uncertainty", "decision_value", "equity"}
    assert len(answer["links"]) == 3
    assert answer["provisional"] is True


def test_the_same_weights_give_the_order_of_the_page(run, field, client):
    typed = json.loads(run("--json", "--weights", "uncertainty=2,equity=1").stdout)

    rows = client.get("/roadmap/ranking.csv?w_uncertainty=10&w_equity=5&w_importance=0&w_decision_value=0")
    ids = [line.split(",")[1] for line in rows.content.decode().splitlines()[1:]]
    assert [link["id"] for link in typed["links"]] == ids


def test_people_get_a_table_and_are_told_that_it_is_provisional(run, field):
    printed = run().stdout

    assert printed.startswith("Provisional: from the evidence alone")
    assert "Rural track → Rural practice" in printed


def test_wrong_weights_are_explained(run, field):
    with pytest.raises(InputError, match="not a criterion"):
        raise run("--weights", "beauty=1").exception


def test_an_empty_hub_ranks_nothing(run):
    assert json.loads(run("--json").stdout)["links"] == []
