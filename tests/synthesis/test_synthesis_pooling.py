"""Pooling: published results, limits, and what must hold for any studies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.synthesis import METHODS, cumulative, fit, fit_many, influence, leave_one_out, meta_regression, subgroups
from cairn.synthesis.heterogeneity import log_likelihood
from cairn.synthesis.profiles import Pooling

RANDOM = [method for method in METHODS if method != "FE"]


@st.composite
def datasets(draw, least=2, most=12):
    k = draw(st.integers(least, most))
    effects = st.floats(-3, 3).map(lambda value: round(value, 4))
    variances = st.floats(0.001, 2).map(lambda value: round(value, 4))
    return np.array(draw(st.lists(effects, min_size=k, max_size=k))), np.array(
        draw(st.lists(variances, min_size=k, max_size=k))
    )


def test_bcg_trials_give_the_published_answer(bcg):
    """Viechtbauer (2010), J Stat Softw 36(3): REML -0.7145 (se 0.1798), tau² 0.3132, I² 92.22%, Q(12) 152.2330."""
    one = fit(*bcg)
    assert one.estimate == pytest.approx(-0.7145, abs=5e-5)
    assert one.se == pytest.approx(0.1798, abs=5e-5)
    assert one.heterogeneity.tau2 == pytest.approx(0.3132, abs=5e-5)
    assert one.heterogeneity.tau2_se == pytest.approx(0.1664, abs=5e-5)
    assert one.heterogeneity.i2 == pytest.approx(92.22, abs=5e-3)
    assert one.heterogeneity.q == pytest.approx(152.2330, abs=5e-5)
    assert one.heterogeneity.tau2_ci == pytest.approx((0.1197, 1.1115), abs=5e-5)


def test_bcg_moderated_by_latitude_gives_the_published_answer(bcg):
    """Viechtbauer (2010): mixed-effects model with absolute latitude and year of publication."""
    latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]
    year = [1948, 1949, 1960, 1977, 1973, 1953, 1973, 1980, 1968, 1961, 1974, 1969, 1976]
    one = meta_regression(*bcg, {"latitude": latitude, "year": year})
    assert [each.estimate for each in one.coefficients] == pytest.approx([-3.5455, -0.0280, 0.0019], abs=2e-4)
    assert one.heterogeneity.tau2 == pytest.approx(0.1108, abs=5e-5)
    assert one.test == pytest.approx(12.2043, abs=5e-4)
    assert one.r2 == pytest.approx(64.63, abs=5e-3)


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None)
@given(data=datasets())
def test_order_sign_and_scale_do_not_matter(method, data):
    y, v = data
    one, back = fit(y, v, method=method), fit(y[::-1], v[::-1], method=method)
    turned, larger = fit(-y, v, method=method), fit(10 * y, 100 * v, method=method)
    scale = v.mean()
    tau2 = one.heterogeneity.tau2
    assert back.estimate == pytest.approx(one.estimate, rel=1e-8, abs=1e-8 * scale)
    assert turned.estimate == pytest.approx(-one.estimate, rel=1e-8, abs=1e-8 * scale)
    assert turned.heterogeneity.tau2 == pytest.approx(tau2, rel=1e-8, abs=1e-8 * scale)
    assert larger.heterogeneity.tau2 == pytest.approx(100 * tau2, rel=1e-7, abs=1e-6 * scale)
    assert larger.se == pytest.approx(10 * one.se, rel=1e-7)


@pytest.mark.parametrize("restricted", [True, False])
@settings(deadline=None)
@given(data=datasets())
def test_no_other_tau2_is_likelier(restricted, data):
    y, v = data
    found = fit(y, v, method="REML" if restricted else "ML").heterogeneity.tau2
    one = Pooling(y[None], v[None])

    def height(tau2):
        return log_likelihood(one, np.array([tau2]), restricted=restricted)[0]

    others = np.concatenate([[0], np.geomspace(1e-6, 1e3, 200)])
    assert height(found) >= max(height(other) for other in others) - 1e-9


@settings(deadline=None)
@given(data=datasets())
def test_equal_variances_make_the_estimators_agree(data):
    y, v = data
    same = np.full(y.size, v[0])
    estimates = [fit(y, same, method=method).heterogeneity.tau2 for method in ("DL", "HE", "REML", "PM")]
    assert estimates == pytest.approx([max(0, y.var(ddof=1) - v[0])] * 4, abs=1e-10)


@settings(deadline=None)
@given(data=datasets())
def test_intervals_hold_what_they_should(data):
    y, v = data
    one = fit(y, v, method="PM", prediction="z")
    assert one.prediction[0] <= one.ci[0] <= one.estimate <= one.ci[1] <= one.prediction[1]
    low, high = one.heterogeneity.tau2_ci
    assert low <= one.heterogeneity.tau2 + 1e-12
    assert one.heterogeneity.tau2 <= high + 1e-12 or (low, high) == (0, 0)
    assert sum(one.weights) == pytest.approx(100)


def test_the_adhoc_limit_never_narrows():
    y, v = [0.1, 0.11, 0.1, 0.12], [0.2, 0.3, 0.2, 0.1]
    narrow, limited, wald = (fit(y, v, ci=ci) for ci in ("kh", "kh-adhoc", "wald"))
    assert narrow.se < wald.se == pytest.approx(limited.se)
    assert limited.df == 3


def test_many_datasets_at_once_give_what_each_gives_alone():
    chance = np.random.default_rng(5)
    v = chance.uniform(0.01, 1, (40, 9))
    y = chance.normal(0, np.sqrt(v + 0.2))
    mask = np.arange(9) < chance.integers(2, 10, 40)[:, None]
    y[~mask] = np.nan
    for method in RANDOM:
        many = fit_many(y, v, method=method, mask=mask)
        alone = [fit(y[i, mask[i]], v[i, mask[i]], method=method) for i in range(40)]
        assert many.tau2 == pytest.approx([one.heterogeneity.tau2 for one in alone], abs=1e-10)
        assert many.estimate == pytest.approx([one.estimate for one in alone], abs=1e-10)
        assert many.se == pytest.approx([one.se for one in alone], abs=1e-10)


def test_a_likelihood_with_two_peaks_yields_the_higher_one():
    """Two exact studies far apart, many vague ones together: searched by brute force beside."""
    chance = np.random.default_rng(11)
    two = 0
    for _ in range(60):
        v = 10 ** chance.uniform(-5, 1, 5)
        y = chance.normal(0, np.sqrt(v) * chance.uniform(0.2, 3, 5))
        one = Pooling(y[None], v[None])
        grid = np.concatenate([[0], np.geomspace(1e-8, 1e3, 300)])
        heights = np.array([log_likelihood(one, np.array([tau2]), restricted=True)[0] for tau2 in grid])
        inner = (heights[1:-1] > heights[:-2]) & (heights[1:-1] > heights[2:])
        two += inner.sum() + (heights[0] > heights[1]) > 1
        found = fit(y, v).heterogeneity.tau2
        assert log_likelihood(one, np.array([found]), restricted=True)[0] >= heights.max() - 1e-9
    assert two > 0


@pytest.mark.parametrize("method", METHODS)
def test_hard_datasets_are_fitted(method):
    hard = {
        "same effects": ([1.0, 1.0, 1.0], [0.1, 0.2, 0.3]),
        "huge differences": ([-1e4, 0, 1e4], [1e-3, 1, 10]),
        "one nearly exact": ([0.1, 0.5, 0.9], [1e-12, 0.1, 0.2]),
        "two studies": ([0.0, 1.0], [0.1, 0.1]),
    }
    for y, v in hard.values():
        one = fit(y, v, method=method)
        assert np.isfinite([one.estimate, one.se, one.heterogeneity.tau2]).all()


def test_one_study_stays_itself_and_says_so():
    one = fit([0.4], [0.04])
    assert (one.estimate, one.se) == pytest.approx((0.4, 0.2))
    assert one.heterogeneity.tau2 is None
    assert one.prediction is None
    assert "one study" in one.notes[0]
    with pytest.raises(InputError, match="Knapp-Hartung"):
        fit([0.4], [0.04], ci="kh")


@pytest.mark.parametrize(
    ("y", "v", "error", "message"),
    [
        ([0.1, 0.2], [0.1, 0.0], DataError, "study 2.*not above zero"),
        ([0.1, float("nan")], [0.1, 0.1], DataError, "study 2.*missing"),
        ([0.1, "x"], [0.1, 0.1], DataError, "no number"),
        ([0.1], [0.1, 0.1], InputError, "1 effects but 2"),
        ([], [], InputError, "no study"),
    ],
)
def test_data_that_cannot_be_pooled_are_refused(y, v, error, message):
    with pytest.raises(error, match=message):
        fit(y, v)


def test_options_that_do_not_exist_are_refused():
    for wrong in ({"method": "XX"}, {"ci": "exact"}, {"prediction": "guess"}, {"level": 1.0}):
        with pytest.raises(InputError):
            fit([0.1, 0.2], [0.1, 0.1], **wrong)


def test_moderators_that_repeat_each_other_are_refused(bcg):
    with pytest.raises(InputError, match="repeat"):
        meta_regression(*bcg, {"one": range(13), "two": range(0, 26, 2)})
    with pytest.raises(InputError, match="cannot settle"):
        meta_regression([0.1, 0.2], [0.1, 0.1], {"one": [0, 1]})


def test_groups_are_compared(bcg):
    with pytest.raises(InputError, match="one group"):
        subgroups(*bcg, ["a"] * 13)
    apart = subgroups(*bcg, ["a"] * 6 + ["b"] * 7)
    assert [one.k for one in apart.groups.values()] == [6, 7]
    difference = apart.groups["a"].estimate - apart.groups["b"].estimate
    expected = difference**2 / (apart.groups["a"].se ** 2 + apart.groups["b"].se ** 2)
    assert apart.q_between == pytest.approx(expected)


def test_the_study_that_stands_out_has_the_most_influence():
    y, v = [0.1, 0.12, 0.09, 0.11, 2.0], [0.02] * 5
    moved = influence(y, v)
    assert max(range(5), key=lambda place: abs(moved[place].rstudent)) == 4
    assert leave_one_out(y, v)[4].estimate == pytest.approx(0.105)
    with pytest.raises(InputError, match="left out"):
        leave_one_out([0.1], [0.1])


def test_studies_accumulate_in_order():
    fits = cumulative([0.3, 0.1, 0.2], [0.1, 0.1, 0.1], [2003, 2001, 2002])
    assert [round(one.estimate, 6) for one in fits] == [0.1, 0.15, 0.2]
