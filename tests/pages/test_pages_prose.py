"""What people write comes out as harmless HTML, whatever they typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairnhub.pages.prose import ALLOWED, plain_text, safe_html

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![picture](https://elsewhere.example/pixel.png)",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](JaVaScRiPt:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    '[click](https://a.example "x\\" onmouseover=\\"alert(1)")',
    '<p style="position:fixed">over everything</p>',
    "<svg/onload=alert(1)>",
    "<a href='x' class='button' id='content'>x</a>",
]


def elements(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_and_nothing_is_loaded(attack):
    html = safe_html(attack)
    assert elements(html) <= set(ALLOWED)
    attributes = set(re.findall(r"<[^>]*?\s([a-z]+)=", html))
    assert attributes <= {"href", "title", "rel"}
    assert not re.search(r'href="(?!https?:|mailto:)', html)


@given(st.text(max_size=200))
def test_no_text_lets_another_element_through(text):
    assert elements(safe_html(text)) <= set(ALLOWED)


def test_the_small_set_is_drawn():
    html = safe_html(
        "**Bold** and *leaning*, `code`\nnext line\n\n- one\n- two\n\n> said\n\n[a page](https://a.example)"
    )
    for part in ("<strong>Bold</strong>", "<em>leaning</em>", "<br>", "<li>one</li>", "<blockquote>"):
        assert part in html
    assert '<a href="https://a.example" rel="nofollow ugc noopener noreferrer">a page</a>' in html


def test_html_is_shown_as_typed():
    assert "&lt;b&gt;not bold&lt;/b&gt;" in safe_html("<b>not bold</b>")


def test_headings_stay_below_those_of_the_page_and_are_words_where_there_is_no_room_for_them():
    assert safe_html("# Scope", headings=True).strip() == "<h3>Scope</h3>"
    assert safe_html("###### Deep", headings=True).strip() == "<h6>Deep</h6>"
    assert safe_html("# Scope").strip() == "<p>Scope</p>"


def test_words_alone():
    assert plain_text("**A** & [b](https://a.example)\n\n- c") == "A & b\nc"
