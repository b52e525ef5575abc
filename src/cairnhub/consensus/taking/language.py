"""In which language a panellist reads the pages of a round: chosen on the page, else what the browser asks for."""

from functools import wraps

from django.conf import settings
from django.utils import translation
from django.views.decorators.cache import never_cache

COOKIE = "panel_language"
PATH = "/rounds/"
YEAR = 365 * 24 * 3600


def panel_page(view):
    """Answer in the reader's language, and let nothing keep the answer: no cache, no search engine, no ETag."""

    @never_cache
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        chosen = request.GET.get("language", "")
        known = dict(settings.LANGUAGES)
        language = next(
            (one for one in (chosen, request.COOKIES.get(COOKIE, "")) if one in known),
            translation.get_language_from_request(request),
        )
        with translation.override(language):
            response = view(request, *args, **kwargs)
        if chosen in known:
            response.set_cookie(COOKIE, chosen, max_age=YEAR, path=PATH, samesite="Lax", secure=settings.HTTPS)
        response["X-Robots-Tag"] = "noindex"
        response["Content-Language"] = language
        return response

    return wrapper
