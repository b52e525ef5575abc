"""Pages of the data room: the catalogue, what it covers and what nothing measures, and the programme register."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.base.svg import standalone
from cairnhub.accounts.permissions import Permission, may
from cairnhub.framework.models import Stage
from cairnhub.history.access import access
from cairnhub.history.heard import heard
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import picture, queries, tables
from .catalogue import Selection, choose, measured_constructs, options
from .coverage import not_ready, restricted_only
from .coverage import unmeasured as not_measured
from .models import AccessLevel, DataSource

#: What the coverage page may show: a word in the address, what it says, and the stages.
EXTENTS = {
    "outcomes": ("Outcomes", queries.OUTCOME_STAGES),
    "activities": ("Activities", (Stage.ACTIVITY,)),
    "surroundings": ("Context and inputs", (Stage.CONTEXT, Stage.INPUT)),
}


@require_safe
@cached_page
def index(request):
    sources = queries.sources()
    selection = Selection.from_query(request.GET)
    outcomes = queries.coverage(queries.OUTCOME_STAGES)
    page = {
        "sources": choose(sources, selection),
        "total": len(sources),
        "ready": sum(source.access_level in (AccessLevel.OPEN, AccessLevel.REGISTRATION) for source in sources),
        "measured": len(measured_constructs(sources)),
        "unmeasured": len(not_measured(outcomes)),
        "outcomes": len(outcomes),
        "selection": selection,
        "facets": options(sources, selection),
    }
    return render(request, "data/index.html", page)


@require_safe
@cached_page
def sources_csv(request):
    chosen = choose(queries.sources(), Selection.from_query(request.GET))
    return csv_file("data-sources", tables.SOURCE_HEADER, tables.source_rows(chosen))


@require_safe
@cached_page
def source(request, object_id):
    found = access(request.user, DataSource, object_id, queryset=queries.with_constructs(DataSource.objects.all()))
    page = {
        "object": found,
        "testable": queries.links_testable_with(found),
        "findings": queries.findings_using(found),
        "shows_provenance": may(request.user, Permission.PROVENANCE_SEE),
    }
    return render(request, "data/source.html", page)


@require_safe
@cached_page
def coverage(request):
    extent, label, covered = _extent(request)
    page = {
        "extent": extent,
        "label": label,
        "extents": [(name, text) for name, (text, _) in EXTENTS.items()],
        "coverages": covered,
        "picture": picture.coverage_matrix(covered),
    }
    return render(request, "data/coverage.html", page)


@require_safe
@cached_page
def coverage_svg(request):
    extent, _, covered = _extent(request)
    return svg_file(f"data-coverage-{extent}", standalone(picture.coverage_matrix(covered)))


@require_safe
@cached_page
def coverage_csv(request):
    extent, _, covered = _extent(request)
    return csv_file(f"data-coverage-{extent}", tables.COVERAGE_HEADER, tables.coverage_rows(covered))


@require_safe
@cached_page
def unmeasured(request):
    outcomes = queries.coverage(queries.OUTCOME_STAGES)
    activities = queries.coverage((Stage.ACTIVITY,))
    page = {
        "outcomes": outcomes,
        "nothing": not_measured(outcomes),
        "restricted": restricted_only(outcomes),
        "closed": not_ready(outcomes),
        "activities": activities,
        "unrecorded": not_measured(activities),
        "needs": _needs_heard(),
    }
    return render(request, "data/unmeasured.html", page)


@require_safe
@cached_page
def unmeasured_csv(request):
    covered = queries.coverage((*queries.OUTCOME_STAGES, Stage.ACTIVITY))
    return csv_file("not-measured", tables.UNMEASURED_HEADER, tables.unmeasured_rows(covered))


@require_safe
@cached_page
def programmes(request):
    activity = request.GET.get("activity", "")
    found = queries.programmes(activity)
    page = {
        "programmes": found,
        "without_start": sum(programme.started is None for programme in found),
        "without_dose": sum(not programme.dose for programme in found),
        "activity": activity,
        "activities": queries.registered_activities(),
    }
    return render(request, "data/programmes.html", page)


@require_safe
@cached_page
def programmes_csv(request):
    found = queries.programmes(request.GET.get("activity", ""))
    return csv_file("programme-register", tables.PROGRAMME_HEADER, tables.programme_rows(found))


def _extent(request):
    asked = request.GET.get("show", "")
    extent = asked if asked in EXTENTS else "outcomes"
    label, stages = EXTENTS[extent]
    return extent, label, queries.coverage(stages)


def _needs_heard() -> list[tuple]:
    """Each need, with those of whom it was heard."""
    needs = queries.needs()
    told = heard((need.kind, need.pk) for need in needs)
    return [(need, told.get((need.kind, need.pk), [])) for need in needs]
