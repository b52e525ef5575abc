"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("framework")


def version(request, **kwargs):
    return HttpResponse("framework")


def construct(request, **kwargs):
    return HttpResponse("framework")
