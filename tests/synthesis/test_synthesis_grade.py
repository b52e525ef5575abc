"""GRADE by published examples, at the edges of its rules, and in what must hold of any body of evidence."""

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis.certainty import (
    DOMAINS,
    DOWN,
    LEVELS,
    RANGES,
    RULES,
    THRESHOLDS,
    UP,
    Body,
    Domain,
    Effect,
    Level,
    Override,
    Study,
    conclude,
    suggest,
)
from cairn.synthesis.certainty.up import relative_risk

ORDER = [Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH]
TRIALS = {"design_class": "randomised"}
CLEAR = Effect("relative_risk", True, log(1.5), (log(1.3), log(1.8)), i2=10.0)
LARGE = replace(CLEAR, estimate=log(2.6), ci=(log(2.2), log(3.1)))
FREE = {"chosen": False, "confounding_remains": False}


def studies(number=4, **fields):
    given_ = {"design_class": "non_randomised", "direction": "for", "bias": "low"} | fields
    return tuple(Study(f"Study {n}", **given_) for n in range(number))


def body(**fields):
    return Body(**({"studies": studies(), "effect": CLEAR, "people": 4000, "near_only": False} | fields))


def judged(found, domain):
    return next(one for one in found.judgements if one.domain is domain)


def steps(domain, **fields):
    return judged(suggest(body(**fields)), domain).levels


def rank(level):
    return ORDER.index(level)


@pytest.mark.parametrize(("matters", "expected"), [(0.005, 0), (0.01, -1)])
def test_the_stroke_example_of_grade_6(matters, expected):
    # Guyatt et al., 2011, 64:1283, figure 1: strokes fall by 1.3% (0.6 to 2.0%). Precise enough where 0.5% would do,
    # not where it takes 1%.
    strokes = Effect("risk_difference", False, 0.013, (0.006, 0.020), i2=0.0, smallest=matters)
    assert steps(Domain.IMPRECISION, effect=strokes, people=20_000) == expected


@pytest.mark.parametrize(
    ("ratio", "expected"), [(2.0, 0), (2.01, 1), (5.0, 1), (5.01, 2), (0.5, 0), (0.49, 1), (0.2, 1), (0.19, 2)]
)
def test_the_ratios_of_grade_9(ratio, expected):
    # Guyatt et al., 2011, 64:1311: above 2 or below 0.5 one step, above 5 or below 0.2 two.
    effect = replace(CLEAR, estimate=log(ratio), ci=(log(ratio) - 0.1, log(ratio) + 0.1))
    assert steps(Domain.LARGE, effect=effect, **FREE) == expected


@pytest.mark.parametrize(
    ("ends", "expected"), [((0.75, 1.25), -2), ((0.76, 1.25), -1), ((0.75, 1.24), -1), ((0.95, 1.05), -1)]
)
def test_the_rough_guide_of_grade_6_where_nothing_is_agreed(ends, expected):
    # Guyatt et al., 2011: a relative risk under 0.75 or over 1.25 is appreciable. Nothing is too small to matter yet.
    effect = replace(CLEAR, estimate=0.0, ci=tuple(log(end) for end in ends))
    assert steps(Domain.IMPRECISION, effect=effect) == expected


def test_conversions_to_a_relative_risk():
    # Zhang & Yu, 1998; Cochrane Handbook 15.4.4.4: an odds ratio of 3 at a risk of 0.5 is a relative risk of 1.5.
    odds = replace(CLEAR, kind="odds_ratio_adjusted", estimate=log(3), comparator_risk=0.5)
    assert relative_risk(odds) == pytest.approx(1.5)
    hazard = replace(CLEAR, kind="hazard_ratio", estimate=log(2), comparator_risk=0.1)
    assert relative_risk(hazard) == pytest.approx(1.9)
    assert relative_risk(replace(odds, comparator_risk=None)) is None
    assert relative_risk(replace(CLEAR, estimate=log(3))) == pytest.approx(3)


@given(st.sampled_from(["odds_ratio", "hazard_ratio"]), st.floats(-3, 3), st.floats(0.01, 0.99))
def test_a_relative_risk_lies_between_no_effect_and_its_ratio(kind, estimate, risk):
    found = log(relative_risk(replace(CLEAR, kind=kind, estimate=estimate, comparator_risk=risk)))
    assert min(0, estimate) - 1e-9 <= found <= max(0, estimate) + 1e-9


def test_a_ratio_that_cannot_be_large_needs_no_risk():
    odds = replace(CLEAR, kind="odds_ratio", estimate=log(1.9))
    found = judged(suggest(body(effect=odds, **FREE)), Domain.LARGE)
    assert (found.levels, found.known) == (0, True)


@pytest.mark.parametrize(
    ("high", "some", "trials", "others"),
    [(0, 0, 0, 0), (1, 0, 0, 0), (2, 0, -1, 0), (4, 0, -2, -1), (0, 3, 0, 0), (0, 4, -1, 0), (1, 3, -1, 0)],
)
def test_bias_by_the_share_of_eight_studies(high, some, trials, others):
    marks = ["high"] * high + ["some"] * some + ["low"] * (8 - high - some)

    def found(design):
        return tuple(Study(f"s{n}", design_class=design, bias=mark) for n, mark in enumerate(marks))

    assert steps(Domain.BIAS, studies=found("randomised")) == trials
    assert steps(Domain.BIAS, studies=found("non_randomised")) == others


def test_studies_not_judged_leave_bias_open_unless_they_cannot_change_it():
    mixed = (*studies(3, bias="high"), *studies(1, bias=""))
    decided = judged(suggest(body(studies=mixed)), Domain.BIAS)
    assert (decided.levels, decided.known, decided.open) == (-1, True, False)
    few = (*studies(1, bias="high"), *studies(3, bias=""))
    left = judged(suggest(body(studies=few)), Domain.BIAS)
    assert (left.levels, left.known, left.open) == (-1, False, True)
    assert "3 of 4 are not judged" in left.because


def test_weights_count_only_where_every_study_has_one():
    one = (Study("a", bias="high", weight=90.0, **TRIALS), Study("b", bias="low", **TRIALS))
    assert Body(one).share("high") == 0.5
    both = (Study("a", bias="high", weight=90.0), Study("b", bias="low", weight=10.0))
    assert Body(both).share("high") == pytest.approx(0.9)


def test_unclear_directions_are_not_taken_for_agreement():
    heterogeneous = replace(CLEAR, i2=60.0)
    assert steps(Domain.INCONSISTENCY, effect=heterogeneous) == 0
    assert steps(Domain.INCONSISTENCY, effect=heterogeneous, studies=studies(direction="unclear")) == -1


def test_unknown_heterogeneity_is_never_told_as_none():
    found = judged(suggest(body(effect=replace(CLEAR, i2=None))), Domain.INCONSISTENCY)
    assert (found.known, found.open) == (False, True)
    assert found.because.startswith("Not judged: nobody has")


def test_what_is_not_judged_says_so_in_every_domain():
    nothing = suggest(Body(studies(bias="", direction="unclear")))
    assert nothing.not_judged == (Domain.BIAS, Domain.INCONSISTENCY, Domain.INDIRECTNESS, Domain.IMPRECISION)
    assert all(one.because.startswith("Not") for one in nothing.judgements)
    assert not any(one.known for one in nothing.judgements)
    assert (nothing.level, nothing.at_worst) == (Level.LOW, Level.VERY_LOW)


def test_trials_that_nobody_judged_may_be_anything():
    found = suggest(body(studies=studies(bias="", **TRIALS)))
    assert (found.level, found.at_worst) == (Level.HIGH, Level.VERY_LOW)
    with pytest.raises(InputError, match="risk of bias: has not been judged"):
        conclude(found, {})
    with pytest.raises(InputError, match="risk of bias: has not been judged"):
        conclude(found, {Domain.BIAS: Override(0, " ")})
    told = conclude(found, {Domain.BIAS: Override(0, "All registered, blinded and complete.", by="A. Editor")})
    assert told.level is Level.HIGH


def test_nothing_is_rated_up_while_a_reason_down_is_open():
    found = suggest(body(effect=LARGE, people=None, dose_response=True, **FREE))
    assert {one.rule for one in found.judgements if one.domain in UP} == {"up_unjudged"}
    assert found.level is Level.LOW


def test_a_step_up_that_was_suggested_falls_away_with_a_step_down():
    found = suggest(body(effect=LARGE, dose_response=True, **FREE))
    assert found.level is Level.HIGH
    down = {Domain.INDIRECTNESS: Override(-1, "One profession only.")}
    told = conclude(found, down | {Domain.LARGE: Override(1, ""), Domain.DOSE: Override(1, "")})
    assert (told.level, told.levels[Domain.LARGE], told.levels[Domain.DOSE]) == (Level.VERY_LOW, 0, 0)


def test_a_person_may_keep_a_gradient_but_not_a_large_effect_beside_a_step_down():
    found = suggest(body(effect=LARGE, near_only=True, **FREE))
    assert conclude(found, {Domain.DOSE: Override(1, "Each year of it adds.")}).level is Level.LOW
    with pytest.raises(InputError, match="does not raise what was rated down"):
        conclude(found, {Domain.LARGE: Override(1, "It is so large.")})


@pytest.mark.parametrize(
    ("domain", "levels"),
    [
        (Domain.BIAS, -4),
        (Domain.INCONSISTENCY, -3),
        (Domain.PUBLICATION, -3),
        (Domain.LARGE, 3),
        (Domain.DOSE, 2),
        (Domain.CONFOUNDING, 2),
        (Domain.CONFOUNDING, -1),
    ],
)
def test_steps_a_domain_cannot_have_are_refused(domain, levels):
    with pytest.raises(InputError, match="is no step here"):
        conclude(suggest(body()), {domain: Override(levels, "I think so.")})


def test_impossible_studies_are_refused():
    with pytest.raises(InputError, match="'up' is no direction"):
        Study("a", direction="up")
    with pytest.raises(InputError, match="weight of -1"):
        Study("a", weight=-1)


judgements = st.sampled_from(["", "low", "some", "high"])
facts = st.sampled_from([None, True, False])
ways = st.sampled_from(["for", "against", "none", "unclear"])
designs = st.sampled_from(["randomised", "non_randomised", "unknown"])


@st.composite
def bodies(draw):
    number = draw(st.integers(1, 12))
    found = tuple(
        Study(f"s{n}", draw(designs), draw(judgements), draw(st.booleans()), draw(ways)) for n in range(number)
    )
    return Body(
        found,
        draw(st.none() | effects()),
        draw(st.sampled_from([None, 100, 4000])),
        draw(facts),
        draw(st.sampled_from([(), ("Peru",), ("Peru", "medicine")])),
        *(draw(facts) for _ in range(4)),
    )


@st.composite
def effects(draw):
    low, estimate, high = sorted(draw(st.lists(st.floats(-2, 2), min_size=3, max_size=3)))
    kind = draw(st.sampled_from(["relative_risk", "odds_ratio", "hazard_ratio", "mean_difference"]))
    return Effect(
        kind,
        kind != "mean_difference",
        estimate,
        (low, high),
        draw(st.sampled_from([None, (low - 1, high + 1)])),
        draw(st.sampled_from([None, 0.0, 60.0, 90.0])),
        draw(st.sampled_from([None, 0.3])),
        draw(st.sampled_from([None, 0.2])),
        draw(st.sampled_from([None, 0.01, 0.5])),
    )


@given(bodies(), st.data())
def test_more_bias_never_raises_certainty(one, data):
    worse = {"low": "some", "some": "high", "high": "high"}
    at = data.draw(st.integers(0, one.k - 1))
    before = one.studies[at]
    if not before.bias:
        return
    after = (*one.studies[:at], replace(before, bias=worse[before.bias]), *one.studies[at + 1 :])
    assert rank(suggest(replace(one, studies=after)).level) <= rank(suggest(one).level)


BEST = {
    "people": 10_000,
    "near_only": False,
    "chosen": False,
    "confounding_remains": False,
    "confounding_would_reduce": True,
    "dose_response": True,
}


@given(bodies(), st.sampled_from(sorted(BEST)))
def test_what_is_not_known_never_counts_for_more_than_the_best_it_could_be(one, name):
    unknown = replace(one, **{name: None})
    best = replace(one, **{name: BEST[name]})
    assert rank(suggest(unknown).level) <= rank(suggest(best).level)


@given(bodies(), st.data())
def test_bias_and_allocation_not_known_never_count_for_more_than_the_best_they_could_be(one, data):
    at = data.draw(st.integers(0, one.k - 1))
    field, unknown, best = data.draw(st.sampled_from([("bias", "", "low"), ("design_class", "unknown", "randomised")]))

    def as_if(value):
        changed = replace(one.studies[at], **{field: value})
        return rank(suggest(replace(one, studies=(*one.studies[:at], changed, *one.studies[at + 1 :]))).level)

    assert as_if(unknown) <= as_if(best)


@given(bodies(), st.sampled_from(["low", "some", "high"]), st.sampled_from([100, 4000]), st.booleans())
def test_whatever_is_found_out_later_the_level_is_not_below_the_worst_foretold(one, bias, people, near):
    found_out = replace(
        one,
        studies=tuple(study if study.bias else replace(study, bias=bias) for study in one.studies),
        people=one.people if one.people is not None else people,
        near_only=one.near_only if one.near_only is not None else near,
    )
    assert rank(suggest(found_out).level) >= rank(suggest(one).at_worst)


@given(bodies())
def test_every_suggestion_keeps_the_conventions(one):
    found = suggest(one)
    assert [judgement.domain for judgement in found.judgements] == [*DOWN, *UP]
    for judgement in found.judgements:
        low, high = RANGES[judgement.domain]
        assert low <= judgement.levels <= high
        assert judgement.rule in RULES
        assert judgement.because.endswith(".")
    raised = any(judged(found, domain).levels for domain in UP)
    lowered = any(judged(found, domain).levels for domain in DOWN)
    assert not (raised and (lowered or found.not_judged or found.start is Level.HIGH))
    if judged(found, Domain.LARGE).levels:
        assert (one.chosen, one.confounding_remains) == (False, False)
    assert rank(found.at_worst) <= rank(found.level)


ten = {"studies": studies(10)}
opposed = (*studies(2), *studies(2, direction="against"))
wide = {"prediction": (log(0.8), log(3))}
EXAMPLES = (
    body(studies=studies(**TRIALS)),
    body(studies=studies(robins=True)),
    body(studies=studies(bias="")),
    body(studies=studies(bias="high")),
    body(studies=(*studies(1, bias="high", **TRIALS), *studies(3, **TRIALS))),
    body(studies=studies(bias="some", **TRIALS)),
    body(studies=studies(bias="some")),
    body(studies=studies(1)),
    body(studies=opposed, effect=replace(CLEAR, i2=80.0)),
    body(studies=opposed, effect=replace(CLEAR, i2=60.0)),
    body(studies=opposed, effect=None),
    body(effect=replace(CLEAR, i2=None)),
    body(effect=replace(CLEAR, **wide)),
    body(near_only=None),
    body(people=None),
    body(people=100),
    body(effect=None),
    body(effect=replace(CLEAR, smallest=log(1.4))),
    body(effect=replace(CLEAR, estimate=0.0, ci=(-0.1, 0.1), smallest=log(1.4))),
    body(effect=replace(CLEAR, estimate=0.0, ci=(-0.1, 0.3))),
    body(effect=replace(CLEAR, estimate=0.0, ci=(-0.9, 0.9))),
    body(**ten),
    body(effect=replace(CLEAR, small_study_p=0.02), **ten),
    body(effect=replace(CLEAR, small_study_p=0.5), **ten),
    body(effect=LARGE, **FREE),
    body(effect=replace(LARGE, kind="odds_ratio"), **FREE),
)


def test_no_rule_is_dead():
    found = [suggest(one) for one in EXAMPLES]
    used = {judgement.rule for one in found for judgement in one.judgements} | {one.start_rule for one in found}
    assert used == set(RULES)


def test_every_level_domain_rule_and_threshold_explains_itself():
    assert set(LEVELS) == set(Level)
    assert set(DOMAINS) == set(RANGES) == {*DOWN, *UP} == set(Domain)
    for term in (*LEVELS.values(), *DOMAINS.values()):
        assert term.label
        assert term.explanation.endswith(".")
    for rule in RULES.values():
        assert rule.text.endswith(".")
        assert rule.source
    assert all(one.label and one.source for one in THRESHOLDS)
