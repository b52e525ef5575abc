"""The page of one link, its files, and its one-page brief."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cairn.base.svg import Markup
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_endings, picture_response

from . import link_tables
from .brief import brief_of
from .brief_docx import WORD, word_file
from .pictures.forest import forest
from .queries.link import LinkFacts, link_facts


@require_safe
@cached_page
def link(request, object_id):
    facts = link_facts(request.user, object_id)
    page = {
        "facts": facts,
        "object": facts.link,
        "found": facts.found,
        "forest": _forest(facts),
        "picture_endings": picture_endings(),
    }
    return render(request, "roadmap/link.html", page)


@require_safe
@cached_page
def findings_picture(request, object_id, ending):
    drawing = _forest(link_facts(request.user, object_id))
    if drawing is None:
        raise Http404("No finding on this link has an interval to draw.")
    return picture_response(object_id, drawing, ending)


@require_safe
@cached_page
def findings_csv(request, object_id):
    return csv_file(object_id, *link_tables.findings(link_facts(request.user, object_id)))


# Briefs are not kept: each carries the day it was retrieved.
@require_safe
def brief(request, object_id):
    facts = link_facts(request.user, object_id)
    page = {"brief": brief_of(facts, timezone.localdate()), "object": facts.link}
    return render(request, "roadmap/brief.html", page)


@require_safe
def brief_docx(request, object_id):
    facts = link_facts(request.user, object_id)
    response = HttpResponse(word_file(brief_of(facts, timezone.localdate())), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{object_id}.docx"'
    return response


def _forest(facts: LinkFacts) -> Markup | None:
    leading = facts.leading.reading if facts.leading else None
    return forest(facts.found.findings, f"What the studies found: {facts.link.label()}", leading)
