"""What study would move an answer most: the kind, each element at the edge of its rule, and the sentence."""

from math import exp
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from cairn.gaps import (
    SEVERAL,
    Access,
    Bias,
    Certainty,
    Claim,
    DesignOption,
    Direction,
    End,
    Grain,
    Letter,
    MeasureOption,
    OutcomeLevel,
    Pooled,
    ReasonOverride,
    StudyKind,
    StudyLevel,
    assess,
    next_study,
    next_study_rules,
)
from cairn.gaps.next_rules import DESIGNS, GUARDS, KINDS, RULES, NextKind
from cairn.synthesis import fit
from cairn.synthesis.next_precision import Pool
from gaps_builders import NOBODY_ASKED, OPEN_TO, links, make_finding, make_findings, make_link, measured, three_for

POS, NEG = Direction.POSITIVE, Direction.NEGATIVE
ALL = tuple(DesignOption(name, name) for name in DESIGNS)
WELL_SPREAD = {"bias": Bias.LOW, "year": 2024, "sites": 3, "country": SEVERAL, "discipline": SEVERAL}
DECISIVE = Pooled(0.9, 0.7, 1.1, k=3, certainty=Certainty.HIGH)


def suggested(pool=None, **fields):
    link = make_link(**({"designs": ALL} | fields))
    return next_study(link, assess(link, NOBODY_ASKED), pool)


def rules_of(found):
    return [one.rule for one in found.elements]


def pooled_of(findings, **fields):
    variances = [((one.high - one.low) / (2 * 1.959964)) ** 2 for one in findings]
    answer = fit([one.estimate for one in findings], variances)
    return Pooled(answer.estimate, *answer.ci, k=len(findings), **fields)


def test_the_example_of_one_country_one_school_and_intentions_only():
    near = {"country": "Australia", "sites": 1, "outcome_level": OutcomeLevel.NEAR, "bias": Bias.LOW, "year": 2024}
    findings = tuple(
        make_finding(n, discipline=SEVERAL, cohort=f"c{n}", estimate=0.4, low=0.1, high=0.7, **near) for n in (1, 2, 3)
    )
    found = suggested(findings=findings)
    assert found.kind is NextKind.REACH
    assert found.sentence == (
        "A study at more than one school, outside Australia, that compares with applicants who were not admitted "
        "(where people apply for it) or with the years before and the places without it (where a school or a state "
        "begins it), following graduates into practice (at least 5 years). Why: every finding so far comes from one "
        "school and Australia; those who take part may be those who would have done it anyway; every finding so far is "
        "of a near outcome, such as what learners say or score."
    )


def test_a_link_that_nobody_looked_at_gets_a_first_study():
    found = suggested()
    assert (found.kind, found.first) == (NextKind.FIRST, None)
    assert found.sentence.startswith("A first study that compares with applicants who were not admitted (where ")
    assert "nobody has found anything on it yet" in found.because
    assert found.unknown == ()


def test_what_is_unread_is_read_first():
    found = suggested(studies=(StudyLevel("u1"), StudyLevel("u2", StudyKind.QUALITATIVE)))
    assert found.kind is NextKind.EXTRACT
    assert found.sentence.startswith("First take out the findings of two studies on it that nobody has extracted: ")
    assert "After that, if it is still open, a study that compares" in found.sentence


def test_a_review_alone_leaves_nothing_to_extract():
    assert suggested(studies=(StudyLevel("r", StudyKind.REVIEW),)).kind is NextKind.FIRST


def test_unread_studies_come_first_beside_findings_too():
    found = suggested(findings=three_for(), studies=(StudyLevel("u1"),))
    assert found.kind is not NextKind.EXTRACT
    assert "one study on it" in found.first.says


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"findings": (make_finding(1, withdrawn_by="later"),)}, NextKind.RECHECK),
        ({"findings": three_for(**WELL_SPREAD), "pooled": DECISIVE, "smallest_effect": 0.5}, NextKind.SETTLED),
        ({"findings": three_for(**WELL_SPREAD | {"bias": Bias.HIGH})}, NextKind.COMPARE),
        ({"findings": three_for(**WELL_SPREAD | {"country": "Peru"})}, NextKind.REACH),
        ({"findings": make_findings(POS, NEG, POS, **WELL_SPREAD)}, NextKind.EXPLAIN),
        ({"findings": three_for(**WELL_SPREAD)}, NextKind.ENLARGE),
        ({"findings": three_for(**WELL_SPREAD), "pooled": DECISIVE}, NextKind.REPEAT),
    ],
)
def test_the_kind_is_the_first_rule_that_holds(fields, kind):
    assert suggested(**fields).kind is kind


def test_a_settled_answer_asks_for_nothing():
    found = suggested(findings=three_for(**WELL_SPREAD), pooled=DECISIVE, smallest_effect=0.5)
    assert found.sentence == "No further study of this kind is likely to change the answer: it is supported."
    assert (found.design, found.elements) == (None, ())


def test_a_supported_answer_from_one_country_still_asks_for_another():
    findings = three_for(**WELL_SPREAD | {"country": "Peru"})
    found = suggested(findings=findings, pooled=DECISIVE, smallest_effect=0.5)
    assert found.kind is NextKind.REACH
    assert "one_country" in rules_of(found)


@pytest.mark.parametrize(
    ("fields", "rule", "says"),
    [
        ({"sites": 1}, "one_school", "at more than one school"),
        ({"country": "Peru"}, "one_country", "outside Peru"),
        ({"country": "United States"}, "one_country", "outside the United States"),
        ({"discipline": "nursing"}, "one_discipline", "in another profession than nursing"),
        ({"year": 2001}, "old", "with recent graduates"),
        ({"outcome_level": OutcomeLevel.NEAR}, "near", "following graduates into practice (at least 5 years)"),
    ],
)
def test_what_every_finding_shares_is_what_the_next_should_not(fields, rule, says):
    assert rule not in rules_of(suggested(findings=three_for(**WELL_SPREAD)))
    found = suggested(findings=three_for(**WELL_SPREAD | fields))
    assert {one.rule: one.says for one in found.elements}[rule] == says


def test_what_is_not_recorded_of_all_is_not_said_of_all():
    peru, unknown = make_finding(1, country="Peru"), make_finding(2)
    found = suggested(findings=(peru, unknown))
    assert "every finding of which it is recorded comes from Peru" in found.because
    assert "the only finding comes from Peru" in suggested(findings=(peru,)).because


def test_follow_up_is_told_by_where_the_link_leads():
    near = three_for(outcome_level=OutcomeLevel.NEAR)
    assert suggested(findings=near, stage_to="impact").follow_up.says == "measuring what people and communities gain"
    assert "in the people served" in suggested(stage_to="impact").follow_up.because
    assert "what they later do" in suggested(findings=near, stage_to="short_term_outcome").follow_up.says
    assert suggested(stage_to="short_term_outcome").follow_up is None
    assert suggested().follow_up.rule == "far_target"


def test_few_cohorts_ask_for_other_people_and_say_so_where_they_may_be_the_same():
    assert "perhaps the same people" in suggested(findings=make_findings(POS, POS)).people[0].because
    known = tuple(make_finding(n, cohort=f"c{n}") for n in (1, 2))
    assert "perhaps" not in suggested(findings=known).people[0].because
    assert suggested(findings=three_for()).people == ()


def test_a_claim_of_no_harm_asks_for_an_interval_that_rules_it_out():
    fields = {"claim": Claim.NO_WORSE, "findings": three_for(), "smallest_effect": -0.1}
    assert "margin" in rules_of(suggested(**fields))
    assert "margin" not in rules_of(suggested(**fields | {"smallest_effect": None}))


def test_sizes_are_asked_for_only_while_they_are_wanting():
    assert "none of three findings tells a size" in " ".join(suggested(findings=three_for()).because)
    sized = measured((0.5, 0.1, 0.9), (0.4, 0.1, 0.7))
    assert "no_size" not in rules_of(suggested(findings=sized))
    assert "the only finding tells no size with its interval" in suggested(findings=(make_finding(1),)).because
    half = (*sized, make_finding(9))
    assert "only 2 of 3 findings tell a size" in " ".join(suggested(findings=half).because)


@pytest.mark.parametrize(
    ("stage", "claim", "best"),
    [
        ("activity", Claim.INCREASE, "applicant_control"),
        ("context", Claim.INCREASE, "event_did"),
        ("input", Claim.INCREASE, "event_did"),
        ("short_term_outcome", Claim.INCREASE, "retro_cohort"),
        ("activity", Claim.PREDICTIVE, "retro_cohort"),
    ],
)
def test_the_design_guards_against_what_the_link_is_most_open_to(stage, claim, best):
    found = suggested(stage_from=stage, claim=claim)
    assert found.design == best
    assert set(found.alternatives) == set(DESIGNS) - {best}
    assert found.alternatives[-1] == "rct"


def test_a_design_for_programmes_of_one_kind_is_told_with_one_for_the_other():
    both = suggested().comparison.says
    assert both.count("(where") == 2
    assert "those who applied in vain" not in both
    alone = suggested(designs=(DesignOption("applicant_control", "A"),)).comparison.says
    assert alone == "that compares with applicants who were not admitted"
    records = suggested(stage_from="output").comparison.says
    assert records == "that compares with people without it in the same records"


def test_a_design_that_does_not_guard_claims_nothing():
    weak = suggested(designs=(DesignOption("cross_sectional", "C"),)).comparison
    assert (weak.says, weak.because) == ("that compares with other graduates at the same time", "")


def test_of_designs_that_guard_alike_the_one_with_data_is_taken():
    needing = (
        DesignOption("applicant_control", "A", grain=Grain.INDIVIDUAL),
        DesignOption("negative_control", "N", grain=Grain.AREA),
    )
    area = MeasureOption("hpsa", "HPSA", End.TO, Access.OPEN, Grain.AREA)
    assert suggested(designs=needing, measures=(OPEN_TO,)).design == "applicant_control"
    assert suggested(designs=needing, measures=(area,)).design == "negative_control"


def test_a_design_not_in_the_table_is_told_by_its_own_name_and_comes_after_those_that_guard():
    own = DesignOption("own", "Own design")
    assert "by the design “Own design”" in suggested(designs=(own,)).sentence
    assert suggested(designs=(own, DesignOption("applicant_control", "A"))).design == "applicant_control"


def test_without_a_design_none_is_made_up():
    found = suggested(designs=())
    assert (found.design, found.comparison, found.alternatives) == (None, None, ())
    assert found.sentence.startswith("A first study following graduates into practice (at least 5 years): ")


def test_bias_that_nobody_judged_is_said_and_never_taken_for_good():
    found = suggested(findings=three_for())
    assert found.unknown[0] == "“biased” could not be judged: nobody has judged the risk of bias"
    assert "nobody has judged the risk of bias" in found.comparison.because
    assert not any("biased" in words for words in suggested(findings=three_for(bias=Bias.LOW)).unknown)


def test_an_editor_overrules_the_reasons_here_too():
    findings = three_for(**WELL_SPREAD | {"country": "Peru"})
    no = ReasonOverride(Letter.D, holds=False, explanation="one country is the question", by="A. Editor")
    assert "one_country" not in rules_of(suggested(findings=findings, overrides=(no,)))
    yes = ReasonOverride(Letter.B, holds=True, explanation="all chose for themselves", by="A. Editor")
    found = suggested(findings=findings, overrides=(yes,))
    assert (found.kind, found.kind_because) == (NextKind.COMPARE, "all chose for themselves")


def test_a_pooled_answer_tells_what_one_more_study_would_do():
    findings = measured((0.1, -0.3, 0.5), (0.15, -0.2, 0.5), (0.1, -0.2, 0.4), bias=Bias.LOW)
    found = suggested(findings=findings, pooled=pooled_of(findings), smallest_effect=0.2)
    assert found.kind is NextKind.ENLARGE
    assert [one.name for one in found.outlook.targets] == ["no effect", "the smallest effect that matters"]
    assert "One more study of the usual size would make the interval about 13% narrower" in found.sentence
    assert (
        "it takes one study of a standard error of at most 0.073, or six studies of the usual size." in found.sentence
    )


def test_people_are_told_where_the_hub_knows_them():
    findings = measured((0.1, -0.3, 0.5), (0.15, -0.2, 0.5), (0.1, -0.2, 0.4))
    variances = tuple(((one.high - one.low) / (2 * 1.959964)) ** 2 for one in findings)
    pool = Pool(variances, 0.0, people=(100, 120, 170))
    found = suggested(pool, findings=findings, pooled=pooled_of(findings))
    assert "it takes one study of about 750 people, or six studies of the usual size." in found.sentence


def test_where_studies_differ_only_more_of_them_can_help():
    findings = measured((-0.2, -0.3, -0.1), (0.9, 0.8, 1.0), (0.1, 0.0, 0.2), **WELL_SPREAD)
    found = suggested(findings=findings, pooled=pooled_of(findings))
    assert found.outlook.only_more_studies
    assert found.kind is NextKind.MORE
    assert found.sentence.startswith("A study, the first of several since no single one can decide, that compares ")
    assert "no single study would do, however large: it takes at least 15 further studies." in found.sentence


def test_ratios_are_reckoned_on_their_logarithms():
    logs = measured((0.1, -0.3, 0.5), (0.15, -0.2, 0.5), (0.1, -0.2, 0.4))
    ratios = tuple(
        make_finding(
            n, cohort=f"c{n}", estimate=exp(one.estimate), low=exp(one.low), high=exp(one.high), null_value=1.0
        )
        for n, one in enumerate(logs, start=1)
    )
    answer = pooled_of(logs)
    as_ratio = Pooled(exp(answer.estimate), exp(answer.low), exp(answer.high), k=3, null_value=1.0)
    told = suggested(findings=logs, pooled=answer).outlook
    again = suggested(findings=ratios, pooled=as_ratio).outlook
    assert again.usual.share == pytest.approx(told.usual.share)
    assert again.targets[0].needed.variance == pytest.approx(told.targets[0].needed.variance)


def test_findings_that_do_not_give_the_answer_again_are_not_taken_for_its_studies():
    findings = measured((0.1, -0.3, 0.5), (0.15, -0.2, 0.5), (0.1, -0.2, 0.4))
    assert suggested(findings=findings, pooled=pooled_of(findings[:2])).outlook is None
    assert suggested(findings=findings, pooled=Pooled(0.3, 0.1, 0.5, k=3)).outlook is None
    assert suggested(findings=three_for(), pooled=Pooled(0.3, 0.1, 0.5, k=3)).outlook is None
    assert suggested(findings=findings).outlook is None


def test_an_estimate_that_is_no_effect_is_left_there():
    findings = measured((0.0, -0.3, 0.3), (0.0, -0.2, 0.2), (0.0, -0.2, 0.2))
    found = suggested(findings=findings, pooled=Pooled(0.0, -0.13, 0.13, k=3))
    assert "The estimate is no effect itself: nothing would leave it out while it stays there." in found.sentence


@given(links())
def test_every_link_has_a_study_that_explains_itself(link):
    found = next_study(link, assess(link, NOBODY_ASKED))
    assert found == next_study(link, assess(link, NOBODY_ASKED))
    assert found.kind in KINDS
    assert {one.rule for one in (*found.elements, *filter(None, [found.first]))} <= set(RULES)
    assert found.sentence.endswith(".")
    assert not any(bad in found.sentence for bad in ("  ", "..", ": .", ": :", ";;", "None", " ,"))
    assert found.because


def test_every_design_of_the_content_that_compares_is_in_the_table_and_none_is_made_up():
    rows = yaml.safe_load((Path(__file__).parents[2] / "content" / "designs.yaml").read_text())
    assert {row["id"] for row in rows if row.get("compares")} <= set(DESIGNS) <= {row["id"] for row in rows}


def test_the_rules_are_listed_for_readers():
    first, second, third = next_study_rules()
    assert [row.label for row in first.rows] == [KINDS[kind].label for kind in NextKind]
    assert len(second.rows) == len(RULES)
    assert {row.label for row in third.rows} == set(DESIGNS)
    assert {label for row in third.rows for label in row.value.split(", ") if label} == {
        term.label for term in GUARDS.values()
    }
