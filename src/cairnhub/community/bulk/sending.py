"""The page on which a list is sent, alike for every kind of list."""

from django.shortcuts import redirect, render

from . import actions, queries
from .forms import ListForm
from .models import Kind


def sending_page(request, kind: Kind, columns, **more):
    """Keep what was sent and lead on to its preview, or show the page with the lists this person sent before."""
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = {"kind": kind, "text": form.cleaned_data["text"], "columns": columns}
        if draft := form.attempt(actions.keep_draft, by=request.user, **given):
            return redirect(f"bulk:{kind.value}_preview", draft.token)
    context = {
        "form": form,
        "columns": columns,
        "drafts": queries.drafts_of(request.user, kind),
        "batches": queries.batches(kind)[: queries.NAMED],
    }
    return render(request, f"bulk/{kind.value}.html", context | more, status=400 if form.errors else 200)
