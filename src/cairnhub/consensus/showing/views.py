"""Public pages of processes."""

from itertools import groupby

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.pages.caching import cached_page
from cairnhub.pages.prose import safe_html

from ..about import addresses_of
from ..access import access_process, sees_results
from ..models import ItemState, Process, Stage
from ..protocol import groups_of, steps_of


@require_safe
@cached_page
def index(request):
    asked = Count("items", filter=Q(items__state=ItemState.ASKED))
    everything = Process.objects.visible().annotate(asked=asked).prefetch_related("rounds")
    lists = [
        ("Under way", everything.filter(stage=Stage.RUNNING), "No process is under way."),
        ("Ended", everything.filter(stage=Stage.ENDED), "No process has ended yet: nothing is agreed so far."),
        ("In preparation", everything.filter(stage=Stage.DRAFT), "None is in preparation."),
    ]
    return render(request, "consensus/index.html", {"lists": lists, "may_run": may(request.user, Permission.ROUND_RUN)})


@require_safe
@cached_page
def process(request, process_id):
    found = access_process(request.user, process_id)
    items = list(found.items.exclude(state=ItemState.REPLACED).prefetch_related("lineage"))
    addresses = addresses_of([item.about for item in items])
    for item in items:
        item.url = addresses.get(item.about, "")
    page = {
        "process": found,
        "rounds": found.rounds.all(),
        "steps": steps_of(found),
        "groups": groups_of(found),
        "items": items,
        "parts": [(part, list(rows)) for part, rows in groupby(items, key=lambda item: item.part)],
        "protocols": list(found.protocols.all()),
        "information": safe_html(found.information, headings=True) if found.information else "",
        "sees_results": sees_results(request.user, found),
        "may_run": may(request.user, Permission.ROUND_RUN),
        "may_moderate": may(request.user, Permission.ROUND_MODERATE),
    }
    return render(request, "consensus/process.html", page)
