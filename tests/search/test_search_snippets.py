"""Why something was found, in pieces that a template marks."""

from hypothesis import given
from hypothesis import strategies as st

from cairnhub.search.snippets import WORDS_SHOWN, Piece, excerpt, marked
from cairnhub.search.words import read_question


def test_the_words_asked_for_are_marked_as_they_stand_in_the_text():
    assert marked("Médecine in Rural tracks.", read_question("medecine track*")) == [
        Piece("Médecine", True),
        Piece(" in Rural "),
        Piece("tracks", True),
        Piece("."),
    ]


def test_an_excerpt_shows_where_most_of_the_question_is_answered():
    filler = "word " * 60
    text = f"rural {filler}rural tracks and nurses {filler}"
    shown = excerpt(text, read_question("rural tracks nurses"))
    assert [piece.text for piece in shown if piece.found] == ["rural", "tracks", "nurses"]
    assert (shown[0].text, shown[-1].text[-2:]) == ("… " + "word " * 6, " …") or shown[0] == Piece("… ")


def test_an_excerpt_without_an_answer_is_the_beginning():
    words = [f"w{n}" for n in range(100)]
    shown = "".join(piece.text for piece in excerpt(" ".join(words), read_question("elsewhere")))
    assert shown == " ".join(words[:WORDS_SHOWN]) + " …"


def test_lines_run_together_and_no_text_has_no_excerpt():
    assert excerpt("One\n\nTwo", read_question("x")) == [Piece("One · Two")]
    assert excerpt("", read_question("x")) == []


@given(st.text(), st.text())
def test_marking_loses_nothing(text, asked):
    assert "".join(piece.text for piece in marked(text, read_question(asked))) == text


@given(st.text(max_size=300), st.text())
def test_an_excerpt_can_be_made_of_anything(text, asked):
    assert all(piece.text for piece in excerpt(text, read_question(asked)))
