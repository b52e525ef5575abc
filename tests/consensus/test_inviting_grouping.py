"""No link carries a group that fewer than five hold: whatever comes in which order."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cairnhub.consensus.inviting.grouping import NO_GROUP, assigned
from cairnhub.consensus.protocol import WIDER, Group

GROUPS = [Group("a", "A", "one"), Group("b", "B", "one"), Group("c", "C", "two"), Group("d", "D", "three")]
BATCH = st.lists(st.sampled_from("abcd"), min_size=5, max_size=30)


@given(st.lists(BATCH, min_size=1, max_size=6))
def test_each_kind_of_link_is_held_by_nobody_or_at_least_five(batches):
    held: Counter[str] = Counter()
    for batch in batches:
        held.update(assigned(batch, held, GROUPS))
        assert all(count >= 5 for count in held.values()), held


@given(st.lists(BATCH, min_size=1, max_size=6))
def test_a_link_carries_its_own_group_a_wider_one_or_none(batches):
    held: Counter[str] = Counter()
    wider = {one.code: WIDER + one.wider for one in GROUPS}
    for batch in batches:
        names = assigned(batch, held, GROUPS)
        assert all(name in (code, wider[code], NO_GROUP) for code, name in zip(batch, names, strict=True))
        held.update(names)


@given(BATCH, st.dictionaries(st.sampled_from(["a", "b", "wider one", ""]), st.integers(0, 4)))
def test_after_people_left_who_gets_a_link_shares_it_with_four(batch, left):
    names = Counter(assigned(batch, left, GROUPS))
    assert all(left.get(name, 0) + count >= 5 for name, count in names.items())


def test_a_large_group_keeps_its_name():
    assert assigned(["a"] * 5 + ["c"] * 7, {}, GROUPS) == ["a"] * 5 + ["c"] * 7


def test_small_groups_of_a_wider_one_join():
    assert assigned(["a"] * 3 + ["b"] * 2, {}, GROUPS) == ["wider one"] * 5


def test_one_alone_is_joined_by_some_who_can_be_spared():
    names = assigned(["a"] * 10 + ["c"], {}, GROUPS)
    assert Counter(names) == {"a": 6, NO_GROUP: 5}
    assert names[-1] == NO_GROUP


def test_where_nobody_can_be_spared_nobody_has_a_group():
    assert assigned(["a"] * 5 + ["c"], {}, GROUPS) == [NO_GROUP] * 6


def test_who_comes_later_joins_who_is_there():
    assert assigned(["a", "c", "c", "c", "c"], {"a": 5, NO_GROUP: 5}, GROUPS) == ["a", *[NO_GROUP] * 4]
