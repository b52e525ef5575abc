"""What papers report, turned into one effect. Numbers of the examples are worked by hand or with metafor's escalc."""

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import CairnError, DataError, InputError
from cairn.synthesis import WAYS, effect_of, effects

COUNTS = {"events1": 4, "n1": 123, "events2": 11, "n2": 139}


def test_an_odds_ratio_with_its_interval():
    found = effect_of("interval", {"estimate": 3.10, "low": 1.95, "high": 4.93}, kind="odds_ratio")
    assert found.yi == pytest.approx(log(3.10))
    assert sqrt(found.vi) == pytest.approx((log(4.93) - log(1.95)) / (2 * 1.959964), abs=1e-7)
    assert found.estimate == pytest.approx(3.10)
    assert found.ci == pytest.approx((1.95, 4.93), abs=0.01)
    assert found.notes == ()


def test_another_level_of_the_interval():
    at90 = effect_of(
        "interval", {"estimate": 0, "low": -1.644854, "high": 1.644854, "level": 90}, kind="mean_difference"
    )
    assert at90.vi == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("low", "notes"), [(1.5, 0), (1.35, 1)])
def test_an_estimate_off_the_middle_is_noted(low, notes):
    found = effect_of("interval", {"estimate": 1.9, "low": low, "high": 2.4}, kind="odds_ratio_adjusted")
    assert len(found.notes) == notes


def test_an_estimate_at_the_edge_of_its_interval_is_taken_for_a_misprint():
    with pytest.raises(DataError, match="misprint"):
        effect_of("interval", {"estimate": 2.3, "low": 1.0, "high": 2.4}, kind="odds_ratio")


def test_a_p_value_gives_back_the_error_of_its_normal_test():
    found = effect_of("p_value", {"estimate": 2.57, "p": 0.014}, kind="odds_ratio")
    assert found.yi / sqrt(found.vi) == pytest.approx(2.4573, abs=1e-3)


@pytest.mark.parametrize(
    ("kind", "yi", "vi"),
    [  # the first trial of the BCG data, as metafor gives it
        ("odds_ratio", -0.9386941, 0.3571250),
        ("relative_risk", -0.8893113, 0.3255848),
        ("risk_difference", -0.0466164, 0.00078007),
        ("percentage_points", -4.66164, 7.8007),
    ],
)
def test_counts(kind, yi, vi):
    found = effect_of("counts", COUNTS, kind=kind)
    assert (found.yi, found.vi) == (pytest.approx(yi, abs=1e-4), pytest.approx(vi, rel=1e-3))


def test_a_zero_is_helped_and_said():
    found = effect_of("counts", COUNTS | {"events1": 0}, kind="odds_ratio")
    assert "½" in found.notes[0]


def test_percentages_give_whole_people():
    found = effect_of("shares", {"percent1": 33, "n1": 100, "percent2": 7, "n2": 100}, kind="odds_ratio")
    assert found.yi == pytest.approx(log(33 * 93 / (67 * 7)))


def test_means_and_standardised_means():
    numbers = {"mean1": 10, "sd1": 2, "n1": 20, "mean2": 8, "sd2": 2, "n2": 20}
    plain = effect_of("means", numbers, kind="mean_difference")
    assert (plain.yi, plain.vi) == (pytest.approx(2), pytest.approx(0.4))
    g = effect_of("means", numbers, kind="standardised_mean_difference")
    assert g.yi == pytest.approx(1 - 3 / (4 * 38 - 1), abs=1e-4)


def test_medians_of_symmetric_groups_are_their_means():
    quartiles = {"median1": 10, "lower1": 8, "upper1": 12, "median2": 9, "lower2": 7, "upper2": 11}
    found = effect_of("medians", quartiles | {"n1": 50, "n2": 60}, kind="mean_difference")
    assert found.yi == pytest.approx(1)
    assert "estimated from medians" in found.notes[0]


def test_a_correlation_stands_on_fishers_scale_and_returns():
    found = effect_of("correlation", {"r": 0.18, "n": 562}, kind="correlation")
    assert found.vi == pytest.approx(1 / 559)
    assert found.estimate == pytest.approx(0.18)


def test_a_test_statistic_has_the_sign_it_is_given():
    more, less = (
        effect_of("f", {"f": 4, "n1": 30, "n2": 30, "sign": sign}, kind="standardised_mean_difference")
        for sign in (1, -1)
    )
    assert more.yi == -less.yi > 0
    assert effect_of("t", {"t": 2, "n1": 30, "n2": 30}, kind="standardised_mean_difference").yi == more.yi


def test_a_chi_squared_becomes_a_log_odds_ratio():
    assert effect_of("chi2", {"chisq": 10.67, "totaln": 300}, kind="odds_ratio").yi > 0


def test_rates():
    found = effect_of("rates", {"events1": 30, "time1": 19.0, "events2": 20, "time2": 19.0}, kind="rate_ratio")
    assert (exp(found.yi), found.vi) == (pytest.approx(1.5), pytest.approx(1 / 30 + 1 / 20))


@pytest.mark.parametrize(
    ("way", "numbers", "kind", "said"),
    [
        ("guess", {}, "odds_ratio", "no way of reporting"),
        ("counts", COUNTS, "mean_difference", "gives no mean difference"),
        ("counts", COUNTS, "", "gives no kind of effect"),
        ("counts", {"events1": 4}, "odds_ratio", "“People in the group that took part” is missing|is missing"),
        ("counts", COUNTS | {"x": 1}, "odds_ratio", "none of its numbers"),
        ("counts", COUNTS | {"events1": 4.5}, "odds_ratio", "no whole number"),
        ("counts", COUNTS | {"events1": 200}, "odds_ratio", "larger than its group"),
        ("shares", {"percent1": 133, "n1": 9, "percent2": 7, "n2": 9}, "odds_ratio", "no percentage"),
        ("interval", {"estimate": 2, "low": -1, "high": 3}, "odds_ratio", "not above zero"),
        ("interval", {"estimate": 2, "low": float("nan"), "high": 3}, "odds_ratio", "is no number"),
        ("interval", {"estimate": 2, "low": 3, "high": 1}, "mean_difference", "is empty"),
        ("p_value", {"estimate": 2, "p": 0}, "odds_ratio", "exact p value"),
        ("p_value", {"estimate": 1, "p": 0.5}, "odds_ratio", "give an interval"),
        ("standard_error", {"estimate": 2, "se": 0}, "odds_ratio", "not above zero"),
        ("correlation", {"r": 1.2, "n": 20}, "correlation", "-1|outside|correlation"),
        ("interval", {"estimate": 1.2, "low": 0.1, "high": 1.4}, "correlation", "impossible"),
        ("f", {"f": 4, "n1": 3, "n2": 3, "sign": 2}, "standardised_mean_difference", "neither 1 nor -1"),
    ],
)
def test_what_cannot_be_worked_out_is_an_error_that_says_why(way, numbers, kind, said):
    with pytest.raises(CairnError, match=said):
        effect_of(way, numbers, kind=kind)


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.integers(401, 900),
    st.integers(401, 900),
    st.sampled_from(["OR", "RR"]),
)
def test_counts_agree_with_the_measures(a, c, n1, n2, measure):
    kind = {"OR": "odds_ratio", "RR": "relative_risk"}[measure]
    found = effect_of("counts", {"events1": a, "n1": n1, "events2": c, "n2": n2}, kind=kind)
    expected = effects(measure, ai=a, n1i=n1, ci=c, n2i=n2)
    assert (found.yi, found.vi) == (expected.yi[0], expected.vi[0])


def test_every_way_can_give_at_least_one_kind_and_names_its_numbers_in_words():
    for way in WAYS.values():
        assert way.kinds
        assert len({one.name for one in way.numbers}) == len(way.numbers)
        with pytest.raises((InputError, DataError)):
            effect_of(way.name, {}, kind=sorted(way.kinds)[0])
