"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("community")


def organisation(request, **kwargs):
    return HttpResponse("community")


def person(request, **kwargs):
    return HttpResponse("community")
