"""The framework as it stands: diagram, list, table and their files."""

from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.base.svg import standalone
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import queries, tables
from .agreement import agreed_in
from .diagram import diagram
from .graph import Graph
from .selection import Selection, SelectionForm


@require_safe
@cached_page
def index(request):
    whole = queries.graph_now()
    form = SelectionForm(request.GET, graph=whole)
    selection = form.selection()
    part = selection.within(whole)
    version = queries.newest_version()
    context = {
        "form": form,
        "selection": selection,
        "focus": whole.by_id.get(selection.construct),
        "graph": part,
        "picture": diagram(part, focus=selection.construct),
        "figures": queries.figures(whole),
        "version": version,
        "agreed_in": agreed_in(version),
    }
    return render(request, "framework/index.html", context, status=400 if form.errors else 200)


@require_safe
@cached_page
def diagram_svg(request):
    part, selection = _chosen(request)
    return svg_file("framework", standalone(diagram(part, focus=selection.construct)))


@require_safe
@cached_page
def constructs_csv(request):
    return csv_file("framework-constructs", tables.CONSTRUCT_HEADER, tables.construct_rows(_chosen(request)[0]))


@require_safe
@cached_page
def links_csv(request):
    return csv_file("framework-links", tables.LINK_HEADER, tables.link_rows(_chosen(request)[0]))


def _chosen(request) -> tuple[Graph, Selection]:
    """The part of the framework an address asks for; a file of something else than was asked for is refused."""
    whole = queries.graph_now()
    form = SelectionForm(request.GET, graph=whole)
    selection = form.selection()
    if form.errors:
        raise BadRequest("The address asks for a part of the framework that does not exist.")
    return selection.within(whole), selection
