"""The pages of the data room."""

import csv
import io

import pytest

from cairnhub.history import actions
from factories import (
    TESTS,
    make_construct,
    make_finding,
    make_link,
    make_need,
    make_outcome,
    make_programme,
    make_source,
)

pytestmark = pytest.mark.django_db


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_catalogue_lists_and_narrows(client):
    make_source(id="register", name="Provider register", access_level="open", constructs=[make_outcome()])
    make_source(name="Closed survey", access_level="restricted")

    everything = client.get("/data/").content.decode()
    narrowed = client.get("/data/?access=open").content.decode()

    assert "Provider register" in everything
    assert "Closed survey" in everything
    assert "Provider register" in narrowed
    assert "Closed survey" not in narrowed
    assert "1 of 2 sources" in narrowed
    assert 'href="/data/sources.csv?access=open"' in narrowed


def test_a_catalogue_without_a_match_says_how_to_go_on(client):
    make_source(name="Provider register")

    page = client.get("/data/?q=nothing+like+it").content.decode()

    assert "No source in the catalogue fits all of this" in page
    assert "/suggest/?kind=need" in page


def test_the_csv_of_sources_holds_what_was_chosen(client):
    make_source(id="register", name="=Provider register", access_level="open", key_variables=["NPI", "address"])
    make_source(name="Closed survey", access_level="restricted")

    [row] = rows(client.get("/data/sources.csv?access=open"))

    assert row["id"] == "register"
    assert row["name"] == "'=Provider register"
    assert row["key variables"] == "NPI; address"
    assert row["kept by"] == ""


def test_a_source_names_its_limits_as_partly_our_own_words(client):
    source = make_source(limits=["Address is where mail goes"], key_variables=["NPI"])

    page = client.get(source.get_absolute_url()).content.decode()

    assert "Address is where mail goes" in page
    assert "our own inference" in page
    assert "NPI" in page


def test_a_source_leads_to_the_links_whose_outcome_it_measures(client):
    outcome = make_outcome(name="Rural practice")
    link = make_link(source=make_construct(name="Rural track"), target=outcome)
    retired = make_link(source=make_construct(name="Old idea"), target=outcome, status="retired")
    elsewhere = make_link(target=make_outcome(name="Health equity"))
    source = make_source(constructs=[outcome])

    page = client.get(source.get_absolute_url()).content.decode()

    assert link.get_absolute_url() in page
    assert retired.get_absolute_url() not in page
    assert elsewhere.get_absolute_url() not in page


def test_a_source_shows_the_findings_that_used_it(client):
    source = make_source()
    shown = make_finding(data_source=source)
    hidden = make_finding(data_source=source)
    actions.remove(obj=hidden, by=TESTS, reason="Extracted from the wrong table.")

    page = client.get(source.get_absolute_url()).content.decode()

    assert shown.get_absolute_url() in page
    assert hidden.get_absolute_url() not in page


def test_a_source_without_findings_does_not_claim_that_nobody_used_it(client):
    page = client.get(make_source().get_absolute_url()).content.decode()

    assert "an empty list does not mean that nobody used it" in page


@pytest.mark.parametrize(("person", "sees"), [("member", False), ("reviewer", True), ("editor", True)])
def test_where_a_source_was_read_is_for_reviewers(client, request, person, sees):
    source = make_source(provenance_urls=["https://mirror.example/copy"])
    client.force_login(request.getfixturevalue(person))

    page = client.get(source.get_absolute_url()).content.decode()

    assert ("https://mirror.example/copy" in page) is sees


def test_where_a_source_was_read_is_never_public(client):
    source = make_source(provenance_urls=["https://mirror.example/copy"])

    assert "mirror.example" not in client.get(source.get_absolute_url()).content.decode()
    assert "mirror.example" not in client.get("/data/sources.csv").content.decode()


def test_a_removed_source_is_found_by_editors_only(client, editor):
    source = make_source()
    actions.remove(obj=source, by=TESTS, reason="Listed twice.")

    assert client.get(source.get_absolute_url()).status_code == 404
    client.force_login(editor)
    assert client.get(source.get_absolute_url()).status_code == 200


def test_coverage_shows_the_picture_and_the_same_as_a_table(client):
    make_source(name="Provider register", access_level="open", constructs=[make_outcome(name="Rural practice")])
    make_outcome(name="Health equity", stage="impact")

    page = client.get("/data/coverage/").content.decode()

    assert "Provider register (open) measures Rural practice" in page
    assert "1 source: 1 open" in page
    assert "nothing in the catalogue" in page


def test_coverage_may_show_activities_instead(client):
    make_construct(name="Rural track")
    make_outcome(name="Rural practice")

    page = client.get("/data/coverage/?show=activities").content.decode()

    assert "Rural track" in page
    assert "Rural practice" not in page


def test_coverage_downloads_stand_on_their_own(client):
    make_source(id="register", access_level="open", constructs=[make_outcome(name="Rural practice")])
    make_outcome(name="Health equity", stage="impact")

    drawing = client.get("/data/coverage.svg")
    table = rows(client.get("/data/coverage.csv"))

    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert b"<style>" in drawing.content
    assert [(row["construct name"], row["source"], row["access"]) for row in table] == [
        ("Rural practice", "register", "open"),
        ("Health equity", "", ""),
    ]


def test_what_nothing_measures_lists_outcomes_activities_and_needs(client):
    make_source(access_level="restricted", constructs=[make_outcome(name="Learning climate")])
    make_outcome(name="Health equity", stage="impact")
    make_construct(name="Rural track")
    need = make_need(statement="How long graduates stay")

    page = client.get("/data/unmeasured/").content.decode()

    assert "Outcomes no source measures: 1" in page
    assert "Outcomes with restricted sources only: 1" in page
    assert "Activities no source records: 1 of 1" in page
    assert "not proof that no data exist" in page
    assert need.get_absolute_url() == f"/data/unmeasured/#{need.pk}"
    assert f'id="{need.pk}"' in page


def test_the_csv_of_the_unmeasured_leaves_out_what_anybody_may_use(client):
    make_source(access_level="open", constructs=[make_outcome(name="Rural practice")])
    make_outcome(name="Health equity", stage="impact")

    assert [row["construct name"] for row in rows(client.get("/data/unmeasured.csv"))] == ["Health equity"]


def test_the_register_says_what_is_unknown(client):
    make_programme(id="psap", name="Physician Shortage Area Program", started=None)
    make_programme(name="Later programme", started=1999, dose="nine months", authority="title_vii")

    page = client.get("/data/programmes/").content.decode()

    assert "The first year is unknown for 1 of them and the dose for 1" in page
    assert "first year unknown" in page
    assert 'id="psap"' in page
    assert "Title VII" in page


def test_the_register_narrows_to_an_activity(client):
    track, clinic = make_construct(name="Rural track"), make_construct(name="Student-run clinic")
    make_programme(name="A track", activity=track)
    make_programme(name="A clinic", activity=clinic)

    page = client.get(f"/data/programmes/?activity={track.pk}").content.decode()
    table = rows(client.get(f"/data/programmes.csv?activity={track.pk}"))

    assert "A track" in page
    assert "A clinic" not in page
    assert [row["name"] for row in table] == ["A track"]


def test_an_empty_register_explains_how_to_fill_it(client):
    page = client.get("/data/programmes/").content.decode()

    assert "The register is empty" in page
    assert "a page that says so" in page


@pytest.mark.parametrize(
    "address",
    ["/data/", "/data/coverage/", "/data/coverage.svg", "/data/sources.csv", "/data/unmeasured/", "/data/programmes/"],
)
def test_pages_ask_the_database_a_fixed_number_of_times(client, django_assert_max_num_queries, address):
    for number in range(8):
        outcome = make_outcome(name=f"Outcome {number}")
        make_link(target=outcome)
        make_source(name=f"Source {number}", constructs=[outcome])
        make_programme(name=f"Programme {number}")
        make_need(construct=outcome)

    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


def test_a_source_page_asks_the_database_a_fixed_number_of_times(client, django_assert_max_num_queries):
    outcomes = [make_outcome(name=f"Outcome {number}") for number in range(6)]
    source = make_source(constructs=outcomes)
    for outcome in outcomes:
        make_finding(link=make_link(target=outcome), data_source=source)

    with django_assert_max_num_queries(10):
        assert client.get(source.get_absolute_url()).status_code == 200
