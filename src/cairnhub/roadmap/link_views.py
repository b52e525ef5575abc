"""Pages of this room."""

from django.http import HttpResponse


def link(request, **kwargs):
    return HttpResponse("roadmap")
