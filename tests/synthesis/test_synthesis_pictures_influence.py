"""Baujat, influence and cumulative plots: their numbers against references, and what is drawn."""

import re

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.synthesis import (
    BaujatPoint,
    Influence,
    baujat,
    baujat_points,
    cumulative_plot,
    fit,
    influence,
    influence_plot,
)
from synthesis_agreement import Agreement


def names(k):
    return [f"Study {n}" for n in range(k)]


def test_with_a_common_effect_contributions_sum_to_q(bcg):
    assert sum(one.contribution for one in baujat_points(*bcg, method="fe")) == pytest.approx(152.233008082373)


def test_with_paule_mandel_contributions_sum_to_k_minus_1(bcg):
    assert sum(one.contribution for one in baujat_points(*bcg, method="pm")) == pytest.approx(12)


def test_a_study_that_says_what_the_others_say_neither_adds_nor_moves():
    point = baujat_points([0.2, 0.2, 0.2], [0.1, 0.2, 0.3], method="fe")[0]
    assert (point.contribution, point.influence) == (pytest.approx(0), pytest.approx(0))


def test_points_agree_with_what_metafor_leaves_out_one_by_one(references):
    """Both follow from metafor's own tau², pooled effects, and effects and standard errors without each study."""
    agreement = Agreement(1e-6)
    for name, (_, y, v, answers) in references.items():
        if "leave1out_REML" not in answers:
            continue
        whole, tau2 = answers["REML"]["wald"]["b"], answers["REML"]["tau2"]
        without = answers["leave1out_REML"]
        for place, one in enumerate(baujat_points(y, v)):
            left, se = without["estimate"][place], without["se"][place]
            moved = None if left is None else (whole - left) ** 2 / se**2
            agreement.check((name, place, "x"), one.contribution, (y[place] - whole) ** 2 / (v[place] + tau2), 1)
            agreement.check((name, place, "y"), one.influence, moved, 1)
    assert agreement.compared > 100
    assert not agreement.beyond


def test_one_study_has_no_influence():
    with pytest.raises(InputError, match="cannot be left out"):
        baujat_points([0.1], [0.1])


def test_every_study_is_a_point_and_the_farthest_are_named():
    points = [BaujatPoint(n, n**2) for n in range(30)]
    drawing = baujat(names(30), points, title="x")
    assert drawing.count("<circle") == 30
    assert "stands out most is Study 29." in drawing
    assert ">Study 29</text>" in drawing
    assert ">Study 3</text>" not in drawing
    assert "<title>Study 3</title>" in drawing


def test_names_give_way_to_one_another():
    drawing = baujat(names(9), [BaujatPoint(1, 1)] * 9, title="x")
    assert len(re.findall(r">Study \d</text>", drawing)) <= 2


def test_equal_effects_have_a_plot():
    assert baujat(names(2), baujat_points([0.1, 0.1], [0.1, 0.1]), title="x").count("<circle") == 2


def test_names_must_match():
    with pytest.raises(InputError, match="2 names for 1 studies"):
        baujat(["a", "b"], [BaujatPoint(1, 1)], title="x")
    with pytest.raises(InputError, match="0 names for 0 studies"):
        influence_plot([], [], title="x")


def test_a_study_beyond_a_line_has_another_shape(bcg):
    y, v = bcg
    plain = influence_plot(names(13), influence(y, v), title="x")
    assert plain.count("<circle") == 26
    assert "Studies beyond a dashed line: 0 of 13." in plain
    far = influence_plot(names(13), influence(np.append(y[:12], 9), v), title="x")
    assert (far.count("<polygon"), far.count("<circle")) == (2, 24)
    assert "Studies beyond a dashed line: 1 of 13." in far


def test_a_move_alone_is_beyond_a_line_too():
    moved = [Influence(0.5, 1, 0.9, 0.5, 0), Influence(0.5, 0, 0.1, 0.5, 0)]
    assert influence_plot(["a", "b"], moved, title="x").count("<polygon") == 1


def test_the_answer_is_drawn_after_each_year_with_a_study(bcg):
    y, v = bcg
    years = [1948, 1949, 1960, 1977, 1973, 1953, 1973, 1980, 1968, 1961, 1974, 1969, 1976]
    drawing = cumulative_plot(y, v, years, title="x", ratio=True)
    assert drawing.count("<polygon") == len(set(years))
    order = re.findall(r">(\d{4}) \((\d+) stud", drawing)
    assert order == sorted(order)
    assert order[0] == ("1948", "1")
    assert ("1973", "9") in order
    assert order[-1] == ("1980", "13")
    assert f"{np.exp(fit(y, v).estimate):.2f} after 1980." in drawing


def test_one_year_is_one_line():
    drawing = cumulative_plot([0.1, 0.2], [0.1, 0.1], [2001, 2001], title="x")
    assert drawing.count("<polygon") == 1
    assert "2001 (2 studies)" in drawing


def test_every_study_needs_its_year():
    with pytest.raises(InputError, match="2 effects but 1 years"):
        cumulative_plot([0.1, 0.2], [0.1, 0.1], [2001], title="x")
