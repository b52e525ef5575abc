"""The layered drawing: everything in its column, nothing overlapping, far fewer crossings than networkx."""

import random
from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.base.layered import Sizes, count_crossings, layered_drawing

SIZES = Sizes()


def framework_like(seed, nodes=80, edges=220):
    """Make a graph with the shape of a logic framework: seven stages, links mostly forwards, some within or back."""
    chance = random.Random(seed)
    layers = {f"n{n:02}": chance.choices(range(7), [4, 4, 30, 12, 14, 12, 6])[0] for n in range(nodes)}
    names, found = sorted(layers), set()
    while len(found) < edges:
        one, other = chance.sample(names, 2)
        if layers[one] <= layers[other] or chance.random() < 0.03:
            found.add((one, other))
    return layers, sorted(found)


def between_layers(layers, edges):
    return [edge for edge in edges if layers[edge[0]] != layers[edge[1]]]


def crossings_of_networkx(layers, edges):
    graph = networkx.DiGraph()
    for node in sorted(layers):
        graph.add_node(node, subset=layers[node])
    graph.add_edges_from(edges)
    at = networkx.multipartite_layout(graph)
    return count_crossings([(tuple(at[one]), tuple(at[other])) for one, other in between_layers(layers, edges)])


@pytest.mark.parametrize("seed", [1, 2])
def test_crossings_are_fewer_than_half_of_those_of_networkx(seed):
    layers, edges = framework_like(seed)
    drawing = layered_drawing(layers, edges)
    ours = count_crossings([drawing.edges[edge] for edge in between_layers(layers, edges)])
    theirs = crossings_of_networkx(layers, edges)
    print(f"crossings: {ours} here, {theirs} by networkx.multipartite_layout")
    assert ours < 0.5 * theirs


def test_a_graph_that_can_be_drawn_without_crossings_is():
    layers = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    drawing = layered_drawing(layers, [("a", "z"), ("b", "y"), ("c", "x")])
    assert count_crossings(drawing.edges.values()) == 0


def test_the_order_of_nodes_and_edges_changes_nothing():
    layers, edges = framework_like(3, nodes=30, edges=60)
    turned = layered_drawing(dict(reversed(layers.items())), edges[::-1])
    assert turned == layered_drawing(layers, edges)


graphs = st.integers(1, 14).flatmap(
    lambda n: st.tuples(
        st.fixed_dictionaries({f"n{k}": st.integers(0, 4) for k in range(n)}),
        st.lists(st.tuples(*[st.integers(0, n - 1).map(lambda k: f"n{k}")] * 2), max_size=30),
    )
)


@settings(deadline=None)
@given(graph=graphs)
def test_nodes_stand_in_their_columns_apart_and_within_the_picture(graph):
    layers, edges = graph
    drawing = layered_drawing(layers, edges)
    assert set(drawing.nodes) == set(layers)
    by_column = {}
    for node, (x, y) in drawing.nodes.items():
        by_column.setdefault(layers[node], []).append((x, y))
        assert 0 <= x <= drawing.width - SIZES.node_width
        assert SIZES.node_height / 2 <= y <= drawing.height - SIZES.node_height / 2 + 1e-6
    for places in by_column.values():
        assert len({x for x, _ in places}) == 1
        for (_, upper), (_, lower) in pairwise(sorted(places)):
            assert lower - upper >= SIZES.node_height + SIZES.row_gap - 1e-6


@settings(deadline=None)
@given(graph=graphs)
def test_every_edge_runs_from_its_first_node_to_its_second_and_through_no_other(graph):
    layers, edges = graph
    drawing = layered_drawing(layers, edges)
    assert set(drawing.edges) == {(one, other) for one, other in edges if one != other}
    for (one, other), line in drawing.edges.items():
        (start_x, start_y), (end_x, end_y) = line[0], line[-1]
        assert (start_y, end_y) == (drawing.nodes[one][1], drawing.nodes[other][1])
        assert start_x == drawing.nodes[one][0] + (SIZES.node_width if layers[one] <= layers[other] else 0)
        assert end_x == drawing.nodes[other][0] + (SIZES.node_width if layers[one] >= layers[other] else 0)
        for x, y in line[1:-1]:
            near = [at for at in drawing.nodes.values() if at[0] <= x <= at[0] + SIZES.node_width]
            assert all(abs(y - at[1]) >= SIZES.node_height / 2 for at in near)


def test_an_edge_within_a_column_bows_out_on_its_right():
    drawing = layered_drawing({"a": 0, "b": 0}, [("b", "a")])
    start, out, end = drawing.edges[("b", "a")]
    assert start[0] == end[0] == drawing.nodes["a"][0] + SIZES.node_width
    assert start[0] < out[0] <= drawing.width


def test_a_column_may_be_empty():
    drawing = layered_drawing({"a": 0, "z": 3}, [("a", "z")])
    assert drawing.nodes["z"][0] - drawing.nodes["a"][0] == 3 * (SIZES.node_width + SIZES.column_gap)


def test_nothing_is_an_empty_drawing():
    assert layered_drawing({}, []).nodes == {}


def test_crossings_are_counted_as_seen():
    cross = [[(0, 0), (2, 2)], [(0, 2), (2, 0)]]
    assert count_crossings(cross) == 1
    assert count_crossings([[(0, 0), (1, 1)], [(1, 1), (2, 0)]]) == 0
    assert count_crossings([[(0, 0), (2, 0)], [(0, 1), (2, 1)]]) == 0
    assert count_crossings([*cross, [(1, -5), (1.5, 5)]]) == 3


@pytest.mark.parametrize(
    ("layers", "edges", "message"),
    [({"a": 0}, [("a", "b")], "node b of edge"), ({"a": -1}, [], "layer is -1")],
)
def test_a_graph_that_cannot_be_drawn_is_refused(layers, edges, message):
    with pytest.raises(InputError, match=message):
        layered_drawing(layers, edges)
