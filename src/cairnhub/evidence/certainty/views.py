"""Pages on how sure we may be: the summary of findings, each body of evidence, and how much would matter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.synthesis import certainty as library
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.framework.models import Link
from cairnhub.governance.decisions.offers import offer
from cairnhub.governance.models import About
from cairnhub.history import actions as history
from cairnhub.history.access import access
from cairnhub.history.identifiers import identifier_from
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_endings, picture_response

from ..models import Certainty, EffectThreshold, Finding, Pooling
from . import actions, bodies, summary
from . import directions as by_direction
from .forms import CertaintyForm, FactsForm, QualitativeForm, SettleForm, ThresholdForm, facts_of
from .word_file import word_file

FORMS = require_http_methods(["GET", "HEAD", "POST"])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@cached_page
def index(request):
    return render(request, "certainty/summary.html", {"rows": summary.rows(), "levels": library.LEVELS.items()})


@require_safe
@cached_page
def summary_csv(request):
    return csv_file("summary-of-findings", summary.HEADER, summary.table(summary.rows()))


@require_safe
@cached_page
def summary_docx(request):
    response = HttpResponse(word_file(summary.rows()), content_type=WORD)
    response["Content-Disposition"] = 'attachment; filename="summary-of-findings.docx"'
    return response


@require_safe
@cached_page
def rules(request):
    context = {
        "levels": library.LEVELS.items(),
        "domains": library.DOMAINS.items(),
        "thresholds": library.THRESHOLDS,
        "rules": library.RULES.values(),
        "components": library.COMPONENTS.items(),
        "convention": library.CONVENTION,
    }
    return render(request, "certainty/rules.html", context)


@require_safe
@cached_page
def pooled(request, object_id):
    return _body_page(request, _pooled(request, object_id), object_id)


@require_safe
@cached_page
def directions(request, object_id):
    judged = _directions(request, object_id)
    found = by_direction.summary_of(judged.link)
    shown = {"summary": found, "pictures": by_direction.drawn(found), "endings": picture_endings()}
    return _body_page(request, judged, object_id, **shown)


@require_safe
@cached_page
def directions_picture(request, object_id, name, ending):
    drawing = by_direction.one_of(by_direction.summary_of(_link(request, object_id)), name)
    if drawing is None:
        raise Http404("There is no such page.")
    return picture_response(f"{object_id}-{name}", drawing, ending)


@require_safe
@cached_page
def directions_csv(request, object_id):
    found = by_direction.summary_of(_link(request, object_id))
    return csv_file(f"{object_id}-directions", by_direction.HEADER, by_direction.table(found))


def _link(request, object_id) -> Link:
    return access(request.user, Link, object_id, queryset=Link.objects.select_related("source", "target"))


@never_cache
@requires(Permission.CERTAINTY_JUDGE)
@FORMS
def judge_pooled(request, object_id):
    return _judge_page(request, _pooled(request, object_id))


@never_cache
@requires(Permission.CERTAINTY_JUDGE)
@FORMS
def judge_directions(request, object_id):
    return _judge_page(request, _directions(request, object_id))


def _pooled(request, object_id) -> bodies.Judged:
    pooling = access(request.user, Pooling, object_id, queryset=Pooling.objects.select_related("link"))
    return _or_404(bodies.pooled_body(pooling, facts_of(request.GET)))


def _directions(request, object_id) -> bodies.Judged:
    return _or_404(bodies.directions_body(_link(request, object_id), facts_of(request.GET)))


def _or_404(found: bodies.Judged | None) -> bodies.Judged:
    if found is None:
        raise Http404("There is no finding to be sure of.")
    return found


def _body_page(request, judged: bodies.Judged, object_id: str, **shown):
    known = Certainty.objects.visible().filter(link=judged.link, body=judged.kind, pooling=judged.pooling).first()
    newest = judged.reading.answer.digest if judged.reading else ""
    context = {
        "judged": judged,
        "object_id": object_id,
        "suggestion": library.suggest(judged.body),
        "domains": library.DOMAINS,
        "known": known,
        "outdated": known is not None and known.answer_digest != newest,
        "facts": FactsForm(initial=_given_facts(request)),
        "query": request.GET.urlencode(),
    }
    return render(request, "certainty/body.html", context | shown)


def _given_facts(request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in bodies.FACTS}


def _judge_page(request, judged: bodies.Judged):
    suggestion = library.suggest(judged.body)
    form = CertaintyForm(request.POST or None, suggestion=suggestion)
    if form.is_valid() and form.attempt(
        actions.judge,
        judged=judged,
        facts=facts_of(request.GET),
        overrides=form.overrides(),
        by=request.user,
        note=form.cleaned_data["note"],
    ):
        messages.success(request, "Judged. The roadmap has moved with it.")
        return redirect(judged.link)
    context = {"form": form, "judged": judged, "suggestion": suggestion}
    return render(request, "certainty/judge.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.CERTAINTY_JUDGE)
@FORMS
def judge_qualitative(request, object_id):
    link = access(request.user, Link, object_id)
    found = Finding.objects.visible().filter(link=link, finding_kind="qualitative").select_related("study")
    studies = len({one.study_id for one in found})
    form = QualitativeForm(request.POST or None, studies=studies)
    if not studies:
        raise Http404("There is no qualitative finding on this link.")
    if form.is_valid() and form.attempt(
        actions.judge_qualitative, link=link, concerns=form.concerns(), by=request.user, note=form.cleaned_data["note"]
    ):
        messages.success(request, "Judged.")
        return redirect(link)
    context = {"form": form, "link": link, "findings": found, "convention": library.CONVENTION}
    return render(request, "certainty/qualitative.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.THRESHOLD_PROPOSE)
@FORMS
def propose(request, object_id):
    link = access(request.user, Link, object_id)
    form = ThresholdForm(request.POST or None)
    if form.is_valid():
        made = EffectThreshold(link=link, proposed_by=request.user.display_name, **form.cleaned_data)
        made.pk = identifier_from(
            f"{link.pk}__threshold", lambda name: EffectThreshold.objects.filter(pk=name).exists()
        )
        if form.attempt(history.add, obj=made, by=request.user, reason=form.cleaned_data["reason"]):
            messages.success(request, "Proposed. It counts once people have agreed on it.")
            return redirect(made)
    context = {"form": form, "link": link}
    return render(request, "certainty/propose.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.THRESHOLD_SETTLE)
@FORMS
def settle(request, object_id):
    found = access(request.user, EffectThreshold, object_id, queryset=EffectThreshold.objects.select_related("link"))
    form = SettleForm(request.POST or None)
    if form.is_valid() and form.attempt(
        actions.settle_threshold, threshold=found, by=request.user, how=form.cleaned_data["settled_how"]
    ):
        messages.success(request, "Settled. Every answer on this link is now held against it.")
        title = f"Settle the smallest effect that matters: {found.link.label()}"[:300]
        offer(request, title=title, about=About.EVIDENCE, kind=found.kind, object_id=found.pk)
        return redirect(found.link)
    context = {"form": form, "threshold": found}
    return render(request, "certainty/settle.html", context, status=400 if form.errors else 200)
