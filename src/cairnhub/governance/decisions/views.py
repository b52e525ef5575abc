"""The decision log: list, feed, file, each decision, and recording one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.history.editing.forms import entered
from cairnhub.history.fields import pointed_at
from cairnhub.history.labels import Labels
from cairnhub.history.queries import events_of
from cairnhub.history.receivers import ROLE
from cairnhub.pages.downloads import csv_file

from ..models import About, Decision
from . import queries
from .feeds import Decisions
from .forms import FilterForm, PeopleForm, RecordForm

PAGE = 25
FORMS = require_http_methods(["GET", "HEAD", "POST"])

feed = require_safe(Decisions())


@require_safe
def log(request):
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page = Paginator(queries.decisions(request.user, **wanted), PAGE).get_page(request.GET.get("page"))
    pair = pointed_at(wanted["names"])
    context = {
        "form": form,
        "page": page,
        "told": queries.tell_all(list(page)),
        "kept": urlencode(form.kept()),
        "named": Labels([pair]).of(*pair) if wanted["names"] else None,
        "may_record": may(request.user, Permission.DECISION_RECORD),
    }
    return render(request, "governance/decisions.html", context)


@require_safe
def log_csv(request):
    found = queries.decisions(request.user, **FilterForm(request.GET).wanted())
    return csv_file("decisions", queries.HEADER, queries.table(queries.tell_all(list(found))))


@require_safe
def decision(request, object_id):
    found = access(request.user, Decision, object_id, queryset=Decision.objects.select_related("superseded_by"))
    may_record = may(request.user, Permission.DECISION_RECORD)
    context = {
        "object": found,
        "told": queries.tell_all([found])[0],
        "evidence": queries.named(found.evidence),
        "changed": queries.named(found.changed),
        "changes": queries.changes(request.user, found),
        "supersedes": found.supersedes.visible(),
        "versions": found.policy_versions.visible().select_related("policy"),
        "may_edit": may_record,
        "may_record": may_record,
    } | queries.prose(found)
    return render(request, "governance/decision.html", context)


@never_cache
@requires(Permission.DECISION_RECORD)
@FORMS
def record(request):
    form = RecordForm.sent(request.POST) if request.method == "POST" else RecordForm(initial=_asked(request))
    if form.is_bound and form.is_valid() and (recorded := form.record(request.user)):
        messages.success(request, "Recorded. Everybody can read it.")
        return redirect(recorded)
    return render(request, "governance/record.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@requires(Permission.DECISION_RECORD)
@FORMS
def participants(request, object_id):
    found = access(request.user, Decision, object_id)
    form = PeopleForm.sent(request.POST, found) if request.method == "POST" else PeopleForm(decision=found)
    if form.is_bound and form.is_valid() and form.correct(request.user):
        messages.success(request, "Corrected.")
        return redirect(found)
    context = {"form": form, "object": found}
    return render(request, "governance/participants.html", context, status=400 if form.errors else 200)


def _asked(request) -> dict:
    """Values named in the address: pages that change much offer to record the decision behind it."""
    sent = entered(RecordForm(), request.GET)
    asked = {name: sent[name] for name in sent if name in request.GET}
    return {"decided_on": timezone.localdate()} | _about_role(request.GET.get("role_of", "")) | asked


def _about_role(user_id: str) -> dict:
    """What is known of a role granted last: whose it is, the decision's title must not say."""
    event = events_of(ROLE, user_id).first()
    if event is None:
        return {}
    return {
        "title": f"Grant the role of {event.changes['role'][1]}",
        "about": About.PEOPLE,
        "changed": [f"event:{event.pk}"],
    }
