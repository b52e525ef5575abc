"""Forms in which editors add and change objects of every kind."""

from django.http import HttpResponse


def add(request, **kwargs):
    return HttpResponse("editing")


def change(request, **kwargs):
    return HttpResponse("editing")
