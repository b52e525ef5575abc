"""Handing the hub over, and what it would take to leave."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts import actions
from cairnhub.accounts.doors import requires
from cairnhub.accounts.models import Role
from cairnhub.accounts.permissions import Permission, may

from . import queries
from .forms import HandOverForm


@never_cache
@requires(Permission.HUB_HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request):
    form = HandOverForm(request.POST or None, by=request.user, initial={"role": Role.EDITOR})
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("to", "role", "reason")}
        if form.attempt(actions.hand_over, by=request.user, **said):
            messages.success(request, f"Handed over. {said['to'].display_name} is a coordinator now, and you are not.")
            return redirect("governance:index")
    return render(request, "governance/hand_over.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def leaving(request):
    context = {
        "files": queries.public_files(),
        "feeds": queries.feeds(),
        "asks": queries.asks_for_second(),
        "may_hand_over": may(request.user, Permission.HUB_HAND_OVER),
        "may_export": may(request.user, Permission.HUB_EXPORT),
    }
    return render(request, "governance/leaving.html", context)
