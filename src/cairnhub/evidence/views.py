"""Pages of the evidence room: the list of studies, and the page of one study."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.base.svg import standalone
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, svg_file

from . import pictures, queries, tables
from .appraising.kinds import suitable, unsuitable
from .appraising.queries import appraisals_of
from .extraction.queries import agreements_of, standing
from .listing import Listing
from .models import Study, StudyDirection, StudyKind
from .narrowing import read_listing, shown_alike
from .words import KIND_NAMES, counted

PAGE_SIZE = 25


@require_safe
@cached_page
def index(request):
    listing, problems = read_listing(request)
    page = Paginator(listing.ids(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = shown_alike(listing, problems) | {"paging": page, "studies": queries.rows(list(page.object_list))}
    return render(request, "evidence/index.html", context | _figures(listing))


@require_safe
@cached_page
def studies_csv(request):
    listing, _ = read_listing(request)
    return csv_file("studies", list(tables.STUDY_COLUMNS), tables.study_rows(queries.rows_in_batches(listing.ids())))


@require_safe
@cached_page
def study(request, object_id):
    found = access(request.user, Study, object_id, queryset=Study.objects.select_related("design"))
    page = queries.study_page(found)
    context = {
        "study": found,
        "page": page,
        "effect_picture": pictures.interval(found) if pictures.has_interval(found) else "",
        "counts_picture": pictures.counts(page.syntheses) if page.syntheses else "",
        "sees_provenance": may(request.user, Permission.PROVENANCE_SEE),
        "appraisals": appraisals_of(found),
        "instruments": suitable(found),
        "instruments_for_others": unsuitable(found),
        "agreements": agreements_of(found),
        "standing": standing(request.user, found) if may(request.user, Permission.STUDY_EXTRACT) else None,
    }
    return render(request, "evidence/study.html", context)


@require_safe
@cached_page
def interval_svg(request, object_id):
    return svg_file(f"{object_id}-interval", standalone(pictures.interval(_with_interval(request, object_id))))


@require_safe
@cached_page
def interval_csv(request, object_id):
    found = _with_interval(request, object_id)
    return csv_file(f"{object_id}-interval", tables.INTERVAL_HEADER, [tables.interval_row(found)])


@require_safe
@cached_page
def counts_svg(request, object_id):
    return svg_file(f"{object_id}-counts", standalone(pictures.counts(_counted(request, object_id))))


@require_safe
@cached_page
def counts_csv(request, object_id):
    rows = tables.synthesis_rows(_counted(request, object_id))
    return csv_file(f"{object_id}-counts", tables.SYNTHESIS_HEADER, rows)


def _figures(listing: Listing) -> dict:
    """The head of the list: kinds and directions of the studies left, every direction as large as any other."""
    directions = [(one, listing.count("direction", one), _address(listing, direction=one)) for one in StudyDirection]
    counts = {one: listing.count("kind", one) for one in StudyKind}
    kinds = [(counted(counts[one], *KIND_NAMES[one]), _address(listing, kind=one)) for one in StudyKind if counts[one]]
    return {
        "directions": directions,
        "kinds": kinds,
        "incomplete": listing.count("record", "to_be_completed"),
        "single": listing.count("coding", "single"),
    }


def _address(listing: Listing, **changed: str) -> str:
    return listing.selection.query_string(**changed)


def _with_interval(request, object_id: str) -> Study:
    found = access(request.user, Study, object_id)
    if not pictures.has_interval(found):
        raise Http404("There is no such page.")
    return found


def _counted(request, object_id: str) -> list:
    counted = queries.syntheses_of(access(request.user, Study, object_id))
    if not counted:
        raise Http404("There is no such page.")
    return counted
