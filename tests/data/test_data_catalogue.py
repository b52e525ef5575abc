"""Choosing from the catalogue by facets."""

import pytest
from django.http import QueryDict

from cairnhub.data import queries
from cairnhub.data.catalogue import Selection, choose, options
from factories import make_outcome, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    rural = make_outcome(name="Rural practice")
    retention = make_outcome(name="Retention")
    make_source(
        id="register",
        name="Provider register",
        access_level="open",
        grain_level="individual",
        disciplines=["medicine", "nursing"],
        steward="A ministry",
        constructs=[rural, retention],
    )
    make_source(
        id="survey",
        name="Nurse survey",
        access_level="restricted",
        grain_level="individual",
        disciplines=["nursing"],
        limits=["Self-report"],
        constructs=[retention],
    )
    make_source(id="county", name="County file", access_level="open", grain_level="area")
    return queries.sources()


def chosen(catalogue, query):
    return [source.pk for source in choose(catalogue, Selection.from_query(QueryDict(query)))]


def counts(catalogue, query, facet_name):
    facets = options(catalogue, Selection.from_query(QueryDict(query)))
    return {option.label: option.count for facet, values in facets for option in values if facet.name == facet_name}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["county", "survey", "register"]),
        ("access=open", ["county", "register"]),
        ("access=open&access=restricted", ["county", "survey", "register"]),
        ("access=open&grain=individual", ["register"]),
        ("discipline=nursing", ["survey", "register"]),
        ("discipline=", ["county"]),
        ("steward=any&measures=any&discipline=nursing", ["survey", "register"]),
        ("q=self-report", ["survey"]),
        ("q=REGISTER+ministry", ["register"]),
        ("q=register+survey", []),
        ("q=rural+practice", ["register"]),
        ("access=invented", []),
    ],
)
def test_facets_narrow_the_catalogue(catalogue, query, expected):
    assert chosen(catalogue, query) == expected


def test_a_construct_finds_the_sources_that_measure_it(catalogue):
    retention = next(
        construct for source in catalogue for construct in source.measured if construct.name == "Retention"
    )

    assert chosen(catalogue, f"measures={retention.pk}") == ["survey", "register"]


def test_a_count_is_what_the_other_facets_leave(catalogue):
    # The choice of one access level does not lower the counts of the other levels: they can still be added.
    assert counts(catalogue, "access=open&discipline=nursing", "access") == {"open": 1, "restricted": 1}
    assert counts(catalogue, "access=open&discipline=nursing", "grain") == {"individual people": 1, "areas": 0}


def test_access_levels_stand_from_easiest_to_hardest(catalogue):
    make_source(name="Bought file", access_level="fee")

    assert list(counts(queries.sources(), "", "access")) == ["open", "for a fee", "restricted"]


def test_a_selection_survives_its_own_address(catalogue):
    selection = Selection.from_query(QueryDict("q=rural&access=open&access=fee&discipline="))

    assert Selection.from_query(QueryDict(selection.query_string())) == selection
    assert not Selection.from_query(QueryDict("access=any"))


def test_a_source_of_all_disciplines_is_found_under_each(catalogue):
    make_source(id="everyone", name="All professions", disciplines=["all"])
    everything = queries.sources()

    assert chosen(everything, "discipline=medicine") == ["everyone", "register"]
    assert chosen(everything, "discipline=all") == ["everyone"]
    assert counts(everything, "", "discipline") == {"all": 1, "medicine": 2, "not known": 1, "nursing": 3}
