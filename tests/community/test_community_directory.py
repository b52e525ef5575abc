"""Choosing from the directory of people and organisations."""

import pytest
from django.http import QueryDict

from cairnhub.community.directory import Choice, chosen, tally
from cairnhub.community.listing import list_missing
from cairnhub.community.models import Listing
from cairnhub.community.words import chosen_words, facets
from cairnhub.history import actions
from factories import TESTS, make_construct, make_link, make_organisation, make_outcome, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed():
    """Three organisations and two people, one of whom shows the methods to members only."""
    make_organisation(id="centre", name="Rural Centre", organisation_type="research_center", country="Australia")
    make_organisation(id="fund", name="Health Fund", organisation_type="foundation", role="Pays for rural studies")
    make_organisation(id="other", name="Other Fund", organisation_type="foundation", country="United States")
    make_person(name="Ada Lovelace", groups=["researcher"], country="Australia", methods_expertise=["realist"])
    shy = {"methods_expertise": "members"}
    make_person(name="Ben Über", groups=["community"], methods_expertise=["realist"], visibility=shy)


def read(query: str) -> Choice:
    return Choice.from_query(QueryDict(query))


def found(query: str, level: int = 0) -> list[str]:
    return [row.name for row in chosen(read(query), level)]


EVERYTHING = ["Ada Lovelace", "Ben Über", "Health Fund", "Other Fund", "Rural Centre"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", EVERYTHING),
        ("kind=person", EVERYTHING[:2]),
        ("kind=organisation", EVERYTHING[2:]),
        ("kind=invented", []),
        ("type=foundation", ["Health Fund", "Other Fund"]),
        ("group=researcher", ["Ada Lovelace", "Rural Centre"]),
        ("country=Australia", ["Ada Lovelace", "Rural Centre"]),
        ("country=unknown", ["Health Fund"]),
        ("methods=realist", ["Ada Lovelace"]),
        ("q=RURAL", ["Health Fund", "Rural Centre"]),
        ("q=rural+fund", ["Health Fund"]),
        ("q=rur", ["Health Fund", "Rural Centre"]),
        ("q=ural", []),
        ("q=uber", ["Ben Über"]),
        ("q=%25", EVERYTHING),
        ("q=_ada", ["Ada Lovelace"]),
        ("q=%00", EVERYTHING),
        ("type=foundation&q=centre", []),
        ("type=invented", []),
        ("type=%00", EVERYTHING),
    ],
)
def test_kind_facets_and_words_narrow_the_directory(listed, query, expected):
    assert found(query) == expected


def test_members_choose_by_what_only_members_see(listed):
    assert found("methods=realist", level=1) == ["Ada Lovelace", "Ben Über"]
    assert found("q=realist", level=0) == ["Ada Lovelace"]
    assert found("q=realist", level=1) == ["Ada Lovelace", "Ben Über"]


def test_a_number_says_how_many_its_value_would_leave(listed):
    numbers = tally(read("type=foundation"), 0).facets
    assert numbers["type"] == {"foundation": 2, "research_center": 1}
    assert numbers["country"] == {"unknown": 1, "United States": 1}
    assert tally(read(""), 0).facets["methods"] == {"realist": 1}
    assert tally(read(""), 1).facets["methods"] == {"realist": 2}
    assert tally(read("country=Australia&kind=person"), 0).kinds == {"person": 1, "organisation": 1}


def test_every_number_holds_when_its_value_is_chosen(listed):
    for query in ("", "kind=person", "group=funder", "q=rural"):
        for facet, values in tally(read(query), 1).facets.items():
            for value, number in values.items():
                assert len(found(f"{query}&{facet}={value}".replace(" ", "+"), level=1)) == number


def test_the_number_found_is_that_of_the_lines_found(listed):
    asked = ["", "kind=person", "group=researcher", "q=rural&kind=organisation", "type=foundation&country=Peru"]
    # Two tags that follow each other are no value of a facet.
    asked.append("group=community%0Amethods=realist")
    for choice in map(read, asked):
        assert tally(choice, 1).found(choice) == len(chosen(choice, 1))


def test_facets_are_told_in_words_with_a_chosen_value_always_there(listed):
    link = make_link(source=make_construct(name="Jousting"), target=make_outcome(name="Valour"))
    make_person(name="Cy", links=[link.pk])
    choice = read(f"link={link.pk}&country=Peru")
    told = {facet.name: facet for facet in facets(choice, tally(choice, 0).facets)}
    assert told["link"].values == [(link.pk, "Jousting → Valour", 0)]
    assert ("Peru", "Peru", 0) in told["country"].values
    assert [words for words, _ in chosen_words(choice)] == ["Country: Peru", "Link of interest: Jousting → Valour"]


def test_an_unknown_country_stands_last(listed):
    told = {facet.name: facet for facet in facets(read(""), tally(read(""), 0).facets)}
    assert [label for _, label, _ in told["country"].values] == ["Australia", "United States", "not known"]


def test_a_removed_organisation_leaves_the_directory_and_comes_back():
    made = make_organisation(name="Some Fund")
    actions.remove(obj=made, by=TESTS, reason="")
    assert found("") == []
    actions.restore(obj=made, by=TESTS, reason="")
    assert found("") == ["Some Fund"]


def test_a_choice_survives_its_own_address():
    choice = read("q=rural+health&country=Australia&kind=person&link=a__b")
    assert read(choice.query_string()) == choice
    assert read(choice.query_string(q="")) == read("country=Australia&kind=person&link=a__b")
    assert not read("q=++&type=")


def test_lines_of_an_earlier_form_are_made_anew_after_a_migration(listed):
    before = {level: tally(read(""), level).facets for level in (0, 1)}
    Listing.objects.update(tags="", member_tags="")
    assert tally(read(""), 0).facets["group"] == {}
    list_missing()
    assert {level: tally(read(""), level).facets for level in (0, 1)} == before
