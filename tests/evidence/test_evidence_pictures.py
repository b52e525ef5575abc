"""Drawings of the evidence room."""

import re

import pytest

from cairn.base.svg import standalone
from cairnhub.evidence import pictures
from cairnhub.evidence.gapmap import DIRECTIONS, Cell, GapMap, Row
from cairnhub.evidence.gapmap.marked import marked_picture
from cairnhub.evidence.marks import SHAPES
from cairnhub.evidence.models import Study, StudyDirection, Synthesis
from cairnhub.framework.models import Construct, Stage


def study(value="2", low=1.0, high=4.0, kind="odds_ratio"):
    return Study(id="s", effect_value=value, ci_low=low, ci_high=high, effect_kind=kind, effect_measure="odds ratio")


def horizontal(drawing, y):
    """Where the ends of the thick level line at this height lie."""
    line = re.search(rf'<line x1="([\d.]+)" x2="([\d.]+)" y1="{y}" y2="{y}" stroke-width="2"', drawing)
    return float(line.group(1)), float(line.group(2))


def no_difference(drawing):
    return float(re.search(r'<line x1="([\d.]+)"[^>]*dashed', drawing).group(1))


def test_a_ratio_is_drawn_on_a_log_scale_around_1():
    drawing = pictures.interval(study(low=0.5, high=2.0, value="1"))
    low, high = horizontal(drawing, 32)
    assert no_difference(drawing) == pytest.approx((low + high) / 2)


def test_a_difference_is_drawn_on_a_plain_scale_around_0():
    drawing = pictures.interval(study(low=-2.0, high=2.0, value="0", kind="percentage_points"))
    low, high = horizontal(drawing, 32)
    assert no_difference(drawing) == pytest.approx((low + high) / 2)


def test_the_line_of_no_difference_is_always_on_the_picture():
    for one in (study(low=3.1, high=7.5), study(low=-6.3, high=-3.2, value="-4.8", kind="percentage_points")):
        assert 0 < no_difference(pictures.interval(one)) < 340


@pytest.mark.parametrize("value", ["1.22-2.25", "about 2", "", "9"])
def test_an_effect_that_is_no_number_inside_its_interval_has_no_point(value):
    assert pictures.point_of(study(value=value)) is None
    assert "<rect" not in pictures.interval(study(value=value))


@pytest.mark.parametrize(
    ("low", "high", "kind", "drawn"),
    [(None, None, "odds_ratio", False), (0.0, 2.0, "odds_ratio", False), (-1.0, 2.0, "percentage_points", True)],
)
def test_what_can_be_drawn(low, high, kind, drawn):
    assert pictures.has_interval(study(low=low, high=high, kind=kind)) is drawn


@pytest.mark.parametrize(("low", "high"), [(1e-6, 1e6), (0.999, 1.001), (1.0, 1.0), (40.0, 900.0)])
def test_any_ratio_can_be_drawn(low, high):
    low_end, high_end = horizontal(pictures.interval(study(low=low, high=high)), 32)
    assert 0 <= low_end <= high_end <= 340


@pytest.mark.parametrize(("low", "high"), [(-1e9, 1e9), (0.0, 0.0), (-0.001, 0.002), (12.0, 13.0)])
def test_any_difference_can_be_drawn(low, high):
    low_end, high_end = horizontal(pictures.interval(study(low=low, high=high, kind="percent")), 32)
    assert 0 <= low_end <= high_end <= 340


def test_every_counted_study_is_one_square():
    counted = [
        Synthesis(id="a", predictor="Rural origin", studies_positive=3, studies_not_positive=2),
        Synthesis(id="b", predictor="Debt", studies_positive=0, studies_not_positive=1),
    ]
    drawing = str(pictures.counts(counted))
    # One of each kind is the legend.
    assert drawing.count('class="fill-accent"') == 3 + 1
    assert drawing.count('class="stroke-ink"') == 3 + 1
    assert "3 of 5" in drawing


def test_every_direction_has_a_shape_and_no_two_are_alike():
    assert set(SHAPES) == set(StudyDirection.values)
    assert set(DIRECTIONS) < set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_the_map_draws_a_mark_for_each_study_and_escapes_names():
    row = Construct(id="a", name="<Rural> & remote", stage=Stage.ACTIVITY)
    column = Construct(id="b", name="Practice", stage=Stage.IMPACT)
    drawn = GapMap([column], [Row(row, [Cell("a", "b", ("null",) * 5, 2, "")])], [], [])
    drawing = str(marked_picture(drawn))
    # Five studies, and one in the legend.
    assert drawing.count("<circle") == 6
    assert "5 R2" in drawing
    assert "&lt;Rural&gt; &amp; remote" in drawing
    assert standalone(marked_picture(drawn)).startswith("<?xml")


def test_a_link_nobody_studied_is_hatched_and_a_pair_without_link_is_blank():
    row = Construct(id="a", name="A", stage=Stage.ACTIVITY)
    columns = [Construct(id=name, name=name, stage=Stage.IMPACT) for name in "bc"]
    cells = [Cell("a", "b", (), 0, "a__b"), Cell("a", "c", (), 0, "")]
    drawing = str(marked_picture(GapMap(columns, [Row(row, cells)], [], [])))
    # One cell, and one in the legend.
    assert drawing.count("url(#gap-map-nothing)") == 2
