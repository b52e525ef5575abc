"""Opinion groups: found where they are planted, not where votes fall by chance, told in Polis' own numbers."""

import json

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.consensus.opinions import (
    Options,
    Side,
    adjusted_rand,
    common,
    find_groups,
    group_aware_consensus,
    positions,
    representative,
    structure_test,
    tallies,
    votes_of,
    votes_of_table,
)
from cairn.consensus.opinions.residuals import centred

FEW = Options(permutations=39)


def planted(seed, *, people=300, statements=60, groups=2, dividing=0.5, density=0.6, agree=(0.7, 0.3)):
    """Votes of groups that differ on some statements, and each person's group."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, groups, people)
    share = np.tile(rng.uniform(0.3, 0.7, statements), (groups, 1))
    for at in rng.choice(statements, round(dividing * statements), replace=False):
        side = rng.permutation(np.arange(groups) % 2)
        share[:, at] = np.where(side == 1, *agree)
    return cast(rng, share[group], density), group


def cast(rng, agree, density):
    votes = np.where(rng.random(agree.shape) < agree, 1.0, -1.0)
    votes[rng.random(agree.shape) < 0.1] = 0
    votes[rng.random(agree.shape) > density] = np.nan
    return votes


def without_groups(seed, kind):
    """People who differ in how readily they agree or how much they vote, and in nothing else."""
    rng = np.random.default_rng(seed)
    popular, ready = rng.uniform(0.2, 0.9, 40), rng.normal(0, 0.8, 120)
    odds = np.log(popular / (1 - popular)) + (ready[:, None] if kind != "plain" else 0)
    votes = cast(rng, 1 / (1 + np.exp(-odds)) + np.zeros((120, 40)), 1.0)
    asked = np.full(votes.shape, 0.4)
    if kind == "telling silence":
        asked = np.clip(0.4 * np.exp(0.6 * ready)[:, None] * np.where(votes > 0, 1.4, 0.7), 0, 1)
    votes[rng.random(votes.shape) > asked] = np.nan
    return votes


@pytest.mark.parametrize("groups", [2, 3])
def test_planted_groups_are_found(groups):
    votes, group = planted(groups, people=500, statements=100, groups=groups)
    found = find_groups(votes_of_table(votes), FEW)
    assert found.groups == groups
    assert adjusted_rand(found.group, group) >= 0.6
    assert found.p <= 0.05
    assert found.stability >= 0.5


@pytest.mark.parametrize("kind", ["plain", "acquiescence", "telling silence"])
def test_no_groups_is_an_answer(kind):
    told = [find_groups(votes_of_table(without_groups(seed, kind)), FEW) for seed in range(6)]
    assert sum(one.groups > 0 for one in told) <= 1
    assert all(one.reason.endswith(".") for one in told)


def test_votes_shuffled_within_statements_lose_their_groups():
    votes, _ = planted(4)
    rng = np.random.default_rng(4)
    for column in votes.T:
        known = ~np.isnan(column)
        column[known] = rng.permutation(column[known])
    assert find_groups(votes_of_table(votes), FEW).groups == 0


def test_names_and_order_of_people_and_statements_decide_nothing():
    votes, _ = planted(5)
    first = find_groups(votes_of_table(votes), FEW)
    people, statements = np.random.default_rng(5).permutation(300), np.random.default_rng(6).permutation(60)
    again = find_groups(votes_of_table(votes[people][:, statements]), FEW)
    assert first.groups == again.groups == 2
    assert adjusted_rand(first.group[people], again.group) > 0.95
    assert adjusted_rand(first.group, find_groups(votes_of_table(-votes), FEW).group) > 0.95


def test_the_same_seed_gives_the_same_answer():
    votes = votes_of_table(planted(7)[0])
    one, other = find_groups(votes, FEW), find_groups(votes, FEW)
    assert (one.p, one.stability, one.reason) == (other.p, other.stability, other.reason)
    assert (one.group == other.group).all()


def test_who_votes_little_is_in_no_group():
    votes, _ = planted(8)
    votes[0, 3:] = np.nan
    found = find_groups(votes_of_table(votes), FEW)
    assert (found.group[0], np.isnan(found.places[0]).all()) == (-1, True)
    assert (found.group[1:] >= 0).mean() > 0.9


def test_groups_smaller_than_asked_for_are_not_told():
    votes, _ = planted(9)
    assert find_groups(votes_of_table(votes), Options(permutations=39, smallest=100)).groups == 2
    found = find_groups(votes_of_table(votes), Options(permutations=39, smallest=149))
    assert (found.groups, found.reason) == (0, "Every grouping has a group of fewer than 149 people.")


@pytest.mark.parametrize("people", [3, 9])
def test_a_handful_of_people_is_too_few(people):
    found = find_groups(votes_of_table(np.ones((people, 10))), FEW)
    assert (found.groups, found.p) == (0, None)
    assert "too few to be grouped" in found.reason


def test_everybody_agreeing_with_everything_is_no_group():
    assert find_groups(votes_of_table(np.ones((30, 12))), FEW).groups == 0


def test_too_few_draws_for_the_bar_are_refused():
    with pytest.raises(InputError, match=r"9 permutations cannot reach p = 0\.05"):
        find_groups(votes_of_table(np.ones((30, 12))), Options(permutations=9))


def test_without_a_test_the_reason_says_so():
    votes = votes_of_table(planted(2)[0])
    found = find_groups(votes, Options(permutations=0))
    assert (found.groups, found.p, found.reason[:10]) == (2, None, "Not tested")


def test_p_is_no_smaller_than_the_draws_allow():
    test = structure_test(votes_of_table(planted(1)[0]), 19, np.random.default_rng(1))
    assert test.p == 1 / 20
    assert test.observed > test.expected


def test_the_distance_from_the_middle_does_not_follow_the_number_of_votes():
    rng = np.random.default_rng(10)
    votes, _ = planted(10, people=600, statements=120, density=1)
    votes[rng.random(votes.shape) > rng.uniform(0.1, 0.9, 600)[:, None]] = np.nan
    cast_by = votes_of_table(votes)
    places, _ = positions(cast_by, rng)
    summed = cast_by.table(centred(cast_by, cast_by.value)) @ positions(cast_by, rng)[1]
    by_place, by_sum = (np.corrcoef(np.abs(found[:, 0]), cast_by.by_person)[0, 1] for found in (places, summed))
    assert abs(by_place) < 0.25 < 0.5 < by_sum


def test_residuals_have_no_means_left():
    votes = votes_of_table(planted(11)[0])
    left = votes.table(centred(votes, votes.value))
    assert np.abs(np.asarray(left.sum(axis=0)) / votes.by_statement).max() < 0.01


def test_the_last_vote_of_a_person_counts():
    votes = votes_of(["a", "b", "a"], ["s", "s", "s"], [1, 0, -1])
    assert votes.value.tolist() == [-1, 0]
    with pytest.raises(InputError, match="2 is no vote"):
        votes_of(["a"], ["s"], [2])
    with pytest.raises(InputError, match="no votes"):
        votes_of([], [], [])


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [([0, 0, 1, 1], [5, 5, 2, 2], 1), ([0, 0, 1, 1], [0, 0, 0, 0], 0), ([0, 0, 1, 2], [0, 0, 1, 1], 4 / 7)],
)
def test_adjusted_rand_is_that_of_scikit_learn(one, other, index):
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(index)


def test_the_formulas_are_those_of_the_polis_server():
    # As the server tells it of one statement: 13 of 14 agreed in the first group, 3 of 12 and 2 of 10 in the others.
    groups = {0: (13, 0, 1), 1: (3, 3, 6), 2: (2, 3, 5)}
    group = [at for at, counts in groups.items() for _ in range(sum(counts))]
    cast_ = [
        vote for counts in groups.values() for vote, how in zip((1, -1, 0), counts, strict=True) for _ in range(how)
    ]
    votes = votes_of([f"p{at}" for at in range(36)], ["s"] * 36, cast_)
    counts = tallies(votes, np.array(group), 3)
    (shown,) = representative(counts, 0, votes.statements)
    assert (shown.n_success, shown.n_trials, shown.side) == (13, 14, Side.AGREE)
    assert (shown.p_success, shown.repness) == (0.875, 3.5)
    assert (shown.p_test, shown.repness_test) == pytest.approx((3.356585566713095, 4.058065), abs=1e-6)
    assert group_aware_consensus(counts)[0] == 0.0625
    assert common(counts, votes.statements) == []


@pytest.mark.parametrize("folder", ["50ptpt-3gp-strict-no-meta", "150ptpt-3gp-no-strict-no-meta", "below-100-ptpts"])
def test_every_number_of_a_polis_server_is_ours(benchmarks, folder):
    home = benchmarks / "consensus" / "polis_server" / folder
    math = json.loads((home / "math-pca2.json").read_text(encoding="utf-8"))
    told = math["group-votes"]
    statements = sorted({int(one) for group in told.values() for one in group["votes"]})
    count = {
        side: np.array(
            [[told[group]["votes"].get(str(at), {}).get(letter, 0) for at in statements] for group in sorted(told)]
        )
        for side, letter in ((Side.AGREE, "A"), (Side.DISAGREE, "D"), (None, "S"))
    }
    shared = dict(zip(map(str, statements), group_aware_consensus(count), strict=True))
    assert shared == pytest.approx(
        {key: value for key, value in math["group-aware-consensus"].items() if key in shared}
    )
    for group, shown in math["repness"].items():
        ours = {one.statement: one for one in representative(count, int(group), tuple(map(str, statements)), most=999)}
        for one in shown:
            if one["p-test"] > 1.2816 and one["repness-test"] > 1.2816:
                mine = ours[str(one["tid"])]
                assert mine.side == one["repful-for"]
                numbers = (mine.n_success, mine.n_trials, mine.p_success, mine.p_test, mine.repness)
                wanted = [one[name] for name in ("n-success", "n-trials", "p-success", "p-test", "repness")]
                assert numbers == pytest.approx(tuple(wanted), abs=1e-6)
                assert mine.repness_test == pytest.approx(one["repness-test"], abs=1e-5)
