"""Stability between rounds, differences between groups and bootstrap intervals."""

import numpy as np
import pytest
from scipy import stats

from cairn.base.errors import InputError
from cairn.consensus.agreement import kendall_w
from cairn.consensus.bootstrap import bootstrap
from cairn.consensus.differences import differences, holm
from cairn.consensus.signed_ranks import signed_rank_test
from cairn.consensus.stability import distribution_change, stability

# Hollander & Wolfe 1973, depression before and after; published V = 40, one-sided p 0.01953.
BEFORE = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
# Twenty panellists, most of them unchanged; p as R's wilcox.test and coin give it.
FIRST = [7, 8, 5, 6, 9, 4, 7, 8, 3, 6, 7, 5, 8, 9, 2, 6, 7, 7, 5, 8]
SECOND = [8, 8, 7, 7, 9, 6, 7, 8, 5, 7, 8, 7, 8, 9, 6, 7, 7, 8, 6, 8]


def test_the_published_example():
    found = signed_rank_test(AFTER, BEFORE)
    assert (found.up, found.p_exact) == (40, pytest.approx(0.0390625))


@pytest.mark.parametrize(
    ("zeros", "continuity", "z", "p"),
    [
        ("wilcoxon", False, 3.14016176069105, 0.00168854569878322),
        ("wilcoxon", True, None, 0.00193583847701455),
        ("pratt", False, 3.39096899393262, 0.00069645979906633),
    ],
)
def test_each_treatment_of_zeros_is_that_of_r(zeros, continuity, z, p):
    found = signed_rank_test(FIRST, SECOND, zeros=zeros, continuity=continuity)
    assert found.p == pytest.approx(p, abs=1e-9)
    assert z is None or found.z == pytest.approx(z, abs=1e-9)
    assert found.p_exact == pytest.approx(0.00048828125)
    assert (found.unchanged, found.effect) == (8, 1)


def test_split_zeros_are_those_of_scipy():
    change = np.array(SECOND) - FIRST
    wanted = stats.wilcoxon(change, zero_method="zsplit", method="asymptotic", correction=False)
    found = signed_rank_test(FIRST, SECOND, zeros="split")
    assert (found.down, found.p) == pytest.approx((wanted.statistic, wanted.pvalue))


def test_exact_p_is_that_of_scipy_without_ties():
    rng = np.random.default_rng(5)
    for _ in range(20):
        one, other = rng.normal(size=9), rng.normal(size=9)
        wanted = stats.wilcoxon(other - one, method="exact").pvalue
        assert signed_rank_test(one, other).p_exact == pytest.approx(wanted)


@pytest.mark.parametrize("zeros", ["wilcoxon", "pratt", "split"])
def test_nobody_changed_is_no_test(zeros):
    found = signed_rank_test([5, 6, 7], [5, 6, 7], zeros=zeros)
    assert (found.n, found.unchanged) == (3, 3)
    assert np.isnan([found.z, found.p, found.p_exact, found.effect]).all()


def test_turning_the_rounds_around_turns_the_sign():
    there, back = signed_rank_test(FIRST, SECOND), signed_rank_test(SECOND, FIRST)
    assert (there.z, there.p, there.effect) == pytest.approx((-back.z, back.p, -back.effect))


def test_stability_tells_who_left_and_who_moved():
    found = stability([7, 8, 5, np.nan, 6], [7, 7, 6, 9, np.nan])
    assert (found.both, found.left, found.joined) == (3, 1, 1)
    assert (found.changed, found.went_up, found.went_down) == pytest.approx((2 / 3, 1 / 3, 1 / 3))
    assert found.mean_absolute_change == pytest.approx(2 / 3)
    with pytest.raises(InputError, match="nobody rated in both"):
        stability([1, np.nan], [np.nan, 1])


def test_steady_disagreement_is_stable():
    camps = [1, 1, 1, 9, 9, 9]
    found = stability(camps, camps)
    assert (found.changed, found.distribution_change, found.kappa.value) == (0, 0, 1)


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [([1, 2], [1, 2], 0), ([1, 1], [9, 9], 1), ([1, 2, 3, 4], [1, 2, 3, 5], 0.25), ([1], [1, 1], 0)],
)
def test_change_of_a_distribution(one, other, change):
    assert distribution_change(one, other) == pytest.approx(change)


def test_groups_are_compared_as_scipy_does():
    groups = {"schools": [7, 8, 9, 9, 8, 7], "students": [3, 4, 5, 2, 6], "communities": [9, 8, 9, 7, 9]}
    found = differences(groups)
    assert (found.h, found.p) == pytest.approx(tuple(stats.kruskal(*groups.values())))
    first = found.pairs[0]
    assert (first.first, first.second, first.delta) == ("schools", "students", 1)
    assert first.median_difference == 4
    assert all(pair.p_adjusted >= pair.p for pair in found.pairs)


def test_equal_ratings_differ_in_nothing_that_can_be_tested():
    found = differences({"a": [5, 5], "b": [5, 5, 5]})
    assert np.isnan([found.h, found.p, found.pairs[0].p, found.pairs[0].p_adjusted]).all()
    assert found.pairs[0].delta == 0
    with pytest.raises(InputError, match="fewer than two groups"):
        differences({"a": [5], "b": [np.nan]})


def test_holm_is_that_of_r():
    # p.adjust(c(0.01, 0.02, 0.03, 0.005), "holm")
    assert holm([0.01, 0.02, 0.03, 0.005]) == pytest.approx([0.03, 0.04, 0.04, 0.02])


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_cover_what_they_say(method):
    rng, held = np.random.default_rng(11), 0
    for at in range(120):
        people = rng.normal(5, 1, (25, 1))
        found = bootstrap(people, lambda table: float(table.mean()), draws=300, method=method, level=0.9, seed=at)
        held += found.low <= 5 <= found.high
    assert 0.82 <= held / 120 <= 0.96


def test_the_same_seed_gives_the_same_interval():
    table = np.random.default_rng(2).integers(1, 10, (12, 6))
    one, other = (bootstrap(table, lambda rows: kendall_w(rows).w, draws=200) for _ in range(2))
    assert one == other
    assert 0 <= one.low < one.high <= 1
    with pytest.raises(InputError, match="two of them"):
        bootstrap(table[:1], lambda rows: 1.0)


def test_a_number_that_draws_cannot_tell_has_no_interval():
    with pytest.raises(InputError, match="too few of the draws"):
        bootstrap(np.ones((4, 3)), lambda rows: kendall_w(rows).w, draws=50)
