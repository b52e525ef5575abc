import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.community import SMALLEST, Standing, Target, represented, shown

COUNTS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 60), min_size=1)


@given(COUNTS, st.integers(0, 60))
def test_no_number_and_no_difference_of_two_is_about_one_to_four_people(counts, untold):
    found = represented(counts, told=sum(counts.values()), untold=untold)
    numbers = [found.told, found.untold, *(group.at_least for group in found.groups)]
    assert not [(p, q) for p in [*numbers, 0] for q in numbers if 0 < abs(p - q) < SMALLEST]


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_two_pages_of_different_days_or_people_differ_by_few(one, other):
    assert not 0 < abs(shown(one) - shown(other)) < SMALLEST


@given(COUNTS, st.data())
def test_what_is_said_of_targets_follows_from_shown_numbers_alone(counts, data):
    """Two truths that show alike must be judged alike, or moving a target would tell which is true."""
    target = data.draw(
        st.one_of(
            st.builds(lambda n: Target(number=n), st.integers(SMALLEST, 60)),
            st.builds(lambda s: Target(share=s), st.floats(0.01, 1)),
        )
    )
    name = sorted(counts)[0]
    told = sum(counts.values()) + 4
    other = counts | {name: shown(counts[name])}
    same = told // SMALLEST * SMALLEST if told // SMALLEST * SMALLEST >= max(counts.values()) else told
    one = represented(counts, told=told, targets={name: target})
    two = represented(other, told=same, targets={name: target})
    assert one == two


def test_gaps_are_named_furthest_from_their_target_first():
    targets = {"students": Target(share=0.25), "funders": Target(number=10), "schools": Target(share=0.5)}
    found = represented({"students": 8, "funders": 2, "schools": 60}, told=70, targets=targets)
    assert [gap.name for gap in found.gaps] == ["funders", "students"]
    assert [(gap.at_least, gap.wanted, gap.short) for gap in found.gaps] == [(0, 10, 10), (5, 18, 13)]


def test_a_share_of_few_people_is_not_judged():
    found = represented({"students": 3}, told=9, targets={"students": Target(share=0.5)})
    assert found.groups[0].standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    "wrong", [{}, {"share": 0.2, "number": 9}, {"share": 0}, {"share": 1.2}, {"share": float("nan")}, {"number": 4}]
)
def test_impossible_targets_are_refused_with_a_remedy(wrong):
    with pytest.raises(InputError, match="give"):
        Target(**wrong)


def test_more_people_in_a_group_than_there_are_is_refused():
    with pytest.raises(InputError, match="count each person once"):
        represented({"students": 4}, told=3)
