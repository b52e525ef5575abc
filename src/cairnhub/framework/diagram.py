"""The framework drawn in columns from what surrounds a school to what society gains."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from cairn.base.layered import Drawing, Edge, Point, Sizes, layered_drawing
from cairn.base.svg import Markup, element, path, picture

from . import diagram_marks as marks
from .graph import Arrow, Graph, Node
from .models import Stage

#: Context and inputs share the first column, one above the other: hardly a link joins them.
COLUMNS = {stage: max(0, number - 1) for number, stage in enumerate(Stage)}

SIZES = Sizes(node_width=176, node_height=36, row_gap=7, column_gap=52, margin=12)
HEADING = 46
#: Letters that fit into a node's width, in the ordinary and the small size, for the widest common font.
FITTING, FITTING_SMALL = 21, 25


@dataclass(frozen=True)
class Placed:
    """Where nodes and arrows stand, below the headings; `groups` are the stages with the top of their first node."""

    nodes: Mapping[str, Point]
    lines: Mapping[Edge, tuple[Point, ...]]
    groups: tuple[tuple[Stage, Point], ...]
    width: float
    height: float


def diagram(graph: Graph, *, key: str = "framework", focus: str = "") -> Markup:
    """Draw the graph: every node and every arrow is a link with a name of its own.

    A node is followed by the arrows that leave it, so that a keyboard walks along the framework. A solid line was seen
    in a source, a dashed one is our own hypothesis; the tip tells the claim. Nothing here knows of evidence.
    """
    placed = _placed(graph)
    families = (_family(node, graph, placed, focus) for node in graph.nodes)
    legend, bottom = marks.legend(SIZES.margin, placed.height + 14, placed.width)
    return picture(
        *_bands(graph, placed),
        *(_heading(stage, point) for stage, point in placed.groups),
        *families,
        legend,
        key=key,
        title="The framework as a diagram",
        description=f"{len(graph.nodes)} constructs in columns by stage, joined by {len(graph.arrows)} arrows. "
        "The list on the same page says the same in words.",
        width=placed.width,
        height=bottom,
        class_="framework-map",
    )


def _placed(graph: Graph) -> Placed:
    columns = _columns(graph)
    edges = frozenset((arrow.source, arrow.target) for arrow in graph.arrows)
    drawn = _drawn(frozenset(columns.items()), edges)
    nodes = {node.id: drawn.nodes[node.id] for node in graph.nodes}
    nodes |= _stacked([node for node in graph.nodes if columns[node.id] == 0], nodes)
    shifted = {one: (x, y + HEADING) for one, (x, y) in nodes.items()}
    lines = {edge: _line(edge, line, shifted, columns) for edge, line in drawn.edges.items()}
    return Placed(shifted, lines, _groups(graph, shifted), drawn.width, drawn.height + HEADING)


def _columns(graph: Graph) -> dict[str, int]:
    """Number the columns that have a node, without gaps."""
    used = sorted({COLUMNS[node.stage] for node in graph.nodes})
    return {node.id: used.index(COLUMNS[node.stage]) for node in graph.nodes}


@lru_cache(maxsize=128)
def _drawn(columns: frozenset[tuple[str, int]], edges: frozenset[Edge]) -> Drawing:
    # The layout of the whole framework takes half a second, and depends on nothing but what joins what.
    return layered_drawing(dict(columns), edges, SIZES, bundled=True)


def _stacked(nodes: list[Node], at: Mapping[str, Point]) -> dict[str, Point]:
    """Set the nodes of the first column stage by stage, with room for a heading between."""
    stages = sorted({node.stage for node in nodes}, key=list(Stage).index)
    if len(stages) < 2:
        return {}
    left = at[nodes[0].id][0]
    height = min(at[node.id][1] for node in nodes)
    placed = {}
    for stage in stages:
        for node in sorted((node for node in nodes if node.stage == stage), key=lambda node: at[node.id][1]):
            placed[node.id] = (left, height)
            height += SIZES.node_height + SIZES.row_gap
        height += HEADING
    return placed


def _groups(graph: Graph, nodes: Mapping[str, Point]) -> tuple[tuple[Stage, Point], ...]:
    groups = []
    for stage, members in graph.by_stage():
        left = nodes[members[0].id][0]
        is_second = stage == Stage.INPUT and any(node.stage == Stage.CONTEXT for node in graph.nodes)
        first = min(nodes[node.id][1] for node in members) - SIZES.node_height / 2
        groups.append((stage, (left, first - HEADING + 14 if is_second else SIZES.margin)))
    return tuple(groups)


def _line(
    edge: Edge, line: tuple[Point, ...], nodes: Mapping[str, Point], columns: Mapping[str, int]
) -> tuple[Point, ...]:
    """Move a line below the headings, and its ends to where its nodes now stand."""
    (first_x, _), *between, (last_x, _) = line
    first, last = nodes[edge[0]][1], nodes[edge[1]][1]
    if columns[edge[0]] == columns[edge[1]]:
        between = [(x, (first + last) / 2 - HEADING) for x, _ in between]
    return ((first_x, first), *((x, y + HEADING) for x, y in between), (last_x, last))


def _bands(graph: Graph, placed: Placed) -> Iterable[Markup]:
    lefts = sorted({placed.nodes[node.id][0] for node in graph.nodes})
    for left in lefts:
        yield element(
            "rect",
            x=left - 6,
            y=4,
            width=SIZES.node_width + 12,
            height=placed.height - 4,
            rx=8,
            class_="fill-line",
            fill_opacity=0.35,
        )


def _heading(stage: Stage, at: Point) -> Markup:
    name, _, note = stage.label.partition(" (")
    lines = [element("text", name, x=at[0], y=at[1] + 10, class_="strong")]
    if note:
        lines.append(element("text", note.rstrip(")"), x=at[0], y=at[1] + 25, class_="m small"))
    return element("g", *lines)


def _family(node: Node, graph: Graph, placed: Placed, focus: str) -> Markup:
    arrows = (_arrow(arrow, graph, placed) for arrow in graph.arrows_from[node.id])
    return element("g", _node(node, placed.nodes[node.id], node.id == focus), *arrows)


def _node(node: Node, at: Point, in_focus: bool) -> Markup:
    left, middle = at
    box = {
        "x": left,
        "y": middle - SIZES.node_height / 2,
        "width": SIZES.node_width,
        "height": SIZES.node_height,
        "rx": 6,
    }
    line = "stroke-accent" if in_focus else "stroke-ink-3"
    return element(
        "a",
        element("title", node.definition),
        element("rect", class_="fill-accent-soft" if in_focus else "fill-card", **box),
        element("rect", class_=f"{line} box{marks.dashed(node.basis)}", stroke_width=2 if in_focus else 1, **box),
        _label(node.name, left, middle),
        href=node.url,
        class_="node",
        data_node=node.id,
        aria_label=f"{node.name}: {node.basis.label}",
    )


def _label(name: str, left: float, middle: float) -> Markup:
    lines, size, step = wrap(name, FITTING), None, 15
    if len(lines) > 2:
        lines, size, step = wrap(name, FITTING_SMALL), "small", 12
    top = middle + 4.5 - step * (len(lines) - 1) / 2
    spans = (element("tspan", line, x=left + 8, y=top + step * number) for number, line in enumerate(lines))
    return element("text", *spans, class_=size)


def _arrow(arrow: Arrow, graph: Graph, placed: Placed) -> Markup:
    line = placed.lines[arrow.source, arrow.target]
    source, target = graph.by_id[arrow.source], graph.by_id[arrow.target]
    return element(
        "a",
        element("title", arrow.statement),
        # Where the line is alone: wide enough for a finger, and not seen.
        element("path", d=path(list(line[-2:])), fill="none", stroke_width=9, class_="reach"),
        element("path", d=path(list(line)), **marks.line(arrow)),
        marks.tip(arrow.claim, line[-1], marks.heading_of(line)),
        href=arrow.url,
        class_="arrow",
        data_from=arrow.source,
        data_to=arrow.target,
        aria_label=f"{source.name} → {target.name}: {marks.words(arrow)}",
    )
