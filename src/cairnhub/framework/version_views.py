"""Versions of the framework: the list, each frozen state, what differs between two, and publishing a new one."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.base.svg import standalone
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.governance.decisions.offers import offer
from cairnhub.governance.models import About
from cairnhub.history.access import access
from cairnhub.history.queries import newest_event
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import comparison, queries, tables
from .actions import publish_version
from .agreement import agreed_in
from .diagram import diagram
from .forms import ComparisonForm, PublishForm
from .models import FrameworkVersion


@require_safe
@cached_page
def versions(request):
    context = {
        "versions": queries.versions(),
        "pending": queries.changes_since_newest(),
        "may_publish": may(request.user, Permission.VERSION_PUBLISH),
    }
    return render(request, "framework/versions.html", context)


@require_safe
@cached_page
def version(request, object_id):
    found = access(request.user, FrameworkVersion, object_id)
    state = queries.state_of(found)
    graph = queries.graph_of(state)
    before = queries.version_before(found)
    context = {
        "object": found,
        "agreed_in": agreed_in(found),
        "graph": graph,
        "picture": diagram(graph),
        "figures": queries.figures(graph),
        "before": before,
        "comparison": comparison.compare(queries.state_of(before), state) if before else None,
    }
    return render(request, "framework/version.html", context)


@require_safe
@cached_page
def diagram_svg(request, object_id):
    return svg_file(f"framework-{object_id}", standalone(diagram(_frozen(request, object_id))))


@require_safe
@cached_page
def constructs_csv(request, object_id):
    rows = tables.construct_rows(_frozen(request, object_id))
    return csv_file(f"framework-{object_id}-constructs", tables.CONSTRUCT_HEADER, rows)


@require_safe
@cached_page
def links_csv(request, object_id):
    rows = tables.link_rows(_frozen(request, object_id))
    return csv_file(f"framework-{object_id}-links", tables.LINK_HEADER, rows)


@require_safe
@cached_page
def compare(request):
    form = ComparisonForm(_asked(request))
    context = {"form": form, "has_versions": queries.newest_version() is not None}
    if form.is_valid():
        before, after = _states(form)
        context |= {"before": before, "after": after, "comparison": comparison.compare(before, after)}
    return render(request, "framework/compare.html", context, status=400 if form.errors else 200)


@require_safe
@cached_page
def compare_csv(request):
    form = ComparisonForm(_asked(request))
    if not form.is_valid():
        raise BadRequest("The address names a version that does not exist.")
    before, after = _states(form)
    rows = tables.comparison_rows(comparison.compare(before, after))
    return csv_file("framework-comparison", tables.COMPARISON_HEADER, rows)


@never_cache
@requires(Permission.VERSION_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request):
    seen = {"seen_event": newest_event(), "date": timezone.localdate()}
    form = PublishForm(request.POST or None, initial=seen)
    if form.is_valid() and (published := _publish(form, request.user)):
        messages.success(request, f"Version {published.number} is published.")
        title = f"Publish version {published.number} of the framework"
        offer(request, title=title, about=About.FRAMEWORK, kind=published.kind, object_id=published.pk)
        return redirect(published)
    context = {"form": form, "pending": queries.changes_since_newest(), "newest": queries.newest_version()}
    return render(request, "framework/publish.html", context, status=400 if form.errors else 200)


def _publish(form: PublishForm, by) -> FrameworkVersion | None:
    """Publish, or show what was refused in the form."""
    said = form.cleaned_data
    return form.attempt(
        publish_version, version=form.version(), by=by, reason=said["changelog"], seen_event=said["seen_event"]
    )


def _frozen(request, object_id):
    return queries.graph_of(queries.state_of(access(request.user, FrameworkVersion, object_id)))


def _asked(request) -> dict[str, str]:
    """The two states an address names; by default the newest version and now."""
    newest = queries.newest_version()
    first = newest.pk if newest else queries.NOW
    return {"a": request.GET.get("a") or first, "b": request.GET.get("b") or queries.NOW}


def _states(form: ComparisonForm) -> tuple[comparison.State, comparison.State]:
    before, after = (queries.state_named(form.cleaned_data[side]) for side in ("a", "b"))
    return before, after
