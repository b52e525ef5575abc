"""Who is there, who works with whom, whose voice is missing, and whom to ask."""

from cairn.community.layout import place
from cairn.community.matching import POINTS, Aspect, Match, Wishes, match, points_of, suggest, take_turns
from cairn.community.names import Likeness, PublishedName, folded, likeness, parse
from cairn.community.network import Bridge, Network, Tie, coauthorship
from cairn.community.organisations import Described, Pair, Reason, likely_pairs, normal_name, page_of, site_of
from cairn.community.representation import SMALLEST, Group, Representation, Standing, Target, represented, shown
from cairn.community.topics import TopicNetwork

__all__ = [
    "POINTS",
    "SMALLEST",
    "Aspect",
    "Bridge",
    "Described",
    "Group",
    "Likeness",
    "Match",
    "Network",
    "Pair",
    "PublishedName",
    "Reason",
    "Representation",
    "Standing",
    "Target",
    "Tie",
    "TopicNetwork",
    "Wishes",
    "coauthorship",
    "folded",
    "likely_pairs",
    "likeness",
    "match",
    "normal_name",
    "page_of",
    "parse",
    "place",
    "points_of",
    "represented",
    "shown",
    "site_of",
    "suggest",
    "take_turns",
]
