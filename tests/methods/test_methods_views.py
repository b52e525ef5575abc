"""The pages of the methods room."""

import csv
import io
from xml.etree import ElementTree

import pytest

from cairnhub.history import actions
from cairnhub.methods import queries
from cairnhub.methods.models import Design
from factories import (
    TESTS,
    make_construct,
    make_design,
    make_finding,
    make_limitation,
    make_link,
    make_outcome,
    make_reference,
    make_study,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def design():
    return make_design(
        id="cohort",
        name="Linked cohort",
        use="Follows graduates in records",
        answers=["practice location"],
        threats=["self-selection"],
        compares=True,
        data_grain="individual",
        reach="one_school",
        source_urls=["https://example.org/cohort"],
        provenance_urls=["https://mirror.example/cohort"],
    )


def page(client, address="/methods/"):
    return client.get(address).content.decode()


def test_designs_are_parted_by_whether_they_compare(client, design):
    make_design(name="Interviews", compares=False)
    make_design(name="Replication", compares=None)
    groups = [
        (group.title, [card.design.name for card in group.cards]) for group in client.get("/methods/").context["groups"]
    ]
    assert groups == [
        ("Designs that compare", ["Linked cohort"]),
        ("Designs that describe, gather or agree", ["Interviews"]),
        ("Not yet known whether they compare", ["Replication"]),
    ]


def test_a_card_says_what_a_design_answers_needs_and_reaches(client, design):
    make_study(
        design=design, example_of=[design], references=[make_reference(authors=["Ko M", "Edelstein R"], year=2007)]
    )
    text = page(client)
    for said in (
        "practice location",
        "records of individual people",
        "a school alone",
        "1 primary study",
        "Ko et al. 2007",
    ):
        assert said in text


def test_designs_by_reach(client, design):
    make_design(name="Several", reach="several_schools")
    response = client.get("/methods/?reach=several_schools")
    cards = [card.design.name for group in response.context["groups"] for card in group.cards]
    assert cards == ["Several"]
    assert 'aria-current="page">needs several schools' in response.content.decode()
    assert "No design has this reach." in page(client, "/methods/?reach=one_person")


def test_reviews_are_told_apart_and_an_unknown_design_is_counted(design):
    make_study(design=design)
    make_study(design=design, study_kind="review", direction="not_applicable")
    make_study(design=None)
    hidden = make_study(design=design)
    actions.remove(obj=hidden, by=TESTS, reason="Twice here.")

    uses = [(use.name, use.primary, use.other) for use in queries.uses(queries.designs())]

    assert uses == [("Linked cohort", 1, 1), ("Design not clearly stated", 1, 0)]


def test_the_most_used_design_comes_first():
    rare, common = make_design(name="A rare one"), make_design(name="Common")
    make_study(design=common)
    assert [use.name for use in queries.uses(queries.designs())][:2] == [common.name, rare.name]


def test_the_picture_and_its_file(client, design):
    make_study(design=design)
    assert 'aria-label="Linked cohort: 1 primary studies' in page(client)
    svg = client.get("/methods/designs.svg")
    assert ElementTree.fromstring(svg.content).tag.endswith("svg")
    text = client.get("/methods/designs.csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1] == ["Linked cohort", "1", "0"]


def test_the_page_of_a_design(client, design):
    link = make_link(source=make_construct(name="Track"), target=make_outcome(name="Practice"))
    study = make_study(design=design, look_here=[link], example_of=[design])
    make_finding(study=study, link=link)
    text = page(client, "/methods/designs/cohort/")
    for said in ("self-selection", "practice location", "Track → Practice", "Mullan 2010", "example.org/cohort"):
        assert said in text
    (reached,) = queries.links_reached(design)
    assert (reached.found, reached.look_here) == (1, 1)


def test_links_of_hidden_studies_are_not_reached(design):
    study = make_study(design=design, look_here=[make_link()])
    actions.remove(obj=study, by=TESTS, reason="Twice here.")
    assert not queries.links_reached(design)


def test_a_link_counts_each_study_once(design):
    link = make_link()
    studies = [make_study(design=design, look_here=[link]) for _ in range(2)]
    for study in studies:
        make_finding(study=study, link=link)
        make_finding(study=study, link=link)
    (reached,) = queries.links_reached(design)
    assert (reached.found, reached.look_here) == (2, 2)


def test_where_copies_were_read_is_for_reviewers(client, reviewer, design):
    assert "mirror.example" not in page(client, "/methods/designs/cohort/")
    client.force_login(reviewer)
    assert "mirror.example" in page(client, "/methods/designs/cohort/")


def test_limits_name_who_said_them(client):
    make_limitation(
        statement="Follow-up is short.", stated_by="Farmer 2015", source_urls=["https://example.org/farmer"]
    )
    text = page(client)
    assert "Follow-up is short." in text
    assert "Farmer 2015" in text
    assert "example.org/farmer" in text


def test_what_is_unknown_is_said_to_be(client):
    make_design(id="bare", name="Bare")
    text = page(client, "/methods/designs/bare/")
    for said in (
        "not known",
        "No study in the hub is known to use it.",
        "No example has been named.",
        "No source is named",
    ):
        assert said in text


def test_empty_room(client):
    text = page(client)
    assert "No design has been described yet." in text
    assert "No limit has been recorded yet." in text


def test_a_hidden_design_is_not_there(client, design):
    actions.remove(obj=Design.objects.get(pk="cohort"), by=TESTS, reason="Twice here.")
    assert client.get("/methods/designs/cohort/").status_code == client.get("/methods/designs/none/").status_code == 404


@pytest.mark.parametrize(("address", "most"), [("/methods/", 8), ("/methods/designs/cohort/", 8)])
def test_queries_do_not_grow(client, design, address, most, django_assert_max_num_queries):
    for _ in range(4):
        make_study(design=design, example_of=[design], look_here=[make_link()])
        make_design()
        make_limitation()
    with django_assert_max_num_queries(most):
        client.get(address)
