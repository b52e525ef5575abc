"""Pages of the roadmap. A reader's weights and filters live in the address; `part=gaps` asks for the list alone."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from cairn.gaps import Form, next_study_rules, rule_tables
from cairn.gaps.rules import LISTS, STATUSES
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import tables
from .choices import Choices, read_choices
from .controls import controls
from .pictures.matrix import map_picture
from .pictures.order import ranking_picture
from .queries import Roadmap, current_roadmap
from .queries.field_map import small_map
from .queries.field_map import whole_map as map_of_all
from .queries.figures import figures, missing_ends
from .queries.gaps import by_list, disciplines, overlapping_the_first, places, ranked_gaps
from .queries.groups import where_groups_differ
from .start.roles import VISITORS

#: How many gaps of each list the roadmap's first page shows.
FIRST = 4


@require_safe
@cached_page
def index(request):
    roadmap = current_roadmap()
    choices = _choices(request, roadmap)
    page = _order(roadmap, choices)
    page["lists"] = [
        {"list": one, "term": term, "gaps": found[:FIRST], "total": len(found), "more": choices.query(list=one)}
        for one, term, found in page["lists"]
        if choices.filters.get("list", one) == one
    ]
    if request.GET.get("part") == "gaps":
        return render(request, "roadmap/_lists.html", page)
    page |= {
        "figures": figures(roadmap),
        "map_section": _small_map_section(roadmap),
        "controls": controls(choices, disciplines(roadmap)),
        "visitors": VISITORS.values(),
    }
    return render(request, "roadmap/index.html", page)


@require_safe
@cached_page
def ranking(request):
    roadmap = current_roadmap()
    choices = _choices(request, roadmap)
    page = _order(roadmap, choices)
    added = places(roadmap.ranking(choices.weights, Form.ADDITIVE))
    page["rows"] = [(gap, added[gap.state.id]) for gap in page["gaps"]]
    if request.GET.get("part") == "gaps":
        return render(request, "roadmap/_table.html", page)
    page["controls"] = controls(choices, disciplines(roadmap))
    page["groups"], page["differing"] = where_groups_differ(roadmap)
    return render(request, "roadmap/ranking.html", page)


@require_safe
@cached_page
def ranking_csv(request):
    return _file(request, lambda roadmap, found, choices: csv_file("roadmap", *tables.ranking(roadmap, found, choices)))


@require_safe
@cached_page
def ranking_svg(request):
    return _file(request, lambda roadmap, found, choices: svg_file("roadmap", ranking_picture(found, choices)))


@require_safe
@cached_page
def whole_map(request):
    roadmap = current_roadmap()
    page = {"map": map_of_all(roadmap, roadmap.ranking()), "statuses": STATUSES.values()}
    return render(request, "roadmap/map.html", page)


@require_safe
@cached_page
def map_csv(request):
    roadmap = current_roadmap()
    return csv_file("map-of-links", *tables.map_of_links(map_of_all(roadmap, roadmap.ranking())))


@require_safe
@cached_page
def map_svg(request):
    roadmap = current_roadmap()
    chosen = map_of_all if request.GET.get("show") == "all" else small_map
    return svg_file("map-of-links", map_picture(chosen(roadmap, roadmap.ranking())))


@require_safe
@cached_page
def rules(request):
    return render(request, "roadmap/rules.html", {"tables": [*rule_tables(), *next_study_rules(), *tables.hub_rules()]})


@lru_cache(maxsize=1)
def _small_map_section(roadmap: Roadmap) -> str:
    """Render the map, which readers' own weights do not change, once for each state of the field."""
    page = {"map": small_map(roadmap, roadmap.ranking()), "statuses": STATUSES.values()}
    return render_to_string("roadmap/_small_map.html", page)


def _order(roadmap: Roadmap, choices: Choices) -> dict:
    """Collect what both the first page and the complete ranking say about the order."""
    found = ranked_gaps(roadmap, choices)
    order = roadmap.ranking(choices.weights, choices.form)
    return {
        "choices": choices,
        "gaps": found,
        "lists": [(one, LISTS[one], of_list) for one, of_list in by_list(found).items()],
        "total": len(roadmap.links),
        "provisional": order.provisional,
        "asked": roadmap.people.words,
        "elicited": roadmap.weights if roadmap.usual_weights else None,
        "overlapping": overlapping_the_first(order),
        "missing": missing_ends(roadmap),
        "query": choices.query(),
    }


def _choices(request, roadmap) -> Choices:
    return read_choices(request.GET, disciplines(roadmap), roadmap.usual_weights)


def _file(request, make: Callable[..., HttpResponse]) -> HttpResponse:
    """Make a file of the gaps chosen. What cannot be used is an error here: in a file nobody would see it left out."""
    roadmap = current_roadmap()
    choices = _choices(request, roadmap)
    if choices.errors:
        return HttpResponseBadRequest("\n".join(choices.errors), content_type="text/plain; charset=utf-8")
    return make(roadmap, ranked_gaps(roadmap, choices), choices)
