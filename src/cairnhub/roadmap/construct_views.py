"""One construct of the framework: "what should we do?" for an activity, "what leads to it?" for anything else."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.framework.diagram import diagram
from cairnhub.framework.queries import graph_now
from cairnhub.framework.selection import Reach, Selection
from cairnhub.pages.caching import cached_page

from .queries.construct import construct_facts


@require_safe
@cached_page
def construct(request, object_id):
    facts = construct_facts(request.user, object_id)
    around = Selection(construct=object_id, reach=Reach.ONWARD if facts.is_activity else Reach.NEIGHBOURS)
    graph = graph_now()
    part = around.within(graph) if object_id in graph.by_id else None
    context = {
        "facts": facts,
        "object": facts.construct,
        "around": around,
        "part": part,
        "picture": diagram(part, key="around", focus=object_id) if part else None,
        "may_see_provenance": may(request.user, Permission.PROVENANCE_SEE),
    }
    return render(request, "roadmap/construct.html", context)
