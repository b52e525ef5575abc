"""Shared links, and how many take part: numbers of groups, never who."""

import pytest
from django.urls import reverse

from cairnhub.consensus.running.response import rounds_held, rows_of
from cairnhub.consensus.tokens import own_token, shared_token, ticket
from consensus_builders import GROUPS, Panellist, close, drafted, open_next, panel, running
from inviting_builders import invited, make_it

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def rows(process) -> dict:
    return {row.label: row for row in rows_of(process, rounds_held(process))}


def test_each_group_has_its_link_and_one_is_for_nobody_in_particular(page):
    process = running(steps=["rate"])
    body = page.get(reverse("consensus:inviting:shared", args=[process.pk])).text
    for group in ("researcher", "steward", "community", ""):
        link = shared_token(process, group)
        assert f"/rounds/{process.pk}/#{link}" in body
        assert ticket(process, own_token(process, link)).group == group
    assert "aims at fewer than" not in body


def test_a_group_with_a_small_target_is_explained(page):
    process = running(steps=["rate"], groups=[GROUPS[0] | {"target": 5}, *GROUPS[1:]])
    assert "aims at fewer than 10 people" in page.get(reverse("consensus:inviting:shared", args=[process.pk])).text


def test_a_link_to_be_printed(page):
    process = running(steps=["rate"])
    address = reverse("consensus:inviting:printed", args=[process.pk])
    assert shared_token(process, "community") in page.get(address + "?group=community").text
    assert "without a group" in page.get(address).text
    assert page.get(address + "?group=wizards").status_code == 404


def test_there_are_no_links_before_the_protocol_is_fixed_and_after_the_end(page):
    process = drafted()
    address = reverse("consensus:inviting:shared", args=[process.pk])
    assert "once the protocol is fixed" in page.get(address).text
    make_it(process, stage="ended")
    assert "has ended" in page.get(address).text


def test_response_and_attrition_by_group(mailoutbox, page):
    process = running(steps=["rate", "rate"])
    invited(process, {"researcher": 8, "community": 6})
    people = panel(process, {"researcher": [[5, 5, 5]] * 8, "community": [[5, 5, 5]] * 5})
    close(process)
    open_next(process)
    for one in people[:6]:
        one.rate(7)
    found = rows(process)
    one, other = found["Researchers"], found["Communities"]
    assert (one.target, one.flow.invited, one.links, one.taking_part, one.answered) == (10, 8, 8, 8, [8, 6])
    assert one.stayed == ["75%"]
    assert (other.taking_part, other.answered, other.stayed) == (5, [5, 0], ["0%"])
    assert found["Everybody"].answered == [13, 6]
    table = page.get(reverse("consensus:response_csv", args=[process.pk])).text
    assert "Researchers,10,8,0,0,0,8,8,8,6,75%" in table
    assert "example.org" not in table + page.get(reverse("consensus:response", args=[process.pk])).text


def test_fewer_than_five_are_not_told_nor_by_the_sum(page):
    process = running(steps=["rate"])
    panel(process, {"researcher": [[5, 5, 5]] * 6, "community": [[5, 5, 5]] * 3})
    found = rows(process)
    assert (found["Researchers"].answered, found["Communities"].answered) == ([6], ["fewer than 5"])
    assert found["Everybody"].taking_part == "more than 6"
    assert "fewer than 5" in page.get(reverse("consensus:response", args=[process.pk])).text
    assert ",9," not in page.get(reverse("consensus:response_csv", args=[process.pk])).text


def test_where_nothing_may_be_told_of_a_sum_it_is_not_known():
    process = running(steps=["rate"])
    panel(process, {"community": [[5, 5, 5]] * 3})
    assert rows(process)["Everybody"].answered == ["not known"]


def test_wider_groups_and_none_have_rows_of_their_own():
    process = running(steps=["rate"])
    for group in ["wider Research"] * 5 + [""] * 5:
        Panellist(process, group).enter()
    found = rows(process)
    assert (found["Research (wider group)"].taking_part, found["Research (wider group)"].flow) == (5, None)
    assert found["Without a group"].taking_part == 5


def test_rounds_of_suggestions_are_not_counted_by_group():
    process = running(steps=["suggest", "rate"])
    assert rounds_held(process) == []
