"""Which part of the framework a reader asks to see."""

import pytest

from cairnhub.framework.graph import Arrow, Graph, Node
from cairnhub.framework.models import Basis, Claim, LinkStatus, Stage
from cairnhub.framework.selection import Selection, SelectionForm


def node(identifier, stage):
    return Node(identifier, identifier.title(), Stage(stage), Basis.SOURCE, "", "", "", (), f"/{identifier}/")


def arrow(source, target, basis="source", status="proposed"):
    return Arrow(
        f"{source}__{target}",
        source,
        target,
        Claim.INCREASE,
        Basis(basis),
        LinkStatus(status),
        "Said.",
        "",
        f"/{source}__{target}/",
    )


@pytest.fixture
def graph():
    nodes = [
        node("health", "impact"),
        node("practice", "medium_term_outcome"),
        node("track", "activity"),
        node("clinic", "activity"),
        node("law", "context"),
    ]
    arrows = [
        arrow("track", "practice"),
        arrow("practice", "health", basis="reasoning"),
        arrow("clinic", "health", status="accepted"),
        arrow("clinic", "practice", status="retired"),
    ]
    return Graph.of(nodes, arrows)


def shown(selection, graph):
    part = selection.within(graph)
    return {one.id for one in part.nodes}, {one.id for one in part.arrows}


def test_everything_but_retired_links_is_shown_first(graph):
    nodes, arrows = shown(Selection(), graph)
    assert nodes == {"law", "track", "clinic", "practice", "health"}
    assert arrows == {"track__practice", "practice__health", "clinic__health"}


@pytest.mark.parametrize(
    ("selection", "arrows"),
    [
        (Selection(status="retired"), {"clinic__practice"}),
        (Selection(status="accepted"), {"clinic__health"}),
        (Selection(basis="reasoning"), {"practice__health"}),
        (Selection(from_stage="activity"), {"track__practice", "clinic__health"}),
        (Selection(to_stage="impact"), {"practice__health", "clinic__health"}),
        (Selection(from_stage="activity", to_stage="impact"), {"clinic__health"}),
        (Selection(construct="practice"), {"track__practice", "practice__health"}),
        (Selection(construct="track", reach="onward"), {"track__practice", "practice__health"}),
        (Selection(construct="health", reach="backward"), {"track__practice", "practice__health", "clinic__health"}),
    ],
)
def test_a_choice_narrows(graph, selection, arrows):
    nodes, found = shown(selection, graph)
    assert found == arrows
    assert nodes == {end for one in arrows for end in one.split("__")}


def test_a_construct_in_focus_is_shown_without_any_link(graph):
    assert shown(Selection(construct="law"), graph) == ({"law"}, set())


def test_a_circle_ends(graph):
    circle = Graph.of(graph.nodes, [*graph.arrows, arrow("health", "track")])
    nodes, _ = shown(Selection(construct="track", reach="onward"), circle)
    assert nodes == {"track", "practice", "health"}


def test_the_form_reads_what_the_address_says(graph):
    asked = Selection(from_stage="activity", construct="track", reach="onward")
    form = SelectionForm(dict(pair.split("=") for pair in asked.query()[1:].split("&")), graph=graph)
    assert form.selection() == asked
    assert not form.errors


def test_a_choice_that_does_not_exist_counts_as_not_made_and_is_named(graph):
    form = SelectionForm({"construct": "nothing", "basis": "source"}, graph=graph)
    assert form.selection() == Selection(basis="source")
    assert set(form.errors) == {"construct"}


def test_an_arrow_without_one_of_its_ends_is_left_out(graph):
    assert arrow("track", "gone") not in Graph.of(graph.nodes, [*graph.arrows, arrow("track", "gone")]).arrows


def test_the_list_holds_every_arrow_once_at_each_end(graph):
    entries = [entry for _, found in graph.entries() for entry in found]
    assert [entry.node.id for entry in entries] == ["law", "clinic", "track", "practice", "health"]
    for side in ("leads_to", "comes_from"):
        joined = [one.arrow.id for entry in entries for one in getattr(entry, side)]
        assert sorted(joined) == [one.id for one in graph.arrows]
