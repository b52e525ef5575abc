"""An invalid link cannot be built, and says what is wrong with it."""

import pytest

from cairn.base.errors import InputError
from cairn.gaps import (
    AsOf,
    Claim,
    Decision,
    DesignOption,
    End,
    Flags,
    Grain,
    Letter,
    MeasureOption,
    Pooled,
    Ratings,
    ReasonOverride,
    StudyLevel,
)
from gaps_builders import make_finding, make_link, three_for

POOLED = Pooled(0.5, 0.1, 0.9, k=3)
POOLED_RATIO = Pooled(1.5, 1.1, 1.9, k=3, null_value=1)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: make_finding(id=" "), "id is empty"),
        (lambda: make_finding(study=""), "study is empty"),
        (lambda: make_finding(sites=0), "sites is 0"),
        (lambda: make_finding(withdrawn_by="s1"), "cannot withdraw itself"),
        (lambda: make_finding(null_value=0.5), "null_value is 0.5"),
        (lambda: make_finding(low=1, high=2), "interval is not complete"),
        (lambda: make_finding(estimate=1, low=1), "interval is not complete"),
        (lambda: make_finding(estimate=3, low=1, high=2), "3 does not lie between 1 and 2"),
        (lambda: make_finding(estimate=float("nan")), "not a finite number"),
        (lambda: make_finding(estimate=0, null_value=1), "ratio is not above 0"),
        (lambda: StudyLevel(""), "study is empty"),
        (lambda: Pooled(0.5, 0.1, 0.9, k=0), "k is 0"),
        (lambda: Pooled(0.5, 0.1, 0.9, k=1, prediction_low=0), "half a prediction interval"),
        (lambda: Pooled(0.5, 0.1, 0.9, k=5, prediction_low=0.6, prediction_high=1), "0.5 does not lie between"),
        (lambda: MeasureOption("nppes", "", End.TO), "name is empty"),
        (lambda: DesignOption("did", ""), "label is empty"),
        (lambda: DesignOption("did", "d", schools=0), "schools is 0"),
        (lambda: DesignOption("did", "d", months=0), "months is 0"),
        (lambda: DesignOption("did", "d", grain=Grain.UNKNOWN), "grain is unknown"),
        (lambda: Decision("q", ""), "actor is empty"),
        (lambda: Flags(known_grants=-1), "known_grants is -1"),
        (lambda: Ratings(importance={"schools": (0,)}), "importance is rated 0 by schools"),
        (lambda: Ratings(equity={"schools": (10,)}), "equity is rated 10 by schools"),
        (lambda: ReasonOverride(Letter.A, holds=True, explanation="", by="E"), "explanation is empty"),
        (lambda: make_link(statement=""), "statement is empty"),
        (lambda: make_link(findings=(make_finding(1), make_finding(1))), "findings holds f1 twice"),
        (lambda: make_link(studies=(StudyLevel("s"), StudyLevel("s"))), "studies holds s twice"),
        (lambda: make_link(pooled=POOLED), "pooled answer without findings"),
        (lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=0), "not on the claimed side"),
        (lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=-0.1), "not on the claimed side"),
        (
            lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=0.1, claim=Claim.DECREASE),
            "not on the claimed side",
        ),
        (
            lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=0, claim=Claim.NO_WORSE),
            "not on the claimed side",
        ),
        (lambda: make_link(findings=three_for(), pooled=POOLED_RATIO, smallest_effect=0.9), "not on the claimed side"),
        (
            lambda: make_link(findings=three_for(), pooled=POOLED_RATIO, smallest_effect=-1, claim=Claim.DECREASE),
            "is no ratio",
        ),
    ],
)
def test_what_is_wrong_is_said_and_where(build, message):
    with pytest.raises(InputError, match=message) as error:
        build()
    assert error.value.where
    assert error.value.remedy


@pytest.mark.parametrize(
    "build",
    [
        lambda: make_finding(estimate=2),
        lambda: make_finding(estimate=1, low=1, high=1),
        lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=0.1),
        lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=-0.1, claim=Claim.DECREASE),
        lambda: make_link(findings=three_for(), pooled=POOLED, smallest_effect=0.1, claim=Claim.NO_WORSE),
        lambda: make_link(findings=three_for(), pooled=POOLED_RATIO, smallest_effect=0.9, claim=Claim.NO_WORSE),
        lambda: make_link(measures=(MeasureOption("s", "S", End.TO), MeasureOption("s", "S", End.FROM))),
        lambda: Ratings(importance={"schools": (1, 9)}),
    ],
)
def test_what_is_right_is_let_through(build):
    build()


def test_the_order_of_parts_changes_nothing():
    findings = three_for()
    assert make_link(findings=findings) == make_link(findings=findings[::-1])


def test_groups_without_ratings_are_left_out():
    assert Ratings(importance={"schools": (), "community": (3, 1)}).importance == {"community": (1, 3)}


@pytest.mark.parametrize(("groups", "provisional"), [(0, True), (2, True), (3, False)])
def test_the_order_is_provisional_until_three_groups_are_heard(groups, provisional):
    assert AsOf(2026, frozenset(map(str, range(groups)))).provisional is provisional
