"""Forest and funnel: what is drawn for few and many studies, long names, extreme intervals."""

import re

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.synthesis import fit, forest, funnel, picture_file
from cairn.synthesis.axes import Scale, number_text, shortened, ticks_of


def drawn(k, **options):
    y, v = np.linspace(-0.5, 1, k), np.linspace(0.01, 0.2, k)
    return forest([f"Study {n}" for n in range(k)], y, v, fit(y, v), title="Rural practice", **options)


@pytest.mark.parametrize("k", [1, 3, 12, 80])
def test_every_study_has_a_square_and_a_line(k):
    drawing = drawn(k)
    assert drawing.count("<rect") == k
    assert drawing.count("<polygon") == 1
    assert all(f">Study {n}</text>" in drawing for n in range(k))


@pytest.mark.parametrize(("k", "dashed"), [(1, 0), (4, 0), (5, 1), (80, 1)])
def test_the_prediction_interval_waits_for_five_studies(k, dashed):
    assert drawn(k).count("dashed") == dashed


def test_squares_grow_with_weight():
    widths = [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', drawn(6))]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 14


def test_long_names_are_cut_and_kept_whole_for_those_who_ask():
    name = "Longitudinal integrated clerkships and subsequent practice in underserved areas"
    drawing = forest([name, "B"], [0.1, 0.2], [0.1, 0.1], fit([0.1, 0.2], [0.1, 0.1]), title="x")
    assert f"<title>{name}</title>" in drawing
    assert "…" in drawing


def test_intervals_beyond_the_axis_end_in_arrows_and_keep_their_numbers():
    y, v = [0.1, 0.2, 0.15, 0.1, 0.12], [0.01, 0.01, 0.01, 0.01, 90.0]
    drawing = forest(list("abcde"), y, v, fit(y, v), title="x")
    assert drawing.count("l8 -4v8z") == drawing.count("l-8 -4v8z") == 1
    assert "[−18.5, 18.7]" in drawing


def test_ratios_are_written_as_ratios():
    drawing = forest(["a"], [np.log(2)], [0.04], fit([np.log(2)], [0.04]), title="x", measure="Odds ratio", ratio=True)
    assert "2.00 [1.35, 2.96]" in drawing
    assert "Odds ratio, log scale" in drawing


def test_names_and_effects_must_match():
    one = fit([0.1, 0.2], [0.1, 0.1])
    for draw in (forest, funnel):
        with pytest.raises(InputError, match="1 names for 2 effects"):
            draw(["a"], [0.1, 0.2], [0.1, 0.1], one, title="x")


@pytest.mark.parametrize("k", [1, 3, 80])
def test_a_funnel_has_a_point_per_study(k):
    y, v = np.linspace(-0.5, 1, k), np.linspace(0.01, 0.2, k)
    drawing = funnel([f"Study {n}" for n in range(k)], y, v, fit(y, v), title="x", ratio=True)
    assert drawing.count("<circle") == k
    assert drawing.count("<polygon") == 3


def test_names_cannot_carry_markup():
    drawing = forest(["<script>"], [0.1], [0.1], fit([0.1], [0.1]), title="x")
    assert "<script" not in drawing


def test_files_have_the_format_their_name_asks_for():
    assert picture_file(drawn(3), "a.svg").startswith(b"<?xml")
    with pytest.raises(InputError, match="ending"):
        picture_file(drawn(3), "a.gif")


@pytest.mark.parametrize(
    ("low", "high", "ratio"), [(-1, 1, False), (-0.5, 0.7, True), (-9, 9, True), (0, 0.013, False)]
)
def test_ticks_are_few_and_inside(low, high, ratio):
    ticks = ticks_of(low, high, ratio)
    assert 2 <= len(ticks) <= 9
    assert all(low <= tick <= high for tick in ticks)


def test_numbers_and_places():
    assert [number_text(value) for value in (0, -0.0001, 0.005, -1.5, 12.34, 123.4)] == [
        "0.00",
        "−1.0e−04",
        "0.005",
        "−1.50",
        "12.3",
        "123",
    ]
    assert Scale(0, 10, 0, 100).at(25) == 100
    assert shortened("short", 100) == "short"
