"""Checklists filled by the hub and by the coordinator."""

import pytest
from django.urls import reverse

from cairn.consensus.checklists import NAMES, checklist
from cairnhub.consensus import actions
from cairnhub.consensus.models import ChecklistWords, Process
from cairnhub.consensus.reporting.checklists import filled
from cairnhub.consensus.reporting.facts import FACTS
from cairnhub.consensus.reporting.reading import report_of
from consensus_builders import BY, close, panel, running

pytestmark = pytest.mark.django_db


def held(**values) -> Process:
    process = running(steps=["rate"], **values)
    panel(process, {"researcher": [[9, 5, 1]] * 6, "community": [[7, 5, 2]] * 5})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def entries(process, name) -> dict:
    return {one.item.number: one for one in filled(report_of(process), name).entries}


def words_at(process, name, number) -> str:
    return reverse("consensus:reporting:words", args=[process.pk, name, number])


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_belongs_to_an_item(name):
    assert FACTS[name].keys() <= {one.number for one in checklist(name).items}


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_there_and_each_is_counted_once(name):
    found = filled(report_of(held()), name)
    assert len(found.entries) == len(checklist(name).items)
    assert sum(found.counts.values()) == len(found.entries)


@pytest.mark.parametrize("name", NAMES)
def test_an_item_whose_wording_was_not_checked_stays_blank(name):
    for one in entries(held(honoraria="None."), name).values():
        assert one.item.verified or (one.by == "open" and one.answer == "")


def test_facts_are_those_of_the_process_and_lead_to_where_they_stand(client):
    process = held()
    found = entries(process, "accord")
    assert process.consensus_rule in found["M12"].answer
    assert found["I2"].fact.text == process.purpose
    assert "round 1: 11" in found["R3"].answer
    page = client.get(reverse("consensus:reporting:report", args=[process.pk])).content.decode()
    for name in NAMES:
        for one in entries(process, name).values():
            if one.fact:
                assert f'id="{one.fact.where}"' in page
                assert f'href="#{one.fact.where}"' in page


def test_a_coordinator_writes_changes_and_takes_back(client, coordinator):
    process = held()
    client.force_login(coordinator)
    at = words_at(process, "accord", "O3")
    page = client.post(at, {"text": "No funder."})
    assert page.status_code == 302
    assert page.headers["Location"].endswith("#accord-O3")
    client.post(at, {"text": "A foundation."})
    assert ChecklistWords.objects.get().text == "A foundation."
    assert entries(process, "accord")["O3"].by == "the coordinator"
    client.logout()
    read = client.get(reverse("consensus:reporting:report", args=[process.pk]))
    assert "A foundation." in read.content.decode()
    client.force_login(coordinator)
    client.post(at, {"text": " "})
    assert not ChecklistWords.objects.exists()
    client.logout()
    read = client.get(reverse("consensus:reporting:report", args=[process.pk]))
    assert "A foundation." not in read.content.decode()


def test_what_the_hub_knows_is_offered_where_the_wording_was_not_checked(client, coordinator):
    process = held(honoraria="Twenty each.")
    client.force_login(coordinator)
    page = client.get(words_at(process, "accord", "M20")).content.decode()
    assert "Twenty each.</textarea>" in page
    assert "could not be checked" in page


def test_words_beside_a_fact_complete_it(client, coordinator):
    process = held()
    assert entries(process, "accord")["I2"].by == "the hub in part"
    client.force_login(coordinator)
    client.post(words_at(process, "accord", "I2"), {"text": "For schools everywhere."})
    one = entries(process, "accord")["I2"]
    assert one.by == "the hub"
    assert one.answer == f"{process.purpose}\nFor schools everywhere."


def test_only_who_runs_processes_writes(client, editor):
    process = held()
    client.force_login(editor)
    assert client.post(words_at(process, "accord", "O3"), {"text": "No."}).status_code == 403
    assert not ChecklistWords.objects.exists()


def test_there_is_no_form_for_an_item_that_there_is_not(client, coordinator):
    process = held()
    client.force_login(coordinator)
    assert client.get(words_at(process, "accord", "Z9")).status_code == 404
    assert client.get(words_at(process, "prisma", "1")).status_code == 404
