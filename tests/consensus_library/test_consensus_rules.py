"""Consensus and stopping rules: read, kept as data, evaluated by group."""

import json

import pytest

from cairn.base.errors import InputError
from cairn.consensus.rules import (
    NAMED,
    Outcome,
    Progress,
    Rule,
    Stopping,
    Verdict,
    classify,
    parse_rule,
    parse_stopping,
)
from cairn.consensus.stability import stability

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
HIGH, LOW, MIXED = [7, 8, 9, 9, 8, 7, 9, 5], [1, 2, 3, 1, 2], [1, 9, 1, 9]


@pytest.mark.parametrize(
    "text",
    [
        *NAMED,
        "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every group",
        "At least 62.5 % rate 7 to 9 overall",
        "median at least 7 and iqr at most 2 in every group and overall",
        "median >= 7 or mean > 6.5",
        "no disagreement",
        "at most 5% rate 1",
    ],
)
def test_a_rule_is_read_written_and_kept_as_data(text):
    rule = parse_rule(text, smallest=5, percentile="type6")
    assert parse_rule(rule.words, smallest=5, percentile="type6") == rule
    assert Rule.from_data(json.loads(json.dumps(rule.data()))) == rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("seventy percent agree", "'seventy percent agree' is no condition"),
        ("at least 70% rate 9-7", "is no condition"),
        ("at least 170% rate 7-9", "is no condition"),
        ("median at least 7 and iqr at most 2 or mean above 5", "both 'and' and 'or'"),
        ("", "is no condition"),
    ],
)
def test_what_is_no_rule_is_named(text, says):
    with pytest.raises(InputError, match=says):
        parse_rule(text)


def test_seven_of_ten_are_at_least_seventy_percent():
    ratings = {"all": [7] * 7 + [5] * 3}
    assert parse_rule("at least 70% rate 7-9").evaluate(ratings).verdict is MET
    assert parse_rule("more than 70% rate 7-9").evaluate(ratings).verdict is NOT_MET


def test_every_group_must_meet_it_and_a_majority_cannot_outvote():
    ratings = {"schools": HIGH * 10, "communities": LOW}
    rule = parse_rule("at least 70% rate 7-9 in every group")
    found = rule.evaluate(ratings)
    assert (found.verdict, found.overall.verdict) == (NOT_MET, MET)
    assert [one.verdict for one in found.groups.values()] == [MET, NOT_MET]
    assert parse_rule("at least 70% rate 7-9 overall").evaluate(ratings).verdict is MET
    assert parse_rule("at least 70% rate 7-9 in every group and overall").evaluate(ratings).verdict is NOT_MET


def test_a_group_too_small_makes_it_unknown_unless_another_fails():
    rule = parse_rule("at least 70% rate 7-9 in every group", smallest=5)
    assert rule.evaluate({"a": HIGH, "b": [9, 9]}).verdict is UNKNOWN
    assert rule.evaluate({"a": LOW, "b": [9, 9]}).verdict is NOT_MET
    assert rule.evaluate({"a": HIGH, "b": [float("nan")] * 9}).verdict is UNKNOWN


def test_who_cannot_judge_is_in_no_share():
    found = parse_rule("at least 70% rate 7-9").evaluate({"a": [7, 8, 5, float("nan"), float("nan")]})
    assert found.groups["a"].found == pytest.approx((2 / 3,))


def test_any_condition_is_enough_where_they_are_joined_by_or():
    assert parse_rule("median at least 9 or iqr at most 8").evaluate({"a": MIXED}).verdict is MET
    assert parse_rule("sd below 1 or median above 9").evaluate({"a": [5]}).verdict is UNKNOWN


def test_disagreement_is_that_of_ipras():
    assert parse_rule("no disagreement").evaluate({"a": MIXED}).verdict is NOT_MET
    assert parse_rule("appropriate").evaluate({"a": HIGH}).verdict is MET


@pytest.mark.parametrize(("ratings", "outcome"), [(HIGH, Outcome.IN), (LOW, Outcome.OUT), (MIXED, Outcome.OPEN)])
def test_comet_takes_leaves_or_says_nothing(ratings, outcome):
    assert classify({"a": ratings}, parse_rule("comet"), parse_rule("comet-out")) is outcome


def test_what_two_loose_rules_both_take_is_open():
    anything = parse_rule("at least 0% rate 1-9")
    assert classify({"a": MIXED}, anything, anything) is Outcome.OPEN


def test_the_more_rate_high_the_sooner_it_is_met():
    rule = parse_rule("comet")
    verdicts = [rule.evaluate({"a": [9] * high + [5] * (20 - high)}).verdict for high in range(21)]
    assert verdicts == [NOT_MET] * 14 + [MET] * 7


def test_a_stopping_rule_is_read_written_and_kept_as_data():
    rule = parse_stopping("rounds at least 3 or settled at least 90%; stable is distribution change below 15%")
    assert parse_stopping(rule.words) == rule
    assert Stopping.from_data(json.loads(json.dumps(rule.data()))) == rule
    with pytest.raises(InputError, match="'agreed at least 3' is no condition"):
        parse_stopping("agreed at least 3")


def test_a_process_stops_by_rounds_or_by_what_is_settled():
    rule = parse_stopping("rounds at least 3 or settled at least 90%")
    assert rule.evaluate(Progress(1, 0.5, None, 0.8)) is NOT_MET
    assert rule.evaluate(Progress(2, 0.9, None, 0.8)) is MET
    assert rule.evaluate(Progress(3, 0.1, None, 0.8)) is MET
    assert parse_stopping("stable at least 80%").evaluate(Progress(1, 0.5, None, 0.8)) is UNKNOWN


def test_the_share_of_stable_items_leaves_out_what_cannot_be_told():
    rule = parse_stopping("stable at least 80%")
    steady, moved = stability([5] * 10, [5] * 10), stability([5] * 10, [9] * 10)
    assert rule.stable_share([steady, moved, None]) == 0.5
    assert rule.stable_share([None]) is None
