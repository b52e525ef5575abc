"""Pages of this room."""

from django.http import HttpResponse


def interests(request, **kwargs):
    return HttpResponse("accounts")
