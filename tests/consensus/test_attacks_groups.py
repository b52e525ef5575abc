"""Attack: subtract what is published of groups, items and moments from one another until a few people are left."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairnhub.consensus.feedback import live_now
from cairnhub.consensus.models import Item, Process
from cairnhub.consensus.models.processes import SMALLEST
from cairnhub.consensus.results.priorities import best_and_worst, judged, ordered
from cairnhub.consensus.results.rating import rated
from cairnhub.consensus.results.table import Table
from consensus_builders import Panellist, close, running

GROUPS = [{"code": f"g{at}", "name": f"Group {at}", "wider": f"Wider {at // 2}"} for at in range(5)]
CRITERIA = [{"code": "useful", "text": "Useful?"}, {"code": "fair", "text": "Fair?"}]
ITEMS = tuple(Item(pk=pk, number=str(pk), position=pk, text=f"Item {pk}") for pk in (1, 2, 3))


@st.composite
def tables(draw, *, low: int = 1, high: int = 9, aspects: tuple[str, ...] = ("",)) -> Table:
    """Groups of nobody to nine people, each of whom leaves out what they like."""
    sizes = draw(
        st.lists(st.integers(0, 9), min_size=len(GROUPS), max_size=len(GROUPS)).filter(lambda found: sum(found))
    )
    groups = tuple(itertools.chain.from_iterable([one["code"]] * size for one, size in zip(GROUPS, sizes, strict=True)))
    seed, share = draw(st.integers(0, 2**32 - 1)), draw(st.sampled_from([0.0, 0.2, 0.6]))
    rng = np.random.default_rng(seed)
    shape = (len(groups), len(ITEMS))
    drawn = {one: rng.integers(low, high + 1, shape).astype(float) for one in aspects}
    given_ = {one: np.where(rng.random(shape) < share, np.nan, values) for one, values in drawn.items()}
    process = Process(id="p", groups=GROUPS, criteria=CRITERIA, consensus_rule="")
    return Table(process, tuple(range(1, len(groups) + 1)), groups, ITEMS, given_, {})


@settings(max_examples=150, deadline=None)
@given(tables())
def test_every_union_and_difference_of_published_groups_is_about_nobody_or_five(table):
    told = rated(table, (1, 9))["items"]
    for at, item in enumerate(ITEMS):
        found, known = told[str(item.pk)], ~np.isnan(table.values[:, at])
        if known.sum() < SMALLEST:
            assert found == {"n": int(known.sum()), "cannot": 0, "few": True}
            continue
        parts = [part["n"] for part in found["groups"].values()]
        assert parts == [] or sum(parts) == found["n"] == known.sum()
        for size in range(len(parts) + 1):
            for chosen in itertools.combinations(parts, size):
                for number in (sum(chosen), found["n"] - sum(chosen)):
                    assert number == 0 or number >= SMALLEST
        for part in (found, *found["groups"].values()):
            assert sum(part["counts"].values()) == part["n"]


@settings(max_examples=60, deadline=None)
@given(tables(low=0, high=2, aspects=("useful", "fair")))
def test_no_option_is_scored_by_a_few(table):
    told = judged(table)["items"]
    for at, item in enumerate(ITEMS):
        for code in ("useful", "fair"):
            known = (~np.isnan(table.given[code][:, at])).sum()
            published = told[str(item.pk)]["by_criterion"][code]
            assert (published is None) == (known < SMALLEST)
        if all((~np.isnan(values[:, at])).sum() < SMALLEST for values in table.given.values()):
            assert told[str(item.pk)]["score"] is None


@settings(max_examples=60, deadline=None)
@given(tables(low=-1, high=1, aspects=("set 1", "set 2", "set 3")))
def test_no_item_is_counted_best_that_a_few_were_shown(table):
    told = best_and_worst(table)["items"]
    for at, item in enumerate(ITEMS):
        people = np.any([~np.isnan(values[:, at]) for values in table.given.values()], axis=0).sum()
        assert (str(item.pk) in told) == (people >= SMALLEST)


@settings(max_examples=40, deadline=None)
@given(tables(low=1, high=3))
def test_orders_of_groups_are_about_five_or_more(table):
    ranked = ~np.isnan(table.values).all(axis=1)
    if not ranked.any():
        return
    told = ordered(table)["items"]["1"].get("groups", {})
    sizes = {name: int(mask.sum()) for name, mask in table.by_group(ranked).items()}
    assert told.keys() == sizes.keys()
    assert not sizes or (min(sizes.values()) >= SMALLEST and sum(sizes.values()) == ranked.sum())


@pytest.mark.django_db
def test_live_snapshots_differ_from_each_other_and_from_the_end_by_five_or_more():
    step = {"title": "Live", "mode": "rate", "feedback": "groups", "live": True}
    process = running("realtime", steps=[step], texts=["One"], consensus_rule="median at least 9 overall")
    round_, item = process.rounds.get(), process.items.get()
    snapshots = [0]
    for at in range(27):
        one = Panellist(process, ("researcher", "steward", "community")[at % 3])
        one.enter()
        one.rate(1 + at % 9)
        round_.refresh_from_db()
        told = live_now(round_, item)
        assert not told.get("groups"), "a single person may have joined a group between two looks"
        if "all" in told and told["all"]["n"] != snapshots[-1]:
            snapshots.append(told["all"]["n"])
            assert sum(told["all"]["counts"].values()) == told["all"]["n"] <= told["at"] - SMALLEST
    snapshots.append(close(process).results["items"][str(item.pk)]["n"])
    assert len(snapshots) > 4
    assert min(np.diff(snapshots)) >= SMALLEST


@pytest.mark.django_db
def test_fewer_than_five_are_told_of_by_nothing_but_that():
    process = running(steps=["rate"])
    for _ in range(4):
        one = Panellist(process)
        one.enter()
        one.rate(7, 8, 9)
    assert close(process).results == {"few": True, "people": None, "groups": {}, "items": {}}
