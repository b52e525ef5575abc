"""Pages of the community room: the directory, organisations, and people as each reader may see them."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page

from . import organisation_parts, queries
from .directory import Choice, chosen, tally
from .duplicates.queries import leads_to
from .models import Organisation
from .shown import level_of
from .words import chosen_words, facets, kinds
from .works import listed

PAGE = 30


@require_safe
@cached_page
def index(request):
    return render(request, "community/index.html", directory_page(request.GET, level_of(request.user)))


def directory_page(query, level: int) -> dict:
    """Everything the page of the directory shows to a reader of this level; timed by benchmarks/directory.py."""
    choice = Choice.from_query(query)
    numbers = tally(choice, level)
    pages = Paginator(chosen(choice, level).defer("words", "member_words", "tags", "member_tags"), PAGE)
    # Counted already: the paginator need not ask again.
    pages.count = numbers.found(choice)
    page = pages.get_page(query.get("page"))
    return {
        "choice": choice,
        "page": page,
        "lines": queries.lines(page.object_list, level, queries.IN_LINE),
        "kinds": kinds(choice, numbers.kinds),
        "facets": facets(choice, numbers.facets),
        "chosen": chosen_words(choice),
        "earlier": choice.query_string(page=str(page.number - 1)),
        "later": choice.query_string(page=str(page.number + 1)),
        "missing_types": queries.missing_types(),
        "level": level,
    }


@require_safe
@cached_page
def organisation(request, object_id):
    if merged_into := leads_to(object_id):
        return redirect(merged_into)
    found = access(request.user, Organisation, object_id)
    level = level_of(request.user)
    page = {
        "object": found,
        "people": queries.people_of(found, level),
        "parts": organisation_parts.parts_of(found, request.user),
        "level": level,
        "shows_provenance": may(request.user, Permission.PROVENANCE_SEE),
    }
    return render(request, "community/organisation.html", page)


@require_safe
@cached_page
def person(request, person_id):
    level = level_of(request.user)
    seen = queries.access_person(person_id, level)
    page = {"object": seen, "works": listed(seen.all_works), "level": level}
    return render(request, "community/person.html", page)
