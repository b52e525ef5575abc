"""The framework as plain nodes and arrows: as it stands now, or as it stood in one version."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import networkx

from .models import STAGE_ORDER, Basis, Claim, LinkStatus, Stage


@dataclass(frozen=True, slots=True)
class Node:
    """A construct. `url` leads to where a reader learns more about it."""

    id: str
    name: str
    stage: Stage
    basis: Basis
    definition: str
    parent: str
    domain: str
    sources: tuple[str, ...]
    url: str

    @property
    def order(self) -> tuple[int, str]:
        return STAGE_ORDER[self.stage], self.name.casefold()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link from one node to another, both by identifier."""

    id: str
    source: str
    target: str
    claim: Claim
    basis: Basis
    status: LinkStatus
    statement: str
    mechanism: str
    url: str

    @property
    def is_hypothesis(self) -> bool:
        return self.basis == Basis.REASONING


@dataclass(frozen=True, slots=True)
class Joined:
    """An arrow seen from one of its nodes, with the node at the other end."""

    arrow: Arrow
    node: Node


@dataclass(frozen=True, slots=True)
class Entry:
    """One construct in the list form of the framework."""

    node: Node
    leads_to: tuple[Joined, ...]
    comes_from: tuple[Joined, ...]


@dataclass(frozen=True)
class Graph:
    """Nodes in order of stage and name, arrows in order of their identifiers; every arrow joins two of the nodes."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], arrows: Iterable[Arrow]) -> "Graph":
        """Put nodes and arrows in order, leaving out arrows that lack one of their ends."""
        ordered = tuple(sorted(nodes, key=lambda node: node.order))
        known = {node.id for node in ordered}
        whole = (arrow for arrow in arrows if arrow.source in known and arrow.target in known)
        return cls(ordered, tuple(sorted(whole, key=lambda arrow: arrow.id)))

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def arrows_from(self) -> dict[str, list[Arrow]]:
        """The arrows that leave each node, in the order of the nodes they lead to."""
        return self._arrows_by("source", "target")

    @cached_property
    def arrows_to(self) -> dict[str, list[Arrow]]:
        """The arrows that reach each node, in the order of the nodes they come from."""
        return self._arrows_by("target", "source")

    @cached_property
    def walk(self) -> networkx.DiGraph:
        """The same graph for walks along it; it may hold circles."""
        graph = networkx.DiGraph()
        graph.add_nodes_from(node.id for node in self.nodes)
        graph.add_edges_from((arrow.source, arrow.target) for arrow in self.arrows)
        return graph

    def only(self, arrows: Iterable[Arrow], *, also: Iterable[str] = ()) -> "Graph":
        """These arrows, the nodes they join, and the nodes named in `also`."""
        kept = tuple(arrows)
        wanted = {*also} | {arrow.source for arrow in kept} | {arrow.target for arrow in kept}
        return Graph(tuple(node for node in self.nodes if node.id in wanted), kept)

    def by_stage(self) -> list[tuple[Stage, list[Node]]]:
        """The nodes of each stage that has any."""
        stages = [(stage, [node for node in self.nodes if node.stage == stage]) for stage in Stage]
        return [(stage, nodes) for stage, nodes in stages if nodes]

    def entries(self) -> list[tuple[Stage, list[Entry]]]:
        """The whole graph as a nested list: stages, their constructs, what each is joined to."""
        return [(stage, [self._entry(node) for node in nodes]) for stage, nodes in self.by_stage()]

    def _entry(self, node: Node) -> Entry:
        leads_to = (Joined(arrow, self.by_id[arrow.target]) for arrow in self.arrows_from[node.id])
        comes_from = (Joined(arrow, self.by_id[arrow.source]) for arrow in self.arrows_to[node.id])
        return Entry(node, tuple(leads_to), tuple(comes_from))

    def _arrows_by(self, end: str, other: str) -> dict[str, list[Arrow]]:
        grouped: dict[str, list[Arrow]] = {node.id: [] for node in self.nodes}
        for arrow in sorted(self.arrows, key=lambda arrow: self.by_id[getattr(arrow, other)].order):
            grouped[getattr(arrow, end)].append(arrow)
        return grouped
