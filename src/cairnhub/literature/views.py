"""Pages of this room."""

from django.http import HttpResponse


def reference(request, **kwargs):
    return HttpResponse("literature")
