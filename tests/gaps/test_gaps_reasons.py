"""The four reasons for a gap, each at the edge of its rule."""

import pytest

from cairn.gaps import SEVERAL, AsOf, Bias, Certainty, Direction, Letter, OutcomeLevel, Pooled, ReasonOverride
from cairn.gaps.reasons import reasons
from gaps_builders import NOBODY_ASKED, make_finding, make_findings, make_link, three_for

POS, NEG, NULL = Direction.POSITIVE, Direction.NEGATIVE, Direction.NULL
DECISIVE = Pooled(0.7, 0.5, 0.9, k=3, certainty=Certainty.HIGH)


def reason(letter, as_of=NOBODY_ASKED, **fields):
    return next(one for one in reasons(make_link(**fields), as_of) if one.letter is letter)


def test_all_four_are_judged_in_order():
    assert [one.letter for one in reasons(make_link(), NOBODY_ASKED)] == list("ABCD")


def test_a_link_without_findings_is_insufficient_and_the_rest_is_unknown():
    assert [one.holds for one in reasons(make_link(), NOBODY_ASKED)] == [True, None, None, None]


@pytest.mark.parametrize(("number", "pooled", "holds"), [(2, DECISIVE, True), (3, DECISIVE, False), (3, None, True)])
def test_insufficient_is_fewer_than_three_cohorts_or_nothing_pooled(number, pooled, holds):
    found = reason(Letter.A, findings=make_findings(*[POS] * number), pooled=pooled, smallest_effect=0.5)
    assert found.holds is holds
    assert found.findings == (tuple(f"f{n}" for n in range(1, number + 1)) if holds else ())


@pytest.mark.parametrize(
    ("low", "high", "smallest", "holds"),
    [
        (0.0, 0.6, None, True),
        (0.01, 0.6, None, False),
        (0.0, 0.5, 0.5, True),
        (0.01, 0.5, 0.5, False),
        (0.0, 0.49, 0.5, False),
    ],
)
def test_insufficient_is_an_interval_that_holds_no_effect_and_one_that_matters(low, high, smallest, holds):
    pooled = Pooled(0.3, low, high, k=3)
    assert reason(Letter.A, findings=three_for(), pooled=pooled, smallest_effect=smallest).holds is holds


def test_insufficient_says_how_many_cohorts_may_be_the_same_people():
    assert "3 of unknown independence" in reason(Letter.A, findings=three_for()).explanation


@pytest.mark.parametrize(("high", "low", "holds"), [(1, 1, True), (1, 2, False), (2, 2, True), (0, 1, False)])
def test_biased_is_half_of_those_judged_at_high_risk(high, low, holds):
    marks = [Bias.HIGH] * high + [Bias.LOW] * low + [None, None]
    findings = tuple(make_finding(n, bias=bias) for n, bias in enumerate(marks))
    found = reason(Letter.B, findings=findings)
    assert found.holds is holds
    assert len(found.findings) == (high if holds else 0)
    assert "2 not judged" in found.explanation


def test_bias_nobody_judged_is_unknown():
    assert reason(Letter.B, findings=three_for()).holds is None


@pytest.mark.parametrize(
    ("directions", "holds"),
    [
        ([POS], None),
        ([POS, POS], False),
        ([POS, NEG], True),
        ([POS, POS, POS, NULL], False),
        ([POS, POS, NULL], True),
        ([NULL, NULL], False),
        ([Direction.INCONCLUSIVE] * 2, None),
        ([Direction.MIXED, POS], True),
        ([POS, Direction.CONTESTED], True),
    ],
)
def test_inconsistent_is_fewer_than_three_quarters_one_way(directions, holds):
    assert reason(Letter.C, findings=make_findings(*directions)).holds is holds


def test_a_withdrawn_finding_is_named_as_the_inconsistency():
    findings = (make_finding(1), make_finding(2, withdrawn_by="later"))
    assert reason(Letter.C, findings=findings).findings == ("f2",)


@pytest.mark.parametrize(("prediction_low", "holds"), [(0.01, False), (0.0, True), (-1.0, True)])
def test_inconsistent_is_a_prediction_interval_that_holds_no_effect(prediction_low, holds):
    pooled = Pooled(0.7, 0.5, 0.9, k=5, prediction_low=prediction_low, prediction_high=1.5)
    assert reason(Letter.C, findings=three_for(), pooled=pooled).holds is holds


def varied(**fields):
    """Make two findings that differ in all that the last reason looks at, but for what is given."""
    given = {
        "outcome_level": [OutcomeLevel.NEAR, OutcomeLevel.FAR],
        "discipline": ["medicine", "nursing"],
        "country": ["Canada", "Australia"],
        "sites": [1, 2],
        "year": [2016, 2010],
    } | fields
    return tuple(make_finding(n, **{name: values[n] for name, values in given.items()}) for n in range(2))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"outcome_level": [OutcomeLevel.NEAR] * 2}, "only near outcomes"),
        ({"discipline": ["medicine", "medicine"]}, "medicine only"),
        ({"discipline": ["medicine", None]}, "medicine only"),
        ({"country": ["Canada", "Canada"]}, "Canada only"),
        ({"sites": [1, 1]}, "each at one school"),
        ({"sites": [1, None]}, "each at one school"),
        ({"year": [2015, 2010]}, "nothing since 2015"),
    ],
)
def test_not_the_right_information_says_what_is_wanting(fields, words):
    found = reason(Letter.D, findings=varied(**fields))
    assert found.holds is (words is not None)
    if words:
        assert found.explanation == words
        assert found.findings == ("f0", "f1")


def test_old_is_counted_from_the_year_of_the_question():
    assert reason(Letter.D, AsOf(year=2027), findings=varied()).explanation == "nothing since 2016"


def test_where_nothing_is_recorded_the_last_reason_is_unknown():
    assert reason(Letter.D, findings=three_for()).holds is None


def test_an_editor_may_overrule_and_both_answers_are_kept():
    override = ReasonOverride(Letter.B, holds=True, explanation="all self-selected", by="A. Editor")
    found = reason(Letter.B, findings=three_for(), overrides=(override,))
    assert (found.holds, found.computed) == (True, None)
    assert (found.override, found.overridden_by) == ("all self-selected", "A. Editor")
    assert reason(Letter.A, findings=three_for(), overrides=(override,)).overridden_by == ""


def test_a_study_of_several_countries_is_never_one_country_only():
    peru, several = make_finding("a", country="Peru"), make_finding("b", country=SEVERAL)
    assert reason(Letter.D, findings=(peru,)).explanation == "Peru only"
    assert reason(Letter.D, findings=(peru, several)).holds is False
    assert reason(Letter.D, findings=(several,)).holds is False
