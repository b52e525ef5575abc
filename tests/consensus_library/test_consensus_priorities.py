"""Priorities: published examples and reference tools, and what must hold of any order."""

import json

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.consensus.priorities import (
    aggregate,
    best_worst,
    bradley_terry,
    budget,
    budget_by_group,
    chnri,
    kemeny,
    shortlist,
    swing_weights,
)

N = np.nan
CRITERIA = ("answerability", "effectiveness", "deliverability", "burden", "equity")
# Answers of five people to two questions, criterion by criterion; scores by the formulas of Rudan et al. 2008.
Q1 = [[1, 1, 0.5, 1, N], [1, 0.5, 0.5, 1, 1], [0.5, 0.5, 0, 1, N], [1, 1, 1, 0.5, 1], [1, 0.5, 1, 1, 0.5]]
Q2 = [[0, 0.5, 0.5, 1, 0], [0.5, 0.5, N, 0, 0.5], [1, 1, 1, 1, 0.5], [0, 0, 0.5, 0, N], [0.5, 0, 0.5, 1, 1]]
ANSWERS = np.array([Q1, Q2]).transpose(2, 0, 1)
WEIGHTS = dict(zip(CRITERIA, (0.2, 0.2, 0.15, 0.15, 0.3), strict=True))


def scores(found) -> dict[str, float]:
    return {one.item: one.score for one in found}


def ranks(found) -> dict[str, float]:
    return {one.item: one.rank for one in found}


def test_chnri_scores_as_published():
    found = chnri(ANSWERS, ["Q1", "Q2"], CRITERIA)
    assert scores(found.scores) == pytest.approx({"Q1": 77.5, "Q2": 48})
    assert found.by_criterion[0] == pytest.approx([87.5, 80, 50, 90, 80])
    assert found.agreement == pytest.approx({"Q1": 0.65, "Q2": 0.62})
    blanks = chnri(ANSWERS, ["Q1", "Q2"], CRITERIA, blanks_disagree=True)
    assert blanks.agreement == pytest.approx({"Q1": 0.6, "Q2": 0.56})


def test_chnri_weighs_criteria_on_any_scale():
    weighted = {"Q1": 78.5, "Q2": 48.875}
    for times in (1, 100):
        weights = {name: times * weight for name, weight in WEIGHTS.items()}
        assert scores(chnri(ANSWERS, ["Q1", "Q2"], CRITERIA, weights=weights).scores) == pytest.approx(weighted)


def test_chnri_leaves_out_a_criterion_nobody_answered():
    table = ANSWERS.copy()
    table[:, 0, 0] = N
    found = chnri(table, ["Q1", "Q2"], CRITERIA)
    assert scores(found.scores)["Q1"] == pytest.approx(75)
    assert np.isnan(found.by_criterion[0, 0])


@pytest.mark.parametrize(
    ("weights", "says"), [({"equity": 1}, "do not fit"), (dict.fromkeys(CRITERIA, 0), "not all 0")]
)
def test_chnri_refuses_weights_that_do_not_fit(weights, says):
    with pytest.raises(InputError, match=says):
        chnri(ANSWERS, ["Q1", "Q2"], CRITERIA, weights=weights)
    with pytest.raises(InputError, match=r"0\.7 is no answer"):
        chnri(np.full((2, 1, 1), 0.7), ["a"], ["c"])


# Lipovetsky & Conklin 2014, table 6, the first three of seventeen items; estimates of bwsTools' ae_mnl.
BWS = {"shown": [7145, 7144, 7144], "best": [1733, 968, 5218], "worst": [1324, 2139, 113]}


def test_best_worst_is_that_of_bwstools():
    found = best_worst(["a", "b", "c"], BWS["best"], BWS["worst"], BWS["shown"])
    assert scores(found.scored) == pytest.approx(
        {"a": 0.114610947350239, "b": -0.330811798894722, "c": 1.79298480941323}, abs=1e-9
    )
    intervals = {one.item: one.interval for one in found.scored}
    assert intervals["a"] == pytest.approx((0.0817649346659701, 0.147456960034509), abs=1e-9)
    assert found.error["a"] == pytest.approx(0.0167581697368721, abs=1e-9)
    wider = best_worst(["a"], BWS["best"][:1], BWS["worst"][:1], BWS["shown"][:1], z=2.58).scored[0].interval
    assert wider[1] - wider[0] == pytest.approx(2 * 2.58 * found.error["a"])
    assert found.difference["a"] == pytest.approx(0.0572428271518544)
    assert sum(found.chosen.values()) == pytest.approx(1)
    assert ranks(found.scored) == {"c": 1, "a": 2, "b": 3}


def test_an_item_always_best_comes_first_without_an_interval():
    found = best_worst(["a", "b"], [4, 0], [0, 2], [4, 4])
    assert (found.scored[0].item, found.scored[0].interval, found.chosen["a"]) == ("a", None, 1)
    with pytest.raises(InputError, match="best 3 and worst 3 of 4"):
        best_worst(["a"], [3], [3], [4])


def test_best_and_worst_turned_around_turn_the_order_around():
    one = scores(best_worst(list("abc"), BWS["best"], BWS["worst"], BWS["shown"]).scored)
    other = scores(best_worst(list("abc"), BWS["worst"], BWS["best"], BWS["shown"]).scored)
    assert other == pytest.approx({item: -score for item, score in one.items()})


WINS = np.array([[0, 7, 8, 9], [3, 0, 6, 7], [2, 4, 0, 6], [1, 3, 4, 0]], dtype=float)


def test_bradley_terry_is_that_of_choix():
    found = bradley_terry(list("abcd"), WINS)
    assert [one.score for one in found] == pytest.approx(
        [1.0712937944217535, 0.09935056621318794, -0.3494356247076065, -0.821208735927335], abs=1e-9
    )
    assert all(one.interval[0] < one.score < one.interval[1] for one in found)


def test_two_items_are_a_logit():
    high, low = bradley_terry(["a", "b"], np.array([[0, 30], [10, 0]]))
    assert high.score - low.score == pytest.approx(np.log(3))
    # Half of the difference, whose standard error is that of a logit.
    assert high.interval[1] - high.score == pytest.approx(1.959964 * np.sqrt(1 / 30 + 1 / 10) / 2, abs=1e-5)


def test_items_that_were_never_compared_with_the_rest_are_named():
    apart = np.array([[0, 2, 0], [1, 0, 0], [0, 3, 0]], dtype=float)
    with pytest.raises(InputError, match="c never won, or never lost"):
        bradley_terry(list("abc"), apart)
    assert bradley_terry(list("abc"), apart, prior=0.5)[0].item == "c"


def test_a_prior_draws_scores_together_and_names_decide_nothing():
    assert bradley_terry(list("abcd"), WINS, prior=5)[0].score < bradley_terry(list("abcd"), WINS)[0].score
    turned = bradley_terry(list("dcba"), WINS[::-1, ::-1])
    assert scores(turned) == pytest.approx(scores(bradley_terry(list("abcd"), WINS)))


RANKS = np.array([[1, 2, 3], [1, 2, 3], [3, 1, 2]], dtype=float)


def test_borda_counts_those_ranked_below():
    assert scores(aggregate(RANKS, list("abc"))) == pytest.approx({"a": 2 / 3, "b": 2 / 3, "c": 1 / 6})
    assert ranks(aggregate(RANKS, list("abc"))) == {"a": 1.5, "b": 1.5, "c": 3}


def test_copeland_counts_majorities():
    assert scores(aggregate(RANKS, list("abc"), "copeland")) == {"a": 2, "b": 0, "c": -2}


def test_what_is_not_ranked_stands_behind():
    found = scores(aggregate(np.array([[1, N, N]]), list("abc")))
    assert found == pytest.approx({"a": 1, "b": 0.25, "c": 0.25})
    with pytest.raises(InputError, match="ranks nothing"):
        aggregate(np.array([[N, N, N]]), list("abc"))


def test_an_item_all_rank_last_changes_no_order():
    more = np.column_stack([RANKS, [4, 4, 4]])
    for rule in ("borda", "copeland"):
        before, after = (aggregate(table, items, rule) for table, items in ((RANKS, "abc"), (more, "abcd")))
        assert [one.item for one in after] == [*(one.item for one in before), "d"]


def test_kemeny_is_the_order_that_disagrees_least():
    assert kemeny(RANKS, list("abc")) == ["a", "b", "c"]
    # Condorcet's cycle with a majority that outweighs it.
    cycle = np.array([[1, 2, 3]] * 4 + [[3, 1, 2]] * 3 + [[2, 3, 1]] * 2, dtype=float)
    assert kemeny(cycle, list("abc")) == ["a", "b", "c"]
    with pytest.raises(InputError, match="takes too long"):
        kemeny(np.arange(1, 16)[None].astype(float), [str(at) for at in range(15)])


def test_every_group_counts_alike_on_a_shortlist():
    many = {"clinicians": [["a", "b"]] * 50, "patients": [["c", "b"]]}
    found = shortlist(many, ["a", "b", "c", "d"])
    assert scores(found.scored) == {"b": 6, "a": 5.5, "c": 5.5, "d": 3}
    assert found.by_group["patients"] == {"c": 1, "b": 2, "a": 3.5, "d": 3.5}
    assert found.first(2) == ["b", "a", "c"]
    assert len(found.first(9)) == 4
    with pytest.raises(InputError, match="'x' is not on the list"):
        shortlist({"g": [["x"]]}, ["a"])
    with pytest.raises(InputError, match="chose an item twice"):
        shortlist({"g": [["a", "a"]]}, ["a"])


def test_swings_are_weights_of_each_person_alike():
    found = swing_weights(np.array([[100, 50, 50], [10, 10, 20]]), ["x", "y", "z"])
    assert [one.mean for one in found] == pytest.approx([0.375, 0.25, 0.375])
    assert sum(one.mean for one in found) == pytest.approx(1)
    with pytest.raises(InputError, match="person 2"):
        swing_weights(np.array([[1, 1], [0, 0]]), ["x", "y"])


def test_a_budget_is_split_whole():
    found = budget(np.array([[70, 30, N], [50, 50, 0]]), ["x", "y", "z"])
    assert [(one.mean, one.median) for one in found] == pytest.approx([(0.6, 0.6), (0.4, 0.4), (0, 0)])
    with pytest.raises(InputError, match="person 1: the points add up to 90"):
        budget(np.array([[60, 30, 0]]), ["x", "y", "z"])
    apart = budget_by_group(np.array([[100, 0], [0, 100], [0, 100]]), ["x", "y"], ["b", "a", "a"])
    assert [(name, one[0].mean) for name, one in apart.items()] == [("a", 0), ("b", 1)]
    assert apart["b"][0].interval is None


def test_every_reference_value_of_priorities(benchmarks):
    text = (benchmarks / "consensus" / "ratings_reference.json").read_text(encoding="utf-8")
    known = {one["id"]: one for one in json.loads(text)["records"]}
    one = known["bws_lipovetsky_conklin_2014_table6"]
    items = [str(at) for at in range(17)]
    found = best_worst(items, one["input"]["bests"], one["input"]["worsts"], one["input"]["totals"])
    by_item = {row.item: row for row in found.scored}
    wanted = one["expected"]
    assert [by_item[item].score for item in items] == pytest.approx(wanted["b"], abs=1e-9)
    for end, name in enumerate(("lb", "ub")):
        assert [by_item[item].interval[end] for item in items] == pytest.approx(wanted[name], abs=1e-9)
    assert [found.error[item] for item in items] == pytest.approx(wanted["se"], abs=1e-9)
    assert [found.chosen[item] for item in items] == pytest.approx(wanted["choice_p"], abs=1e-9)
    assert [found.difference[item] for item in items] == pytest.approx(one["diff_score"], abs=1e-9)
