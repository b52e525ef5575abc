"""Pages of the methods room: the designs, one design, and what sources say about the limits of the field's methods."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.base.svg import standalone
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import queries
from .models import Design, Reach
from .picture import uses_chart


@require_safe
@cached_page
def index(request):
    designs = list(queries.designs())
    uses = queries.uses(designs)
    asked = request.GET.get("reach", "")
    reach = asked if asked in Reach.values else ""
    context = {
        "groups": queries.by_comparison([design for design in designs if reach in ("", design.reach)]),
        "total": len(designs),
        "comparing": sum(design.compares is True for design in designs),
        "unused": sum(use.total == 0 for use in uses[:-1]),
        "unknown": uses[-1],
        "uses": uses,
        "picture": uses_chart(uses),
        "reach": reach,
        "reaches": Reach.choices,
        "limitations": queries.limitations(),
        "may_see_provenance": may(request.user, Permission.PROVENANCE_SEE),
    }
    return render(request, "methods/index.html", context)


@require_safe
@cached_page
def uses_svg(request):
    return svg_file("designs", standalone(uses_chart(queries.uses(queries.designs()))))


@require_safe
@cached_page
def uses_csv(request):
    rows = ((use.name, use.primary, use.other) for use in queries.uses(queries.designs()))
    return csv_file("designs", ("design", "primary_studies", "reviews_or_commentaries"), rows)


@require_safe
@cached_page
def design(request, object_id):
    found = access(request.user, Design, object_id)
    context = {
        "object": found,
        "studies": queries.studies_with(found),
        "examples": queries.examples_of(found),
        "links": queries.links_reached(found),
        "may_see_provenance": may(request.user, Permission.PROVENANCE_SEE),
    }
    return render(request, "methods/design.html", context)
