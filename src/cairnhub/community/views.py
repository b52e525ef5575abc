"""Pages of the community room: organisations by type, and people who agreed to be listed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from . import queries
from .directory import Choice, countries, groups, missing_types
from .models import Organisation, Person

HEADER = ("id", "name", "type", "country", "address", "what it does here", "seen on a page that names it", "sources")


@require_safe
@cached_page
def index(request):
    organisations = queries.organisations()
    choice = Choice.from_query(request.GET)
    found = groups(organisations, choice)
    page = {
        "choice": choice,
        "groups": found,
        "total": len(organisations),
        "shown": sum(len(group.members) for group in found),
        "countries": countries(organisations),
        "missing_types": missing_types(organisations),
        "people": queries.people(),
    }
    return render(request, "community/index.html", page)


@require_safe
@cached_page
def organisations_csv(request):
    choice = Choice.from_query(request.GET)
    chosen = (organisation for organisation in queries.organisations() if choice.takes(organisation))
    return csv_file("organisations", HEADER, (_row(organisation) for organisation in chosen))


@require_safe
@cached_page
def organisation(request, object_id):
    found = access(request.user, Organisation, object_id, queryset=queries.with_people(Organisation.objects.all()))
    page = {"object": found, "shows_provenance": may(request.user, Permission.PROVENANCE_SEE)}
    return render(request, "community/organisation.html", page)


@require_safe
@cached_page
def person(request, object_id):
    found = access(request.user, Person, object_id, queryset=queries.with_work(Person.objects.all()))
    return render(request, "community/person.html", {"object": found})


def _row(organisation: Organisation) -> tuple:
    return (
        organisation.pk,
        organisation.name,
        organisation.get_organisation_type_display(),
        organisation.country,
        organisation.url,
        organisation.role,
        "yes" if organisation.verified else "no",
        "; ".join(organisation.source_urls),
    )
