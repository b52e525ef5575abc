"""Pages on which anyone suggests something, without an account, and hears back."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.visitors import may_do_again

from . import actions, queries
from .forms import FORMS
from .models import SuggestionKind
from .words import told_details


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request):
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    about = request.GET.get("about", "")[:400]
    context = {"kinds": SuggestionKind, "kind": kind if kind in FORMS else "", "about": about}
    if kind not in FORMS:
        sent_without = request.method == "POST"
        return render(
            request,
            "agenda/suggest.html",
            context | {"sent_without": sent_without},
            status=400 if sent_without else 200,
        )
    form = FORMS[kind](request.POST or None, initial={"about": about})
    if form.is_valid():
        if not may_do_again(request, "suggest"):
            form.add_error(None, "Many suggestions came from your network today. Yours is kept below: try in an hour.")
            return render(request, "agenda/suggest.html", context | {"form": form}, status=429)
        sent = form.attempt(actions.send_suggestion, kind=kind, **form.message())
        if sent:
            return redirect(sent.get_absolute_url())
    return render(request, "agenda/suggest.html", context | {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_safe
def suggestion(request, token):
    """The private page of one suggestion: whoever has its address sent it."""
    sent = queries.access_sent(token)
    context = {
        "suggestion": sent,
        "details": told_details(sent),
        "outcome": queries.outcome_of(sent),
        "address": request.build_absolute_uri(sent.get_absolute_url()),
    }
    response = render(request, "agenda/sent.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
