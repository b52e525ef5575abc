"""Pages of this room."""

from django.http import HttpResponse


def index(request, **kwargs):
    return HttpResponse("agenda")


def question(request, **kwargs):
    return HttpResponse("agenda")


def suggest(request, **kwargs):
    return HttpResponse("agenda")


def suggestion(request, **kwargs):
    return HttpResponse("agenda")


def workspace(request, **kwargs):
    return HttpResponse("agenda")
