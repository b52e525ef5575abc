import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.community import coauthorship, place
from cairn.community.network import LARGEST_TEAM

WORKS = st.dictionaries(
    st.sampled_from([f"w{n}" for n in range(8)]), st.lists(st.sampled_from("abcdefghij"), max_size=5), max_size=8
)
#: Two triangles joined by m, and somebody alone.
JOINED = {"1": ["a", "b", "c"], "2": ["x", "y", "z"], "3": ["a", "m"], "4": ["m", "x"], "5": ["alone"]}


def test_ties_of_one_work_add_up_to_one_for_each_author():
    network = coauthorship({"1": ["a", "b", "c"]})
    assert [tie.weight for tie in network.ties] == [0.5, 0.5, 0.5]


def test_who_alone_joins_two_groups_is_a_bridge_and_says_of_what_size():
    bridges = {bridge.author: bridge.parts for bridge in coauthorship(JOINED).bridges}
    assert bridges["m"] == (3, 3)
    assert set(bridges) == {"a", "m", "x"}
    assert coauthorship(JOINED).alone == ("alone",)


def test_somebody_with_students_of_one_work_each_is_no_bridge():
    assert coauthorship({"1": ["prof", "s1"], "2": ["prof", "s2"]}).bridges == ()


def test_a_work_of_very_many_makes_no_ties_and_is_named():
    network = coauthorship({"1": [f"a{n}" for n in range(LARGEST_TEAM + 1)]})
    assert network.ties == ()
    assert network.left_out == ("1",)


@given(WORKS)
@settings(max_examples=40, deadline=None)
def test_network_and_picture_do_not_depend_on_the_order_they_are_told_in(works):
    shuffled = {work: list(reversed(authors)) for work, authors in reversed(works.items())}
    one, other = coauthorship(works), coauthorship(shuffled)
    assert one == other
    assert place(one) == place(other)


@given(WORKS)
@settings(max_examples=40, deadline=None)
def test_everybody_has_a_place_of_their_own(works):
    network = coauthorship(works)
    places = place(network)
    assert places.keys() == network.works_of.keys()
    assert len(set(places.values())) == len(places)


def test_those_who_publish_together_stand_nearer_than_others():
    rng = random.Random(3)
    works = {str(n): rng.sample("abcdefgh", 3) for n in range(12)} | {
        str(100 + n): rng.sample("ABCDEFGH", 3) for n in range(12)
    }
    works["join"] = ["a", "A"]
    places = place(coauthorship(works))

    def apart(one, other):
        return sum((p - q) ** 2 for p, q in zip(places[one], places[other], strict=True)) ** 0.5

    within = [apart(p, q) for side in ("abcdefgh", "ABCDEFGH") for p in side for q in side if p < q]
    across = [apart(p, q) for p in "abcdefgh" for q in "ABCDEFGH"]
    assert sum(within) / len(within) < 0.6 * sum(across) / len(across)


def test_nobody_at_all_has_no_picture():
    assert place(coauthorship({})) == {}


@pytest.mark.parametrize("named", [["a", "a"], ["a"]])
def test_an_author_named_twice_on_one_work_counts_once(named):
    assert coauthorship({"1": named}).works_of == {"a": 1}


def test_a_part_keeps_the_ties_among_its_own_and_the_numbers_of_the_whole():
    part = coauthorship({"1": ["A", "B", "C"], "2": ["C", "D"]}).only(["A", "C"])

    assert dict(part.works_of) == {"A": 1, "C": 2}
    assert [(tie.one, tie.other) for tie in part.ties] == [("A", "C")]
