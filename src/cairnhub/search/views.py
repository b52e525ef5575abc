"""The page that searches every room at once."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import queries
from .words import LONGEST_QUESTION

PAGE_SIZE = 20
#: What readers ask for most comes first; kinds not named here follow in the order of the rooms.
FIRST_KINDS = (
    "question",
    "link",
    "construct",
    "study",
    "synthesis",
    "finding",
    "data_source",
    "data_need",
    "programme",
    "design",
    "limitation",
    "organisation",
    "person",
)
#: Every study already shows its references.
LAST_KINDS = ("reference",)


@require_safe
def index(request):
    text = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    names = kinds_in_order()
    kind = request.GET.get("kind", "")
    page = {"text": text, "kind": kind if kind in names else "", "unknown_kind": kind if kind not in names else ""}
    page |= _one_kind(request, text, kind, names) if page["kind"] else _all_kinds(text, names)
    return render(request, "search/index.html", page)


def kinds_in_order() -> dict[str, str]:
    """Every kind of object with its name in the plural, in the order of the page."""
    names = queries.kind_names()
    first = [kind for kind in FIRST_KINDS if kind in names]
    others = [kind for kind in names if kind not in (*FIRST_KINDS, *LAST_KINDS)]
    return {kind: names[kind] for kind in (*first, *others, *LAST_KINDS) if kind in names}


def _all_kinds(text: str, names: dict[str, str]) -> dict:
    groups = queries.overview(text, list(names))
    chips = [(group.kind, names[group.kind], group.count) for group in groups]
    return {"groups": [(names[group.kind], group) for group in groups], "chips": chips}


def _one_kind(request, text: str, kind: str, names: dict[str, str]) -> dict:
    totals = queries.count_by_kind(text, list(names))
    reachable = min(totals.get(kind, 0), queries.MOST_RANKED)
    page = Paginator(range(reachable), PAGE_SIZE).get_page(request.GET.get("page"))
    results = queries.find(text, kinds=[kind], limit=PAGE_SIZE, offset=(page.number - 1) * PAGE_SIZE)
    chips = [(found, names[found], queries.count_in_words(totals[found])) for found in names if found in totals]
    return {"results": results, "name": names[kind], "paging": page, "chips": chips}
