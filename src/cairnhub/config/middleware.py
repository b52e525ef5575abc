"""What every request passes through."""

from django.http import HttpResponseBadRequest


def refuse_nul(get_response):
    """Refuse NUL characters in an address: SQLite would match every row, PostgreSQL would fail.

    Forms and files refuse them at their own doors, with the name of the field.
    """

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or "\0" in query:
            return HttpResponseBadRequest(
                "The address holds a NUL character: take it out and try again.", content_type="text/plain"
            )
        return get_response(request)

    return middleware
