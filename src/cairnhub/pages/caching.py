"""Whole public pages kept in memory until anything in the graph changes."""

import gzip
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.timezone import localdate

from cairnhub.history.queries import newest_touch


def cached_page(view):
    """Serve a page again from memory to visitors without a session, as long as nothing has changed since.

    The key holds the numbers of the newest event and of the newest change without one (`history.actions.touch`), so
    that nobody sees a page older than the last change.
    Signed-in readers always get a fresh page. Only successful answers to GET are kept, and none that says `no-store`.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD") or not _is_passing_visitor(request):
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        kept = pages.get(key)
        if kept is None:
            kept = view(request, *args, **kwargs)
            if _is_the_same_for_all(request, kept):
                patch_cache_control(kept, no_cache=True)
                _compress(request, kept)
                pages.set(key, kept, timeout=3600)
        return kept

    return wrapper


def _key(request) -> str:
    # An address may be longer than a key and hold characters no key may hold.
    address = sha256(request.get_full_path().encode()).hexdigest()
    # Pages say the day they were made, so a kept one must not outlive it.
    return "page:{}.{}:{}:{}:{}".format(*newest_touch(), localdate(), _reads_gzip(request), address)


def _compress(request, response) -> None:
    """Compress a page once for all who will be given it. It holds no secret, so its length gives none away."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if _reads_gzip(request) and len(response.content) > 1000:
        response.content = gzip.compress(response.content, mtime=0)
        response["Content-Encoding"] = "gzip"


def _reads_gzip(request) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _is_passing_visitor(request) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def _is_the_same_for_all(request, response) -> bool:
    # A page that handed out a form token belongs to one visitor alone; some say themselves that they will change.
    personal = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    passing = "no-store" in response.get("Cache-Control", "")
    return response.status_code == 200 and not response.streaming and not (personal or passing)
