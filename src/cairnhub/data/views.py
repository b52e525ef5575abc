"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("data")


def programmes(request, **kwargs):
    return HttpResponse("data")


def source(request, **kwargs):
    return HttpResponse("data")
