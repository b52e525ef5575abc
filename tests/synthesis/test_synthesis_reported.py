"""What papers report, turned into one effect. Numbers of the examples are worked by hand or with metafor's escalc."""

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import CairnError, DataError, InputError
from cairn.synthesis import WAYS, effect_of, effects, mean_and_sd
from cairn.synthesis.ways import KINDS

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


def test_what_rounding_explains_is_no_misprint_but_a_width_it_may_have_changed():
    found = effect_of("interval", {"estimate": 0.1, "low": 0.1, "high": 0.2}, kind="regression_coefficient")
    assert found.notes == ("Rounding may have changed the width of its interval by up to 100%.",)
    finer = {"estimate": 0.101, "low": 0.1, "high": 0.2}
    with pytest.raises(DataError, match="lies 98% of the way from the middle of its interval to an end"):
        effect_of("interval", finer, kind="regression_coefficient")


def test_a_small_sample_is_read_by_t():
    # Cochrane Handbook 6.5.2.3: a mean difference of 3.8 with p = 0.008 in 25 + 22 people has t = 2.78, so SE = 1.37.
    found = effect_of("p_value", {"estimate": 3.8, "p": 0.008, "df": 45}, kind="mean_difference")
    assert sqrt(found.vi) == pytest.approx(1.37, abs=0.005)
    # The interval of that difference, 3.8 ± 2.0141 × 1.37, gives the error back.
    ends = {"low": 3.8 - 2.014103 * 1.37, "high": 3.8 + 2.014103 * 1.37}
    by_t = effect_of("interval", {"estimate": 3.8, "df": 45, **ends}, kind="mean_difference")
    assert sqrt(by_t.vi) == pytest.approx(1.37, abs=1e-5)


def test_a_p_value_known_only_as_a_bound_is_taken_at_it_and_said():
    numbers = {"estimate": 2.57, "p": 0.001}
    exact, bound = (effect_of("p_value", numbers | more, kind="odds_ratio") for more in ({}, {"below": 1}))
    assert exact.vi == bound.vi
    assert len(exact.notes) == 1
    assert "only that it is below 0.001" in bound.notes[1]


@pytest.mark.parametrize(("kind", "estimate"), [("risk_difference", 12), ("percentage_points", -120)])
def test_a_difference_of_risks_has_a_largest_value(kind, estimate):
    with pytest.raises(DataError, match="is impossible"):
        effect_of("standard_error", {"estimate": estimate, "se": 2}, kind=kind)


def test_the_standard_error_of_a_correlation_is_put_on_fishers_scale():
    r, n = 0.5, 103
    found = effect_of("standard_error", {"estimate": r, "se": (1 - r**2) / sqrt(n - 3)}, kind="correlation")
    assert found.vi == pytest.approx(1 / (n - 3))


def test_the_coefficient_of_a_logistic_regression_is_a_logarithm():
    found = effect_of("regression", {"b": 0.94, "se": 0.21}, kind="odds_ratio_adjusted")
    assert (found.yi, found.vi) == (0.94, pytest.approx(0.0441))
    assert found.estimate == pytest.approx(2.56, abs=0.005)


def test_the_share_of_one_group_stands_on_log_odds_and_compares_nothing():
    found = effect_of("proportion", {"events": 30, "n": 120}, kind="proportion")
    assert (found.yi, found.vi) == (pytest.approx(log(30 / 90)), pytest.approx(1 / 30 + 1 / 90))
    assert found.estimate == pytest.approx(0.25)
    assert not found.ratio
    assert found.notes == ("It is the share of one group: it compares nothing.",)
    nobody = effect_of("proportion", {"events": 0, "n": 20}, kind="proportion")
    assert nobody.yi == pytest.approx(log(0.5 / 20.5))
    assert "½" in nobody.notes[1]


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
    assert found.yi == pytest.approx(log(0.5 * 128.5 / (123.5 * 11.5)))


def test_a_difference_of_risks_is_helped_only_where_it_has_no_variance():
    beside_a_zero = effect_of("counts", {"events1": 0, "n1": 10, "events2": 5, "n2": 10}, kind="risk_difference")
    assert (beside_a_zero.yi, beside_a_zero.vi, beside_a_zero.notes) == (-0.5, pytest.approx(0.025), ())
    flat = effect_of("counts", {"events1": 0, "n1": 10, "events2": 0, "n2": 10}, kind="percentage_points")
    assert (flat.yi, flat.vi) == (0, pytest.approx(1e4 * 2 * (0.5 / 11) * (10.5 / 11) / 11))
    assert "½" in flat.notes[0]


@pytest.mark.parametrize("kind", ["odds_ratio", "relative_risk"])
def test_two_groups_without_events_say_nothing_about_a_ratio(kind):
    with pytest.raises(DataError, match="people with and without the outcome: neither group has events"):
        effect_of("counts", {"events1": 0, "n1": 10, "events2": 0, "n2": 30}, kind=kind)


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


def test_medians_with_extremes_alone_or_with_quartiles_too():
    sizes = {"n1": 50, "n2": 50, "median1": 10, "median2": 9}
    extremes = {"smallest1": 1, "largest1": 19, "smallest2": 0, "largest2": 18}
    quartiles = {"lower1": 7, "upper1": 13, "lower2": 6, "upper2": 12}
    for numbers in (extremes, extremes | quartiles):
        found = effect_of("medians", sizes | numbers, kind="standardised_mean_difference")
        sd = mean_and_sd(
            50, median=10, minimum=1, maximum=19, **({"q1": 7, "q3": 13} if "lower1" in numbers else {})
        ).sd
        assert found.yi == pytest.approx((1 - 3 / (4 * 98 - 1)) / sd, rel=1e-3)


def test_skewed_medians_are_doubted_by_group():
    numbers = {"median1": 10, "lower1": 9.9, "upper1": 30, "median2": 9, "lower2": 7, "upper2": 11, "n1": 80, "n2": 80}
    notes = effect_of("medians", numbers, kind="mean_difference").notes
    assert [one for one in notes if "skewed" in one] == [
        "The values of group 1 look skewed, so the estimate is doubtful."
    ]


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
    with pytest.raises(DataError, match=r"Direction.*is missing"):
        effect_of("f", {"f": 4, "n1": 30, "n2": 30}, kind="standardised_mean_difference")


def test_a_chi_squared_becomes_a_log_odds_ratio():
    found = effect_of("chi2", {"chisq": 10.67, "totaln": 300, "sign": -1}, kind="odds_ratio")
    # d = 2 sqrt(10.67 / 289.33) = 0.38408, times pi / sqrt(3), with the sign that a chi-squared cannot have.
    assert found.yi == pytest.approx(-0.69665, abs=1e-4)
    assert "same size" in found.notes[0]


def test_rates():
    found = effect_of("rates", {"events1": 30, "time1": 19.0, "events2": 20, "time2": 19.0}, kind="rate_ratio")
    assert (exp(found.yi), found.vi) == (pytest.approx(1.5), pytest.approx(1 / 30 + 1 / 20))
    none = effect_of("rates", {"events1": 0, "time1": 19.0, "events2": 20, "time2": 19.0}, kind="rate_ratio")
    assert none.yi == pytest.approx(log(0.5 / 20.5))
    assert "½" in none.notes[0]


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
        ("interval", {"estimate": 2, "low": 3, "high": 1}, "mean_difference", "goes from 3 to 1"),
        ("p_value", {"estimate": 2, "p": 0}, "odds_ratio", "exact p value"),
        ("p_value", {"estimate": 1, "p": 0.5}, "odds_ratio", "give an interval"),
        ("standard_error", {"estimate": 2, "se": 0}, "odds_ratio", "not above zero"),
        ("correlation", {"r": 1.2, "n": 20}, "correlation", "-1|outside|correlation"),
        ("interval", {"estimate": 1.2, "low": 0.1, "high": 1.4}, "correlation", "impossible"),
        ("f", {"f": 4, "n1": 3, "n2": 3, "sign": 2}, "standardised_mean_difference", "neither 1 nor -1"),
        ("t", {"t": 4, "n1": 1, "n2": 3}, "standardised_mean_difference", "fewer than two people"),
        ("chi2", {"chisq": 31, "totaln": 30, "sign": 1}, "odds_ratio", "no finite effect"),
        ("rates", {"events1": 0, "time1": 9, "events2": 0, "time2": 9}, "rate_ratio", "neither group has events"),
        ("rates", {"events1": 1, "time1": 0, "events2": 2, "time2": 9}, "rate_ratio", "a time at risk not above it"),
        ("p_value", {"estimate": 2, "p": 1.2}, "odds_ratio", "p value of 1.2 gives no"),
        ("p_value", {"estimate": 2, "p": 0.05, "below": 3}, "odds_ratio", "neither 1 nor 0"),
        ("p_value", {"estimate": 2, "p": 0.05, "df": 0}, "odds_ratio", "degrees of freedom are not above zero"),
        ("regression", {"b": 0.3}, "odds_ratio", "“Standard error of the coefficient” is missing"),
        ("regression", {"b": 0.3, "se": 0.1}, "mean_difference", "gives no mean difference"),
        ("proportion", {"events": 3, "n": 2}, "proportion", "more events than people"),
        ("proportion", {"events": 3, "n": 9}, "odds_ratio", "gives no odds ratio; it gives one of: proportion"),
        ("medians", {"median1": 1, "median2": 1, "lower1": 0, "n1": 9, "n2": 9}, "mean_difference", "are incomplete"),
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


@given(st.floats(0.2, 5), st.floats(0.05, 1.5), st.integers(2, 4))
def test_a_rounded_interval_that_was_symmetrical_is_never_doubted(ratio, se, digits):
    ends = {"estimate": ratio, "low": ratio * exp(-1.959964 * se), "high": ratio * exp(1.959964 * se)}
    printed = {name: round(value, digits) for name, value in ends.items()}
    if printed["low"] > 0 and printed["low"] < printed["high"]:
        found = effect_of("interval", printed, kind="odds_ratio")
        assert not any("misprint" in note or "check the paper" in note for note in found.notes)


def test_what_compares_has_a_way_and_what_compares_nothing_is_none_of_it():
    given_by = frozenset[str]().union(*(way.kinds for way in WAYS.values()))
    assert given_by - KINDS == {"proportion"}
    assert given_by >= KINDS


def test_every_way_can_give_at_least_one_kind_and_names_its_numbers_in_words():
    for way in WAYS.values():
        assert way.kinds
        assert len({one.name for one in way.numbers}) == len(way.numbers)
        with pytest.raises((InputError, DataError)):
            effect_of(way.name, {}, kind=sorted(way.kinds)[0])


@pytest.mark.parametrize("level", [0.95, 49, 100, 195])
def test_a_level_that_no_paper_prints_is_refused(level):
    with pytest.raises(DataError, match="give its level as 95 or 90"):
        effect_of("interval", {"estimate": 2.0, "low": 1.4, "high": 2.9, "level": level}, kind="odds_ratio")
