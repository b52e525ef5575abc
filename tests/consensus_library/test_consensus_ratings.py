"""Spread, appropriateness and percentiles, against R, published examples and what must hold of any ratings."""

import json

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.consensus.appropriateness import Appropriateness, rand_ucla
from cairn.consensus.distribution import describe
from cairn.consensus.percentiles import Percentile, percentiles

# Quantile types as R 4.2.2 gives them for the shares 0.25, 0.3, 0.5, 0.7 and 0.75.
SHARES = (0.25, 0.3, 0.5, 0.7, 0.75)
TWO_CAMPS = [1, 2, 2, 3, 7, 8, 9, 9]
IN_R = {
    "type2": [2, 2, 5, 8, 8.5],
    "type5": [2, 2, 5, 8.1, 8.5],
    "type6": [2, 2, 5, 8.3, 8.75],
    "type7": [2, 2.1, 5, 7.9, 8.25],
    "type8": [2, 2, 5, 8.16666666666666, 8.58333333333333],
}
# BMJ Open 2012;2:e001431, table 1: median 7, P30 7, P70 8, IPR 1, AI 2.5, IPRAS 6.1.
PUBLISHED = [4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9]


@pytest.mark.parametrize("kind", Percentile)
def test_percentiles_are_those_of_r(kind):
    assert percentiles(TWO_CAMPS, SHARES, kind) == pytest.approx(IN_R[kind], abs=1e-9)


def test_the_published_panel_is_judged_as_published():
    found = rand_ucla(PUBLISHED)
    assert (found.median, found.low, found.high, found.ipr, found.asymmetry) == (7, 7, 8, 1, 2.5)
    assert found.ipras == pytest.approx(6.1)
    assert not found.disagreement
    assert found.verdict is Appropriateness.APPROPRIATE


def test_the_definition_of_a_percentile_moves_the_range():
    split = [1, 1, 1, 2, 2, 3, 5, 7, 8, 8, 9, 9, 9, 9]
    ranges = {kind: round(rand_ucla(split, percentile=kind).ipr, 6) for kind in ("type2", "type6", "type7")}
    assert ranges == {"type2": 6, "type6": 6.5, "type7": 6.1}
    assert rand_ucla(split).disagreement_index == pytest.approx(2.51546391752577)


@pytest.mark.parametrize(
    ("people", "low", "high", "disagrees"), [(9, 3, 3, True), (9, 2, 3, False), (12, 4, 4, True), (15, 5, 4, False)]
)
def test_classic_disagreement_needs_a_third_at_either_end(people, low, high, disagrees):
    ratings = [1] * low + [9] * high + [5] * (people - low - high)
    assert rand_ucla(ratings, disagreement="classic").disagreement is disagrees


@pytest.mark.parametrize(
    ("median", "verdict"), [(3, "inappropriate"), (3.5, "uncertain"), (6, "uncertain"), (6.5, "appropriate")]
)
def test_medians_between_the_thirds_count_upwards(median, verdict):
    assert rand_ucla([np.floor(median), np.ceil(median)], disagreement="classic").verdict == verdict


def test_turning_the_scale_around_turns_the_verdict_around():
    rng = np.random.default_rng(1)
    turned = {"appropriate": "inappropriate", "uncertain": "uncertain", "inappropriate": "appropriate"}
    for _ in range(200):
        ratings = rng.integers(1, 10, 9)
        one, other = rand_ucla(ratings), rand_ucla(10 - ratings)
        assert one.disagreement == other.disagreement
        assert other.verdict == turned[one.verdict]


@pytest.mark.parametrize("ratings", [[0, 5], [5, 10], []])
def test_other_scales_and_no_ratings_are_refused(ratings):
    with pytest.raises(InputError):
        rand_ucla(ratings)


def test_who_cannot_judge_is_counted_and_left_out():
    found = describe([7, 7, 8, 8, 9, 6, 7, 5, 9, np.nan, None])
    assert (found.n, found.cannot_judge, found.median, found.q1, found.q3, found.iqr) == (9, 2, 7, 7, 8, 1)
    assert found.sd == pytest.approx(1.3228756555323)
    assert found.cv == pytest.approx(0.180392134845313)
    assert (found.mad, found.counts[7]) == (1, 3)
    assert found.share(7, 9) == pytest.approx(7 / 9)


def test_one_rating_has_no_spread():
    found = describe([4])
    assert (found.sd, found.cv, found.iqr) == (None, None, 0)
    with pytest.raises(InputError, match="no ratings"):
        describe([np.nan])


def test_every_reference_value_of_ratings(benchmarks):
    text = (benchmarks / "consensus" / "ratings_reference.json").read_text(encoding="utf-8")
    known = {one["id"]: one["expected"] for one in json.loads(text)["records"]}
    for expected in known["quantiles"].values():
        for kind in Percentile:
            assert percentiles(expected["x"], SHARES, kind) == pytest.approx(expected[kind], abs=1e-6)
    for expected in known["rand_ucla_ipras"].values():
        for kind in ("type2", "type6", "type7"):
            found, wanted = rand_ucla(expected["x"], percentile=kind), expected[kind]
            numbers = (found.median, found.low, found.high, found.ipr, found.centre, found.asymmetry, found.ipras)
            names = ("median", "p30", "p70", "ipr", "iprcp", "ai", "ipras")
            assert numbers == pytest.approx([wanted[name] for name in names], abs=1e-6)
            assert found.disagreement == wanted["disagreement"]
