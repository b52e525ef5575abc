"""Pages of this room."""

from django.http import HttpResponse


def object_history(request, **kwargs):
    return HttpResponse("history")
