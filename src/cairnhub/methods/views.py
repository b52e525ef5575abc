"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("methods")


def design(request, **kwargs):
    return HttpResponse("methods")
