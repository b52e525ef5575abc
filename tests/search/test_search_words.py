"""How text becomes the words it is searched by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairnhub.search.words import LONGEST_TEXT, MOST_TERMS, Term, fold, folded, read_question


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Tracks", ("track",)),
        ("studies", ("study",)),
        ("houses", ("house",)),
        ("campus", ("campus",)),
        ("access", ("access",)),
        ("gas", ("gas",)),
        ("Médecine", ("medecine",)),
        ("Me\u0301decine", ("medecine",)),
        ("STRASSE", ("strasse",)),
        ("Straße", ("strasse",)),
        ("½", ("1", "2")),
        ("2010s", ("2010s",)),
        ("→", ()),
    ],
)
def test_a_word_is_folded(written, words):
    assert fold(written) == words


def test_signs_part_words_and_are_left_out():
    assert folded("Rural/remote_health:\n(n = 1,031)") == "rural remote health n 1 031"


def test_a_text_too_long_for_a_database_is_cut_at_a_word():
    text = folded("abcdefgh " * LONGEST_TEXT)
    assert len(text) <= LONGEST_TEXT
    assert set(text.split()) == {"abcdefgh"}


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("rural tracks", [Term(("rural",)), Term(("track",))]),
        ('"rural tracks" nurse', [Term(("rural", "track")), Term(("nurse",))]),
        ("post-baccalaureate", [Term(("post", "baccalaureate"))]),
        ("recruit*", [Term(("recruit",), open_ended=True)]),
        ("re*", [Term(("re",))]),
        ("the effect of mentoring", [Term(("effect",)), Term(("mentoring",))]),
        ("of the", [Term(("of",)), Term(("the",))]),
        ('"of the people"', [Term(("of", "the", "people"))]),
        ('"an open quotation', [Term(("open",)), Term(("quotation",))]),
        ("rural rural", [Term(("rural",))]),
        ("* ( ) AND", [Term(("and",))]),
        ("", []),
    ],
)
def test_a_question_is_read(asked, terms):
    assert list(read_question(asked).terms) == terms


def test_a_question_has_a_bounded_number_of_terms():
    assert len(read_question(" ".join(f"w{n}" for n in range(100))).terms) == MOST_TERMS


@given(st.text())
def test_every_question_can_be_read_and_holds_letters_and_digits_only(asked):
    words = [word for term in read_question(asked).terms for word in term.words]
    assert all(word.isalnum() for word in words)


@given(st.text())
def test_a_folded_text_has_single_spaces_between_words(text):
    words = folded(text).split(" ")
    assert all(word.isalnum() for word in words) or words == [""]
