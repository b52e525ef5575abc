"""The forest plot: pooled and not, in groups, with judgements, beyond the axis, with long names."""

import re
from math import inf, log
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.synthesis import (
    ForestPanel,
    ForestRow,
    correlated_effects,
    difference_text,
    fit,
    forest,
    forest_panels,
    forest_rows,
    subgroups,
)
from cairn.synthesis.pictures.axes import writing_of

LONG = "Longitudinal integrated clerkships and subsequent practice in underserved areas"
DIAMOND, PREDICTED, RIGHT, LEFT = "fill-priority", "stroke-priority dashed", "l-8 -4v8z", "l8 -4v8z"


def studies(k):
    return [f"Study {n}" for n in range(k)], np.linspace(-0.5, 1, k), np.linspace(0.01, 0.2, k)


def drawn(k, **options):
    names, y, v = studies(k)
    one = fit(y, v)
    return forest(forest_rows(names, y, v, pooled=one), title="Rural practice", pooled=one, **options)


def words(drawing):
    """Return what is written, lines of one text joined, without what is only told to those who point at it."""
    svg = "{http://www.w3.org/2000/svg}"
    return [
        " ".join(filter(None, [one.text, *(part.tail if part.tag == f"{svg}title" else part.text for part in one)]))
        for one in ET.fromstring(drawing).iter(f"{svg}text")
    ]


@pytest.mark.parametrize("k", [1, 3, 12, 80])
def test_every_study_has_a_square_and_a_line(k):
    drawing = drawn(k)
    assert len(re.findall(r'<rect[^>]*fill-accent"', drawing)) == k
    assert drawing.count("<polygon") == 1
    assert {f"Study {n}" for n in range(k)} <= set(words(drawing))


@pytest.mark.parametrize(("k", "predicted"), [(1, 0), (4, 0), (5, 1), (80, 1)])
def test_the_prediction_interval_waits_for_five_studies(k, predicted):
    drawing = drawn(k)
    assert drawing.count(PREDICTED) == predicted
    assert ("No prediction interval: fewer than 5 studies." in words(drawing)) == (k == 4)


def test_unpooled_studies_have_no_diamond_and_say_so():
    drawing = forest(forest_rows(*studies(6)), title="x")
    assert "Not pooled: each study stands for itself." in words(drawing)
    assert "not pooled" in drawing[: drawing.index("</desc>")]
    assert "<polygon" not in drawing
    assert PREDICTED not in drawing
    assert "Weight" not in words(drawing)


def test_squares_grow_with_weight_and_are_alike_without():
    def widths(drawing):
        return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"[^>]*fill-accent"', drawing)]

    assert widths(drawn(6)) == sorted(widths(drawn(6)), reverse=True)
    assert widths(drawn(6))[0] == 14
    assert set(widths(forest(forest_rows(*studies(6)), title="x"))) == {9}


def test_tiny_weights_are_told_from_none():
    rows = [ForestRow("a", 0, (-1, 1), 0.01), ForestRow("b", 0, (-1, 1), 99.99), ForestRow("c", 0, (-1, 1))]
    assert {"<0.1%", "100.0%", "–"} <= set(words(forest(rows, title="x")))


def test_groups_stand_together_with_their_own_diamonds():
    names, y, v = studies(6)
    groups = ["rural", "urban"] * 3
    apart, one = subgroups(y, v, groups), fit(y, v)
    rows = forest_rows(names, y, v, pooled=one, groups=groups)
    drawing = forest(rows, title="x", pooled=one, subgroups=apart.groups, difference=difference_text(apart))
    said = words(drawing)
    assert [text for text in said if text.startswith("Study ")] == [f"Study {n}" for n in (0, 2, 4, 1, 3, 5)]
    assert said.index("rural") < said.index("Study 4") < said.index("Together (3 studies)") < said.index("urban")
    assert drawing.count("<polygon") == 3
    assert f"Do the groups differ? Q = {apart.q_between:.2f}, 1 df, p = " in drawing


def test_a_study_without_a_group_stands_under_its_own_heading():
    rows = [ForestRow("a", 0, (-1, 1), group="rural"), ForestRow("b", 0, (-1, 1))]
    assert "Group not known" in words(forest(rows, title="x"))


def test_judgements_have_a_sign_each_and_a_legend():
    bias = (("Confounding", "serious"), ("Missing data", "Low"), ("Overall", "no information"))
    rows = [ForestRow("a", 0, (-1, 1)), ForestRow("b", 0, (-1, 1), bias=bias)]
    said = words(forest(rows, title="x"))
    assert [text for text in said if text in ("×", "+", "?")] == ["×", "+", "?", "+", "×", "?"]
    assert {"low", "serious", "no information", "1", "2", "3"} <= set(said)
    assert any("1\u00a0Confounding, 2\u00a0Missing data, 3\u00a0Overall." in text for text in said)


def test_short_domains_are_written_and_a_lone_one_is_bias():
    rows = [ForestRow("a", 0, (-1, 1), bias=(("D1", "low"), ("D2", "high")))]
    assert {"D1", "D2"} <= set(words(forest(rows, title="x")))
    alone = words(forest([ForestRow("a", 0, (-1, 1), bias=(("overall", "low"),))], title="x"))
    assert {"Bias", "Risk of bias: overall."} <= set(alone)


def test_a_word_that_is_no_judgement_is_refused():
    with pytest.raises(DataError, match="'s' is no judgement of bias"):
        forest([ForestRow("a", 0, (-1, 1), bias=(("D1", "s"),))], title="x")


def test_long_names_are_cut_and_kept_whole_for_those_who_ask():
    drawing = forest([ForestRow(LONG, 0, (-1, 1)), ForestRow("B", 0, (-1, 1))], title="x")
    assert f"<title>{LONG}</title>" in drawing
    assert "…" in drawing


def test_intervals_beyond_the_axis_end_in_arrows_and_keep_their_numbers():
    y, v = [0.1, 0.2, 0.15, 0.1, 0.12], [0.01, 0.01, 0.01, 0.01, 90.0]
    drawing = forest(forest_rows(list("abcde"), y, v), title="x")
    assert drawing.count(RIGHT) == drawing.count(LEFT) == 1
    assert "0.12 [−18.47, 18.71]" in words(drawing)


def test_an_interval_without_end_and_an_effect_off_the_axis_are_arrows():
    rows = [ForestRow("none", 0.1, (-inf, 0.2)), *(ForestRow(n, 0.1, (0, 0.2)) for n in "abc")]
    drawing = forest([*rows, ForestRow("far", log(900), (log(200), log(5000)))], title="x", ratio=True)
    assert (drawing.count(LEFT), drawing.count(RIGHT)) == (1, 1)
    assert {"900.00 [200.00, 5000.00]", "1.11 [0.00, 1.22]"} <= set(words(drawing))
    assert len(re.findall(r'<rect[^>]*fill-accent"', drawing)) == 4


def test_a_wide_pooled_interval_is_whole_and_the_studies_stay_apart():
    y, v = [0.0, 1.5], [0.01, 0.01]
    one = fit(y, v, ci="kh")
    drawing = forest(forest_rows(["a", "b"], y, v, pooled=one), title="x", pooled=one)
    assert drawing.count(RIGHT) == drawing.count(LEFT) == 0
    squares = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*fill-accent"', drawing)]
    assert squares[1] - squares[0] > 14  # as wide as a square


@pytest.mark.parametrize("ratio", [False, True])
def test_no_estimate_that_carries_weight_leaves_the_axis(ratio):
    y, v = [*np.linspace(-0.1, 0.1, 20), 3.0], [*np.full(20, 0.02), 0.05]
    one = fit(y, v)
    drawing = forest(forest_rows(list(map(str, range(21))), y, v, pooled=one), title="x", pooled=one, ratio=ratio)
    assert len(re.findall(r'<rect[^>]*fill-accent"', drawing)) == 21
    assert drawing.count(RIGHT) == drawing.count(LEFT) == 0


def test_numbers_of_one_picture_have_the_same_decimals():
    y, v = [0.4, 12.0, -3.25], [0.04, 4.0, 1.0]
    said = " ".join(words(forest(forest_rows(list("abc"), y, v), title="x")))
    decimals = {len(found) for found in re.findall(r"\.(\d+)[ ,\]]", said)}
    assert decimals == {2}


def test_ratios_too_small_for_decimals_have_three_digits_all_and_the_picture_says_so():
    small = [ForestRow("a", log(0.012), (log(0.004), log(0.036))), ForestRow("b", log(1.5), (log(1), log(2.25)))]
    said = words(forest(small, title="x", ratio=True))
    assert {"0.0120 [0.00400, 0.0360]", "1.50 [1.00, 2.25]"} <= set(said)
    assert "Ratios are rounded to three significant digits, from 100 on to whole numbers." in said


def test_ratios_are_written_as_ratios_with_their_own_ticks():
    drawing = forest(forest_rows(["a"], [log(2)], [0.04]), title="x", measure="Odds ratio", ratio=True)
    assert {"2.00 [1.35, 2.96]", "Odds ratio, log scale", "Odds ratio [95% interval]", "1.5"} <= set(words(drawing))


def test_a_long_measure_stands_whole_below_the_axis():
    measure = "Standardised mean difference in knowledge of social determinants"
    said = words(forest(forest_rows(["a"], [0.2], [0.04]), title="x", measure=measure))
    assert {"Effect [95% interval]", measure} <= set(said)


def test_the_line_of_no_effect_can_be_left_out():
    rows = [ForestRow("a", 50, (40, 60))]
    assert forest(rows, title="x").count("stroke-control") == 1
    assert forest(rows, title="x", null=None).count("stroke-control") == 0
    assert "0" not in words(forest(rows, title="x", null=None))


def test_sides_and_notes_are_written():
    said = words(drawn(3, sides=("less", "more"), notes=["One cohort counts once."]))
    assert {"←\u00a0less", "more\u00a0→", "One cohort counts once."} <= set(said)


def test_panels_have_an_axis_each_and_leave_rows_without_interval_to_the_table():
    ratios = ForestPanel([ForestRow("a", log(3), (log(2), log(5)), written="3.0 (2 to 5)")], "odds ratio", ratio=True)
    points = [ForestRow("b", 0.1, (0, 0.2), remark="+ as hoped"), ForestRow("c", 0.1, None)]
    said = words(forest_panels([ratios, ForestPanel(points, "difference"), ForestPanel(points[1:])], title="x"))
    assert {"odds ratio, log scale", "difference", "3.0 (2 to 5)", "+ as hoped"} <= set(said)
    assert "2 studies without an interval: see the table." in said
    assert "c" not in said


def test_a_contested_study_is_broken_not_only_coloured():
    drawing = forest([ForestRow("a", 0, (-1, 1), contested=True)], title="x")
    assert "stroke-contested dashed" in drawing


def test_findings_of_several_levels_show_the_interval_that_holds_though_the_model_be_wrong():
    names, y, v = studies(8)
    one = correlated_effects(y, v, list("aabbccdd"), level=0.9)
    drawing = forest(forest_rows(names, y, v), title="x", pooled=one)
    said = words(drawing)
    assert "Together (8 findings of 4 studies)" in said
    assert f"{one.estimate:.2f} [{one.robust.ci[0]:.2f}, {one.robust.ci[1]:.2f}]".replace("-", "−") in said
    assert "90% interval" in drawing[: drawing.index("</desc>")]
    assert PREDICTED not in drawing


def test_names_cannot_carry_markup():
    assert "<script" not in forest([ForestRow("<script>", 0, (-1, 1))], title="<script>")


@given(st.lists(st.tuples(st.floats(-8, 8), st.floats(0.01, 8), st.floats(0.01, 8)), min_size=1, max_size=6))
def test_everything_stays_inside_the_picture(effects):
    rows = [ForestRow(str(n), at, (at - low, at + high)) for n, (at, low, high) in enumerate(effects)]
    drawing = forest(rows, title="x", ratio=True)
    width = float(ET.fromstring(drawing).get("width"))
    assert width <= 900
    assert all(0 <= float(x) <= width for x in re.findall(r' x="([-\d.]+)"', drawing))
    writing = writing_of([(row.estimate, row.ci) for row in rows], ratio=True)
    assert {writing.effect(row.estimate, row.ci) for row in rows} <= set(words(drawing))


def test_many_domains_may_need_more_than_a_page():
    bias = tuple((f"domain {n}", "low") for n in range(30))
    drawing = forest([ForestRow(LONG, 0, (-1, 1), 100, bias=bias)], title="x")
    assert float(ET.fromstring(drawing).get("width")) > 900


@pytest.mark.parametrize("ci", [(1, 0), (float("nan"), 1)])
def test_an_impossible_interval_is_refused(ci):
    with pytest.raises(DataError, match=r"Smith 2004: .*no number"):
        ForestRow("Smith 2004", 0, ci)


def test_impossible_effects_weights_and_groups_are_refused():
    with pytest.raises(DataError, match="no number"):
        ForestRow("a", inf, None)
    with pytest.raises(DataError, match="no percentage"):
        ForestRow("a", 0, None, weight=101)
    with pytest.raises(InputError, match="no study has an interval"):
        forest([ForestRow("a", 0, None)], title="x")
    with pytest.raises(InputError, match="no study is in the group 'urban'"):
        forest([ForestRow("a", 0, (-1, 1))], title="x", subgroups={"urban": fit([0.1], [0.1])})


def test_names_groups_and_effects_must_match():
    with pytest.raises(InputError, match="1 names for 2 effects"):
        forest_rows(["a"], [0.1, 0.2], [0.1, 0.1])
    with pytest.raises(InputError, match="per study"):
        forest_rows(["a", "b"], [0.1, 0.2], [0.1, 0.1], groups=["x"])
    with pytest.raises(InputError, match="per study"):
        forest_rows(["a", "b"], [0.1, 0.2], [0.1, 0.1], pooled=fit([0.1], [0.1]))
