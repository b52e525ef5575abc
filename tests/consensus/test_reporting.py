"""The report of a process: who may read it, and that it says what the ratings say."""

import io
import zipfile

import numpy as np
import pytest
from django.urls import reverse

from cairn.consensus import describe
from cairnhub.consensus import actions, items
from cairnhub.consensus.inviting.models import Invitation
from cairnhub.consensus.models import Process
from cairnhub.history import actions as history
from consensus_builders import BY, close, drafted, open_next, panel, running

pytestmark = pytest.mark.django_db

RULE = "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every group"
RATINGS = {
    "researcher": [[9, 5, 1], [8, 4, 2], [7, 6, 1], [9, 5, "x"], [8, 5, 3], [9, 7, 1]],
    "community": [[9, 2, 1], [7, 8, 1], [8, 2, 2], [9, 9, 2], [7, 5, 1]],
}


def ended(ratings=RATINGS, **values) -> Process:
    process = running(
        steps=["rate"], consensus_rule=RULE, exclusion_rule="", stopping_rule="rounds at least 2", **values
    )
    panel(process, ratings)
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def address(process, name="report", *blanks) -> str:
    return reverse(f"consensus:reporting:{name}", args=[process.pk, *blanks])


def packed(client, process) -> dict[str, str]:
    """The files of the data package."""
    with zipfile.ZipFile(io.BytesIO(client.get(address(process, "package_data")).content)) as file:
        return {name.rpartition("/")[2]: file.read(name).decode() for name in file.namelist()}


def column(ratings, at) -> list[float]:
    return [np.nan if row[at] == "x" else row[at] for rows in ratings.values() for row in rows]


def test_everybody_reads_it_once_the_process_has_ended(client):
    page = client.get(address(ended()))
    assert page.status_code == 200
    assert "Provisional" not in page.content.decode()


def test_before_the_end_only_who_runs_it(client, editor, coordinator):
    process = running(steps=["rate", "rate"])
    panel(process, RATINGS)
    close(process)
    assert client.get(address(process)).status_code == 404
    client.force_login(editor)
    assert client.get(address(process)).status_code == 404
    client.force_login(coordinator)
    page = client.get(address(process))
    assert page.status_code == 200
    assert "Provisional" in page.content.decode()


def test_no_report_of_a_draft_nor_of_what_was_removed(client, coordinator):
    process = drafted()
    client.force_login(coordinator)
    assert client.get(address(process)).status_code == 404


def test_no_report_of_what_was_removed(client):
    process = ended()
    history.remove(obj=process, by=BY, reason="a test")
    assert client.get(address(process)).status_code == 404
    assert client.get(address(process, "package_data")).status_code == 404


def test_the_numbers_are_those_of_the_ratings(client):
    process = ended()
    page = client.get(address(process)).content.decode()
    for at, _item in enumerate(process.items.all()):
        found = describe(column(RATINGS, at))
        row = f'<th scope="row">1, everybody</th><td class="n">{found.n}</td>'
        assert row in page
        assert f'<td class="n">{found.median:g}</td><td class="n">{found.q1:g} to {found.q3:g}</td>' in page
    table = client.get(address(process, "table_csv", "results")).content.decode()
    counted = client.get(address(process, "table_csv", "distribution")).content.decode()
    for at, item in enumerate(process.items.all()):
        found = describe(column(RATINGS, at))
        assert f"1,{item.number},everybody,{found.n},{found.median},{found.q1},{found.q3},{found.mean}," in table
        for value, number in found.counts.items():
            assert f"1,{item.number},everybody,{value:g},{number},{found.n}" in counted
        group = describe(column({"researcher": RATINGS["researcher"]}, at))
        assert f"1,{item.number},Researchers,{group.n},{group.median}," in table


def test_a_rehearsal_is_marked_on_page_and_in_the_package(client):
    process = ended(nature="rehearsal")
    assert "This is a rehearsal: nothing of it counts" in client.get(address(process)).content.decode()
    assert "THIS IS A REHEARSAL" in packed(client, process)["README.txt"]


def test_lineage_and_deviations_are_told(client):
    process = running(steps=["rate", "rate"], stopping_rule="")
    panel(process, RATINGS)
    close(process)
    items.reword(item=process.items.get(number="2"), text="Two, clearer", why="It was not understood.")
    process.refresh_from_db()
    actions.amend(process=process, values={"irb": "IRB 17"}, by=BY, why="The reference came late.")
    actions.skip_round(round_=process.rounds.get(number=2), by=BY, why="Few were left.")
    actions.end(process=process, by=BY, reason="done")
    page = client.get(address(process)).content.decode()
    assert "Item 2 became 2a (reworded), before round 2: It was not understood." in page
    assert "The reference came late." in page
    assert "<td>nothing</td><td>IRB 17</td>" in page
    assert "left out: Few were left." in page
    digests = set(process.protocols.values_list("digest", flat=True))
    assert len(digests) == 2
    assert all(digest in page for digest in digests)


def test_every_file_and_picture_opens(client):
    process = ended()
    names = ("groups", "steps", "items", "lineage", "rounds", "flow", "results", "distribution", "agreement")
    for name in (*names, "criteria", "opinions", "reasons"):
        assert client.get(address(process, "table_csv", name)).status_code == 200
    for name in ("flow", f"item-{process.items.first().pk}"):
        page = client.get(address(process, "picture", name, "svg"))
        assert page.status_code == 200
        assert b"<svg" in page.content
    for name in ("accord", "delphistar"):
        assert client.get(address(process, "checklist_csv", name)).status_code == 200
    assert client.get(address(process, "protocol_data")).json()[0]["sha256"] == process.protocols.get().digest
    for blanks in (
        ("table_csv", "nothing"),
        ("picture", "item-0", "svg"),
        ("picture", "else", "svg"),
        ("checklist_csv", "x"),
    ):
        assert client.get(address(process, *blanks)).status_code == 404


def test_without_consensus_in_enough_groups_or_any_results_the_page_says_so(client):
    process = ended({"researcher": [[9, 5, 1]] * 3})
    page = client.get(address(process)).content.decode()
    assert "fewer than five people answered. Nothing of it is told." in page


def test_votes_say_that_no_groups_can_be_told_apart(client):
    process = running("deliberation", steps=["vote"])
    panel(process, {"researcher": [[1, -1, 0]] * 6, "community": [[1, -1, 0]] * 5})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    page = client.get(address(process)).content.decode()
    assert "no groups can be told apart" in page
    assert process.rounds.get().results["opinions"]["reason"] in page.replace("&#x27;", "'")


def test_the_second_round_is_compared_with_the_first(client):
    process = running(steps=["rate", "rate"], stopping_rule="rounds at least 2 or settled at least 90%")
    people = panel(process, {"researcher": [[5, 5, 5]] * 6, "community": [[6, 5, 5]] * 6})
    close(process)
    assert process.rounds.get(number=1).results["stop"] == "not met"
    open_next(process)
    for one in people[:3]:
        one.rate(6, 5, 5)
    for one in people[3:]:
        one.rate(5, 5, 5)
    close(process)
    found = process.rounds.get(number=2).results
    assert found["stop"] == "met"
    assert found["progress"]["rounds"] == 2
    moved = found["stability"][str(process.items.first().pk)]
    assert moved["n"] == 12
    assert moved["changed"] == 9 / 12
    assert moved["distribution_change"] == pytest.approx(0.25)
    actions.end(process=process, by=BY, reason="done")
    page = client.get(address(process)).content.decode()
    assert "25% of the distribution moved; 75% of 12 changed, by 0.75 on average" in page
    assert "After round 2" in page


def test_single_changes_are_not_told_where_a_few_left():
    process = running(steps=["rate", "rate"])
    people = panel(process, {"researcher": [[5, 5, 5]] * 6, "community": [[6, 5, 5]] * 6})
    close(process)
    open_next(process)
    for one in people[:-2]:
        one.rate(5, 5, 5)
    close(process)
    for moved in process.rounds.get(number=2).results["stability"].values():
        assert moved["distribution_change"] is not None
        assert moved["n"] is moved["changed"] is moved["mean_absolute_change"] is moved["kappa"] is None


def test_progress_counts_what_the_rules_settled_and_who_of_those_invited_answered():
    process = running(steps=["rate", "rate"], consensus_rule=RULE, stopping_rule="settled at least 50%")
    for at in range(20):
        Invitation.objects.create(
            process=process, email=f"{at}@example.org", group="researcher", state="sent", sent_on="2026-05-01"
        )
    people = panel(process, {"researcher": [[9, 5, 5]] * 6, "community": [[8, 5, 5]] * 6})
    close(process)
    first = process.rounds.get(number=1).results
    assert first["progress"] == {"rounds": 1, "settled": 1 / 3, "stable": None, "response": 12 / 20}
    assert first["stop"] == "not met"
    open_next(process)
    for one in people:
        one.rate(9, 5)
    close(process)
    second = process.rounds.get(number=2).results
    assert second["progress"]["settled"] == 2 / 3
    assert second["stop"] == "met"
