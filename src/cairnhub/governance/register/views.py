"""The public register of interests."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.pages.downloads import csv_file

from . import queries


@require_safe
def register(request):
    found = queries.entries()
    context = {
        "steering": [one for one in found if one.steers],
        "others": [one for one in found if not one.steers],
        "silent": sum(one.stance == queries.NOTHING for one in found),
        "total": len(found),
    }
    return render(request, "governance/register.html", context)


@require_safe
def register_csv(request):
    return csv_file("register-of-interests", queries.HEADER, queries.table(queries.entries()))
