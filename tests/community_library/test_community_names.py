from hypothesis import given
from hypothesis import strategies as st

from cairn.community import Likeness, PublishedName, likeness, parse
from cairn.community.names import folded

NAMES = st.sampled_from(
    [
        "Mullan F",
        "Mullan, Fitzhugh",
        "Mullan, Frank",
        "Mullan, Fitzhugh S.",
        "Mullan FS",
        "Mullan F Jr",
        "van Ryn M",
        "WHO",
    ]
)


def test_the_ways_names_are_printed_are_read_as_one():
    assert parse("Daggett JL Jr") == PublishedName("Daggett", "JL", "Jr", ("", ""))
    assert parse("van Ryn M").surname == "van Ryn"
    assert parse("Mullan, Fitzhugh S.") == PublishedName("Mullan", "FS", "", ("Fitzhugh", ""))
    assert parse("Sartre, J.-P.").initials == "JP"
    assert parse("Beyond Flexner Alliance").is_group


def test_given_names_that_differ_are_never_one_person_whatever_the_initials():
    assert likeness("Mullan, Fitzhugh", "Mullan, Frank") is Likeness.DIFFERENT
    assert likeness("Mullan, Fitzhugh S.", "Mullan, Frank S.") is Likeness.DIFFERENT


def test_initials_alone_make_a_name_compatible_with_a_given_name_and_no_more():
    assert likeness("Mullan F", "Mullan, Fitzhugh") is Likeness.COMPATIBLE
    assert likeness("Mullan F", "Mullan FS") is Likeness.COMPATIBLE
    assert likeness("Mullan FS", "Mullan FT") is Likeness.DIFFERENT
    assert likeness("Daggett J Jr", "Daggett J Sr") is Likeness.DIFFERENT


def test_marks_hyphens_and_case_make_no_other_name():
    assert likeness("Núñez-Cortés J", "NUNEZ CORTES J") is Likeness.SAME
    assert likeness("O'Brien, Siân", "OBrien, Sian") is Likeness.SAME


@given(NAMES, NAMES)
def test_likeness_knows_no_order_and_every_name_is_the_same_as_itself(one, other):
    assert likeness(one, other) is likeness(other, one)
    assert likeness(one, one) is Likeness.SAME


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    parse(text)
    assert folded(folded(text)) == folded(text)


def test_an_identity_is_one_where_only_marks_differ_and_two_where_more_does():
    assert parse("Müller-Lüdenscheid A").identity == parse("MULLER LUDENSCHEID A").identity
    assert len({parse(name).identity for name in ("Mullan F", "Mullan, Fitzhugh", "Mullan, Frank", "Mullan FM")}) == 4
