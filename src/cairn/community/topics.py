"""Who works on the same topics: authors joined through what they have worked on.

Topics stand in the network as points of their own, each tied to its authors (a two-mode network; Borgatti & Everett,
Social Networks 1997;19:243). The groups are those of authors tied to each other directly, and eighty authors of one
topic make eighty ties instead of three thousand.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from cairn.community.network import Bridge, Network, Tie, parts_without


@dataclass(frozen=True)
class TopicNetwork:
    """Authors and the topics each has worked on. No topic may be called as an author is."""

    topics_of: Mapping[str, Collection[str]]

    @cached_property
    def authors_of(self) -> Mapping[str, tuple[str, ...]]:
        """The authors of each topic, in order of names."""
        found: dict[str, list[str]] = defaultdict(list)
        for author in sorted(self.topics_of):
            for topic in set(self.topics_of[author]):
                found[topic].append(author)
        return {topic: tuple(authors) for topic, authors in sorted(found.items())}

    @cached_property
    def joined(self) -> Network:
        """Authors and topics as points, to be placed and drawn. A topic of one author joins nobody and is left out."""
        shared = {topic: authors for topic, authors in self.authors_of.items() if len(authors) > 1}
        numbers = {author: len(set(topics)) for author, topics in self.topics_of.items()}
        ties = tuple(
            Tie(author, topic, (topic,), 1 / (len(authors) - 1))
            for topic, authors in shared.items()
            for author in authors
        )
        return Network(numbers | {topic: len(authors) for topic, authors in shared.items()}, ties)

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Authors joined by topics, directly or through others; the largest group first, each in order of names."""
        found = [tuple(one for one in group if one in self.topics_of) for group in self.joined.groups]
        return tuple(sorted(found, key=lambda group: (-len(group), group)))

    @property
    def alone(self) -> tuple[str, ...]:
        """Authors who share no topic with anybody here."""
        return tuple(group[0] for group in self.groups if len(group) == 1)

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """Authors who alone join parts of at least two authors each, the one who joins most people first."""
        graph = self.joined.graph
        found = [self._bridge(graph, one) for one in nx.articulation_points(graph) if one in self.topics_of]
        telling = [one for one in found if sum(size > 1 for size in one.parts) > 1]
        return tuple(sorted(telling, key=lambda one: (-sum(one.parts[1:]), one.author)))

    def beside(self, author: str) -> set[str]:
        """All who share a topic with an author."""
        topics = self.topics_of.get(author, ())
        return {other for topic in topics for other in self.authors_of[topic]} - {author}

    def _bridge(self, graph: "nx.Graph[str]", author: str) -> Bridge:
        sizes = (sum(one in self.topics_of for one in part) for part in parts_without(graph, author))
        return Bridge(author, tuple(sorted(sizes, reverse=True)))
