"""Groups told apart: no part, no difference and no union of what is told is about a few people."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cairn.consensus import told_together

WIDER = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"}
COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5).map(lambda found: dict(zip(WIDER, found, strict=True)))


def parts_of(counts: dict[str, int]) -> dict[str, int]:
    parts: dict[str, int] = {}
    for group, name in told_together(counts, WIDER, everybody="everybody").items():
        parts[name] = parts.get(name, 0) + counts[group]
    return parts


@given(COUNTS)
def test_no_sum_and_no_difference_is_about_one_to_four(counts):
    parts = parts_of(counts)
    if set(parts) == {"everybody"}:
        return
    sizes = list(parts.values())
    for number in range(1, len(sizes) + 1):
        for some in combinations(sizes, number):
            assert not 0 < sum(some) < 5
            assert not 0 < sum(sizes) - sum(some) < 5


@given(COUNTS)
def test_everybody_is_in_exactly_one_part(counts):
    assert sum(parts_of(counts).values()) == sum(counts.values())


@given(COUNTS, st.sampled_from(sorted(WIDER)))
def test_one_more_in_a_group_of_five_merges_nothing_more(counts, group):
    before = told_together(counts, WIDER, everybody="everybody")
    if before[group] == group and counts[group] >= 5:
        after = told_together(counts | {group: counts[group] + 1}, WIDER, everybody="everybody")
        assert after == before


def test_small_groups_join_their_wider_one():
    told = told_together({"a": 9, "b": 2, "c": 7, "d": 6, "e": 8}, WIDER, everybody="everybody")
    assert told == {"a": "x", "b": "x", "c": "c", "d": "d", "e": "e"}


def test_where_a_whole_wider_group_is_small_none_is_told():
    told = told_together({"a": 9, "b": 8, "c": 1, "d": 1, "e": 8}, WIDER, everybody="everybody")
    assert set(told.values()) == {"everybody"}
