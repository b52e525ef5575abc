"""What every request passes through."""

from django.http import HttpResponseBadRequest


def refuse_nul(get_response):
    """Refuse NUL characters in an address or a cookie: SQLite would match every row, PostgreSQL would fail.

    Forms and files refuse them at their own doors, with the name of the field.
    """

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        parts = [request.path, query.replace("%00", "\0"), *request.COOKIES.values()]
        if any("\0" in part for part in parts):
            return HttpResponseBadRequest(
                "The address or a cookie holds a NUL character: take it out and try again.", content_type="text/plain"
            )
        return get_response(request)

    return middleware
