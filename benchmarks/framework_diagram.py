"""How many lines cross in the diagram of the framework, beside networkx: `python benchmarks/framework_diagram.py`.

Reads the framework in `content/`. Prints crossings and time for networkx's `multipartite_layout` (straight lines, in an
order that differs from run to run), for each link on a way of its own, and for links that share their way, as the page
draws them. A stretch that several lines share is crossed once, as a reader sees it; curves are counted as the straight
stretches they follow.
Ends with 1 where a drawing of ours crosses more than networkx's.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import networkx
import yaml

from cairn.base.layered import Edge, Point, Sizes, count_crossings, layered_drawing

CONTENT = Path(__file__).parents[1] / "content"
STAGES = ("context", "input", "activity", "output", "short_term_outcome", "medium_term_outcome", "impact")
Lines = Iterable[tuple[Point, ...]]


def framework() -> tuple[dict[str, int], list[Edge]]:
    """Read the column of every construct and the two ends of every link; context and inputs share the first column."""
    constructs = yaml.safe_load((CONTENT / "constructs.yaml").read_text(encoding="utf-8"))
    links = yaml.safe_load((CONTENT / "links.yaml").read_text(encoding="utf-8"))
    columns = {one["id"]: max(0, STAGES.index(one["stage"]) - 1) for one in constructs}
    return columns, [(one["from"], one["to"]) for one in links if one["status"] != "retired"]


def by_networkx(columns: dict[str, int], edges: list[Edge]) -> Lines:
    graph = networkx.DiGraph()
    graph.add_nodes_from((name, {"subset": column}) for name, column in columns.items())
    graph.add_edges_from(edges)
    at = {name: (float(x), float(y)) for name, (x, y) in networkx.multipartite_layout(graph).items()}
    return [(at[source], at[target]) for source, target in edges]


def apart(columns: dict[str, int], edges: list[Edge]) -> Lines:
    return layered_drawing(columns, edges, Sizes()).edges.values()


def bundled(columns: dict[str, int], edges: list[Edge]) -> Lines:
    return layered_drawing(columns, edges, Sizes(), bundled=True).edges.values()


def measured(draw: Callable[..., Lines], columns: dict[str, int], edges: list[Edge]) -> tuple[int, float]:
    """Return the crossings of a drawing and the seconds it took; counting is not timed."""
    start = time.perf_counter()
    lines = draw(columns, edges)
    taken = time.perf_counter() - start
    return count_crossings(lines), taken


def main() -> int:
    columns, edges = framework()
    print(f"{len(columns)} constructs in {len(set(columns.values()))} columns, {len(edges)} links")
    ways = {"networkx multipartite_layout": by_networkx, "cairn, each link apart": apart, "cairn, bundled": bundled}
    crossings = []
    for name, draw in ways.items():
        number, taken = measured(draw, columns, edges)
        crossings.append(number)
        print(f"{name:32}{number:>7} crossings{taken:>8.2f} s")
    first, *ours = crossings
    return int(any(one > first for one in ours))


if __name__ == "__main__":
    sys.exit(main())
