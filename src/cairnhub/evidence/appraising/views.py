"""Pages on how good studies are judged to be: the form of each instrument, and the judgements on a link's studies."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.base.errors import CairnError
from cairn.base.svg import Markup
from cairn.synthesis import appraisal as library
from cairn.synthesis import bias_summary, traffic_lights
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.framework.models import Link
from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file, picture_endings, picture_response

from ..models import Appraisal, Study
from . import actions, queries
from .forms import AppraisalForm, WordingForm
from .kinds import suitable

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@requires(Permission.STUDY_APPRAISE)
@FORMS
def appraise(request, object_id, instrument):
    study = access(request.user, Study, object_id)
    tool = _instrument(instrument)
    findings = list(study.findings.visible().select_related("link__source", "link__target"))
    wordings = queries.wordings_of(tool)
    form = AppraisalForm(
        request.POST or None,
        instrument=tool,
        findings=findings,
        wordings=wordings,
        initial=_own(request.user, study, tool),
    )
    if form.is_valid() and (made := _appraise(form, study, tool, findings, request.user)):
        messages.success(request, f"Saved: {queries.shown(made).result.because}")
        return redirect(study)
    context = {
        "form": form,
        "study": study,
        "instrument": tool,
        "suits": tool in suitable(study),
        "unworded": _unworded(tool, wordings),
    }
    return render(request, "appraising/appraise.html", context, status=400 if form.errors else 200)


def _appraise(form: AppraisalForm, study: Study, tool, findings, by) -> Appraisal | None:
    finding = next((one for one in findings if one.pk == form.cleaned_data["finding"]), None)
    return form.attempt(actions.appraise, study=study, instrument=tool, finding=finding, by=by, **form.said())


def _own(user, study: Study, tool) -> dict:
    """What this person had judged before, to go on with."""
    known = study.appraisals.visible().filter(instrument=tool.id, judged_by=user.display_name).first()
    if known is None:
        return {}
    answers = {f"answer_{name}": value for name, value in known.answers.items()}
    support = {f"support_{name}": text for name, text in known.support.items()}
    about = {"finding": known.finding_id or "", "overall_reason": known.overall_reason}
    return answers | support | about | ({"overall": known.overall} if known.overall_reason else {})


def _unworded(tool: library.Instrument, wordings: dict[str, str]) -> list[library.Domain]:
    return [one for one in tool.domains if one.to_be_filled and one.id not in wordings]


@never_cache
@requires(Permission.TEMPLATE_EDIT)
@FORMS
def wording(request, instrument, domain):
    tool = _instrument(instrument)
    asked = next((one for one in tool.domains if one.id == domain), None)
    if asked is None:
        raise Http404("There is no such page.")
    form = WordingForm(request.POST or None, initial={"text": queries.wordings_of(tool).get(domain, asked.guidance)})
    if form.is_valid() and form.attempt(
        actions.word, instrument=tool, domain=asked, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Saved. Everybody who judges sees it.")
        return redirect("appraising:instruments")
    context = {"form": form, "instrument": tool, "domain": asked}
    return render(request, "appraising/wording.html", context, status=400 if form.errors else 200)


@require_safe
@cached_page
def instruments(request):
    tools = [(tool, queries.wordings_of(tool)) for tool in library.INSTRUMENTS.values()]
    return render(request, "appraising/instruments.html", {"tools": tools, "levels": library.KIRKPATRICK})


@require_safe
@cached_page
def lights(request, object_id):
    link = access(request.user, Link, object_id, queryset=Link.objects.select_related("source", "target"))
    found = queries.lights_of(link)
    context = {
        "link": link,
        "found": [(one, _lights(one, link), _summary(one, link)) for one in found],
        "endings": picture_endings(),
    }
    return render(request, "appraising/lights.html", context)


@require_safe
@cached_page
def lights_picture(request, object_id, instrument, ending):
    link, found = _one(request, object_id, instrument)
    return picture_response(f"{object_id}-{instrument}", _lights(found, link), ending)


@require_safe
@cached_page
def lights_csv(request, object_id, instrument):
    _, found = _one(request, object_id, instrument)
    rows = [[row.name, *(row.judgements[domain] for domain in found.domains), row.overall] for row in found.rows]
    return csv_file(f"{object_id}-{instrument}", ["study", *found.domains, "overall"], rows)


def _one(request, object_id, instrument) -> tuple[Link, queries.Lights]:
    link = access(request.user, Link, object_id, queryset=Link.objects.select_related("source", "target"))
    found = next((one for one in queries.lights_of(link) if one.instrument.id == instrument), None)
    if found is None:
        raise Http404("There is no such page.")
    return link, found


def _lights(found: queries.Lights, link: Link) -> Markup:
    title = f"{found.instrument.name}: {link.label()}"
    return traffic_lights(found.rows, found.domains, title=title, key=f"lights-{found.instrument.id}")


def _summary(found: queries.Lights, link: Link) -> Markup:
    title = f"{found.instrument.name}, all studies: {link.label()}"
    return bias_summary(found.rows, found.domains, title=title, key=f"summary-{found.instrument.id}")


def _instrument(instrument: str) -> library.Instrument:
    try:
        return library.instrument(instrument)
    except CairnError as unknown:
        raise Http404("There is no such page.") from unknown
