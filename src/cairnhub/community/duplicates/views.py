"""Pages of likely duplicates, for editors."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.editing.forms import ReasonForm
from cairnhub.pages.downloads import csv_file

from . import actions, queries
from .forms import FIRST, SECOND, CompareForm, MergeForm

for_editors = requires(Permission.OBJECT_EDIT)
FORMS = require_http_methods(["GET", "HEAD", "POST"])
#: More pairs than these are not shown at once: each one decided makes room.
SHOWN = 100


@never_cache
@for_editors
@require_safe
def index(request):
    form = CompareForm(request.GET if "pages" in request.GET else None)
    if form.is_valid():
        return redirect("duplicates:pair", *form.cleaned_data["pages"])
    waiting = queries.waiting()
    context = {
        "form": form,
        "waiting": waiting[:SHOWN],
        "number": len(waiting),
        "mergers": queries.mergers()[:SHOWN],
        "told_apart": queries.told_apart()[:SHOWN],
    }
    return render(request, "duplicates/index.html", context)


@never_cache
@for_editors
@require_safe
def pairs_csv(request):
    header = ("first id", "first name", "first address", "second id", "second name", "second address", "why")
    rows = (
        (*(part for one in (pair.first, pair.second) for part in (one.pk, one.name, one.url)), "; ".join(pair.reasons))
        for pair in queries.waiting()
    )
    return csv_file("organisations-that-may-be-one", header, rows)


@never_cache
@for_editors
@FORMS
def pair(request, first, second):
    """Two organisations side by side, and the form that makes one of them."""
    first, second = queries.access_pair(first, second)
    used = [queries.used_by(one) for one in (first, second)]
    keep = SECOND if _number(used[1]) > _number(used[0]) else FIRST
    form = MergeForm(request.POST or None, first=first, second=second, keep=keep)
    if form.is_valid():
        kept, gone = form.ordered
        data = form.cleaned_data
        wanted = {"values": form.values(), "reason": data["change_reason"], "seen": data["seen"]}
        if form.attempt(actions.merge, kept=kept, gone=gone, by=request.user, **wanted):
            messages.success(request, f"Merged: “{gone.name}” now leads to “{kept.name}”. It can be undone below.")
            return redirect("duplicates:index")
    if form.is_bound:
        form.look_again()
    context = {"form": form, "sides": [(first, used[0]), (second, used[1])], "first": first, "second": second}
    return render(request, "duplicates/pair.html", context, status=400 if form.errors else 200)


@for_editors
@require_POST
def tell_apart(request, first, second):
    one, other = queries.access_pair(first, second)
    actions.tell_apart(one=one, other=other, by=request.user)
    messages.success(request, f"Noted: “{one.name}” and “{other.name}” are two. They are not shown again.")
    return redirect("duplicates:index")


@for_editors
@require_POST
def forget_apart(request, first, second):
    one, other = queries.access_pair(first, second)
    actions.forget_apart(one=one, other=other)
    messages.success(request, "Taken back: if they look alike, they are listed again.")
    return redirect("duplicates:index")


@never_cache
@for_editors
@FORMS
def undo(request, merger_id):
    """Undo a merger as a whole."""
    merger = queries.access_merger(merger_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["change_reason"]
        parted = form.attempt(actions.part, merger=merger, by=request.user, reason=reason)
        if parted:
            messages.success(request, _what_came_back(merger, parted))
            return redirect("duplicates:index")
    return render(request, "duplicates/undo.html", {"form": form, "merger": merger}, status=400 if form.errors else 200)


def _number(used: list[tuple[str, int]]) -> int:
    return sum(number for _, number in used)


def _what_came_back(merger, parted: actions.Parted) -> str:
    stays = [*parted.fields, *parted.records]
    said = f"Undone: “{merger.gone.name}” and “{merger.kept.name}” stand each for itself."
    return f"{said} Changed since and left as it is: {'; '.join(stays)}." if stays else said
