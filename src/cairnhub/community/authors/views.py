"""Pages of authors: the networks of all, each one's works, and both as files."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from cairn.base.svg import Markup
from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.shown import level_of
from cairnhub.evidence.queries import rows
from cairnhub.framework.models import Link
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_response

from .claims.queries import standing_of
from .correcting.queries import corrections_of, likely, with_works
from .drawings import drawing_of
from .models import Shared
from .picture import chosen
from .reading import Author, Field, access_author
from .words import bridges_in_words, groups_in_words, links_in_words

PAGE = 50
MOST_OTHERS = 12
HEADER = (
    "author",
    "studies",
    "co-authors",
    "links",
    "names of co-authors",
    "identifiers of links",
    "names as printed",
    "links worked on",
    "authors on these links",
)


@require_safe
@cached_page
def index(request):
    asked = request.GET.get("by", "")
    shared = Shared(asked) if asked in Shared.values else Shared.PUBLICATIONS
    page = network_page(request.GET.get("page"), shared)
    response = render(request, "authors/index.html", page)
    if page["drawing"] and not page["drawing"].drawn_at:
        # A page without its picture must look for it again, and ask again where its job failed.
        add_never_cache_headers(response)
    return response


def network_page(number: str | None, shared: Shared = Shared.PUBLICATIONS) -> dict:
    """Everything the page of a network shows; timed by benchmarks/network.py."""
    field = Field()
    drawing = drawing_of(field, shared) if field.authors else None
    network = field.sharing(shared)
    drawn = [key for key in chosen(network) if key in field.authors]
    page = Paginator(field.ranked_by_links if shared == Shared.LINKS else field.ranked, PAGE).get_page(number)
    return {
        "field": field,
        "shared": shared,
        "by_links": shared == Shared.LINKS,
        "choices": Shared,
        "drawing": drawing,
        # Written by `picture.draw` alone.
        "svg": Markup(drawing.svg) if drawing else "",
        "not_drawn": len(field.authors) - len(network.alone) - len(drawn),
        "bridges": bridges_in_words(field, drawing.bridges) if drawing else [],
        "groups": groups_in_words(field, network),
        "links": links_in_words(field) if shared == Shared.LINKS else None,
        "page": page,
        "lines": [_line(field, author, shared) for author in page.object_list],
    }


@require_safe
@cached_page
def network_picture(request, shared, ending):
    """The picture of a network as a file, once it is drawn."""
    if shared not in Shared.values:
        raise Http404("There is no such page.")
    field = Field()
    drawing = drawing_of(field, Shared(shared)) if field.authors else None
    if drawing is None or not drawing.drawn_at:
        raise Http404("The picture is not drawn yet: come back in a minute.")
    return picture_response(f"authors-by-{shared}", Markup(drawing.svg), ending)


@require_safe
@cached_page
def author(request, key):
    field = Field()
    found = access_author(field, key)
    if found.key != key:
        return redirect("authors:author", found.key)
    on, beyond = field.links[key], field.topics.topics_of[key] - field.links[key]
    links = Link.objects.filter(pk__in=on | beyond).select_related("source", "target").order_by("pk")
    corrects = may(request.user, Permission.OBJECT_EDIT)
    page = {
        "object": found,
        "names": sorted({one.name for one in field.printed[key]}),
        "studies": rows(sorted(field.studies[key])),
        "partners": field.names(field.partners[key]),
        "links": [(link, *_others(field, found, link)) for link in links if link.pk in on],
        "beyond": [link for link in links if link.pk in beyond],
        "corrections": corrections_of(field, key),
        "standing": standing_of(field, key, request.user, level_of(request.user)),
        "corrects": corrects,
        "likely": with_works(field, likely(field, found)) if corrects else [],
    }
    return render(request, "authors/author.html", page)


@require_safe
@cached_page
def links_csv(request):
    """Who works on which link, the links of most authors first."""
    field = Field()
    rows = (
        (link, label, len(authors), "; ".join(author.name for author in authors))
        for link, label, authors in field.workers
    )
    return csv_file("authors-by-link", ("link", "as said", "authors", "names of authors"), rows)


@require_safe
@cached_page
def authors_csv(request):
    field = Field()
    return csv_file("authors", HEADER, (_row(field, author) for author in field.ranked))


def _others(field: Field, author: Author, link: Link) -> tuple[list[Author], int]:
    """Those with most studies on the hub first, and how many are not named."""
    others = [one for one in field.ranked if link.pk in field.links[one.key] and one != author]
    return others[:MOST_OTHERS], max(len(others) - MOST_OTHERS, 0)


def _line(field: Field, author: Author, shared: Shared) -> dict:
    key = author.key
    by_links = shared == Shared.LINKS
    return {
        "author": author,
        "studies": len(field.studies[key]),
        "partners": len(field.topics.beside(key)) if by_links else len(field.partners[key]),
        "links": len(field.topics.topics_of[key]) if by_links else len(field.links[key]),
    }


def _row(field: Field, author: Author) -> tuple:
    key = author.key
    partners, links = field.names(field.partners[key]), sorted(field.links[key])
    return (
        author.name,
        len(field.studies[key]),
        len(partners),
        len(links),
        "; ".join(one.name for one in partners),
        "; ".join(links),
        "; ".join(sorted({one.name for one in field.printed[key]})),
        "; ".join(sorted(field.topics.topics_of[key])),
        len(field.topics.beside(key)),
    )
