"""The page of one bibliographic record."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page

from . import queries
from .models import Reference


@require_safe
@cached_page
def reference(request, object_id):
    found = access(request.user, Reference, object_id)
    context = {
        "reference": found,
        "studies": queries.studies_of(found),
        "sees_provenance": may(request.user, Permission.PROVENANCE_SEE),
        "lookup_on": settings.LOOKUP_ON,
    }
    return render(request, "literature/reference.html", context)
