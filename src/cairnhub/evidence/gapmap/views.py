"""The page of the gap map and the files it hands out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_endings, picture_response

from .. import queries
from ..listing import Listing
from ..narrowing import read_listing, shown_alike
from .bubbles import LEVELS, SIZES, bubbles_picture
from .cells import DIRECTION_WORDS, GapMap, gap_map
from .marked import marked_picture
from .rows import HEADER, map_rows
from .standalone import standalone_page


@require_safe
@cached_page
def page(request):
    listing, problems = read_listing(request)
    chosen = listing.selection.chosen
    context = shown_alike(listing, problems) | {
        "map": _map(request, listing),
        "everything": _shows_everything(request),
        "bubbles": _shows_bubbles(request),
        "kept": _kept(request),
        "levels": LEVELS.items(),
        "sizes": SIZES,
        "endings": picture_endings(),
        "is_limited": "activity" in chosen or "outcome" in chosen,
        "legend": DIRECTION_WORDS,
        "other_facets": listing.selection.only_other_than("kind", "activity", "outcome").query_string(),
    }
    return render(request, "evidence/map.html", context)


@require_safe
@cached_page
def picture(request, ending):
    listing, _ = read_listing(request)
    draw = bubbles_picture if _shows_bubbles(request) else marked_picture
    return picture_response("evidence-gap-map", draw(_map(request, listing)), ending)


@require_safe
@cached_page
def standalone(request):
    listing, _ = read_listing(request)
    narrowed = [(facet, value) for facet, value, _ in listing.chips()]
    page = standalone_page(_map(request, listing), queries.rows_in_batches(listing.ids()), narrowed)
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="evidence-gap-map-{localdate()}.html"'
    return response


@require_safe
@cached_page
def csv(request):
    listing, _ = read_listing(request)
    return csv_file("evidence-gap-map", HEADER, map_rows(_map(request, listing)))


def _map(request, listing: Listing) -> GapMap:
    chosen = listing.selection.chosen
    return gap_map(
        listing.ids(),
        exposures=chosen.get("activity", ()),
        outcomes=chosen.get("outcome", ()),
        everything=_shows_everything(request),
    )


def _shows_bubbles(request) -> bool:
    return request.GET.get("view") == "bubbles"


def _shows_everything(request) -> bool:
    return request.GET.get("all") == "1"


def _kept(request) -> str:
    """What the end of an address says of the map itself, for those that change the choice of studies."""
    return ("&all=1" if _shows_everything(request) else "") + ("&view=bubbles" if _shows_bubbles(request) else "")
