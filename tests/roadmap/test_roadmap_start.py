"""A first visit: every visitor is led to something that is there."""

import re

import pytest

from cairnhub.agenda.models import FundingInterest
from cairnhub.roadmap.start.roles import VISITORS
from factories import make_call, make_group, make_link, make_need, make_organisation, make_question, make_study

pytestmark = pytest.mark.django_db


def links_in(page) -> list[str]:
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', main)]


def fill_the_hub():
    link = make_link()
    make_question(status="prioritised", links=[link])
    make_group(links=[link])
    make_call()
    make_need()
    make_organisation()
    make_study()


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("key", VISITORS)
def test_every_way_leads_to_a_page(client, key, filled):
    if filled:
        fill_the_hub()
    page = client.get(f"/start/{key}/")
    assert page.status_code == 200
    assert {client.get(address).status_code for address in links_in(page)} == {200}


def test_the_home_page_leads_to_each(client):
    assert {f"/start/{key}/" for key in VISITORS} <= set(links_in(client.get("/")))


def test_what_there_is_is_named_and_what_is_missing_is_said(client):
    assert "No question has been prioritised yet" in client.get("/start/researcher/").content.decode()
    question = make_question(text="Does it last?", status="prioritised")
    page = client.get("/start/researcher/").content.decode()
    assert "Does it last?" in page
    assert question.get_absolute_url() in page


def test_a_funder_is_shown_what_nobody_funds(client):
    make_question(text="Funded?")
    funded = make_question(text="Has money?")
    FundingInterest.objects.create(question=funded, organisation=make_organisation())
    page = client.get("/start/funder/").content.decode()
    assert "Funded?" in page
    assert "Has money?" not in page


def test_an_unknown_visitor_is_not_found(client):
    assert client.get("/start/king/").status_code == 404


@pytest.mark.parametrize("key", VISITORS)
def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries, key):
    for _ in range(9):
        fill_the_hub()
    client.get("/")
    with django_assert_max_num_queries(20):
        client.get(f"/start/{key}/")
