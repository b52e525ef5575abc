"""The ways from one construct onward, as far as the framework leads."""

from dataclasses import dataclass

import networkx

from cairn.gaps import rules
from cairnhub.framework.models import STAGE_ORDER, Basis, Claim, Construct, Link, Stage

from .current import Roadmap


@dataclass(frozen=True, slots=True)
class Chain:
    """A construct and the steps that leave it. `told_above`: its own steps stand elsewhere in the same list."""

    construct: Construct
    steps: tuple["ChainStep", ...]
    told_above: bool = False


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link of a chain with the state of its evidence, and what follows."""

    link: Link
    status: rules.Term
    onto: Chain

    @property
    def is_hypothesis(self) -> bool:
        return self.link.basis == Basis.REASONING


@dataclass(frozen=True, slots=True)
class Way:
    """The way to an impact that rests on the fewest hypotheses, and of those the shortest."""

    impact: Construct
    steps: int
    hypotheses: int


@dataclass(frozen=True, slots=True)
class Onward:
    """What can be reached: impacts with the best way to each, and harms or burdens that a link claims to add to."""

    ways: tuple[Way, ...]
    harms: tuple[Construct, ...]
    constructs: int


def chain_from(construct: Construct, roadmap: Roadmap) -> Chain:
    """Unfold the links onward as a nested list. Each construct unfolds once, where the way to it is shortest."""
    graph = _graph(roadmap)
    if construct.pk not in graph:
        return Chain(construct, ())
    unfolding = set(networkx.bfs_tree(graph, construct.pk).edges)
    return _unfolded(construct, roadmap, graph, unfolding)


def onward(construct: Construct, roadmap: Roadmap) -> Onward:
    """Find what can be reached from a construct, itself left out."""
    graph = _graph(roadmap)
    if construct.pk not in graph:
        return Onward((), (), 0)
    reached = networkx.descendants(graph, construct.pk)
    links = [link for link in roadmap.links.values() if link.source_id in reached | {construct.pk}]
    harms = {link.target for link in links if link.target.harm and link.claim == Claim.INCREASE}
    impacts = {link.target for link in links if link.target.stage == Stage.IMPACT and link.target_id in reached}
    ways = (_way(graph, construct.pk, impact) for impact in impacts if not impact.harm)
    return Onward(
        ways=tuple(sorted(ways, key=lambda way: (way.hypotheses, way.steps, way.impact.name))),
        harms=tuple(sorted(harms, key=lambda harm: harm.name)),
        constructs=len(reached),
    )


def _graph(roadmap: Roadmap) -> networkx.DiGraph:
    graph = networkx.DiGraph()
    for link in sorted(roadmap.links.values(), key=lambda link: (STAGE_ORDER[link.target.stage], link.target.name)):
        # One hypothesis more is worse than any number of steps seen in a source.
        weight = 1 + (link.basis == Basis.REASONING) * len(roadmap.links)
        graph.add_edge(link.source_id, link.target_id, link=link, weight=weight)
    return graph


def _unfolded(construct: Construct, roadmap: Roadmap, graph: networkx.DiGraph, unfolding: set) -> Chain:
    steps = []
    for _, target, link in graph.out_edges(construct.pk, data="link"):
        first_told = (construct.pk, target) in unfolding
        onto = _unfolded(link.target, roadmap, graph, unfolding) if first_told else _cut_short(link.target, graph)
        steps.append(ChainStep(link, roadmap.states[link.pk].status, onto))
    return Chain(construct, tuple(steps))


def _cut_short(construct: Construct, graph: networkx.DiGraph) -> Chain:
    return Chain(construct, (), told_above=graph.out_degree(construct.pk) > 0)


def _way(graph: networkx.DiGraph, start: str, impact: Construct) -> Way:
    path = networkx.shortest_path(graph, start, impact.pk, weight="weight")
    links = [graph.edges[pair]["link"] for pair in networkx.utils.pairwise(path)]
    return Way(impact, len(links), sum(link.basis == Basis.REASONING for link in links))
