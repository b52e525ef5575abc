"""Asking for the files, seeing how far they are, downloading and deleting them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission

from . import actions, queries, shelf
from .models import Part


@never_cache
@requires(Permission.HUB_EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    refused = ""
    if request.method == "POST":
        part = request.POST.get("part", "")
        refused = _refusal(request, part)
        if not refused:
            messages.success(request, "The worker writes it. You can leave this page and come back.")
            return redirect("carrying:index")
    context = {"exports": queries.exports(), "kept_days": actions.KEPT_DAYS, "refused": refused}
    return render(request, "carrying/index.html", context, status=400 if refused else 200)


@never_cache
@requires(Permission.HUB_EXPORT)
@require_safe
def download(request, key):
    export = queries.access_export(key)
    return FileResponse(shelf.path_of(export).open("rb"), as_attachment=True, filename=export.file_name)


@never_cache
@requires(Permission.HUB_EXPORT)
@require_POST
def delete(request, key):
    actions.delete(queries.access_export(key))
    messages.success(request, "The file is deleted.")
    return redirect("carrying:index")


def _refusal(request, part: str) -> str:
    if part not in Part.values:
        return "Choose which of the two files to write."
    if part == Part.BACKUP and request.POST.get("private") != "yes":
        return "Say that you will keep the backup as private as what is in it."
    try:
        actions.ask(part=part, by=request.user)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
