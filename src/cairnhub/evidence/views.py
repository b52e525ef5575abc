"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("evidence")


def study(request, **kwargs):
    return HttpResponse("evidence")
