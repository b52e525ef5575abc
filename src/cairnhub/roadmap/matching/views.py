"""Pages of matching: whom to ask about a link or a question, and what needs oneself."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cairn.community import POINTS
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.agenda.models import Question
from cairnhub.community.queries import own_profile
from cairnhub.community.shown import level_of
from cairnhub.framework.models import Link
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from .queries import Suggested, what_needs, whom_to_ask
from .reasons import OF_A_PERSON

KINDS = {model.kind: model for model in (Link, Question)}
HEADER = ("name", "kind", "score", "points", "named before", "reasons", "page")
TITLES = (
    ("questions", "Open questions"),
    ("calls", "Calls"),
    ("studies", "Studies to read"),
    ("gaps", "Gaps of the roadmap"),
)


@require_safe
@cached_page
def ask(request, kind, object_id):
    about, level = _about(request.user, kind, object_id), level_of(request.user)
    page = {
        "object": about,
        "asked": whom_to_ask(about, level),
        "level": level,
        "points": [(OF_A_PERSON[aspect].rstrip(":"), points) for aspect, points in POINTS.items()],
    }
    return render(request, "matching/ask.html", page)


@require_safe
@cached_page
def ask_csv(request, kind, object_id):
    asked = whom_to_ask(_about(request.user, kind, object_id), level_of(request.user))
    rows = [*(_row("person", one) for one in asked.people), *(_row("organisation", one) for one in asked.organisations)]
    return csv_file(f"whom-to-ask-{object_id}", HEADER, rows)


@never_cache
@requires(Permission.PROFILE_KEEP)
@require_safe
def for_me(request):
    person = own_profile(request.user)
    found = what_needs(person) if person else {}
    page = {"person": person, "parts": [(name, title, found.get(name, [])) for name, title in TITLES]}
    return render(request, "matching/for_me.html", page)


def _about(user, kind: str, object_id: str) -> Link | Question:
    if kind not in KINDS:
        raise Http404("There is no such page.")
    return access(user, KINDS[kind], object_id)


def _row(kind: str, one: Suggested) -> tuple:
    reasons = "; ".join(reason.words for reason in one.reasons)
    return one.label.text, kind, round(one.match.score, 2), one.match.points, one.match.turns, reasons, one.label.url
