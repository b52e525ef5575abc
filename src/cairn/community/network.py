"""Who published with whom: groups, and the people who alone hold them together.

Strength of a tie: each work shared counts 1/(n - 1) for a work of n authors, so that each author's ties from one work
add up to one (Newman, Physical Review E 2001;64:016132, equation 2). Bridges: an author without whom a group falls
apart (articulation point; Tarjan, SIAM Journal on Computing 1972;1:146).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx

LARGEST_TEAM = 50
"""Works of more authors do not tell who works with whom: they make no ties."""


@dataclass(frozen=True)
class Tie:
    """Two authors, the works they share and how strong that makes the tie."""

    one: str
    other: str
    works: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Bridge:
    """An author who alone holds a group together: without them it is `parts`, numbers of authors, largest first."""

    author: str
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """Authors by how many works they have, and their ties. `left_out` names works of too many authors."""

    works_of: Mapping[str, int]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...] = ()

    def only(self, authors: Collection[str]) -> "Network":
        """The part among these authors; numbers of works stay what they are in the whole."""
        kept = set(authors)
        ties = tuple(tie for tie in self.ties if tie.one in kept and tie.other in kept)
        return Network({name: works for name, works in self.works_of.items() if name in kept}, ties)

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(sorted(self.works_of))
        graph.add_weighted_edges_from((tie.one, tie.other, tie.weight) for tie in self.ties)
        return graph

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Authors joined by works, directly or through others; the largest group first, each in order of names."""
        found = [tuple(sorted(part)) for part in nx.connected_components(self.graph)]
        return tuple(sorted(found, key=lambda part: (-len(part), part)))

    @property
    def alone(self) -> tuple[str, ...]:
        """Authors who share no work with anybody here."""
        return tuple(group[0] for group in self.groups if len(group) == 1)

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """Those who alone join parts of at least two authors each, the one who joins most people first."""
        found = [_bridge(self.graph, author) for author in nx.articulation_points(self.graph)]
        telling = [one for one in found if sum(size > 1 for size in one.parts) > 1]
        return tuple(sorted(telling, key=lambda one: (-sum(one.parts[1:]), one.author)))


def coauthorship(works: Mapping[str, Sequence[str]]) -> Network:
    """The network of works given as identifier and authors. An author named twice on one work counts once."""
    numbers: dict[str, int] = defaultdict(int)
    shared: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    left_out = []
    for work, named in sorted(works.items()):
        authors = sorted(set(named))
        for author in authors:
            numbers[author] += 1
        if len(authors) > LARGEST_TEAM:
            left_out.append(work)
            continue
        for pair in combinations(authors, 2):
            shared[pair].append((work, 1 / (len(authors) - 1)))
    ties = (
        Tie(one, other, tuple(work for work, _ in each), sum(weight for _, weight in each))
        for (one, other), each in sorted(shared.items())
    )
    return Network(dict(numbers), tuple(ties), tuple(left_out))


def parts_without(graph: "nx.Graph[str]", author: str) -> list[set[str]]:
    """The parts into which a group falls without one of its members."""
    # Only the member's own group can fall apart, and every part of it holds one of their neighbours.
    waiting, parts = set(graph[author]), []
    while waiting:
        seen, edge = {author}, [waiting.pop()]
        while edge:
            here = edge.pop()
            if here not in seen:
                seen.add(here)
                edge.extend(graph[here])
        parts.append(seen - {author})
        waiting -= seen
    return parts


def _bridge(graph: "nx.Graph[str]", author: str) -> Bridge:
    return Bridge(author, tuple(sorted((len(part) for part in parts_without(graph, author)), reverse=True)))
