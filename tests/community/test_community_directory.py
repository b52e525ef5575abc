"""Choosing from the directory of organisations."""

import pytest
from django.http import QueryDict

from cairnhub.community.directory import Choice, countries, groups, missing_types
from cairnhub.community.models import Organisation

LISTED = [
    Organisation(id="centre", name="Rural Centre", organisation_type="research_center", country="Australia"),
    Organisation(id="fund", name="Health Fund", organisation_type="foundation", role="Pays for rural studies"),
    Organisation(id="other", name="Other Fund", organisation_type="foundation", country="United States"),
]


def chosen(query):
    found = groups(LISTED, Choice.from_query(QueryDict(query)))
    return [organisation.pk for group in found for organisation in group.members]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["centre", "fund", "other"]),
        ("type=foundation", ["fund", "other"]),
        ("country=Australia", ["centre"]),
        ("country=unknown", ["fund"]),
        ("q=RURAL", ["centre", "fund"]),
        ("q=rural+fund", ["fund"]),
        ("type=foundation&q=centre", []),
        ("type=invented", []),
    ],
)
def test_type_country_and_words_narrow_the_directory(query, expected):
    assert chosen(query) == expected


def test_the_count_of_a_type_does_not_depend_on_the_choice():
    found = groups(LISTED, Choice(type="research_center"))

    assert [(group.label, group.total, len(group.members)) for group in found] == [
        ("Research centres", 1, 1),
        ("Foundations", 2, 0),
    ]


def test_an_unknown_country_is_a_choice_of_its_own_and_stands_last():
    assert countries(LISTED) == [
        ("Australia", "Australia", 1),
        ("United States", "United States", 1),
        ("unknown", "not known", 1),
    ]


def test_types_of_which_nobody_is_listed_are_named():
    missing = missing_types(LISTED)

    assert "Schools" in missing
    assert "Foundations" not in missing
    assert len(missing) == 10


def test_a_choice_survives_its_own_address():
    choice = Choice(words="rural health", country="Australia")

    assert Choice.from_query(QueryDict(choice.query_string())) == choice
    assert not Choice.from_query(QueryDict("q=++&type="))
