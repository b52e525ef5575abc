"""The four criteria: what is unknown is wide, and agreement never makes a link more uncertain."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.gaps import (
    AsOf,
    Bias,
    Certainty,
    Claim,
    Criterion,
    CriterionName,
    Decision,
    Direction,
    Pooled,
    Ratings,
    Status,
    StudyKind,
    StudyLevel,
)
from cairn.gaps.criteria import _balance, criteria, decision_value, uncertainty
from cairn.gaps.evidence import status
from gaps_builders import ASKED, NOBODY_ASKED, findings, links, make_finding, make_findings, make_link, measured

POS, NEG, NULL = Direction.POSITIVE, Direction.NEGATIVE, Direction.NULL
IMPORTANCE, EQUITY = CriterionName.IMPORTANCE, CriterionName.EQUITY
RATED = Ratings(importance={"community": (9, 9, 8), "schools": (7, 8), "students": (8, 8)})


def triple(criterion):
    return criterion.low, criterion.mode, criterion.high


def is_unknown(criterion):
    return triple(criterion) == (0, None, 1)


@pytest.mark.parametrize("wrong", [(-0.1, 0.5, 1), (0, 0.5, 1.1), (0.6, 0.5, 1), (0, 0.9, 0.8), (0.5, None, 0.4)])
def test_a_criterion_out_of_order_cannot_be_built(wrong):
    with pytest.raises(InputError, match="not in order"):
        Criterion(*wrong, basis="")


# Uncertainty


def test_no_study_is_wholly_uncertain():
    assert triple(uncertainty(make_link())) == (1, 1, 1)


def test_studies_not_extracted_open_the_range_downwards_and_reviews_do_not():
    unread = (StudyLevel("s1"), StudyLevel("s2"), StudyLevel("r", StudyKind.REVIEW))
    low, mode, high = triple(uncertainty(make_link(studies=unread)))
    # Two unbiased cohorts, both one way: 1 - 0.6 * 2 / (2 + 3).
    assert (low, mode, high) == (pytest.approx(0.76), None, 1)
    assert triple(uncertainty(make_link(studies=unread[2:]))) == (1, 1, 1)


def test_three_unbiased_cohorts_one_way_take_away_half_of_what_directions_can():
    link = make_link(findings=make_findings(POS, POS, POS, bias=Bias.LOW))
    assert triple(uncertainty(link)) == (pytest.approx(0.7),) * 3


def test_bias_not_judged_leaves_the_range_open():
    low, mode, high = triple(uncertainty(make_link(findings=make_findings(POS, POS))))
    assert low == pytest.approx(1 - 0.6 * 2 / 5)
    assert mode == pytest.approx(1 - 0.6 * 1 / 4)
    assert high == pytest.approx(1 - 0.6 * 0.5 / 3.5)


def test_null_and_negative_findings_weigh_like_positive_ones():
    one_way = [uncertainty(make_link(findings=make_findings(*[d] * 3, bias=Bias.LOW))) for d in (POS, NEG, NULL)]
    assert one_way[0] == one_way[1] == one_way[2]


def test_findings_that_balance_settle_nothing():
    assert uncertainty(make_link(findings=make_findings(POS, NEG, bias=Bias.LOW))).mode == 1
    assert uncertainty(make_link(findings=make_findings(POS, NULL, bias=Bias.LOW))).mode == 1


def test_a_null_agrees_with_a_no_worse_claim():
    link = make_link(claim=Claim.NO_WORSE, findings=make_findings(POS, NULL, bias=Bias.LOW))
    assert uncertainty(link).mode == pytest.approx(1 - 0.6 * 2 / 5)


def test_two_papers_on_one_cohort_settle_as_much_as_one():
    one = make_finding(1, cohort="c", bias=Bias.LOW)
    two = make_finding(2, cohort="c", bias=Bias.LOW)
    assert uncertainty(make_link(findings=(one, two))) == uncertainty(make_link(findings=(one,)))


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [
        (Certainty.HIGH, (0, 0.05, 0.1)),
        (Certainty.MODERATE, (0.1, 0.2, 0.3)),
        (Certainty.LOW, (0.3, 0.45, 0.6)),
        (Certainty.VERY_LOW, (0.55, 0.7, 0.85)),
        (None, (0.1, 0.45, 0.85)),
    ],
)
def test_a_pooled_answer_that_more_of_the_same_cannot_change_leaves_the_doubt_of_its_certainty(certainty, expected):
    link = make_link(findings=make_findings(POS, POS, POS), pooled=Pooled(9, 8.9, 9.1, k=3, certainty=certainty))
    assert triple(uncertainty(link)) == pytest.approx(expected)


def test_a_pooled_interval_centred_on_what_matters_is_wholly_uncertain():
    pooled = Pooled(0.5, 0.3, 0.7, k=3, certainty=Certainty.HIGH)
    link = make_link(findings=make_findings(POS, POS, POS), pooled=pooled, smallest_effect=0.5)
    assert triple(uncertainty(link)) == pytest.approx((1, 1, 1))


def test_a_contested_link_is_at_least_this_unsettled():
    many = tuple(make_finding(n, bias=Bias.LOW) for n in range(20))
    contested = uncertainty(make_link(findings=(*many, make_finding(99, withdrawn_by="later"))))
    assert triple(contested) == (0.7, 0.85, 1.0)
    assert "contested" in contested.basis


def favoured(link):
    """Return the direction that the findings favour, however biased those are that nobody judged; or none."""
    nets = [_balance(link, unjudged)[0] for unjudged in Bias]
    if min(nets) > 0:
        return POS
    return NEG if max(nets) < 0 else None


@given(link=links(), finding=findings(number=999))
def test_an_agreeing_finding_never_raises_uncertainty(link, finding):
    direction = favoured(link)
    assume(direction is not None)
    agreeing = replace(finding, direction=direction, withdrawn_by=None, estimate=None, low=None, high=None)
    before = uncertainty(link)
    after = uncertainty(replace(link, findings=(*link.findings, agreeing)))
    assert after.low <= before.low + 1e-12
    assert (after.mode or 0) <= (before.mode or 0) + 1e-12
    assert after.high <= before.high + 1e-12


@given(effects=st.lists(st.floats(0.1, 3), min_size=1, max_size=5), width=st.floats(0.1, 4), opposite=st.floats(0.1, 3))
def test_an_agreeing_interval_never_turns_a_pooled_link_contested(effects, width, opposite):
    """Doubt from disagreement in sign only falls when the stronger side grows."""
    pooled = Pooled(1, 0.5, 1.5, k=len(effects) + 1)
    against = (-opposite, -opposite - width, -opposite + width)
    sides = [*[(e, e - width, e + width) for e in effects], against]
    before = status(make_link(findings=measured(*sides), pooled=pooled))
    assume(sum(e * e for e in effects) >= opposite * opposite)
    after = status(make_link(findings=measured(*sides, (1, 1 - width, 1 + width)), pooled=pooled))
    assert not (before is not Status.CONTESTED and after is Status.CONTESTED)


@given(width=st.floats(0.1, 5), centre=st.floats(-5, 5), shrink=st.floats(0.1, 1))
def test_a_pooled_interval_that_narrows_where_it_stands_never_raises_uncertainty(width, centre, shrink):
    def of(half):
        pooled = Pooled(centre, centre - half, centre + half, k=3, certainty=Certainty.LOW)
        return uncertainty(make_link(findings=make_findings(POS, POS, POS), pooled=pooled))

    assert of(width * shrink).mode <= of(width).mode + 1e-9


@given(link=links())
def test_criteria_always_lie_between_0_and_1(link):
    for criterion in criteria(link, NOBODY_ASKED).values():
        assert 0 <= criterion.low <= criterion.high <= 1


# Decision value


def test_who_would_act_is_unknown_until_a_question_names_somebody():
    assert is_unknown(decision_value(make_link()))


def test_each_different_actor_adds_value_up_to_three():
    def of(*actors):
        decisions = tuple(Decision(f"q{n}", actor) for n, actor in enumerate(actors))
        return decision_value(make_link(decisions=decisions))

    modes = [of("a").mode, of("a", "b").mode, of("a", "b", "c").mode]
    assert modes == sorted(set(modes))
    assert of("a", "a") == of("a")
    assert of("a", "b", "c", "d") == of("a", "b", "c")


def test_a_predictive_claim_is_of_little_use_unless_somebody_would_act_on_it():
    assert decision_value(make_link(claim=Claim.PREDICTIVE)).high == 0.3
    acting = make_link(claim=Claim.PREDICTIVE, decisions=(Decision("q", "admissions committees"),))
    assert decision_value(acting).low == 0.4


# Ratings


def test_before_three_groups_are_heard_ratings_do_not_count():
    two = AsOf(2026, frozenset({"community", "schools"}))
    assert is_unknown(criteria(make_link(ratings=RATED), two)[IMPORTANCE])
    assert not is_unknown(criteria(make_link(ratings=RATED), ASKED)[IMPORTANCE])


def test_what_nobody_rated_stays_unknown():
    assert is_unknown(criteria(make_link(ratings=RATED), ASKED)[EQUITY])
    assert is_unknown(criteria(make_link(ratings=RATED), ASKED, "funders")[IMPORTANCE])


def test_every_group_has_one_voice_however_many_answered():
    few = Ratings(importance={"community": (9,) * 50, "schools": (1,) * 50})
    many = Ratings(importance={"community": (9,) * 500, "schools": (1,) * 50})
    of_few, of_many = (criteria(make_link(ratings=r), ASKED)[IMPORTANCE] for r in (few, many))
    assert of_few.mode == pytest.approx(0.5)
    assert of_many.mode == pytest.approx(0.5, abs=0.01)


def test_more_ratings_narrow_the_range_and_higher_ones_raise_it():
    def of(*ratings):
        return criteria(make_link(ratings=Ratings(importance={"community": ratings})), ASKED)[IMPORTANCE]

    assert of(*[7] * 40).high - of(*[7] * 40).low < of(*[7] * 4).high - of(*[7] * 4).low
    assert of(*[8] * 9).mode > of(*[7] * 9).mode
    assert of(9).high <= 1
    # One rating of 9, drawn towards the middle by one at each end: (1 + 1) / (1 + 2).
    assert of(9).mode == pytest.approx(2 / 3)


def test_a_group_is_judged_by_its_own_ratings():
    own = criteria(make_link(ratings=RATED), ASKED, "schools")[IMPORTANCE]
    assert own.mode == pytest.approx(((6 + 7) / 8 + 1) / 4)


def test_the_range_of_one_group_is_that_of_its_ratings():
    one = criteria(make_link(ratings=Ratings(importance={"schools": (9,)})), ASKED)[IMPORTANCE]
    # Variance m (1 - m) / (n + 3) = (2 / 9) / 4, half-width sqrt(6 * variance).
    assert one.low == pytest.approx(2 / 3 - (6 / 18) ** 0.5)


def test_the_range_of_several_groups_holds_their_spread():
    ratings = Ratings(importance={"schools": (5,) * 96, "community": (9,) * 98})
    both = criteria(make_link(ratings=ratings), ASKED)[IMPORTANCE]
    means = 0.5, 0.99
    within = (0.25 / 99 + 0.99 * 0.01 / 101) / 2
    between = (means[1] - means[0]) ** 2 / 2
    half = (6 * (within + between) / 2) ** 0.5
    assert both.low == pytest.approx(max(0, sum(means) / 2 - half))
    assert both.mode == pytest.approx(sum(means) / 2)
