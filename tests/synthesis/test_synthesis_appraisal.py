"""Instruments of quality appraisal: their published rules and scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.gaps.words import Bias
from cairn.synthesis.appraisal import (
    BIAS,
    INSTRUMENTS,
    KIRKPATRICK,
    SUITED,
    as_bias,
    check,
    instrument,
    overall,
    suitable,
)
from cairn.synthesis.pictures.judgements import judgement

ROB2, ROBINS = instrument("rob2"), instrument("robins_i")
MERSQI = instrument("mersqi")


def all_of(tool, value, **other):
    return {one.id: value for one in tool.domains} | other


def best(tool):
    return {one.id: max(one.options, key=lambda option: option.points or 0).value for one in tool.domains}


def worst(tool):
    lowest = {}
    for one in tool.domains:
        scored = [option for option in one.options if option.points is not None]
        lowest[one.id] = min(scored, key=lambda option: option.points).value
    return lowest


@pytest.mark.parametrize(
    ("other", "value", "person"),
    [
        ({}, "low", ()),
        ({"missing": "some concerns"}, "some concerns", ()),
        ({"missing": "some concerns", "reporting": "some concerns"}, "some concerns", ("high",)),
        ({"missing": "some concerns", "reporting": "high"}, "high", ()),
    ],
)
def test_rob_2(other, value, person):
    found = overall(ROB2, all_of(ROB2, "low", **other))
    assert (found.value, found.person_may_say) == (value, person)


@pytest.mark.parametrize(
    ("other", "value", "person"),
    [
        ({}, "low", ()),
        ({"missing": "moderate"}, "moderate", ()),
        ({"missing": "moderate", "reporting": "moderate"}, "moderate", ("serious",)),
        ({"missing": "moderate", "confounding": "serious"}, "serious", ()),
        ({"missing": "serious", "confounding": "serious"}, "serious", ("critical",)),
        ({"missing": "critical", "confounding": "serious"}, "critical", ()),
        ({"missing": "no information"}, "no information", ("low",)),
        ({"missing": "no information", "confounding": "moderate"}, "no information", ("moderate",)),
        (
            {"missing": "no information", "confounding": "moderate", "reporting": "moderate"},
            "no information",
            ("moderate", "serious"),
        ),
        ({"missing": "no information", "confounding": "serious"}, "serious", ()),
        ({"missing": "no information", "confounding": "critical"}, "critical", ()),
    ],
)
def test_robins_i(other, value, person):
    found = overall(ROBINS, all_of(ROBINS, "low", **other))
    assert (found.value, found.person_may_say) == (value, person)


def test_nobody_may_call_a_study_low_of_which_nothing_is_known():
    found = overall(ROBINS, all_of(ROBINS, "no information"))
    assert (found.value, found.person_may_say) == ("no information", ())
    assert found.because == "No information on any domain."


@given(st.data())
def test_what_a_missing_domain_leaves_to_people_is_what_the_known_ones_say(data):
    words = ["low", "moderate"]
    known = {one.id: data.draw(st.sampled_from(words)) for one in ROBINS.domains[1:]}
    first = ROBINS.domains[0].id
    found = overall(ROBINS, known | {first: "no information"})
    with_it = overall(ROBINS, known | {first: "low"})
    assert found.value == "no information"
    assert found.person_may_say == (with_it.value, *with_it.person_may_say)


def test_mersqi_runs_from_5_to_18():
    assert overall(MERSQI, best(MERSQI)).score == 18
    assert overall(MERSQI, worst(MERSQI)).score == 5


def test_mersqi_stretches_what_remains_where_items_do_not_apply():
    without = best(MERSQI) | {"response": "not_applicable"}
    assert overall(MERSQI, without).score == 18
    half = worst(MERSQI) | {"response": "not_applicable"}
    assert overall(MERSQI, half).score == pytest.approx(18 * 4.5 / 16.5, abs=0.005)
    assert "do not apply: Response rate" in overall(MERSQI, half).because


@pytest.mark.parametrize("name", ["nos_cohort", "nos_case_control"])
def test_the_newcastle_ottawa_scale_has_nine_stars_and_no_cut_off(name):
    tool = instrument(name)
    assert overall(tool, best(tool)).score == 9
    assert overall(tool, worst(tool)).score == 0
    assert as_bias(name, "9") == ""


def test_what_is_not_judged_is_named_and_gives_no_answer():
    found = overall(ROB2, {"missing": "low"})
    assert (found.value, found.complete) == ("", False)
    assert overall(ROB2, all_of(ROB2, "low")).complete
    assert "Bias in measurement of the outcome" in found.missing
    assert len(found.missing) == 4


@pytest.mark.parametrize("tool", INSTRUMENTS.values(), ids=lambda tool: tool.id)
def test_one_item_left_open_leaves_no_number_and_no_word(tool):
    for left_open in tool.domains:
        answers = {name: value for name, value in best(tool).items() if name != left_open.id}
        found = overall(tool, answers)
        assert (found.value, found.score, found.parts, found.missing) == ("", None, (), (left_open.name,))


def test_an_unknown_instrument_domain_or_answer_is_refused_by_name():
    with pytest.raises(InputError, match="no instrument"):
        instrument("amstar")
    with pytest.raises(DataError, match="none of its domains"):
        check(ROB2, {"confounding": "low"})
    with pytest.raises(DataError, match="Bias due to missing outcome data: “serious”"):
        check(ROB2, {"missing": "serious"})


@pytest.mark.parametrize("answers", [{"confounding": "low"}, all_of(ROB2, "low", confounding="low")])
def test_no_overall_answer_is_made_from_answers_that_do_not_exist(answers):
    with pytest.raises(DataError, match="RoB 2: “confounding” is none of its domains"):
        overall(ROB2, answers)


@given(st.sampled_from([ROB2, ROBINS]), st.data())
def test_a_worse_domain_never_betters_the_whole(tool, data):
    words = [option.value for option in tool.domains[0].options if option.value != "no information"]
    answers = {one.id: data.draw(st.sampled_from(words)) for one in tool.domains}
    domain = data.draw(st.sampled_from(tool.domains)).id
    worse = answers | {domain: data.draw(st.sampled_from(words[words.index(answers[domain]) :]))}
    assert words.index(overall(tool, worse).value) >= words.index(overall(tool, answers).value)


@given(st.sampled_from([ROB2, ROBINS]), st.data())
def test_people_may_only_say_what_is_worse_unless_information_is_missing(tool, data):
    words = [option.value for option in tool.domains[0].options]
    found = overall(tool, {one.id: data.draw(st.sampled_from(words)) for one in tool.domains})
    for word in found.person_may_say:
        assert found.value == "no information" or words.index(word) == words.index(found.value) + 1
        assert word != "no information"
        assert word in found.because


@given(st.sampled_from([MERSQI, instrument("nos_cohort"), instrument("nos_case_control")]), st.data())
def test_fewer_points_for_an_item_never_raise_a_score(tool, data):
    scored = {one.id: [option for option in one.options if option.points is not None] for one in tool.domains}
    answers = {name: data.draw(st.sampled_from(options)) for name, options in scored.items()}
    name = data.draw(st.sampled_from(sorted(scored)))
    fewer = [option for option in scored[name] if option.points <= answers[name].points]
    before = {one: option.value for one, option in answers.items()}
    after = before | {name: data.draw(st.sampled_from(fewer)).value}
    assert 0 <= overall(tool, after).score <= overall(tool, before).score <= overall(tool, before).maximum


@given(st.data())
def test_a_stretched_mersqi_stays_within_its_scale(data):
    answers = {one.id: data.draw(st.sampled_from(one.options)).value for one in MERSQI.domains}
    found = overall(MERSQI, answers)
    # The worst paper to which the response rate does not apply has 4.5 of 16.5 points.
    assert 18 * 4.5 / 16.5 - 0.01 <= found.score <= 18
    assert found.adjusted == ("not_applicable" in answers.values())


def test_bias_has_three_words_and_silence():
    assert [as_bias("robins_i", one.value) for one in ROBINS.overall_options] == ["low", "some", "high", "high", ""]
    assert [as_bias("rob2", one.value) for one in ROB2.overall_options] == ["low", "some", "high"]
    assert as_bias("rob2", "") == as_bias("mersqi", "18") == as_bias("kirkpatrick", "4b") == ""


def test_every_instrument_is_read_as_bias_or_says_why_not():
    assert set(BIAS) == {*INSTRUMENTS, KIRKPATRICK.id}
    for name, reading in BIAS.items():
        assert set(reading.words.values()) <= {*Bias, ""}
        assert bool(reading.words) == ("Not read as risk of bias" not in reading.why)
        if reading.words:
            assert list(reading.words) == [one.value for one in instrument(name).overall_options]


def test_a_word_that_no_instrument_has_is_never_silently_no_bias():
    with pytest.raises(DataError, match="rob2: “unclear” is none of its overall judgements"):
        as_bias("rob2", "unclear")
    with pytest.raises(InputError, match="'amstar' is no instrument"):
        as_bias("amstar", "low")


def test_every_word_of_a_judgement_can_be_drawn():
    for tool in INSTRUMENTS.values():
        for option in tool.overall_options:
            judgement(option.value)


def test_each_kind_of_study_has_instruments_that_suit_it():
    assert suitable("randomised") == (ROB2, MERSQI)
    assert suitable("non_randomised")[0] is ROBINS
    assert suitable("case_control")[0] is instrument("nos_case_control")
    assert suitable("single_group") == (MERSQI,)
    assert suitable("qualitative") == ()
    assert set(suitable("unknown")) == set(INSTRUMENTS.values())
    for tools in SUITED.values():
        assert not tools or tools[-1] is MERSQI


def test_an_unknown_kind_of_study_is_refused():
    with pytest.raises(InputError, match="'trial' is no kind of study"):
        suitable("trial")
