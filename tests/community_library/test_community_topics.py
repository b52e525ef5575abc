from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.community import TopicNetwork, coauthorship, place

TOPICS = st.dictionaries(st.sampled_from("abcdefghij"), st.sets(st.sampled_from("RSTUVW"), max_size=4), max_size=8)
#: a and b on one topic, y and z on another, m on both; d alone on a third, and e on none.
BOTH = {"a": "R", "b": "R", "m": "RS", "y": "S", "z": "S", "d": "T", "e": ""}


def test_authors_are_joined_by_the_topics_they_share_and_by_nothing_else():
    network = TopicNetwork(BOTH)
    assert network.groups == (("a", "b", "m", "y", "z"), ("d",), ("e",))
    assert network.alone == ("d", "e")
    assert network.beside("m") == {"a", "b", "y", "z"}
    assert network.beside("a") == {"b", "m"}
    assert network.beside("nobody") == set()


def test_who_alone_joins_two_topics_is_a_bridge_and_says_between_how_many_authors():
    assert [(one.author, one.parts) for one in TopicNetwork(BOTH).bridges] == [("m", (2, 2))]


def test_a_topic_of_one_author_is_no_point_of_the_picture():
    assert "T" not in TopicNetwork(BOTH).joined.works_of


@given(TOPICS)
@settings(max_examples=60, deadline=None)
def test_groups_are_those_of_the_network_in_which_every_two_on_one_topic_are_tied(topics_of):
    network = TopicNetwork(topics_of)
    plain = coauthorship({topic: list(authors) for topic, authors in network.authors_of.items()})
    tied = [group for group in plain.groups if len(group) > 1]
    assert [group for group in network.groups if len(group) > 1] == tied
    assert {one.author: one.parts for one in network.bridges} == {one.author: one.parts for one in plain.bridges}


@given(TOPICS)
@settings(max_examples=30, deadline=None)
def test_the_picture_does_not_depend_on_the_order_things_are_told_in(topics_of):
    other = dict(reversed(topics_of.items()))
    assert place(TopicNetwork(topics_of).joined) == place(TopicNetwork(other).joined)
