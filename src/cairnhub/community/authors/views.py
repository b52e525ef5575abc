"""Pages of authors: the network of all, each one's works, and the table as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.base.svg import Markup
from cairnhub.evidence.queries import rows
from cairnhub.framework.models import Link
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from .drawings import drawing_of
from .picture import chosen
from .reading import Author, Field, access_author
from .words import bridges_in_words, groups_in_words

PAGE = 50
MOST_OTHERS = 12


@require_safe
@cached_page
def index(request):
    return render(request, "authors/index.html", network_page(request.GET.get("page")))


def network_page(number: str | None) -> dict:
    """Everything the page of the network shows; timed by benchmarks/network.py."""
    field = Field()
    drawing = drawing_of(field) if field.authors else None
    page = Paginator(field.ranked, PAGE).get_page(number)
    return {
        "field": field,
        "drawing": drawing,
        # Written by `picture.draw` alone.
        "svg": Markup(drawing.svg) if drawing else "",
        "not_drawn": len(field.authors) - len(field.network.alone) - len(chosen(field.network)),
        "bridges": bridges_in_words(field, drawing.bridges) if drawing else [],
        "groups": groups_in_words(field),
        "page": page,
        "lines": [_line(field, author) for author in page.object_list],
    }


@require_safe
@cached_page
def author(request, key):
    field = Field()
    found = access_author(field, key)
    links = Link.objects.filter(pk__in=field.links[key]).select_related("source", "target").order_by("pk")
    page = {
        "object": found,
        "studies": rows(sorted(field.studies[key])),
        "partners": field.names(field.partners[key]),
        "links": [(link, *_others(field, found, link)) for link in links],
    }
    return render(request, "authors/author.html", page)


@require_safe
@cached_page
def authors_csv(request):
    field = Field()
    header = ("author", "studies", "co-authors", "links", "names of co-authors", "identifiers of links")
    return csv_file("authors", header, (_row(field, author) for author in field.ranked))


def _others(field: Field, author: Author, link: Link) -> tuple[list[Author], int]:
    """Those with most studies on the hub first, and how many are not named."""
    others = [one for one in field.ranked if link.pk in field.links[one.key] and one != author]
    return others[:MOST_OTHERS], max(len(others) - MOST_OTHERS, 0)


def _line(field: Field, author: Author) -> dict:
    return {
        "author": author,
        "studies": len(field.studies[author.key]),
        "partners": len(field.partners[author.key]),
        "links": len(field.links[author.key]),
    }


def _row(field: Field, author: Author) -> tuple:
    partners, links = field.names(field.partners[author.key]), sorted(field.links[author.key])
    names = "; ".join(one.name for one in partners)
    return author.name, len(field.studies[author.key]), len(partners), len(links), names, "; ".join(links)
