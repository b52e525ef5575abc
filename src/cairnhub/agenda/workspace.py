"""The workspace: what waits for me; and the moderation of suggestions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.queries import current_interests, has_declared_none

from . import queries
from .accepting import Acceptance
from .models import SuggestionStatus
from .queues import queues_for
from .words import told_details

PAGE = 30


@never_cache
@requires(Permission.WORKSPACE_SEE)
@require_safe
def workspace(request):
    context = {
        "queues": queues_for(request.user),
        "interests": current_interests(request.user),
        "declared_none": has_declared_none(request.user),
        "changes": queries.recent_changes_of(request.user),
    }
    return render(request, "agenda/workspace.html", context)


@never_cache
@requires(Permission.SUGGESTION_MODERATE)
@require_safe
def moderation(request):
    asked = request.GET.get("status", "")
    status = asked if asked in SuggestionStatus.values else SuggestionStatus.WAITING
    page = Paginator(queries.suggestions(status), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "status": status, "statuses": SuggestionStatus.choices}
    return render(request, "agenda/moderation.html", context)


@never_cache
@requires(Permission.SUGGESTION_MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, suggestion_id):
    suggestion = queries.access_suggestion(suggestion_id)
    waiting = suggestion.status == SuggestionStatus.WAITING
    acceptance = Acceptance(suggestion, request.POST or None) if waiting else None
    decided = request.method == "POST" and "narrow" not in request.POST
    if decided and waiting:
        decide = acceptance.decline if request.POST.get("decision") == "decline" else acceptance.carry_out
        if answered := decide(request.user):
            messages.success(request, f"{answered.get_status_display().capitalize()}. The sender can read your answer.")
            return redirect("agenda:moderation")
    context = {
        "suggestion": suggestion,
        "details": told_details(suggestion),
        "outcome": queries.outcome_of(suggestion),
        "acceptance": acceptance,
    }
    return render(request, "agenda/moderate.html", context, status=400 if decided else 200)
