"""The pages of the community room."""

import csv
import io

import pytest

from factories import make_construct, make_link, make_organisation, make_outcome, make_person

pytestmark = pytest.mark.django_db


def test_people_and_organisations_stand_together_with_counts(client):
    make_organisation(name="Some school", organisation_type="school", country="Ghana")
    make_organisation(name="Some fund", organisation_type="foundation")
    person = make_person(name="Ada Listed", offers="Interviews")

    page = client.get("/community/").content.decode()

    assert "All 3 in the directory" in page
    assert "Foundations (1)" in page
    assert "country not known" in page
    assert person.get_absolute_url() in page
    assert "Interviews" in page
    assert "Research centres" in page.split("Whose voice is missing")[1]


def test_a_choice_shows_its_part_and_its_own_files(client):
    make_organisation(id="school", name="Some school", organisation_type="school")
    make_organisation(name="Some fund", organisation_type="foundation")
    make_person(name="Ada", groups=["school"])
    make_person(name="Ben")

    page = client.get("/community/?group=school").content.decode()
    table = client.get("/community/organisations.csv?group=school").content.decode("utf-8-sig")
    people = client.get("/community/people.csv?group=school").content.decode("utf-8-sig")

    assert "2 found" in page
    assert "Some fund" not in page
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == ["school"]
    assert [row["name"] for row in csv.DictReader(io.StringIO(people))] == ["Ada"]


def test_a_file_holds_all_pages_of_the_list(client):
    for number in range(35):
        make_organisation(name=f"School {number:02}")

    first, second = (client.get(f"/community/?page={page}").content.decode() for page in (1, 2))
    table = client.get("/community/organisations.csv").content.decode("utf-8-sig")

    assert "School 29" in first
    assert "School 30" not in first
    assert "School 34" in second
    assert len(list(csv.DictReader(io.StringIO(table)))) == 35


def test_without_a_match_the_page_says_how_to_go_on(client):
    make_organisation()

    assert "Nobody fits all of this" in client.get("/community/?q=nothing+like+it").content.decode()


def test_an_account_alone_lists_nobody(client, member):
    page = client.get("/community/").content.decode()

    assert "Nobody is listed yet" in page
    assert "Make a profile" in page
    assert member.name not in page


def test_a_person_is_shown_with_organisation_orcid_and_work(client):
    school = make_organisation(name="Some school")
    link = make_link(source=make_construct(name="Rural track"), target=make_outcome(name="Rural practice"))
    person = make_person(name="Ada Listed", organisation=school.pk, orcid="0000-0002-1825-0097", links=[link.pk])

    page = client.get(person.get_absolute_url()).content.decode()

    assert "https://orcid.org/0000-0002-1825-0097" in page
    assert school.get_absolute_url() in page
    assert link.get_absolute_url() in page
    assert person.get_absolute_url() in client.get(school.get_absolute_url()).content.decode()


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
        link = make_link(source=make_construct(), target=make_outcome())
        school = make_organisation(name=f"School {number}")
        make_person(name=f"Person {number}", organisation=school.pk, links=[link.pk])

    with django_assert_max_num_queries(11):
        assert client.get("/community/").status_code == 200
