"""Status of the evidence, rule by rule, each at its edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.gaps import Certainty, Claim, Direction, Pooled, Status, StudyLevel
from cairn.gaps.evidence import cohorts, doubt_of_interval, status, tally
from gaps_builders import make_finding, make_findings, make_link, measured, three_for

POS, NEG, NULL, MIXED, UNCLEAR = (
    Direction.POSITIVE,
    Direction.NEGATIVE,
    Direction.NULL,
    Direction.MIXED,
    Direction.INCONCLUSIVE,
)


def of_pooled(low, high, *, claim=Claim.INCREASE, smallest=None, certainty=None, null=0.0, k=3):
    pooled = Pooled(
        (low * high) ** 0.5 if null else (low + high) / 2, low, high, k=k, null_value=null, certainty=certainty
    )
    link = make_link(claim=claim, smallest_effect=smallest, findings=three_for(), pooled=pooled)
    return status(link)


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        ([], Status.NO_STUDIES),
        ([POS], Status.UNSETTLED),
        ([POS] * 20, Status.UNSETTLED),
        ([NULL, NULL], Status.UNSETTLED),
        ([POS, NULL], Status.UNSETTLED),
        ([UNCLEAR], Status.UNSETTLED),
        ([POS, NEG], Status.MIXED),
        ([NEG, POS, POS, POS], Status.MIXED),
        ([MIXED], Status.MIXED),
        ([POS, Direction.CONTESTED], Status.CONTESTED),
    ],
)
def test_without_a_pooled_interval_only_directions_speak(directions, expected):
    assert status(make_link(findings=make_findings(*directions))) is expected


def test_studies_without_a_finding_are_not_findings():
    looked_at = StudyLevel("s", direction=POS)
    assert status(make_link(studies=(looked_at,))) is Status.NO_STUDIES


def test_a_withdrawn_result_makes_a_link_contested_even_alone():
    withdrawn = make_finding(withdrawn_by="later")
    assert status(make_link(findings=(withdrawn,))) is Status.CONTESTED


def test_no_effect_and_an_effect_point_opposite_ways_for_no_claim():
    findings = make_findings(NULL, NEG)
    assert status(make_link(claim=Claim.INCREASE, findings=findings)) is Status.UNSETTLED
    assert status(make_link(claim=Claim.NO_WORSE, findings=findings)) is Status.MIXED


@pytest.mark.parametrize(
    ("low", "high", "certainty", "expected"),
    [
        (0.5, 0.9, Certainty.HIGH, Status.SUPPORTED),
        (0.5, 0.9, Certainty.MODERATE, Status.SUPPORTED),
        (0.5, 0.9, Certainty.LOW, Status.PROMISING),
        (0.5, 0.9, None, Status.PROMISING),
        (0.49, 0.9, Certainty.HIGH, Status.PROMISING),
        (0.01, 0.5, Certainty.HIGH, Status.PROMISING),
        (0.0, 0.5, Certainty.HIGH, Status.UNSETTLED),
        (0.01, 0.49, Certainty.HIGH, Status.NOT_SUPPORTED),
        (-0.2, 0.49, Certainty.MODERATE, Status.NOT_SUPPORTED),
        (-0.9, -0.2, Certainty.HIGH, Status.NOT_SUPPORTED),
        (-0.9, -0.2, Certainty.LOW, Status.UNSETTLED),
        (0.01, 0.49, Certainty.LOW, Status.UNSETTLED),
    ],
)
def test_a_pooled_interval_against_a_smallest_effect_of_a_half(low, high, certainty, expected):
    assert of_pooled(low, high, smallest=0.5, certainty=certainty) is expected
    assert of_pooled(-high, -low, claim=Claim.DECREASE, smallest=-0.5, certainty=certainty) is expected


@pytest.mark.parametrize(
    ("low", "high", "certainty", "expected"),
    [
        (-0.2, 0.2, Certainty.HIGH, Status.SUPPORTED),
        (-0.2, 0.2, Certainty.LOW, Status.PROMISING),
        (-0.21, 0.2, Certainty.HIGH, Status.UNSETTLED),
        (-0.9, -0.2, Certainty.HIGH, Status.UNSETTLED),
        (-0.9, -0.21, Certainty.HIGH, Status.NOT_SUPPORTED),
        (-0.9, -0.21, Certainty.LOW, Status.UNSETTLED),
    ],
)
def test_a_null_may_support_no_worse_than_a_margin_of_a_fifth(low, high, certainty, expected):
    assert of_pooled(low, high, claim=Claim.NO_WORSE, smallest=-0.2, certainty=certainty) is expected
    # Where the margin lies above no effect, lower is better.
    assert of_pooled(-high, -low, claim=Claim.NO_WORSE, smallest=0.2, certainty=certainty) is expected


@given(low=st.floats(-3, 3), width=st.floats(0, 3), claim=st.sampled_from(Claim), certainty=st.sampled_from(Certainty))
def test_without_an_agreed_smallest_effect_nothing_is_supported_or_not(low, width, claim, certainty):
    found = of_pooled(low, low + width, claim=claim, certainty=certainty)
    assert found in {Status.UNSETTLED, Status.PROMISING}
    if claim is Claim.NO_WORSE:
        assert found is Status.UNSETTLED


def test_ratios_are_judged_on_their_logarithms():
    assert of_pooled(1.3, 2.0, smallest=1.2, null=1.0, certainty=Certainty.HIGH) is Status.SUPPORTED
    assert of_pooled(0.9, 2.0, smallest=1.2, null=1.0, certainty=Certainty.HIGH) is Status.UNSETTLED
    falls = of_pooled(0.5, 0.75, claim=Claim.DECREASE, smallest=0.8, null=1.0, certainty=Certainty.HIGH)
    assert falls is Status.SUPPORTED


@pytest.mark.parametrize(("number", "expected"), [(2, Status.UNSETTLED), (3, Status.SUPPORTED)])
def test_two_cohorts_are_few_and_three_are_not(number, expected):
    pooled = Pooled(0.7, 0.5, 0.9, k=number, certainty=Certainty.HIGH)
    link = make_link(smallest_effect=0.5, findings=make_findings(*[POS] * number), pooled=pooled)
    assert status(link) is expected


def test_two_papers_on_one_cohort_count_once_and_unknown_cohorts_say_so():
    findings = (
        make_finding(1, cohort="WWAMI"),
        make_finding(2, cohort="WWAMI"),
        make_finding(3),
        make_finding(4, withdrawn_by="later"),
    )
    assert cohorts(findings).k == 2
    assert cohorts(findings).unknown == 1


def test_findings_that_truly_disagree_make_a_pooled_link_contested():
    opposite = measured((1, 0.5, 1.5), (-1, -1.5, -0.5), (0.9, 0.4, 1.4))
    pooled = Pooled(0.3, -0.4, 1.0, k=3)
    assert status(make_link(findings=opposite, pooled=pooled)) is Status.CONTESTED
    by_chance = measured((1, 0.5, 1.5), (-0.1, -1.1, 0.9), (0.9, 0.4, 1.4))
    assert status(make_link(findings=by_chance, pooled=pooled)) is Status.UNSETTLED


def test_the_doubt_of_an_interval_is_whole_on_the_turning_point_and_falls_away_from_it():
    def doubt(low, high, smallest=None):
        pooled = Pooled((low + high) / 2, low, high, k=3)
        return doubt_of_interval(make_link(smallest_effect=smallest, findings=three_for(), pooled=pooled), pooled)

    assert doubt(-1, 1) == pytest.approx(1)
    # An interval that just touches no effect has, by its definition, a two-sided p of 0.05.
    assert doubt(0, 1) == pytest.approx(0.05, abs=1e-6)
    assert doubt(0, 1, smallest=0.5) == pytest.approx(1)
    assert doubt(2, 2) == 0


def test_the_tally_counts_no_effect_for_a_no_worse_claim():
    findings = make_findings(POS, NULL, NEG, MIXED, UNCLEAR)
    assert tally(make_link(findings=findings)).agree == 1
    assert tally(make_link(claim=Claim.NO_WORSE, findings=findings)).agree == 2
    assert tally(make_link(claim=Claim.NO_WORSE, findings=findings)).null == 0


@pytest.mark.parametrize(("k", "expected"), [(1, Status.UNSETTLED), (2, Status.UNSETTLED), (3, Status.SUPPORTED)])
def test_cohorts_that_were_not_pooled_do_not_settle_the_pooled_answer(k, expected):
    assert of_pooled(0.3, 0.5, smallest=0.2, certainty=Certainty.HIGH, k=k) is expected
