"""Which study has which value, and in which order values and studies stand."""

import pytest

import factories
from cairnhub.evidence.catalogue import FACETS, UNKNOWN, build, catalogue
from cairnhub.history import actions

pytestmark = pytest.mark.django_db


def having(facet, value):
    built = build()
    mask = built.masks[facet].get(value)
    return [] if mask is None else [built.ids[at] for at in mask.nonzero()[0]]


def test_what_is_not_known_is_a_value_of_its_own():
    study = factories.make_study(references=[factories.make_reference(year=None)])
    for facet in ("activity", "outcome", "discipline", "country", "design", "effect", "year", "authority"):
        assert having(facet, UNKNOWN) == [study.pk], facet


def test_a_study_may_have_several_values_of_a_facet():
    track, obligation = factories.make_construct(), factories.make_construct(name="Service obligation")
    study = factories.make_study(country="Canada; Australia", exposures=[track, obligation])
    assert having("country", "Canada") == having("country", "Australia") == [study.pk]
    assert having("activity", track.pk) == having("activity", obligation.pk) == [study.pk]


def test_years_fall_into_bands_of_five_newest_first_and_unknown_last():
    for year in (None, 2009, 2010, 2014, 2015):
        factories.make_study(references=[factories.make_reference(year=year)])
    built = build()
    assert [built.label("year", value) for value in built.masks["year"]] == [
        "2015 to 2019",
        "2010 to 2014",
        "2005 to 2009",
        "year unknown",
    ]
    assert built.masks["year"]["2010"].sum() == 2


def test_a_record_is_complete_where_all_its_references_are():
    done, open_one = factories.make_reference(), factories.make_reference(complete=False)
    whole = factories.make_study(references=[done])
    part = factories.make_study(references=[done, open_one])
    assert (having("record", "complete"), having("record", "to_be_completed")) == ([whole.pk], [part.pk])


def test_free_values_stand_by_how_common_they_are():
    for discipline in ("nursing", "medicine", "medicine", ""):
        factories.make_study(discipline=discipline)
    assert list(build().masks["discipline"]) == ["medicine", "nursing", UNKNOWN]


def test_authorities_and_designs_have_their_names():
    design = factories.make_design(name="Event study")
    factories.make_study(authorities=["nhsc", "some_act"], design=design)
    labels = build().labels
    assert (labels["authority"]["nhsc"], labels["authority"]["some_act"]) == (
        "National Health Service Corps",
        "some act",
    )
    assert labels["design"][design.pk] == "Event study"


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", "bcad"), ("oldest", "acbd"), ("title", "dcba"), ("largest", "cadb")],
)
def test_unknown_stands_last_in_every_order(order, expected):
    for study, title, year, n in [
        ("a", "Z", 1999, 50),
        ("b", "y", 2020, None),
        ("c", "X", 2005, 900),
        ("d", "w", None, None),
    ]:
        factories.make_study(id=study, n=n, references=[factories.make_reference(title=title, year=year)])
    built = build()
    assert "".join(built.ids[at] for at in built.orders[order]) == expected


def test_a_removed_study_is_not_in_it(editor):
    study = factories.make_study()
    actions.remove(obj=study, by=editor, reason="twice")
    assert build().ids == ()


def test_it_is_kept_until_something_changes(editor, django_assert_num_queries):
    study = factories.make_study()
    catalogue()
    with django_assert_num_queries(1):
        assert catalogue().ids == (study.pk,)
    actions.remove(obj=study, by=editor, reason="twice")
    assert catalogue().ids == ()


def test_it_takes_as_many_queries_for_many_studies_as_for_one(django_assert_num_queries):
    for _ in range(5):
        factories.make_study(exposures=[factories.make_construct()], outcomes=[factories.make_outcome()])
    with django_assert_num_queries(5):
        build()


def test_every_facet_has_a_label_for_each_value():
    factories.make_study(exposures=[factories.make_construct()])
    built = build()
    for facet in FACETS:
        assert set(built.masks[facet.name]) <= set(built.labels[facet.name])
