"""What all pictures share: numbers and ticks as readers know them, words that fit, files with a title."""

from math import exp, inf, log
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.base.letters import shortened, text_width, wrapped
from cairn.synthesis import fit, forest, forest_rows, funnel, picture_file
from cairn.synthesis.pictures.axes import Scale, number_text, p_text, scaled_text, tick_text, ticks_of


@pytest.mark.parametrize(
    ("low", "high", "ratio"),
    [(-1, 1, False), (0, 0.013, False), (-0.5, 0.7, True), (-9, 9, True), (log(0.9), log(1.1), True), (-0.1, 4, True)],
)
def test_ticks_are_few_and_inside(low, high, ratio):
    ticks = ticks_of(low, high, ratio)
    assert 2 <= len(ticks) <= 9
    assert all(low <= tick <= high for tick in ticks)


@given(st.floats(-12, 0), st.floats(0.1, 12))
def test_ticks_of_ratios_are_round_and_in_order(low, high):
    ticks = ticks_of(low, high, ratio=True)
    assert ticks == sorted(ticks)
    assert len(ticks) <= 9
    assert all(float(tick_text(exp(tick)).replace(" million", "e6")) == pytest.approx(exp(tick)) for tick in ticks)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0.00"),
        (-0.001, "−0.001"),
        (0.0004, "0.0004"),
        (0.00001, "<0.0001"),
        (-0.00001, ">−0.0001"),
        (-1.5, "−1.50"),
        (12.34, "12.3"),
        (123.4, "123"),
        (2_900_000, "2.9 million"),
        (-3.1e9, "−3.1 billion"),
        (5e13, "5e13"),
        (inf, "∞"),
    ],
)
def test_numbers_are_written_for_readers(value, written):
    assert number_text(value) == written


def test_ratios_too_large_for_a_number_are_infinite():
    assert scaled_text(800, ratio=True) == "∞"
    assert scaled_text(log(2), ratio=True) == "2.00"


@pytest.mark.parametrize(
    ("value", "written"), [(0.05, "0.05"), (-20, "−20"), (2e6, "2 million"), (0.000001, "0.000001")]
)
def test_ticks_have_no_superfluous_nought(value, written):
    assert tick_text(value) == written


@pytest.mark.parametrize(("p", "written"), [(0.0001, "< .001"), (0.031, "= .031"), (0.5, "= .50"), (0.999, "> .99")])
def test_p_values(p, written):
    assert p_text(p) == written


def test_places_stay_on_the_scale():
    scale = Scale(0, 10, 0, 100)
    assert (scale.at(25), scale.at(-inf), scale.at(5)) == (100, 0, 50)
    assert scale.holds(10)
    assert not scale.holds(10.1)


@given(st.text(max_size=60), st.floats(20, 200))
def test_shortened_words_fit(text, width):
    short = shortened(text, width)
    assert short == text or (short.endswith("…") and text_width(short) <= width)


def test_letters_of_other_scripts_are_wide_and_accents_have_no_width():
    assert text_width("医学") > text_width("ab")
    assert text_width("e\u0301") == text_width("e")


def test_lines_break_at_spaces_but_not_at_no_break_spaces():
    assert wrapped("one two\u00a0three", 60) == ["one", "two\u00a0three"]


def a_forest():
    return forest(forest_rows(["a"], [0.1], [0.2]), title="Rural & remote <practice>")


def test_files_have_the_format_their_name_asks_for():
    assert picture_file(a_forest(), "a.svg").startswith(b"<?xml")
    with pytest.raises(InputError, match="ending"):
        picture_file(a_forest(), "a.gif")


def test_a_file_shows_its_title_and_all_of_the_picture():
    root = ET.fromstring(picture_file(a_forest(), "a.svg"))
    inside = ET.fromstring(a_forest())
    words = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "Rural & remote <practice>"
    assert words[1:] == ["".join(one.itertext()) for one in inside.iter("{http://www.w3.org/2000/svg}text")]
    width, height = (float(side) for side in root.get("viewBox").split()[2:])
    assert width == float(root.get("width")) == float(inside.get("width")) + 32
    assert height > float(inside.get("viewBox").split()[3]) + 32


@pytest.mark.parametrize("k", [1, 3, 80])
def test_a_funnel_has_a_point_per_study(k):
    y, v = [n / k - 0.3 for n in range(k)], [0.01 + n / 400 for n in range(k)]
    drawing = funnel([f"Study {n}" for n in range(k)], y, v, fit(y, v), title="x", ratio=True)
    assert drawing.count("<circle") == k
    assert drawing.count("<polygon") == 3


def test_a_funnel_of_ratios_is_written_in_ratios():
    y, v = [log(0.5), log(2), log(3)], [0.1, 0.2, 0.3]
    drawing = funnel(list("abc"), y, v, fit(y, v, method="fe"), title="x", ratio=True)
    assert f"around {exp(fit(y, v, method='fe').estimate):.2f}." in drawing
    assert all(f">{tick}</text>" in drawing for tick in ("0.5", "1", "2"))


def test_a_funnel_needs_a_name_per_study():
    with pytest.raises(InputError, match="1 names for 2 effects"):
        funnel(["a"], [0.1, 0.2], [0.1, 0.1], fit([0.1, 0.2], [0.1, 0.1]), title="x")
