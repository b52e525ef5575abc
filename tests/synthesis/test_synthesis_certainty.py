"""GRADE and CERQual: what the rules suggest, what a person may change, and what never counts as good."""

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis import of_people
from cairn.synthesis.certainty import (
    Body,
    Component,
    Concern,
    Domain,
    Effect,
    Level,
    Override,
    Study,
    absolute_effect,
    adequacy,
    conclude,
    confidence,
    plain_words,
    suggest,
)

ORDER = [Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH]
CLEAR = Effect("relative_risk", True, log(1.5), (log(1.3), log(1.8)), i2=10.0)


def studies(number=4, **fields):
    given_ = {"design_class": "non_randomised", "direction": "for", "weight": 25.0, "bias": "low"} | fields
    return tuple(Study(f"Study {n}", **given_) for n in range(number))


def body(**fields):
    given_ = {"studies": studies(), "effect": CLEAR, "people": 4000, "near_only": False}
    return Body(**(given_ | fields))


def steps(found, domain):
    return next(one.levels for one in found.judgements if one.domain is domain)


def judged(found, domain):
    return next(one for one in found.judgements if one.domain is domain)


def test_random_allocation_starts_high_and_anything_else_low():
    assert suggest(body(studies=studies(design_class="randomised"))).level is Level.HIGH
    assert suggest(body()).start is Level.LOW
    unknown = suggest(body(studies=studies(design_class="unknown")))
    assert unknown.start is Level.LOW
    assert "not recorded" in unknown.start_because


def test_robins_i_starts_high_and_its_serious_bias_costs_two():
    found = suggest(body(studies=studies(robins=True)))
    assert found.level is Level.HIGH
    serious = suggest(body(studies=studies(robins=True, bias="high")))
    assert (steps(serious, Domain.BIAS), serious.level) == (-2, Level.LOW)
    moderate = suggest(body(studies=studies(robins=True, bias="some")))
    assert (steps(moderate, Domain.BIAS), moderate.level) == (-1, Level.MODERATE)


def test_bias_goes_by_weight():
    light = (Study("a", bias="high", weight=20.0), *studies(1, weight=80.0))
    heavy = (Study("a", bias="high", weight=80.0), *studies(1, weight=20.0))
    assert steps(suggest(body(studies=light)), Domain.BIAS) == 0
    assert steps(suggest(body(studies=heavy)), Domain.BIAS) == -1


def test_what_nobody_judged_is_said_and_not_taken_for_good():
    found = suggest(Body(studies=studies(bias="")))
    unknown = {one.domain for one in found.judgements if not one.known}
    assert {Domain.BIAS, Domain.INDIRECTNESS, Domain.IMPRECISION, Domain.PUBLICATION} <= unknown


@pytest.mark.parametrize(
    ("fields", "ways", "expected"),
    [
        ({"i2": 10.0}, ("for", "against"), 0),
        ({"i2": 60.0}, ("for", "for"), 0),
        ({"i2": 60.0}, ("for", "none"), -1),
        ({"i2": 80.0}, ("for", "against"), -2),
        ({"i2": 30.0, "prediction": (log(0.9), log(2.5))}, ("for", "for"), -1),
    ],
)
def test_inconsistency_of_pooled_effects(fields, ways, expected):
    found = tuple(Study(way + str(n), direction=way, bias="low") for n, way in enumerate(ways))
    assert steps(suggest(body(studies=found, effect=replace(CLEAR, **fields))), Domain.INCONSISTENCY) == expected


@pytest.mark.parametrize(("against", "expected"), [(0, 0), (1, 0), (2, -1)])
def test_inconsistency_by_direction(against, expected):
    found = studies(4 - against) + tuple(Study(f"Other {n}", direction="against") for n in range(against))
    assert steps(suggest(body(studies=found, effect=None)), Domain.INCONSISTENCY) == expected


@pytest.mark.parametrize(
    ("ci", "smallest", "people", "expected"),
    [
        ((1.3, 1.8), None, 4000, 0),
        ((1.3, 1.8), None, 300, -1),
        ((1.05, 1.8), 1.2, 4000, -1),
        ((0.9, 1.8), None, 4000, -1),
        ((0.7, 1.8), None, 4000, -2),
        ((0.9, 1.1), 1.2, 4000, 0),
        ((0.7, 1.8), 1.2, 4000, -2),
    ],
)
def test_imprecision(ci, smallest, people, expected):
    effect = replace(CLEAR, ci=tuple(log(end) for end in ci), smallest=log(smallest) if smallest else None)
    assert steps(suggest(body(effect=effect, people=people)), Domain.IMPRECISION) == expected


def test_indirectness_names_what_is_near_or_narrow():
    assert steps(suggest(body(near_only=True)), Domain.INDIRECTNESS) == -1
    assert steps(suggest(body(narrow=("one school",))), Domain.INDIRECTNESS) == 0
    both = suggest(body(near_only=True, narrow=("Australia", "medicine")))
    assert steps(both, Domain.INDIRECTNESS) == -2
    assert "Australia and medicine" in judged(both, Domain.INDIRECTNESS).because


def test_missing_studies_are_suspected_from_ten_studies_on_only():
    unequal = replace(CLEAR, small_study_p=0.02)
    assert steps(suggest(body(studies=studies(10), effect=unequal)), Domain.PUBLICATION) == -1
    few = judged(suggest(body(effect=unequal)), Domain.PUBLICATION)
    assert (few.levels, few.known) == (0, False)


LARGE = replace(CLEAR, estimate=log(2.6), ci=(log(2.2), log(3.1)))
FREE = {"chosen": False, "confounding_remains": False}


def test_a_large_effect_raises_what_was_not_chosen_and_not_confounded():
    assert suggest(body(effect=LARGE, **FREE)).level is Level.MODERATE
    huge = replace(LARGE, estimate=log(6), ci=(log(5), log(7)))
    assert suggest(body(effect=huge, **FREE)).level is Level.HIGH
    protective = replace(LARGE, estimate=-log(2.6), ci=(-log(3.1), -log(2.2)))
    assert suggest(body(effect=protective, **FREE)).level is Level.MODERATE


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"chosen": True, "confounding_remains": False},
        {"chosen": False},
        {"chosen": False, "confounding_remains": True},
        {"confounding_remains": False},
    ],
)
def test_a_large_effect_never_raises_what_was_chosen_confounded_or_unknown(facts):
    found = suggest(body(effect=LARGE, **facts))
    assert found.level is Level.LOW
    with pytest.raises(InputError, match="does not raise certainty"):
        conclude(found, {Domain.LARGE: Override(1, "It is so large.")})


def test_an_odds_ratio_is_turned_into_a_relative_risk_before_it_counts_as_large():
    odds = replace(LARGE, kind="odds_ratio", comparator_risk=None)
    unknown = judged(suggest(body(effect=odds, **FREE)), Domain.LARGE)
    assert (unknown.levels, unknown.known) == (0, False)
    # Zhang & Yu: with a risk of 40% an odds ratio of 2.6 is a relative risk of 1.59.
    common = judged(suggest(body(effect=replace(odds, comparator_risk=0.4), **FREE)), Domain.LARGE)
    assert (common.levels, common.because) == (0, "The relative risk is 1.59.")


def test_nothing_is_rated_up_after_a_step_down_or_from_high():
    down = suggest(body(effect=LARGE, near_only=True, dose_response=True, **FREE))
    assert steps(down, Domain.DOSE) == 0
    high = suggest(body(studies=studies(design_class="randomised"), dose_response=True, **FREE))
    assert steps(high, Domain.DOSE) == 0


def test_gradient_and_confounding_against_the_effect_raise():
    found = suggest(body(dose_response=True, confounding_would_reduce=True, **FREE))
    assert found.level is Level.HIGH


def test_a_person_may_differ_with_a_reason():
    found = suggest(body())
    assert conclude(found, {}).level is found.level
    changed = conclude(found, {Domain.INDIRECTNESS: Override(-1, "Only one profession.")})
    assert changed.level is Level.VERY_LOW
    assert changed.levels[Domain.INDIRECTNESS] == -1
    with pytest.raises(InputError, match="without a reason"):
        conclude(found, {Domain.INDIRECTNESS: Override(-1, " ")})
    with pytest.raises(InputError, match="no step here"):
        conclude(found, {Domain.BIAS: Override(1, "Well done.")})


@given(st.sampled_from(["", "low", "some", "high"]), st.booleans(), st.integers(1, 12))
def test_more_bias_never_raises_certainty(bias, robins, number):
    worse = {"": "low", "low": "some", "some": "high", "high": "high"}[bias] if bias else "high"
    before, after = (
        suggest(body(studies=studies(number, bias=one, robins=robins, weight=100 / number))).level
        for one in (bias, worse)
    )
    assert ORDER.index(after) <= ORDER.index(before)


def test_an_impossible_study_or_an_empty_body_is_refused():
    with pytest.raises(InputError, match="no way to allocate"):
        Study("a", design_class="guessed")
    with pytest.raises(InputError, match="no judgement of bias"):
        Study("a", bias="serious")
    with pytest.raises(InputError, match="no study"):
        Body(studies=())


def test_cerqual_by_its_named_convention():
    concerns = dict.fromkeys(Component, Concern.NONE)
    assert confidence(concerns).level is Level.HIGH
    assert confidence(concerns | {Component.ADEQUACY: Concern.MODERATE}).level is Level.MODERATE
    assert confidence(concerns | {Component.ADEQUACY: Concern.SERIOUS}).level is Level.LOW
    assert confidence(dict.fromkeys(Component, Concern.SERIOUS)).level is Level.VERY_LOW
    three = dict.fromkeys(Component, Concern.MINOR) | {Component.RELEVANCE: Concern.NONE}
    assert confidence(three).level is Level.MODERATE
    with pytest.raises(InputError, match="coherence: has not been judged"):
        confidence({Component.METHODS: Concern.NONE})
    assert [adequacy(n) for n in (1, 2, 9)] == [Concern.SERIOUS, Concern.MODERATE, Concern.MINOR]


def test_absolute_effects():
    # Cochrane Handbook 15.4.4.3: an odds ratio of 0.73 and a risk of 0.3 give 24%.
    found = absolute_effect("odds_ratio", log(0.73), (log(0.5), log(1.0)), 0.3)
    assert found.with_it == pytest.approx(0.2383, abs=1e-3)
    assert found.difference_ci[1] == pytest.approx(0)
    assert absolute_effect("relative_risk", log(1.5), (0, log(9)), 0.2).with_ci[1] == 1.0
    assert absolute_effect("hazard_ratio", log(2), (0, 1), 0.1).with_it == pytest.approx(0.19)
    assert absolute_effect("percentage_points", -4.8, (-6.3, -3.2), 0.15).with_it == pytest.approx(0.102)
    assert absolute_effect("risk_difference", -0.5, (-1, 0), 0.2).with_it == 0.0


@pytest.mark.parametrize(("kind", "risk"), [("odds_ratio", 0.0), ("odds_ratio", 1.0), ("mean_difference", 0.2)])
def test_no_absolute_effect_without_a_risk_or_a_risk_to_change(kind, risk):
    with pytest.raises(InputError):
        absolute_effect(kind, 0.1, (0, 0.2), risk)


@pytest.mark.parametrize(
    ("level", "smallest", "expected"),
    [
        (Level.HIGH, 0.2, "With rural tracks there is more rural practice."),
        (Level.MODERATE, 0.2, "With rural tracks there is probably more rural practice."),
        (Level.LOW, 0.9, "With rural tracks there may be little or no difference in rural practice."),
        (Level.VERY_LOW, 0.2, "The evidence is very uncertain about the effect of rural tracks on rural practice."),
        (Level.LOW, None, "With rural tracks there may be more rural practice; how much would matter is not agreed."),
    ],
)
def test_plain_words(level, smallest, expected):
    said = plain_words("rural tracks", "rural practice", level, estimate=0.5, ci=(0.3, 0.7), smallest=smallest)
    assert said == expected


@pytest.mark.parametrize(
    ("estimate", "ci", "smallest", "size", "also"),
    [
        # An odds ratio of 2.5 whose interval is 0.9 to 7 is not "little or no difference".
        (log(2.5), (log(0.9), log(7)), None, "more", "the interval includes no effect"),
        (log(2.5), (log(0.9), log(7)), log(1.2), "more", "the interval includes no effect"),
        (-0.1, (-0.3, 0.2), None, "less", "the interval includes no effect"),
        (0.5, (-0.4, 1.4), 0.2, "more", "the interval includes no effect and even a decrease that would matter"),
        (-0.5, (-1.4, 0.4), 0.2, "less", "the interval includes no effect and even an increase that would matter"),
        (
            0.1,
            (-0.3, 0.5),
            0.2,
            "little or no difference in",
            "the interval also holds a decrease and an increase that would matter",
        ),
        (0.5, (0.3, 0.7), 0.2, "more", ""),
        (0.5, (0.1, 0.9), 0.2, "more", "the interval also holds effects too small to matter"),
        (-0.5, (-0.9, -0.1), 0.2, "less", "the interval also holds effects too small to matter"),
        (0.1, (-0.1, 0.3), 0.2, "little or no difference in", "the interval also holds an increase that would matter"),
        (-0.1, (-0.3, 0.1), 0.2, "little or no difference in", "the interval also holds a decrease that would matter"),
        (0.05, (-0.1, 0.15), 0.2, "little or no difference in", ""),
        (0.0, (-0.3, 0.3), None, "little or no difference in", "the interval includes no effect"),
    ],
)
def test_the_estimate_gives_the_size_and_the_interval_what_else_it_may_be(estimate, ci, smallest, size, also):
    said = plain_words("a", "b", Level.LOW, estimate=estimate, ci=ci, smallest=smallest)
    unsettled = "; how much would matter is not agreed" if smallest is None else ""
    assert said == f"With a there may be {size} b{f'; {also}' if also else ''}{unsettled}."


@given(
    estimate=st.floats(-3, 3),
    below=st.floats(0, 3),
    above=st.floats(0, 3),
    smallest=st.floats(0.01, 2),
    level=st.sampled_from([Level.HIGH, Level.MODERATE, Level.LOW]),
)
def test_the_opposite_effect_is_said_to_be_the_opposite(estimate, below, above, smallest, level):
    def said(value, ci):
        return plain_words("a", "b", level, estimate=value, ci=ci, smallest=smallest)

    one, other = (
        said(estimate, (estimate - below, estimate + above)),
        said(-estimate, (-estimate - above, -estimate + below)),
    )
    assert (" more b" in one) == (" less b" in other) == (estimate >= smallest)
    assert ("an increase" in one) == ("a decrease" in other) or "a decrease and an increase" in one
    assert ("includes no effect" in one) == ("includes no effect" in other)


@given(st.floats(-3, 3), st.floats(0, 3), st.floats(0, 3))
def test_without_an_agreed_size_the_direction_is_that_of_the_estimate(estimate, below, above):
    ci = (estimate - below, estimate + above)
    said = plain_words("a", "b", Level.LOW, estimate=estimate, ci=ci)
    assert (" more b" in said, " less b" in said) == (estimate > 0, estimate < 0)
    assert ("includes no effect" in said) == (ci[0] <= 0 <= ci[1])
    assert "how much would matter is not agreed" in said


def test_a_risk_that_cannot_be_is_cut_off_and_said_to_be():
    beyond = absolute_effect("relative_risk", log(6), (log(3), log(9)), 0.2)
    assert (beyond.cut_off, beyond.ci_cut_off) == (True, True)
    assert of_people(beyond).endswith("; cut off at 1,000, as this effect cannot hold at this risk")
    below = absolute_effect("risk_difference", -0.5, (-1, 0), 0.2)
    assert of_people(below).endswith("; cut off at 0, as this effect cannot hold at this risk")


def test_an_interval_that_cannot_be_is_cut_off_and_said_to_be():
    wide = absolute_effect("relative_risk", log(1.5), (0, log(9)), 0.2)
    assert (wide.cut_off, wide.ci_cut_off) == (False, True)
    assert of_people(wide).endswith("; the interval is cut off at 1,000")
    both = absolute_effect("risk_difference", 0.1, (-0.8, 1.0), 0.2)
    assert of_people(both, 100).endswith("; the interval is cut off at 0 and 100")
    within = absolute_effect("relative_risk", log(1.5), (0, log(2)), 0.2)
    assert (within.cut_off, within.ci_cut_off) == (False, False)
    assert "cut off" not in of_people(within)
