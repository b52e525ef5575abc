"""What one more study does to a pooled interval: against pooling itself, and in its limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.synthesis import METHODS, fit
from cairn.synthesis.next_precision import Pool, narrowing, needed, smallest_half_width, usual_and_largest

variances = st.floats(1e-4, 10)
pools = st.builds(
    Pool,
    st.lists(variances, min_size=1, max_size=8).map(tuple),
    st.one_of(st.just(0.0), st.floats(1e-4, 5)),
)


@pytest.fixture
def bcg_pool(bcg):
    y, v = bcg
    return Pool(tuple(v), fit(y, v, method="REML").heterogeneity.tau2)


def test_the_interval_so_far_is_that_of_the_bcg_trials(bcg, bcg_pool):
    # Viechtbauer, 2010, J Stat Softw 36(3), section 3: estimate -0.7145, interval -1.0669 to -0.3622, tau² 0.3132.
    found = fit(*bcg, method="REML")
    assert bcg_pool.half_width == pytest.approx((1.0669 - 0.3622) / 2, abs=1e-4)
    assert bcg_pool.half_width == pytest.approx((found.ci[1] - found.ci[0]) / 2)


def test_one_study_more_does_what_pooling_it_does_where_studies_do_not_differ(bcg):
    assert "FE" in METHODS
    y, v = bcg
    before, after = fit(y[:-1], v[:-1], method="FE"), fit(y, v, method="FE")
    told = narrowing(Pool(tuple(v[:-1]), 0.0), float(v[-1]))
    assert told.before == pytest.approx((before.ci[1] - before.ci[0]) / 2)
    assert told.after == pytest.approx((after.ci[1] - after.ci[0]) / 2)


def test_the_fourteenth_bcg_trial_could_narrow_the_interval_by_little(bcg_pool):
    usual, largest = usual_and_largest(bcg_pool)
    assert usual.variance == pytest.approx(float(np.median(bcg_pool.variances)))
    assert largest.variance == min(bcg_pool.variances)
    assert 0 < usual.share < largest.share < 0.06


def test_how_large_it_must_be_is_told_so_that_it_just_suffices():
    pool = Pool((0.04, 0.09, 0.05), 0.01)
    told = needed(pool, 0.2, 0.0)
    assert told.variance is not None
    assert narrowing(pool, told.variance).after == pytest.approx(0.2)
    assert not told.reached
    assert not told.only_more_studies


def test_people_are_counted_by_what_one_person_tells():
    # Each study tells 4 / n: with n v = 4 in all, a variance of v takes 4 / v people.
    pool = Pool((0.04, 0.08), 0.0, people=(100, 50))
    told = needed(pool, 0.25, 0.0)
    assert told.people == math.ceil(4 / told.variance)
    assert needed(Pool((0.04, 0.08), 0.0), 0.25, 0.0).people is None
    assert needed(Pool((0.04, 0.08), 0.0, people=(None, None)), 0.25, 0.0).people is None


def test_where_studies_differ_much_no_single_study_will_do():
    pool = Pool((0.01, 0.01), 0.5)
    told = needed(pool, 0.3, 0.0)
    assert told.variance is None
    assert told.people is None
    assert told.only_more_studies
    assert smallest_half_width(pool, told.fewest) <= 0.3 < smallest_half_width(pool, told.fewest - 1)
    assert told.studies >= told.fewest > 1


def test_an_interval_that_leaves_the_value_out_needs_nothing():
    told = needed(Pool((0.01, 0.01), 0.0), 1.0, 0.0)
    assert (told.reached, told.studies, told.fewest) == (True, 0, 0)


def test_nothing_moves_an_estimate_off_the_value_it_equals():
    told = needed(Pool((0.01, 0.01), 0.0), 0.0, 0.0)
    assert (told.reached, told.variance, told.studies, told.fewest) == (False, None, None, None)
    assert not told.only_more_studies


@given(pools, variances, variances)
def test_a_more_exact_study_never_narrows_less(pool, one, other):
    small, large = sorted((one, other))
    assert narrowing(pool, small).after <= narrowing(pool, large).after <= pool.half_width


@given(pools, variances)
def test_no_study_narrows_beyond_what_one_without_error_would(pool, variance):
    assert narrowing(pool, variance).after >= smallest_half_width(pool) * (1 - 1e-12)


@given(pools)
def test_a_study_that_says_nothing_changes_nothing_and_a_perfect_one_reaches_the_limit(pool):
    assert narrowing(pool, 1e15).share == pytest.approx(0, abs=1e-6)
    assert narrowing(pool, 1e-15).after == pytest.approx(smallest_half_width(pool), abs=1e-6)


@given(pools.filter(lambda pool: pool.tau2 > 0))
def test_k_studies_never_get_below_the_square_root_of_tau2_over_k(pool):
    k = len(pool.variances) + 1
    assert smallest_half_width(pool) >= 1.959963984540054 * math.sqrt(pool.tau2 / k) * (1 - 1e-12)


@given(pools, st.floats(-3, 3), st.floats(-3, 3))
def test_what_is_said_to_suffice_suffices_and_one_fewer_does_not(pool, estimate, value):
    told = needed(pool, estimate, value)
    if told.reached or told.studies is None or told.studies > 10**6:
        return
    distance = abs(estimate - value)
    each = 1 / (pool.usual_variance + pool.tau2)

    def half(more):
        return 1.959963984540054 / math.sqrt(pool.weight + more * each)

    assert half(told.studies) <= distance * (1 + 1e-6)
    assert told.studies == 1 or half(told.studies - 1) > distance * (1 - 1e-6)
    if told.variance is not None:
        assert narrowing(pool, told.variance).after == pytest.approx(distance, rel=1e-6)


@given(pools, st.floats(0.01, 3), st.floats(0.01, 3))
def test_a_nearer_value_never_takes_fewer_studies(pool, one, other):
    near, far = sorted((one, other))
    assert needed(pool, near, 0.0).studies >= needed(pool, far, 0.0).studies


def test_impossible_numbers_are_refused():
    with pytest.raises(InputError, match="no study"):
        Pool((), 0.1)
    with pytest.raises(DataError, match="study 2: the sampling variance is not above zero"):
        Pool((0.1, 0.0), 0.1)
    with pytest.raises(InputError, match="τ² of -1"):
        Pool((0.1,), -1)
    with pytest.raises(InputError, match="2 variances but 1 numbers of people"):
        Pool((0.1, 0.2), 0.1, people=(3,))
    pool = Pool((0.1, 0.2), 0.1)
    with pytest.raises(InputError, match="variance of 0"):
        narrowing(pool, 0)
    with pytest.raises(InputError, match="0 more studies"):
        smallest_half_width(pool, 0)
    with pytest.raises(InputError, match="finite"):
        needed(pool, math.inf, 0.0)
