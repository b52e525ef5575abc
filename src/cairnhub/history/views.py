"""The history of one object, and recent changes of the whole hub."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import may

from . import queries
from .access import access
from .beside import beside
from .feeds import RecentChanges
from .forms import FilterForm, PageForm
from .labels import name_of_kind
from .registry import model_of

feed = require_safe(RecentChanges())


@require_safe
def object_history(request, kind, object_id):
    obj = access(request.user, model_of(kind), object_id)
    form = PageForm(request.GET)
    shown, older = _page(queries.events_of(kind, object_id), form.older_than())
    context = {
        "object": obj,
        "label": obj.label(),
        "kind_name": name_of_kind(kind),
        "told": queries.tell(request.user, shown),
        "older": urlencode({"before": older}) if older else "",
        "beside": beside([(kind, object_id)]).get((kind, object_id), []),
        "may_edit": bool(obj.editable_fields) and may(request.user, obj.edited_with),
    }
    return render(request, "history/object.html", context)


@require_safe
def index(request):
    form = FilterForm(request.GET)
    shown, older = _page(queries.recent(request.user, **form.wanted()), form.older_than())
    kept = form.kept()
    context = {
        "form": form,
        "told": queries.tell(request.user, shown),
        "older": urlencode(kept | {"before": older}) if older else "",
        "same": urlencode(kept),
    }
    return render(request, "history/index.html", context)


def _page(events, before: int | None):
    """The events older than one, a page of them, and the last of these where more follow."""
    found = list((events.filter(pk__lt=before) if before else events)[: queries.PAGE + 1])
    shown = found[: queries.PAGE]
    return shown, shown[-1].pk if len(found) > queries.PAGE else None
