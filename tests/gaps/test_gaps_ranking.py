"""The ranking, against answers known by reasoning and by plain loops over its own draws."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.gaps import Criterion, CriterionName, Draws, Form, assess, normalised, rank
from cairn.gaps.ranking import _spread_out
from gaps_builders import ASKED, NOBODY_ASKED, make_link

IMPORTANCE, UNCERTAINTY, DECISION, EQUITY = CriterionName
UNKNOWN = Criterion(0, None, 1, "")


def sure(value):
    return Criterion(value, value, value, "")


def made(id_, importance=UNKNOWN, uncertainty=UNKNOWN, decision=UNKNOWN, equity=UNKNOWN):
    """Make an assessment with the criteria given, whatever the link."""
    values = dict(zip(CriterionName, (importance, uncertainty, decision, equity), strict=True))
    return replace(assess(make_link(id_), ASKED), criteria=values)


def only(criterion, **others):
    return {criterion: 1.0, **others}


def test_links_that_cannot_be_told_apart_share_every_rank_alike():
    ranking = rank([made(f"l{n}") for n in range(30)])
    for one in ranking.links:
        assert one.expected_rank == pytest.approx(15.5, abs=0.3)
        assert one.p_top10 == pytest.approx(1 / 3, abs=0.02)
        assert one.interval == (2, 29)


def test_links_with_the_same_sure_value_are_put_in_random_order_not_by_name():
    ranking = rank([made(f"l{n}", uncertainty=sure(1)) for n in range(5)], only(UNCERTAINTY))
    for one in ranking.links:
        assert one.expected_rank == pytest.approx(3, abs=0.1)


def test_sure_values_give_a_sure_order():
    ranking = rank([made("low", *[sure(0.2)] * 4), made("high", *[sure(0.9)] * 4), made("mid", *[sure(0.5)] * 4)])
    assert [(one.id, one.expected_rank, one.interval) for one in ranking.links] == [
        ("high", 1, (1, 1)),
        ("mid", 2, (2, 2)),
        ("low", 3, (3, 3)),
    ]
    assert {one.p_top10 for one in ranking.links} == {1.0}


def test_an_even_chance_beats_a_sure_value_as_often_as_it_should():
    ranking = rank([made("even"), made("sure", importance=sure(0.3))], only(IMPORTANCE)).by_id()
    assert ranking["even"].expected_rank == pytest.approx(1.3, abs=0.015)


def test_a_triangle_has_its_mean_and_its_share_below_the_mode():
    uniform = np.random.default_rng(1).random(200_000, dtype=np.float32)
    _spread_out(uniform, Criterion(0.1, 0.4, 1.0, ""))
    assert uniform.mean() == pytest.approx((0.1 + 0.4 + 1.0) / 3, abs=0.002)
    assert (uniform < 0.4).mean() == pytest.approx(0.3 / 0.9, abs=0.004)
    assert uniform.min() >= 0.1
    assert uniform.max() <= 1.0


@pytest.mark.parametrize("mode", [0.2, 0.8])
def test_a_triangle_may_lean_wholly_to_one_side(mode):
    uniform = np.random.default_rng(1).random(100_000, dtype=np.float32)
    _spread_out(uniform, Criterion(0.2, mode, 0.8, ""))
    assert uniform.mean() == pytest.approx((1.0 + mode) / 3, abs=0.002)


def by_loops(draws, weights, form):
    """Rank every draw by sorting numbers in plain Python, from the same draws."""
    drawn = draws._weights(normalised(weights), 20)
    ranks = {link_id: [] for link_id in draws.ids}
    for draw in range(draws.draws):
        scores = []
        for at, link_id in enumerate(draws.ids):
            values = {name: exp(-draws._table[name][draw, at]) for name in CriterionName}
            if form is Form.GEOMETRIC:
                score = sum(drawn[name][draw, 0] * log(values[name]) for name in CriterionName)
            else:
                score = sum(drawn[name][draw, 0] * values[name] for name in CriterionName)
            scores.append((-score + draws._ties[draw, at], link_id))
        for place, (_, link_id) in enumerate(sorted(scores), start=1):
            ranks[link_id].append(place)
    return {link_id: np.mean(places) for link_id, places in ranks.items()}


@pytest.mark.parametrize("form", Form)
def test_both_forms_agree_with_plain_loops(form):
    triangle = Criterion(0.1, 0.3, 0.9, "")
    drawn = Draws([made(f"l{n}", importance=triangle, equity=sure(n / 12)) for n in range(12)], draws=400)
    weights = {IMPORTANCE: 1, UNCERTAINTY: 0, DECISION: 2, EQUITY: 3}
    expected = by_loops(drawn, weights, form)
    for one in drawn.rank(weights, form=form).links:
        assert one.expected_rank == pytest.approx(expected[one.id], abs=0.02)


def test_a_zero_pulls_down_but_does_not_silence_the_other_criteria():
    zero_but_strong = made("strong", sure(0), sure(1), sure(1), sure(1))
    weak = made("weak", sure(0.2), sure(0.2), sure(0.2), sure(0.2))
    ranking = rank([zero_but_strong, weak])
    assert ranking.links[0].id == "strong"
    assert 1 < ranking.links[0].expected_rank < 1.2


def test_a_criterion_of_no_weight_plays_no_part():
    links = [made("a", uncertainty=sure(0.2), equity=sure(1)), made("b", uncertainty=sure(0.9), equity=sure(0))]
    assert rank(links, only(UNCERTAINTY)).links[0].expected_rank == 1
    assert rank(links, only(UNCERTAINTY)).links[0].id == "b"
    assert rank(links, only(EQUITY)).links[0].id == "a"


def test_the_interval_covers_nine_draws_in_ten():
    links = [made("wide"), *[made(f"l{n:03}", importance=sure((n + 0.5) / 100)) for n in range(100)]]
    low, high = rank(links, only(IMPORTANCE)).by_id()["wide"].interval
    assert (low, high) == (pytest.approx(6, abs=1), pytest.approx(96, abs=1))


def test_concentration_is_how_tightly_weights_keep():
    links = [
        made("a", sure(0.9), sure(0.1), sure(0.5), sure(0.5)),
        made("b", sure(0.1), sure(0.7), sure(0.5), sure(0.5)),
    ]
    drawn = Draws(links)
    loose, tight = (drawn.rank(concentration=c).by_id()["a"].expected_rank for c in (1, 10_000))
    assert tight == 1
    assert 1.2 < loose < 1.8


def test_drawn_weights_have_the_mean_asked_for_and_add_up():
    shares = normalised({IMPORTANCE: 3, UNCERTAINTY: 1, DECISION: 0, EQUITY: 4})
    drawn = Draws([made("a")])._weights(shares, 20)
    total = sum(drawn.values())
    assert np.allclose(total, 1, atol=1e-6)
    for name, share in shares.items():
        assert drawn[name].mean() == pytest.approx(share, abs=0.005)
    # The variance of a Dirichlet share: w (1 - w) / (c + 1).
    assert drawn[EQUITY].var() == pytest.approx(0.5 * 0.5 / 21, rel=0.05)


def test_everything_needed_to_get_the_same_answer_again_is_kept():
    ranking = rank([made("a")], {IMPORTANCE: 2, EQUITY: 2}, seed=7, draws=100, concentration=30, form=Form.ADDITIVE)
    assert ranking.weights == {IMPORTANCE: 0.5, UNCERTAINTY: 0, DECISION: 0, EQUITY: 0.5}
    assert (ranking.seed, ranking.draws, ranking.concentration) == (7, 100, 30)
    assert (ranking.form, ranking.group, ranking.provisional) == (Form.ADDITIVE, None, False)


def test_an_order_before_anybody_was_asked_is_provisional():
    asked, not_asked = (assess(make_link(), as_of) for as_of in (ASKED, NOBODY_ASKED))
    assert rank([not_asked]).provisional is True
    assert not_asked.provisional_label == "provisional: from the evidence alone, nobody has been asked yet"
    assert rank([asked]).provisional is False
    assert asked.provisional_label == ""


def test_no_links_have_an_empty_ranking():
    assert rank([]).links == ()


def test_one_link_is_always_first():
    assert rank([made("a")]).links[0].expected_rank == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rank([made("a"), made("a")]), "link a: given twice"),
        (lambda: rank([made("a")], draws=0), "draws is 0"),
        (lambda: rank([made("a")], concentration=0.5), "concentration is 0.5"),
        (lambda: rank([made("a")], concentration=float("nan")), "concentration is nan"),
        (lambda: rank([made("a")], {"fame": 1}), "'fame' is not a criterion; use importance, uncertainty"),
        (lambda: rank([made("a")], {IMPORTANCE: -1}), "importance is -1"),
        (lambda: rank([made("a")], {IMPORTANCE: float("inf")}), "importance is inf"),
        (lambda: rank([made("a")], {IMPORTANCE: 0}), "every weight is 0"),
        (lambda: rank([made("a")], {}), "every weight is 0"),
        (lambda: rank([made(f"l{n}") for n in range(4097)], draws=1), "4097 links"),
    ],
)
def test_what_cannot_be_ranked_is_said(call, message):
    with pytest.raises(InputError, match=message):
        call()
