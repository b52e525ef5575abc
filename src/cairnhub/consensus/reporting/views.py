"""The report of a process: for everybody once it has ended, before that for those who run it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.base.errors import InputError
from cairn.consensus.checklists import NAMES, checklist
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import picture_endings, picture_response

from . import actions, checklists, pages, pictures
from .access import access_report
from .forms import WordsForm
from .package import checklist_csv as checklist_file
from .package import package, protocol_json, table_csv
from .reading import Report, report_of
from .tables import TABLES


@require_safe
@cached_page
def report(request, process_id):
    found = _report(request, process_id)
    context = {
        "report": found,
        "process": found.process,
        "rules": pages.rules(found.process),
        "stops": pages.stops(found),
        "flow": pictures.flow(found),
        "items": pages.items_of(found),
        "agreements": pages.agreements(found),
        "opinions": pages.opinions(found),
        "priorities": pages.priorities(found),
        "checklists": checklists.all_filled(found),
        "endings": picture_endings(),
        "tables": TABLES,
        "may_write": may(request.user, Permission.ROUND_RUN),
    }
    return render(request, "report/report.html", context)


@require_safe
@cached_page
def protocol(request, process_id):
    found = _report(request, process_id)
    return _download(protocol_json(found), "application/json", f"{process_id}-protocol.json")


@require_safe
@cached_page
def data(request, process_id):
    return _download(package(_report(request, process_id)), "application/zip", f"{process_id}.zip")


@require_safe
@cached_page
def table(request, process_id, name):
    found = _report(request, process_id)
    return table_csv(found, _known(name, TABLES))


@require_safe
@cached_page
def checklist_csv(request, process_id, name):
    found = _report(request, process_id)
    return checklist_file(found, _known(name, NAMES))


@require_safe
@cached_page
def picture(request, process_id, name, ending):
    drawn = pictures.by_name(_report(request, process_id), name)
    if drawn is None:
        raise Http404("There is no such page.")
    return picture_response(f"{process_id}-{name}", drawn, ending)


@never_cache
@requires(Permission.ROUND_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request, process_id, name, number):
    found = _report(request, process_id)
    entry = checklists.entry(found, _known(name, NAMES), _item(name, number))
    offered = entry.offer.text if entry.offer else ""
    form = WordsForm(request.POST or None, initial={"text": entry.words or offered})
    if form.is_valid() and form.attempt(
        actions.write,
        process=found.process,
        checklist=name,
        number=number,
        text=form.cleaned_data["text"],
        by=request.user,
    ):
        messages.success(request, "Saved. The report shows it from now on.")
        return redirect(f"{reverse('consensus:reporting:report', args=[process_id])}#{name}-{number}")
    context = {"form": form, "process": found.process, "entry": entry, "checklist": checklist(name)}
    return render(request, "report/words.html", context, status=400 if form.errors else 200)


def _report(request, process_id: str) -> Report:
    return report_of(access_report(request.user, process_id))


def _known(name: str, names) -> str:
    if name not in names:
        raise Http404("There is no such page.")
    return name


def _item(name: str, number: str):
    try:
        return checklist(name).item(number)
    except InputError as error:
        raise Http404("There is no such page.") from error


def _download(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
