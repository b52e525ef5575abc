"""Pages that belong to no room: what the hub is, health, errors."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.gaps.rules import STATUSES
from cairnhub.accounts.permissions import Permission, may

from . import queries


@require_safe
def health(request):
    """Say that the process answers; reads nothing."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def about(request):
    article = queries.founding_article()
    page = {
        "article": article,
        "claims": queries.claims_by_part(article) if article else [],
        "keepers": queries.keepers(),
        "statuses": STATUSES.values(),
        "public_url": settings.PUBLIC_URL,
        "shows_provenance": may(request.user, Permission.PROVENANCE_SEE),
        **queries.edition(),
    }
    return render(request, "about.html", page)


def bad_request(request, exception):
    return _error(request, 400, "That request could not be read", "Go back, check what you entered, and send it again.")


def forbidden(request, exception):
    return _error(request, 403, "You may not do that", "Sign in with an account that may, or ask a coordinator.")


def stale_form(request, reason=""):
    """Answer to a form whose token is missing or old."""
    return _error(
        request,
        403,
        "This form is no longer valid",
        "Nothing was saved. Go back, copy what you wrote, load the page again and send it. Cookies must be allowed.",
    )


def not_found(request, exception):
    return _error(request, 404, "There is no such page", "Check the address, or search for what you were after.")


def server_error(request):
    title = "Something went wrong on our side"
    saved = "" if request.method in ("GET", "HEAD") else "Nothing was saved. "
    what_to_do = f"{saved}Try again; if it happens again, tell the hub's keeper."
    try:
        return _error(request, 500, title, what_to_do)
    except Exception:
        # Whatever broke the page may break the frame of pages too.
        return HttpResponse(f"{title}. {what_to_do}", status=500, content_type="text/plain")


def _error(request, status, title, what_to_do):
    return render(request, "error.html", {"title": title, "what_to_do": what_to_do}, status=status)
