"""The framework and its comparisons as rows for a file. Copies that were read are not in them."""

from collections.abc import Iterable

from .comparison import Comparison
from .graph import Graph

CONSTRUCT_HEADER = ("id", "name", "stage", "definition", "part_of", "basis", "smm_domain", "sources")
LINK_HEADER = ("id", "from_id", "from", "to_id", "to", "claim", "statement", "mechanism", "basis", "status")
COMPARISON_HEADER = ("difference", "kind", "id", "label", "field", "before", "after")


def construct_rows(graph: Graph) -> Iterable[tuple]:
    for node in graph.nodes:
        yield (
            node.id,
            node.name,
            node.stage.value,
            node.definition,
            node.parent,
            node.basis.value,
            node.domain,
            "; ".join(node.sources),
        )


def link_rows(graph: Graph) -> Iterable[tuple]:
    for arrow in graph.arrows:
        yield (
            arrow.id,
            arrow.source,
            graph.by_id[arrow.source].name,
            arrow.target,
            graph.by_id[arrow.target].name,
            arrow.claim.value,
            arrow.statement,
            arrow.mechanism,
            arrow.basis.value,
            arrow.status.value,
        )


def comparison_rows(comparison: Comparison) -> Iterable[tuple]:
    """One row for each member added or removed, one for each field changed."""
    for word, members in (("added", comparison.added), ("removed", comparison.removed)):
        for member in members:
            yield word, member.kind, member.id, member.label, "", "", ""
    for changed in comparison.changed:
        for field in changed.fields:
            member = changed.member
            yield "changed", member.kind, member.id, member.label, field.field, field.before, field.after
