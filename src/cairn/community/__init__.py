"""Who is there, who works with whom, whose voice is missing, and whom to ask."""

from cairn.community.layout import place
from cairn.community.matching import POINTS, Aspect, Match, Wishes, match, points_of, suggest, take_turns
from cairn.community.names import Likeness, PublishedName, folded, likeness, parse
from cairn.community.network import Bridge, Network, Tie, coauthorship
from cairn.community.representation import SMALLEST, Group, Representation, Standing, Target, represented, shown
from cairn.community.topics import TopicNetwork

__all__ = [
    "POINTS",
    "SMALLEST",
    "Aspect",
    "Bridge",
    "Group",
    "Likeness",
    "Match",
    "Network",
    "PublishedName",
    "Representation",
    "Standing",
    "Target",
    "Tie",
    "TopicNetwork",
    "Wishes",
    "coauthorship",
    "folded",
    "likeness",
    "match",
    "parse",
    "place",
    "points_of",
    "represented",
    "shown",
    "suggest",
    "take_turns",
]
