"""Whole public pages kept in memory until anything in the graph changes."""

from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.utils.cache import patch_cache_control

from cairnhub.history.queries import newest_event


def cached_page(view):
    """Serve a page again from memory to visitors without a session, as long as no event has been recorded since.

    The key holds the number of the newest event, so that nobody sees a page older than the last change.
    Signed-in readers always get a fresh page. Only successful answers to GET are kept.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD") or not _is_passing_visitor(request):
            return view(request, *args, **kwargs)
        pages = caches["pages"]
        # An address may be longer than a key and hold characters no key may hold.
        address = sha256(request.get_full_path().encode()).hexdigest()
        key = f"page:{newest_event()}:{address}"
        kept = pages.get(key)
        if kept is None:
            kept = view(request, *args, **kwargs)
            if _is_the_same_for_all(request, kept):
                patch_cache_control(kept, no_cache=True)
                pages.set(key, kept, timeout=3600)
        return kept

    return wrapper


def _is_passing_visitor(request) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def _is_the_same_for_all(request, response) -> bool:
    # A page that handed out a form token belongs to one visitor alone.
    personal = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return response.status_code == 200 and not response.streaming and not personal
