"""Results by direction: counted once per study, tested only where signs were coded, never without the caveat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cairn.base.errors import DataError, InputError
from cairn.synthesis import Coding, Direction, DirectionFinding, sign_test, summarise_directions

UP, DOWN, NONE, UNCLEAR = Direction


def finding(study, direction, outcome="rural practice", **more):
    return DirectionFinding(study, outcome, direction, **more)


def test_studies_stand_under_their_direction():
    rows = summarise_directions([finding("A", UP), finding("B", DOWN), finding("C", UP), finding("A", NONE, "debt")])
    assert [row.outcome for row in rows] == ["rural practice", "debt"]
    assert rows[0].counts == {UP: 2, DOWN: 1, NONE: 0, UNCLEAR: 0}
    assert [one.study for one in rows[0].studies[UP]] == ["A", "C"]


@pytest.mark.parametrize(
    ("directions", "counted"),
    [
        ([UP, UP, UP, DOWN], UP),
        ([UP, UP, DOWN], UNCLEAR),
        ([UP, UNCLEAR], UP),
        ([UNCLEAR], UNCLEAR),
        ([UP, DOWN], UNCLEAR),
    ],
)
def test_a_study_counts_once_by_what_most_of_its_findings_say(directions, counted):
    (row,) = summarise_directions([finding("A", direction) for direction in directions])
    assert row.counts[counted] == sum(row.counts.values()) == 1


def test_the_sign_test_is_refused_unless_signs_were_coded():
    for coding in (Coding.SIGNIFICANCE, Coding.WORDING):
        with pytest.raises(InputError, match="cannot be tested"):
            sign_test([UP, UP], coding=coding)


def test_the_sign_test_comes_with_its_caveat():
    one = sign_test([UP] * 7 + [DOWN] + [NONE], coding=Coding.SIGN)
    assert (one.benefit, one.harm, one.p) == (7, 1, pytest.approx(0.0703125))
    assert "vote counting" in one.caveat


@given(up=st.integers(0, 30), down=st.integers(0, 30))
def test_the_sign_test_is_the_exact_binomial_test(up, down):
    if not up + down:
        return
    one = sign_test([UP] * up + [DOWN] * down, coding=Coding.SIGN)
    expected = stats.binomtest(up, up + down)
    assert one.p == pytest.approx(expected.pvalue)
    assert one.ci == pytest.approx(tuple(expected.proportion_ci()))


def test_nothing_to_count_is_refused():
    with pytest.raises(DataError, match="no study points"):
        sign_test([NONE, UNCLEAR], coding=Coding.SIGN)
    with pytest.raises(DataError, match="A: the weight"):
        summarise_directions([finding("A", UP, weight=4)])
