"""Instruments of quality appraisal: their published rules and scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.synthesis.appraisal import INSTRUMENTS, as_bias, check, instrument, overall, suitable
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
        ({}, "low", False),
        ({"missing": "some concerns"}, "some concerns", False),
        ({"missing": "some concerns", "reporting": "some concerns"}, "some concerns", True),
        ({"missing": "some concerns", "reporting": "high"}, "high", False),
    ],
)
def test_rob_2(other, value, person):
    found = overall(ROB2, all_of(ROB2, "low", **other))
    assert (found.value, found.person_may_worsen) == (value, person)


@pytest.mark.parametrize(
    ("other", "value"),
    [
        ({}, "low"),
        ({"missing": "moderate"}, "moderate"),
        ({"missing": "moderate", "confounding": "serious"}, "serious"),
        ({"missing": "critical", "confounding": "serious"}, "critical"),
        ({"missing": "no information"}, "no information"),
        ({"missing": "no information", "confounding": "moderate"}, "no information"),
        ({"missing": "no information", "confounding": "serious"}, "serious"),
    ],
)
def test_robins_i(other, value):
    assert overall(ROBINS, all_of(ROBINS, "low", **other)).value == value


def test_mersqi_runs_from_5_to_18():
    assert overall(MERSQI, best(MERSQI)).score == 18
    assert overall(MERSQI, worst(MERSQI)).score == 5


def test_mersqi_of_a_published_example():
    # Pettit et al. 2011, as scored in BMC Medical Education 2020;20:175, table 2.
    answers = {
        "design": "two_groups",
        "institutions": "one",
        "response": "low",
        "data": "self",
        "internal_structure": "not_reported",
        "content": "not_reported",
        "relationships": "not_reported",
        "appropriateness": "appropriate",
        "complexity": "beyond",
        "outcome": "opinions",
    }
    assert overall(MERSQI, answers).score == 8


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
    assert any(one.to_be_filled for one in tool.domains)


def test_what_is_not_judged_is_named_and_gives_no_answer():
    found = overall(ROB2, {"missing": "low"})
    assert found.value == ""
    assert "Bias in measurement of the outcome" in found.missing
    assert len(found.missing) == 4


def test_an_unknown_instrument_domain_or_answer_is_refused_by_name():
    with pytest.raises(InputError, match="no instrument"):
        instrument("amstar")
    with pytest.raises(DataError, match="none of its domains"):
        check(ROB2, {"confounding": "low"})
    with pytest.raises(DataError, match="Bias due to missing outcome data: “serious”"):
        check(ROB2, {"missing": "serious"})


@given(st.sampled_from([ROB2, ROBINS]), st.data())
def test_a_worse_domain_never_betters_the_whole(tool, data):
    words = [option.value for option in tool.domains[0].options if option.value != "no information"]
    answers = {one.id: data.draw(st.sampled_from(words)) for one in tool.domains}
    domain = data.draw(st.sampled_from(tool.domains)).id
    if answers[domain] != words[-1]:
        worse = answers | {domain: words[words.index(answers[domain]) + 1]}
        assert words.index(overall(tool, worse).value) >= words.index(overall(tool, answers).value)


def test_bias_has_three_words_and_silence():
    assert [as_bias("robins_i", one.value) for one in ROBINS.overall_options] == ["low", "some", "high", "high", ""]
    assert [as_bias("rob2", one.value) for one in ROB2.overall_options] == ["low", "some", "high"]


def test_every_word_of_a_judgement_can_be_drawn():
    for tool in INSTRUMENTS.values():
        for option in tool.overall_options:
            judgement(option.value)


def test_each_kind_of_study_has_instruments_that_suit_it():
    assert suitable("randomised")[0] is ROB2
    assert suitable("non_randomised")[0] is ROBINS
    assert all(suitable(design)[-1] is MERSQI for design in ("randomised", "non_randomised", "unknown"))
