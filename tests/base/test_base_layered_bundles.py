"""Edges that share their way."""

from itertools import pairwise

import pytest

from cairn.base.layered import count_crossings, layered_drawing

LAYERS = {"a": 0, "b": 0, "over": 1, "x": 2, "y": 2}
EDGES = [("a", "x"), ("a", "y"), ("b", "x"), ("a", "over")]


def stretches(drawing, edge):
    return list(pairwise(drawing.edges[edge]))


def test_edges_of_a_bundle_share_their_way_until_the_last_column():
    drawing = layered_drawing(LAYERS, EDGES, bundled=True)
    to_x, to_y = stretches(drawing, ("a", "x")), stretches(drawing, ("a", "y"))
    assert to_x[:-1] == to_y[:-1]
    assert to_x[-1] != to_y[-1]


def test_edges_of_other_nodes_keep_a_way_of_their_own():
    drawing = layered_drawing(LAYERS, EDGES, bundled=True)
    assert not set(stretches(drawing, ("a", "x"))) & set(stretches(drawing, ("b", "x")))


def test_without_bundling_each_edge_has_a_way_of_its_own():
    drawing = layered_drawing(LAYERS, EDGES)
    assert not set(stretches(drawing, ("a", "x"))) & set(stretches(drawing, ("a", "y")))


def test_a_backward_bundle_ends_where_its_edges_end():
    drawing = layered_drawing(LAYERS, [("x", "a"), ("x", "b")], bundled=True)
    for edge in (("x", "a"), ("x", "b")):
        assert drawing.edges[edge][0] == drawing.nodes["x"]
        assert drawing.edges[edge][-1][1] == drawing.nodes[edge[1]][1]


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_a_stretch_that_lines_share_is_crossed_once(copies):
    assert count_crossings([[(0, 0), (2, 2)]] * copies + [[(0, 2), (2, 0)]]) == 1
