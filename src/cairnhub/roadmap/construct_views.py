"""One construct of the framework, with everything known about where it leads and what leads to it."""

from django.http import HttpResponse


def construct(request, object_id):
    return HttpResponse("construct")
