"""Calls: open and closed ones, and one."""

from itertools import chain

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file
from cairnhub.pages.prose import safe_html

from ..groups.queries import with_what_it_works_on
from ..models import Call, CallKind
from . import queries


@require_safe
@cached_page
def calls(request):
    kind = _asked_kind(request)
    context = {
        "kind": kind,
        "kinds": CallKind,
        "open": queries.calls(kind=kind),
        "closed": queries.calls(kind=kind, still_open=False),
    }
    return render(request, "agenda/calls.html", context)


@require_safe
@cached_page
def calls_csv(request):
    kind = _asked_kind(request)
    both = chain(queries.calls(kind=kind), queries.calls(kind=kind, still_open=False))
    return csv_file("calls", queries.HEADER, map(queries.row, both))


@require_safe
@cached_page
def call(request, object_id):
    everything = with_what_it_works_on(Call.objects.select_related("organisation", "group"))
    found = access(request.user, Call, object_id, queryset=everything)
    context = {
        "object": found,
        "made_by": queries.made_by(found),
        "text": safe_html(found.text, headings=True),
    }
    return render(request, "agenda/call.html", context)


def _asked_kind(request) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in CallKind.values else ""
