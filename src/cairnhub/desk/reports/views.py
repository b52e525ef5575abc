"""The reports: all of them, one as page, table and Word file; making and publishing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.models import Verb
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file
from cairnhub.roadmap.brief_docx import WORD

from ..models import QuarterlyReport
from . import actions, queries
from .docx import word_file


@require_safe
@cached_page
def index(request):
    context = {"reports": queries.reports(request.user), "may_make": may(request.user, Permission.DESK_SEE)}
    return render(request, "reports/index.html", context)


@require_safe
@cached_page
def report(request, day):
    found = queries.access_report(request.user, day)
    told = queries.tell(found)
    context = {
        "told": told,
        "title": _title(found),
        "period": _period(found),
        "verbs": [verb.label for verb in Verb],
        "before": told.before if told.before in queries.reports(request.user) else None,
        "may_publish": may(request.user, Permission.REPORT_PUBLISH),
    }
    return render(request, "reports/report.html", context)


@require_safe
@cached_page
def report_csv(request, day):
    told = queries.tell(queries.access_report(request.user, day))
    return csv_file(f"report-{day}", queries.HEADER, queries.rows(told))


@require_safe
@cached_page
def report_docx(request, day):
    found = queries.access_report(request.user, day)
    file = word_file(queries.tell(found), _title(found), _period(found))
    response = HttpResponse(file, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="report-{day}.docx"'
    return response


@never_cache
@requires(Permission.DESK_SEE)
@require_POST
def make(request):
    found = actions.make(day=timezone.localdate())
    messages.success(request, "This is the report of today. Coordinators publish it.")
    return redirect(found)


@never_cache
@requires(Permission.REPORT_PUBLISH)
@require_POST
def publish(request, day):
    found = queries.access_report(request.user, day)
    published = request.POST.get("published") == "yes"
    actions.set_published(report=found, published=published)
    messages.success(request, "Everybody sees this report now." if published else "Only editors see this report now.")
    return redirect(found)


def _title(report: QuarterlyReport) -> str:
    return f"Report of {date_format(report.made_on, 'j F Y')}"


def _period(report: QuarterlyReport) -> str:
    if report.since is None:
        return "The first report: everything up to that day."
    first, last = (date_format(day, "j F Y") for day in (report.since, report.made_on))
    return f"From {first}, the day of the report before, to {last}."
