"""Pages of pooled answers: what may be pooled on a link, each answer with its doubts, and the editor's decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.synthesis import comparable
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.framework.models import Link
from cairnhub.history.access import access
from cairnhub.history.editing.forms import WHY
from cairnhub.history.queries import newest_event_of
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_response

from .. import words
from ..models import Pooling
from . import actions, effects, pages, pictures, tables
from .forms import PoolingForm
from .reading import Reading, newest_reading, newest_readings

#: What the library asks of findings that are pooled, as pages list it.
RULES = {"bars": comparable.BARS, "rules": comparable.RULES, "one_a_cohort": comparable.ONE_A_COHORT}


@require_safe
@cached_page
def index(request):
    return render(request, "pooling/index.html", {"readings": newest_readings()})


@require_safe
@cached_page
def index_csv(request):
    return csv_file("pooled-answers", tables.ANSWER_HEADER, tables.answer_rows(newest_readings()))


@require_safe
@cached_page
def proposals(request, object_id):
    found = pages.proposed(
        access(request.user, Link, object_id, queryset=Link.objects.select_related("source", "target"))
    )
    return render(request, "pooling/proposals.html", {"proposed": found, "link": found.link} | RULES)


@require_safe
@cached_page
def pooling(request, object_id):
    reading = _reading(request, object_id)
    division = pages.divided(reading, request.GET.get("by", "")) if reading.is_known else None
    sensitivity = pages.sensitivity(reading) if reading.is_known else None
    context = {
        "pooling": reading.pooling,
        "reading": reading,
        "decision": pages.decision_of(reading.pooling),
        "division": division,
        "divisions": pages.DIVISIONS,
        "sensitivity": sensitivity,
        "fewest_for_tests": pages.FEWEST_FOR_FUNNEL_TESTS,
        "pictures": pictures.all_of(reading, division),
        "history": pages.history_of(reading.pooling),
        "left_out": pages.left_out(reading),
    }
    return render(request, "pooling/pooling.html", context)


@require_safe
@cached_page
def picture(request, object_id, name, ending):
    reading = _reading(request, object_id)
    drawn = pictures.one_of(reading, name, pages.divided(reading, request.GET.get("by", "")))
    if drawn is None:
        raise Http404("There is no such page.")
    return picture_response(f"{object_id}-{name}", drawn, ending)


@require_safe
@cached_page
def effects_csv(request, object_id):
    return csv_file(f"{object_id}-effects", tables.EFFECT_HEADER, tables.effect_rows(_reading(request, object_id)))


@never_cache
@requires(Permission.FINDINGS_POOL)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, object_id):
    link = access(request.user, Link, object_id)
    form = PoolingForm(
        request.POST or None,
        offered=_offered(link),
        initial={"findings": request.GET.getlist("finding"), "leading": True, "open_to_new": True},
    )
    if form.is_valid():
        made = form.attempt(
            actions.pool,
            link=link,
            findings=form.cleaned_data["findings"],
            by=request.user,
            reason=form.cleaned_data["reason"],
            **form.settings(),
        )
        if made:
            messages.success(request, "Pooled. The roadmap has moved with it.")
            return redirect(made)
    context = {"form": form, "link": link, "proposed": pages.proposed(link)} | RULES
    return render(request, "pooling/decide.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.FINDINGS_POOL)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, object_id):
    found = access(request.user, Pooling, object_id, queryset=Pooling.objects.select_related("link"))
    given = found.values() | {"seen_event": newest_event_of(found.kind, found.pk)}
    form = PoolingForm(request.POST or None, offered=_offered(found.link), pooling=found, initial=given)
    if form.is_valid() and form.attempt(
        actions.change_pooling,
        pooling=found,
        findings=form.cleaned_data["findings"],
        by=request.user,
        reason=form.cleaned_data[WHY],
        seen_event=form.cleaned_data["seen_event"],
        **form.settings(),
    ):
        messages.success(request, "Saved. The roadmap has moved with it.")
        return redirect(found)
    context = {"form": form, "link": found.link, "pooling": found, "proposed": pages.proposed(found.link)} | RULES
    return render(request, "pooling/decide.html", context, status=400 if form.errors else 200)


def _offered(link: Link) -> list[tuple[str, str]]:
    """The findings of a link that have a number, as (identifier, words)."""
    found = effects.quantitative(link.pk)
    known = [(one, candidate) for one, candidate in zip(found, effects.candidates(found), strict=True)]
    return [(one.pk, _in_words(one, candidate)) for one, candidate in known if candidate.has_effect]


def _in_words(finding, candidate) -> str:
    parts = [
        words.effect_words(finding),
        f"contrast: {finding.contrast or 'not stated'}",
        f"outcome: {finding.outcome_definition or 'not stated'}",
    ]
    return f"{candidate.study_label}: " + "; ".join(parts)


def _reading(request, object_id) -> Reading:
    found = access(request.user, Pooling, object_id, queryset=Pooling.objects.select_related("link"))
    return newest_reading(found)
