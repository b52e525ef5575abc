"""Priorities at their limits: what nobody answered, what was never compared, what cannot be; and what names change."""

import csv
from itertools import permutations

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.consensus.priorities import aggregate, best_worst, bradley_terry, chnri, kemeny, shortlist

N = np.nan
RULES = ("borda", "copeland", "mean-rank")


def told(found):
    return {one.item: (one.score, *(one.interval or ()), one.rank) for one in found}


def test_an_item_nobody_answers_comes_last_without_score_interval_or_rank():
    answers = np.array([[[N], [1]], [[N], [0.5]]])
    last = chnri(answers, ["none", "some"], ["use"]).scores[-1]
    assert (last.item, last.interval) == ("none", None)
    assert np.isnan(last.score)
    assert np.isnan(last.rank)


def test_chnri_names_decide_nothing():
    answers = np.random.default_rng(3).choice([0, 0.5, 1, N], size=(12, 4, 3))
    one = chnri(answers, list("abcd"), list("xyz"), weights={"x": 1, "y": 2, "z": 3})
    other = chnri(answers[:, ::-1, ::-1], list("dcba"), list("zyx"), weights={"z": 3, "y": 2, "x": 1})
    for item, numbers in told(one.scores).items():
        assert told(other.scores)[item] == pytest.approx(numbers)
    assert other.agreement == pytest.approx(one.agreement)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("unranked", ["behind", "neutral"])
def test_names_of_ranked_items_decide_nothing(rule, unranked):
    rng = np.random.default_rng(4)
    ranks = np.array([rng.permutation(5) + 1.0 for _ in range(9)])
    ranks[ranks > 3] = N
    turn = rng.permutation(5)
    one = told(aggregate(ranks, list("abcde"), rule, unranked=unranked))
    other = told(aggregate(ranks[:, turn], ["abcde"[at] for at in turn], rule, unranked=unranked))
    assert {item: pytest.approx(numbers) for item, numbers in other.items()} == one


def test_mean_ranks_are_those_of_people_and_the_lowest_comes_first():
    found = aggregate(np.array([[1, 2, 3], [1, 3, 2], [2.5, 2.5, 1]]), list("abc"), "mean-rank")
    assert told(found)["a"][0] == pytest.approx(4.5 / 3)
    assert told(found)["b"][0] == pytest.approx(7.5 / 3)
    assert [one.item for one in found] == ["a", "c", "b"]
    assert all(one.interval[0] <= one.score <= one.interval[1] for one in found)


def test_what_could_not_be_ranked_may_stand_nowhere():
    ranks = np.array([[1, 2, N], [1, 2, N], [N, 2, 1]])
    # c beats b once of once, a beats b twice of twice; the pairs with what was not ranked are even.
    found = {one.item: one.score for one in aggregate(ranks, list("abc"), unranked="neutral")}
    assert found == pytest.approx({"a": (2.5 + 1.5) / 6, "b": (0.5 + 1) / 6, "c": (1.5 + 2) / 6})
    behind = {one.item: one.score for one in aggregate(ranks, list("abc"))}
    assert behind == pytest.approx({"a": 4 / 6, "b": 3 / 6, "c": 2 / 6})
    with pytest.raises(InputError, match="a rank is infinite"):
        aggregate(np.array([[1, np.inf]]), ["a", "b"])


@pytest.mark.parametrize("unranked", ["behind", "neutral"])
def test_no_order_of_all_disagrees_less_than_kemenys(unranked):
    rng = np.random.default_rng(5)
    for _ in range(20):
        ranks = np.array([rng.permutation(5) + 1.0 for _ in range(7)])
        ranks[ranks > 3] = N
        filled = np.where(np.isnan(ranks), 99, ranks) if unranked == "behind" else ranks
        order = [int(name) for name in kemeny(ranks, list("01234"), unranked=unranked)]
        assert against(filled, order) == min(against(filled, list(one)) for one in permutations(range(5)))


def against(ranks, order):
    return sum((ranks[:, low] < ranks[:, high]).sum() for at, high in enumerate(order) for low in order[at + 1 :])


def test_strengths_are_where_the_slow_way_of_hunter_settles():
    wins = np.random.default_rng(6).integers(0, 6, (6, 6)).astype(float)
    np.fill_diagonal(wins, 0)
    strength = np.ones(6)
    for _ in range(5_000):  # Hunter 2004, doi:10.1214/aos/1079120141, equation 3
        strength = wins.sum(axis=1) / ((wins + wins.T) / (strength[:, None] + strength[None, :])).sum(axis=1)
    logs = np.log(strength) - np.log(strength).mean()
    found = {one.item: one.score for one in bradley_terry(list("abcdef"), wins)}
    assert [found[item] for item in "abcdef"] == pytest.approx(logs, abs=1e-9)


@pytest.mark.parametrize("often", [1e2, 1e3, 1e4, 1e6, 1e9])
def test_an_item_that_nearly_always_wins_has_its_score_and_error(often):
    # Newton's whole steps run off from about a thousand to one.
    high, low = bradley_terry(["a", "b"], np.array([[0, often], [1, 0]]))
    assert high.score - low.score == pytest.approx(np.log(often), abs=1e-6)
    assert high.interval[1] - high.score == pytest.approx(1.959964 * np.sqrt(1 + 1 / often) / 2, rel=1e-5)


def test_two_circles_that_never_met_are_said_to_be_apart():
    wins = np.array([[0, 2, 0, 0], [1, 0, 0, 0], [0, 0, 0, 3], [0, 0, 1, 0]])
    with pytest.raises(InputError, match="a, b were never compared with the rest"):
        bradley_terry(list("abcd"), wins)


@pytest.mark.parametrize("strange", [N, np.inf, -1])
def test_pairs_that_cannot_be_counted_are_refused(strange):
    with pytest.raises(InputError, match="square table of counts"):
        bradley_terry(["a", "b"], np.array([[0, strange], [1, 0]]))
    with pytest.raises(InputError, match="wins cannot be"):
        bradley_terry(["a", "b"], np.array([[0, 1], [1, 0]]), prior=strange)


def test_choices_that_cannot_be_counted_are_refused():
    with pytest.raises(InputError, match="best nan"):
        best_worst(["a"], [N], [0], [3])
    with pytest.raises(InputError, match="one count"):
        best_worst(["a", "b"], [1], [0], [3])
    with pytest.raises(InputError, match="a shortlist of 0 is none"):
        shortlist({"g": [["a"]]}, ["a"]).first(0)


def test_real_choices_count_as_in_the_tutorial_of_bwstools(benchmarks):
    with (benchmarks / "consensus" / "best_worst_issues.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cast = [(row["issue"], int(row["value"])) for row in rows]
    items = sorted({item for item, _ in cast})
    best, worst = ([cast.count((item, side)) for item in items] for side in (1, -1))
    # Its vignette on aggregate scores: abortion is best 302 times, worst 352 times; health care and economy lead.
    assert (items[0], best[0], worst[0]) == ("abortion", 302, 352)
    found = best_worst(items, best, worst, [1400] * 13).scored
    assert [one.item for one in found][:2] == ["healthcare", "economy"]
    assert {one.item for one in found[-3:]} == {"drugs", "foreignaffairs", "biasmedia"}
