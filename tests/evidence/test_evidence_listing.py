"""Reading a selection from an address, and counting what it leaves."""

import numpy as np
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

import factories
from cairnhub.evidence.catalogue import FACETS, ORDERS, Catalogue, build
from cairnhub.evidence.listing import BEST, Listing, Selection, read_selection

VALUES = ["a", "b", "c"]


@st.composite
def catalogues(draw):
    """A catalogue of up to eight studies with up to three values in each facet, any study with any of them."""
    ids = tuple(f"s{number}" for number in range(draw(st.integers(0, 8))))
    one_mask = st.lists(st.booleans(), min_size=len(ids), max_size=len(ids)).map(lambda bits: np.array(bits, bool))
    masks = {facet.name: {value: draw(one_mask) for value in VALUES[:2]} for facet in FACETS}
    labels = {facet.name: {value: value.upper() for value in VALUES} for facet in FACETS}
    orders = {order: np.array(draw(st.permutations(range(len(ids)))), int) for order in ORDERS}
    return Catalogue(ids, masks, labels, orders)


chosen = st.dictionaries(
    st.sampled_from([facet.name for facet in FACETS]),
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=2, unique=True).map(tuple),
    max_size=3,
)
found = st.none() | st.permutations([f"s{number}" for number in range(8)]).map(lambda ids: ids[:5])


@given(catalogues(), chosen, found)
def test_each_count_is_the_length_of_the_list_it_leads_to(catalogue, chosen, found):
    listing = Listing(catalogue, Selection("words" if found else "", chosen), found)
    for facet, options in listing.options():
        for option in options:
            alone = Selection("", {**chosen, facet.name: (option.value,)})
            assert option.count == len(Listing(catalogue, alone, found).ids()), (facet.name, option.value)


@given(catalogues(), chosen, found, st.sampled_from(["", *ORDERS, BEST]))
def test_the_list_holds_each_study_that_fits_once(catalogue, chosen, found, order):
    listing = Listing(catalogue, Selection("", chosen, order), found)

    def fits(at, study):
        bits = catalogue.masks
        return (found is None or study in found) and all(
            any(bits[facet][value][at] for value in values if value in bits[facet]) for facet, values in chosen.items()
        )

    expected = {study for at, study in enumerate(catalogue.ids) if fits(at, study)}
    assert sorted(listing.ids()) == sorted(expected)
    assert listing.mask().sum() == len(expected)


@given(catalogues(), chosen, st.text(min_size=1, max_size=100).filter(str.strip), st.sampled_from(["", *ORDERS]))
def test_an_address_says_what_was_chosen(catalogue, chosen, words, order):
    selection = Selection(words.strip(), chosen, order)
    again, problems = read_selection(QueryDict(selection.query_string()), catalogue)
    assert (again, problems) == (selection, [])


@given(catalogues(), chosen)
def test_taking_away_every_chip_leaves_nothing_chosen(catalogue, chosen):
    selection = Selection("", chosen)
    for facet, values in chosen.items():
        for value in values:
            selection = selection.without(facet, value)
    assert not selection


@pytest.mark.django_db
def test_unknown_values_and_orders_are_named_and_left_out():
    factories.make_study()
    selection, problems = read_selection(QueryDict("kind=banana&kind=primary&sort=colour&colour=red"), build())
    assert selection == Selection("", {"kind": ("primary",)}, "")
    assert problems == [
        "“banana” is not a value of “Kind of study”, so it was left out. Choose one from the list.",
        "There is no order called “colour”, so the usual one is used.",
    ]


@pytest.mark.django_db
def test_words_and_facets_combine():
    factories.make_study(id="a", direction="null", notes="mentoring")
    factories.make_study(id="b", direction="positive", notes="mentoring")
    factories.make_study(id="c", direction="null")
    listing = Listing.of(build(), Selection("mentoring", {"direction": ("null",)}))
    assert listing.ids() == ["a"]
    assert listing.count("direction", "null") == 1
    assert listing.order == BEST


@pytest.mark.django_db
def test_words_that_hold_nothing_searchable_narrow_nothing():
    factories.make_study(id="a")
    listing = Listing.of(build(), Selection(" * "))
    assert listing.ids() == ["a"]
    assert BEST not in listing.orders
    assert Listing.of(build(), Selection(" * ", {}, BEST)).order == "newest"


@pytest.mark.django_db
def test_chips_lead_to_the_rest_of_the_selection():
    factories.make_study(discipline="nursing")
    selection = Selection("rural", {"kind": ("primary", "review"), "discipline": ("nursing",)}, "title")
    assert Listing.of(build(), selection).chips() == [
        ("Words", "rural", "kind=primary&kind=review&discipline=nursing&sort=title"),
        ("Kind of study", "primary study", "q=rural&kind=review&discipline=nursing&sort=title"),
        ("Kind of study", "review", "q=rural&kind=primary&discipline=nursing&sort=title"),
        ("Discipline", "nursing", "q=rural&kind=primary&kind=review&sort=title"),
    ]
