"""How far a forest plot's axis reaches, and how its numbers are written: what carries weight decides both."""

import re
from math import log
from statistics import median
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.synthesis import ForestRow, fit, forest, forest_rows
from cairn.synthesis.pictures.axes import writing_of
from cairn.synthesis.pictures.forest_scale import WEIGHTY, scale_of
from cairn.synthesis.pictures.pooled import pooled_of

PLACES = SimpleNamespace(left=0.0, right=100.0)
SPREAD = st.lists(st.tuples(st.floats(-8, 8), st.floats(0.01, 90)), min_size=2, max_size=20)
FAR = st.tuples(st.floats(-8, 8), st.floats(0.01, 0.1))
CLOSE_BUT_ONE = st.lists(st.tuples(st.floats(-0.1, 0.1), st.floats(0.01, 0.1)), min_size=4, max_size=12)
Y, V = [*np.linspace(-0.3, 0.5, 11), -3.0], [*np.full(11, 0.04), 90.0]
"""Eleven studies and one whose interval reaches from nothing to millions."""


@given(SPREAD | st.tuples(CLOSE_BUT_ONE, FAR).map(lambda both: [*both[0], both[1]]), st.sampled_from(["FE", "DL"]))
def test_weighty_estimates_and_the_whole_pooled_interval_are_on_the_axis(studies, method):
    y, v = (list(column) for column in zip(*studies, strict=True))
    one = fit(y, v, method=method)
    rows = forest_rows([str(n) for n in range(len(y))], y, v, pooled=one)
    scale = scale_of(rows, [pooled_of(one)], 0.0, PLACES)
    weighty = [row.estimate for row in rows if row.weight >= WEIGHTY * 100 / len(rows)]
    assert all(scale.holds(value) for value in (*weighty, one.estimate, *one.ci, 0.0))


@pytest.mark.parametrize("weighted", [True, False])
def test_one_huge_interval_does_not_crush_the_others(weighted):
    one = fit(Y, V) if weighted else None
    drawing = forest(forest_rows([str(n) for n in range(12)], Y, V, pooled=one), title="x", pooled=one, ratio=True)
    (axis,) = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)"[^>]*stroke-ink-3', drawing)
    ends = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)"[^>]*stroke-ink-2"', drawing)
    assert len(ends) == 12
    assert median(float(right) - float(left) for left, right in ends) > (float(axis[1]) - float(axis[0])) / 4


def test_one_huge_interval_does_not_take_the_decimals_from_the_others():
    rows = forest_rows([str(n) for n in range(12)], Y, V)
    writing = writing_of([(row.estimate, row.ci) for row in rows], ratio=True)
    written = [writing.effect(row.estimate, row.ci) for row in rows]
    assert writing.note == ""
    assert written[0] == "0.74 [0.50, 1.10]"
    assert written[-1] == "0.05 [<0.01, 5.9 million]"
    assert {len(found) for one in written for found in re.findall(r"\.(\d+)(?=[ ,\]]|$)(?! million)", one)} == {2}


def test_small_ratios_known_well_are_not_written_as_nought():
    rows = [ForestRow("a", log(0.002), (log(0.001), log(0.004))), ForestRow("b", log(0.9), (log(0.5), log(1.6)))]
    writing = writing_of([(row.estimate, row.ci) for row in rows], ratio=True)
    assert writing.effect(rows[0].estimate, rows[0].ci) == "0.00200 [0.00100, 0.00400]"
