"""The directory as files, narrowed as the page is, and each with what its reader may see."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from . import queries
from .directory import Choice, chosen
from .models import ListingKind, Organisation, Person
from .shown import Shown, level_of, title_of

ORGANISATIONS = (
    "id",
    "name",
    "type",
    "country",
    "address",
    "ROR",
    "what it does here",
    "seen on a page that names it",
    "sources",
)


@require_safe
@cached_page
def organisations_csv(request):
    lines = _lines(request, ListingKind.ORGANISATION)
    return csv_file("organisations", ORGANISATIONS, (_row(line.organisation) for line in lines))


@require_safe
@cached_page
def people_csv(request):
    header = ("id", "address", *(title_of(name).lower() for name in Person.FIELDS))
    people = (line.person for line in _lines(request, ListingKind.PERSON))
    rows = ((one.id, one.url, *(_cell(one, name) for name in Person.FIELDS)) for one in people)
    return csv_file("people", header, rows)


@require_safe
@cached_page
def people_json(request):
    people = [_as_json(line.person) for line in _lines(request, ListingKind.PERSON)]
    response = JsonResponse({"people": people}, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="people.json"'
    return response


def _lines(request, kind: str) -> list[queries.Line]:
    level, choice = level_of(request.user), Choice.from_query(request.GET).of_kind(kind)
    return queries.lines(chosen(choice, level), level)


def _cell(one: Shown, name: str) -> str:
    return "; ".join(work.cited for work in one.all_works) if name == "works" else one.text(name)


def _as_json(one: Shown) -> dict[str, object]:
    # A field that is hidden or empty is left out: the two look the same.
    fields = {name: [label.text for label in labels] for name, labels in one.fields.items()}
    plain = {name: texts if _is_list(name) else texts[0] for name, texts in fields.items()}
    works = {"works": [work.for_others() for work in one.all_works]} if one.all_works else {}
    return {"id": one.id, "address": one.url, **plain, **works}


def _is_list(name: str) -> bool:
    field = Person._meta.get_field(name)
    return field.many_to_many or hasattr(field, "codes")


def _row(organisation: Organisation) -> tuple:
    return (
        organisation.pk,
        organisation.name,
        organisation.get_organisation_type_display(),
        organisation.country,
        organisation.url,
        organisation.ror,
        organisation.role,
        "yes" if organisation.verified else "no",
        "; ".join(organisation.source_urls),
    )
