"""The framework drawn in columns."""

import random
import re
from xml.etree import ElementTree

import networkx
import pytest

from cairn.base.layered import count_crossings
from cairn.base.svg import standalone
from cairnhub.framework import diagram as drawing
from cairnhub.framework.diagram import diagram
from cairnhub.framework.graph import Arrow, Graph, Node
from cairnhub.framework.models import STAGE_ORDER, Basis, Claim, LinkStatus, Stage

SVG = "{http://www.w3.org/2000/svg}"


def node(identifier, stage, name="", basis=Basis.SOURCE):
    return Node(identifier, name or identifier, Stage(stage), basis, "What it is.", "", "", (), f"/c/{identifier}/")


def arrow(source, target, claim=Claim.INCREASE, basis=Basis.SOURCE, status=LinkStatus.PROPOSED):
    return Arrow(f"{source}__{target}", source, target, claim, basis, status, "Said.", "", f"/l/{source}__{target}/")


def parsed(graph, **options):
    return ElementTree.fromstring(diagram(graph, **options))


def anchors(svg, look):
    return [one for one in svg.iter(f"{SVG}a") if one.get("class") == look]


@pytest.fixture
def graph():
    nodes = [
        node("law", "context"),
        node("money", "input"),
        node("track", "activity"),
        node("practice", "medium_term_outcome", basis=Basis.REASONING),
        node("health", "impact"),
    ]
    arrows = [
        arrow("track", "practice", basis=Basis.REASONING),
        arrow("track", "health", claim=Claim.NO_WORSE, status=LinkStatus.ACCEPTED),
        arrow("practice", "health", claim=Claim.DECREASE),
        arrow("health", "track", claim=Claim.PREDICTIVE),
    ]
    return Graph.of(nodes, arrows)


def test_every_construct_and_every_link_can_be_followed_and_has_a_name(graph):
    svg = parsed(graph)
    assert [one.get("href") for one in anchors(svg, "node")] == [one.url for one in graph.nodes]
    assert sorted(one.get("href") for one in anchors(svg, "arrow")) == sorted(one.url for one in graph.arrows)
    names = {one.get("aria-label") for one in anchors(svg, "arrow")}
    assert "track → health: is no worse; seen in a source; accepted" in names
    assert "track → practice: increases; our own hypothesis; proposed" in names


def test_a_construct_is_followed_by_the_links_that_leave_it(graph):
    order = [one.get("data-node") or one.get("data-from") for one in parsed(graph).iter(f"{SVG}a")]
    assert order == ["law", "money", "track", "track", "track", "practice", "practice", "health", "health"]


def test_a_hypothesis_is_dashed_and_what_a_source_says_is_not(graph):
    lines = {
        one.get("href"): "dashed" in next(part.get("class") for part in one if "line" in (part.get("class") or ""))
        for one in anchors(parsed(graph), "arrow")
    }
    assert lines == {one.url: one.is_hypothesis for one in graph.arrows}


@pytest.mark.parametrize("claim", list(Claim))
def test_each_claim_has_a_tip_of_its_own(claim):
    def tip(one):
        ends = [node("track", "activity"), node("practice", "output")]
        (drawn,) = anchors(parsed(Graph.of(ends, [arrow("track", "practice", claim=one)])), "arrow")
        return ElementTree.tostring(list(drawn)[-1])

    assert all(tip(claim) != tip(other) for other in Claim if other != claim)


def test_context_stands_above_inputs_in_one_column(graph):
    placed = drawing._placed(graph)
    (law_x, law_y), (money_x, money_y) = placed.nodes["law"], placed.nodes["money"]
    assert law_x == money_x
    assert money_y - law_y > drawing.HEADING


def test_columns_follow_the_stages(graph):
    lefts = [drawing._placed(graph).nodes[name][0] for name in ("law", "track", "practice", "health")]
    assert lefts == sorted(set(lefts))


def test_lines_start_and_end_where_their_boxes_stand(graph):
    placed = drawing._placed(graph)
    for (source, target), line in placed.lines.items():
        assert line[0][1] == placed.nodes[source][1]
        assert line[-1][1] == placed.nodes[target][1]


def test_the_order_of_the_input_changes_nothing(graph):
    turned = Graph.of(reversed(graph.nodes), reversed(graph.arrows))
    assert diagram(turned) == diagram(graph)


def test_a_long_name_is_wrapped_into_its_box():
    name = "Health equity and social determinants curriculum"
    svg = parsed(Graph.of([node("a", "activity", name)], []))
    lines = [span.text for span in svg.iter(f"{SVG}tspan")]
    assert " ".join(lines) == name
    assert all(len(line) <= drawing.FITTING_SMALL for line in lines)


def test_hostile_names_stay_text():
    hostile = '<script>alert(1)</script>"'
    drawn = diagram(Graph.of([node("a", "activity", hostile)], []))
    assert "<script" not in drawn
    assert ElementTree.fromstring(drawn) is not None


def test_an_empty_framework_can_be_drawn():
    assert parsed(Graph.of([], [])).tag == f"{SVG}svg"


def test_the_saved_picture_stands_alone(graph):
    saved = standalone(diagram(graph, focus="track"))
    assert ElementTree.fromstring(saved).tag == f"{SVG}svg"
    assert "<a " not in saved
    used = set(" ".join(re.findall(r'class="([^"]+)"', saved)).split())
    vocabulary = set(re.findall(r"\.([a-z][a-z0-9-]*)", saved[saved.index("<style>") : saved.index("</style>")]))
    assert used - vocabulary <= {"framework-map", "box", "line", "tip", "reach"}


def framework_like(seed):
    """As many constructs and links as the starting framework, joined at random from earlier to later stages."""
    chance = random.Random(seed)
    sizes = dict(zip(Stage, (5, 3, 33, 9, 13, 14, 5), strict=True))
    nodes = [node(f"{stage}_{number}", stage) for stage, size in sizes.items() for number in range(size)]
    pairs = [
        (one.id, other.id) for one in nodes for other in nodes if STAGE_ORDER[one.stage] < STAGE_ORDER[other.stage]
    ]
    return Graph.of(nodes, [arrow(*pair) for pair in chance.sample(pairs, 120)])


@pytest.mark.parametrize("seed", [1, 2])
def test_far_fewer_lines_cross_than_in_a_plain_layered_drawing(seed):
    graph = framework_like(seed)
    plain = networkx.DiGraph()
    plain.add_nodes_from((one.id, {"subset": STAGE_ORDER[one.stage]}) for one in graph.nodes)
    plain.add_edges_from((one.source, one.target) for one in graph.arrows)
    at = {name: tuple(point) for name, point in networkx.multipartite_layout(plain).items()}
    unplanned = count_crossings([(at[source], at[target]) for source, target in plain.edges])
    assert count_crossings(drawing._placed(graph).lines.values()) < unplanned / 2
