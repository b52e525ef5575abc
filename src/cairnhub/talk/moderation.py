"""The queue of the moderators, and deciding about one comment."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.labels import Labels

from . import actions, queries
from .forms import DecisionForm

PAGE = 30
LISTS = {
    "waiting": ("waiting", queries.waiting),
    "hidden": ("hidden now", queries.hidden),
    "decided": ("decided", queries.decided),
}


@never_cache
@requires(Permission.COMMENT_MODERATE)
@require_safe
def index(request):
    asked = request.GET.get("show")
    chosen = asked if asked in LISTS else "waiting"
    page = Paginator(LISTS[chosen][1](), PAGE).get_page(request.GET.get("page"))
    labels = Labels((one.kind, one.object_id) for one in page)
    context = {
        "page": page,
        "chosen": chosen,
        "lists": [(name, title) for name, (title, _) in LISTS.items()],
        "told": [(one, labels.of(one.kind, one.object_id)) for one in page],
    }
    return render(request, "talk/moderation.html", context)


@never_cache
@requires(Permission.COMMENT_MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, comment_id):
    comment, about = queries.access_comment(request.user, comment_id)
    if not actions.verdicts_on(comment):
        raise Http404("There is no such page.")
    form = DecisionForm(request.POST or None, comment=comment)
    if form.is_valid() and form.attempt(actions.decide, comment=comment, by=request.user, **form.cleaned_data):
        messages.success(request, "Decided. Whoever must know is told.")
        return redirect("talk:moderation")
    context = {
        "object": about,
        "form": form,
        "shown": queries.shown(request.user, comment),
        "thread": queries.shown(request.user, comment.parent) if comment.parent else None,
        "reports": queries.reports_of(comment),
        "rulings": comment.rulings.select_related("by"),
    }
    return render(request, "talk/moderate.html", context, status=400 if form.errors else 200)
