"""The pages of the framework as it stands."""

import csv
import io
from xml.etree import ElementTree

import pytest

from cairnhub.history import actions
from factories import TESTS, make_construct, make_link, make_outcome, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    track = make_construct(id="track", name="Rural track", source_urls=["https://example.org/track"], basis="source")
    clinic = make_construct(id="clinic", name="Student-run clinic")
    practice = make_outcome(id="practice", name="Rural practice")
    health = make_outcome(id="health", name="Population health", stage="impact")
    make_link(id="studied", source=track, target=practice, basis="source", statement="Tracks raise rural practice.")
    make_link(id="guessed", source=practice, target=health, statement="Practice raises health.")
    make_link(id="old", source=clinic, target=practice, status="retired", statement="Clinics raise rural practice.")


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def page(client, address="/framework/"):
    return client.get(address).content.decode()


def test_the_page_tells_the_framework_as_picture_list_and_table(client, framework):
    text = page(client)
    assert text.count('href="/framework/links/studied/"') == 3
    assert 'aria-label="Rural track → Rural practice: increases; seen in a source; proposed"' in text
    assert "Clinics raise rural practice." not in text
    assert "(our hypothesis)" in text


def test_a_draft_says_that_nobody_has_agreed(client, framework):
    assert "No version has been published yet" in page(client)
    make_version(number="0.2-draft")
    assert "Version 0.2-draft is a draft: nobody has agreed on it yet." in page(client)
    make_version(number="1.0", status="agreed")
    assert "Version 1.0, agreed." in page(client)


def test_figures_count_what_is_in_use(client, framework):
    figures = client.get("/framework/").context["figures"]
    assert (figures.constructs, figures.links, figures.from_sources, figures.hypotheses, figures.accepted) == (
        4,
        2,
        1,
        1,
        0,
    )


def test_a_removed_construct_takes_its_links_out_of_sight(client, framework):
    gone = make_construct(id="gone", name="Gone")
    actions.remove(obj=gone, by=TESTS, reason="Twice here.")
    assert "Gone" not in page(client)


def test_the_neighbourhood_of_one_construct(client, framework):
    text = page(client, "/framework/?construct=track")
    assert "Around “Rural track”" in text
    assert "Tracks raise rural practice." in text
    assert "Practice raises health." not in text
    assert 'href="/framework/diagram.svg?construct=track"' in text


def test_what_one_construct_may_lead_to(client, framework):
    text = page(client, "/framework/?construct=track&reach=onward")
    assert "Practice raises health." in text
    assert 'href="/framework/links.csv?construct=track&amp;reach=onward"' in text


def test_a_choice_that_does_not_exist_is_named_beside_its_field(client, framework):
    response = client.get("/framework/?construct=nothing")
    assert response.status_code == 400
    assert "nothing is not one of the available choices" in response.content.decode()


@pytest.mark.parametrize("file", ["diagram.svg", "links.csv", "constructs.csv"])
def test_a_file_of_something_else_than_was_asked_for_is_refused(client, framework, file):
    assert client.get(f"/framework/{file}?basis=guess").status_code == 400


def test_no_link_fits(client, framework):
    assert "No link fits all of this." in page(client, "/framework/?status=accepted")


def test_an_empty_framework_says_how_it_fills(client):
    assert "The framework is empty." in page(client)


def test_files_hold_what_the_address_chooses(client, framework):
    assert [row["id"] for row in rows(client.get("/framework/links.csv"))] == ["guessed", "studied"]
    chosen = rows(client.get("/framework/links.csv?basis=source"))
    assert [(row["from"], row["claim"], row["to"]) for row in chosen] == [("Rural track", "increase", "Rural practice")]
    constructs = rows(client.get("/framework/constructs.csv?basis=source"))
    assert [row["id"] for row in constructs] == ["track", "practice"]
    assert constructs[0]["sources"] == "https://example.org/track"


def test_the_picture_as_a_file(client, framework):
    response = client.get("/framework/diagram.svg")
    assert response["Content-Type"].startswith("image/svg+xml")
    assert ElementTree.fromstring(response.content).tag.endswith("svg")


@pytest.mark.parametrize("address", ["/framework/", "/framework/diagram.svg", "/framework/links.csv"])
def test_queries_do_not_grow_with_the_framework(client, framework, address, django_assert_max_num_queries):
    for number in range(5):
        make_link(source=make_construct(name=f"Activity {number}"), target=make_outcome(name=f"Outcome {number}"))
    with django_assert_max_num_queries(4):
        client.get(address)


@pytest.mark.parametrize("address", ["/framework/", "/framework/publish/", "/framework/versions/"])
def test_reading_pages_take_no_data(client, address):
    assert client.delete(address).status_code in (302, 405)
