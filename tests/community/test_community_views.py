"""The pages of the community room."""

import csv
import io

import pytest

from cairnhub.history import actions
from factories import TESTS, make_construct, make_link, make_organisation, make_outcome, make_person

pytestmark = pytest.mark.django_db


def test_organisations_stand_by_type_with_counts(client):
    make_organisation(name="Some school", organisation_type="school", country="Ghana")
    make_organisation(name="Some fund", organisation_type="foundation")

    page = client.get("/community/").content.decode()

    assert "All 2 organisations" in page
    assert "Foundations" in page
    assert "country not known" in page
    assert "Research centres" in page.split("Whose voice is missing")[1]


def test_a_filter_shows_its_part_and_its_own_csv(client):
    make_organisation(id="school", name="Some school", organisation_type="school")
    make_organisation(name="Some fund", organisation_type="foundation")

    page = client.get("/community/?type=school").content.decode()
    table = client.get("/community/organisations.csv?type=school").content.decode("utf-8-sig")

    assert "1 of 2 organisations" in page
    assert "Some fund" not in page
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == ["school"]


def test_without_a_match_the_page_says_how_to_go_on(client):
    make_organisation()

    assert "No organisation fits all of this" in client.get("/community/?q=nothing+like+it").content.decode()


def test_nobody_is_listed_until_somebody_agrees(client, member):
    page = client.get("/community/").content.decode()

    assert "Nobody is listed yet" in page
    assert "How to be listed" in page
    assert member.name not in page


def test_a_person_is_shown_with_organisation_orcid_and_work(client):
    school = make_organisation(name="Some school")
    link = make_link(source=make_construct(name="Rural track"), target=make_outcome(name="Rural practice"))
    person = make_person(name="Ada Listed", organisation=school, orcid="0000-0002-1825-0097", links=[link])

    page = client.get(person.get_absolute_url()).content.decode()

    assert "https://orcid.org/0000-0002-1825-0097" in page
    assert school.get_absolute_url() in page
    assert link.get_absolute_url() in page
    assert "to be taken off" in page
    assert person.get_absolute_url() in client.get("/community/").content.decode()
    assert person.get_absolute_url() in client.get(school.get_absolute_url()).content.decode()


def test_who_asked_to_be_taken_off_is_on_no_page(client):
    school = make_organisation()
    person = make_person(name="Ada Listed", organisation=school)
    actions.remove(obj=person, by=TESTS, reason="Asked to be taken off.")

    assert client.get(person.get_absolute_url()).status_code == 404
    assert "Ada Listed" not in client.get("/community/").content.decode()
    assert "Ada Listed" not in client.get(school.get_absolute_url()).content.decode()


def test_an_organisation_without_an_address_says_so(client):
    page = client.get(make_organisation(url="", role="").get_absolute_url()).content.decode()

    assert "not known" in page
    assert "not written down yet" in page


def test_where_an_organisation_was_read_is_for_reviewers(client, reviewer):
    organisation = make_organisation(provenance_urls=["https://mirror.example/copy"])

    assert "mirror.example" not in client.get(organisation.get_absolute_url()).content.decode()
    client.force_login(reviewer)
    assert "mirror.example" in client.get(organisation.get_absolute_url()).content.decode()


def test_pages_ask_the_database_a_fixed_number_of_times(client, django_assert_max_num_queries):
    for number in range(8):
        make_person(name=f"Person {number}", organisation=make_organisation(name=f"School {number}"))

    with django_assert_max_num_queries(6):
        assert client.get("/community/").status_code == 200
