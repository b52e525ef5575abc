"""The demonstration: a whole process of people who do not exist, marked as such wherever it stands."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cairn.cli.app import run
from cairnhub.consensus import demonstration, items
from cairnhub.consensus.ballots.models import Answer, Rater
from cairnhub.consensus.inviting.models import Invitation
from cairnhub.consensus.models import Process
from cairnhub.consensus.protocol import as_data
from cairnhub.consensus.starting import default_groups
from cairnhub.history import actions as history
from consensus_builders import BY

pytestmark = pytest.mark.django_db


@pytest.fixture
def starting() -> Process:
    """The process that is copied, with four links."""
    process = Process(id=demonstration.STARTING, title="Agree framework 1.0", template="delphi", purpose="To agree.")
    process.consent, process.groups = "I agree.", as_data(default_groups())
    process.consensus_rule = "at least 70% rate 7-9 in every group"
    history.add(obj=process, by=BY)
    for number in range(4):
        items.add_item(process=process, text=f"Link {number}", part="links")
    return process


def test_two_rounds_are_held_and_a_third_is_open(starting):
    process = demonstration.make()
    assert [one.state for one in process.rounds.all()] == ["closed", "closed", "open"]
    people = sum(demonstration.PANEL.values())
    assert Rater.objects.filter(process=process, way="simulated").count() == people
    first, second, _ = process.rounds.all()
    assert first.results["people"] == people
    assert 0 < second.results["people"] < people
    assert not Invitation.objects.exists()


def test_the_same_seed_gives_the_same_answers(starting):
    def values() -> list:
        rows = Answer.objects.filter(rater__process=demonstration.standing()).order_by("rater__code", "item__text")
        return list(rows.values_list("rater__code", "round__number", "item__text", "value"))

    demonstration.make(seed=3)
    before = values()
    demonstration.take_away()
    demonstration.make(seed=3)
    assert sorted(map(str, values())) == sorted(map(str, before))


def test_small_groups_of_it_are_told_with_others(starting):
    process = demonstration.make()
    told = process.rounds.first().results["groups"]
    assert "Funders" not in told
    assert told["Funders, regulators and policy"] == 8


@pytest.mark.parametrize("page", ["/consensus/{}/", "/consensus/{}/run/", "/consensus/{}/run/items/", "/rounds/{}/"])
def test_every_page_says_that_it_is_simulated(starting, coordinator, page):
    process = demonstration.make()
    client = Client()
    client.force_login(coordinator)
    assert "simulated" in client.get(page.format(process.pk)).content.decode()
    assert "simulated" in client.get("/consensus/").content.decode()


def test_a_second_one_is_refused_and_the_first_goes_without_a_trace_of_answers(starting):
    process = demonstration.make()
    with pytest.raises(ValidationError, match="already"):
        demonstration.make()
    assert demonstration.take_away()
    assert not Rater.objects.filter(process=process).exists()
    assert Client().get(f"/consensus/{process.pk}/").status_code == 404
    assert not demonstration.take_away()


def test_the_command_says_where_to_look(starting, capsys):
    assert run(["demo", "consensus", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["people"] == sum(demonstration.PANEL.values())
    assert "/rounds/" in told["rate"]
    assert run(["demo", "consensus"]) == 2
    assert "--remove" in capsys.readouterr().err
    assert run(["demo", "consensus", "--remove", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": True}


def test_without_the_starting_content_the_command_says_what_to_do(capsys):
    assert run(["demo", "consensus"]) == 2
    assert "load the starting content" in capsys.readouterr().err


def test_a_rehearsal_copies_the_protocol_and_leaves_the_original(starting):
    before = starting.protocol()
    demonstration.make()
    starting.refresh_from_db()
    assert starting.protocol() == before
    assert starting.stage == "draft"
