"""Policies: the list, what each says, what differs between two versions, and publishing the next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.pages.downloads import csv_file
from cairnhub.pages.prose import safe_html

from . import actions, queries
from .forms import ApproveForm, CompareForm, VersionForm

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request):
    context = {
        "standings": queries.standings(request.user),
        "may_publish": may(request.user, Permission.POLICY_PUBLISH),
    }
    return render(request, "governance/policies.html", context)


@require_safe
def index_csv(request):
    return csv_file("policies", queries.HEADER, queries.table(queries.standings(request.user)))


@require_safe
def policy(request, object_id):
    standing = queries.access_standing(request.user, object_id)
    return _shown(request, standing, standing.shown)


@require_safe
def version(request, object_id, number):
    standing = queries.access_standing(request.user, object_id)
    return _shown(request, standing, queries.version_of(standing, number))


def _shown(request, standing, shown):
    may_publish = may(request.user, Permission.POLICY_PUBLISH)
    context = {
        "object": standing.policy,
        "standing": standing,
        "version": shown,
        "state": standing.state_of(shown) if shown else "",
        "states": [(one, standing.state_of(one)) for one in standing.versions],
        "text": safe_html(shown.text, headings=True) if shown else "",
        "may_edit": may_publish,
        "may_publish": may_publish,
    }
    return render(request, "governance/policy.html", context)


@require_safe
def compare(request, object_id):
    standing = queries.access_standing(request.user, object_id)
    form = CompareForm(_asked(request, standing), standing)
    context = {"object": standing.policy, "standing": standing, "form": form}
    if len(standing.versions) > 1 and form.is_valid():
        before, after = (queries.version_of(standing, form.cleaned_data[side]) for side in ("a", "b"))
        context |= {"before": before, "after": after, "words": list(queries.compare(before.text, after.text))}
    wrong = len(standing.versions) > 1 and form.errors
    return render(request, "governance/policy_compare.html", context, status=400 if wrong else 200)


@never_cache
@requires(Permission.POLICY_PUBLISH)
@FORMS
def publish(request, object_id):
    standing = queries.access_standing(request.user, object_id)
    newest = standing.versions[0] if standing.versions else None
    initial = {
        "text": newest.text if newest else "",
        "dated": timezone.localdate(),
        "after": newest.number if newest else 0,
    }
    form = VersionForm(request.POST or None, initial=initial)
    if form.is_valid():
        made = form.attempt(actions.publish_version, policy=standing.policy, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, f"Version {made.number} is published.")
            return redirect(made)
    context = {"form": form, "object": standing.policy, "newest": newest}
    return render(request, "governance/policy_publish.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.POLICY_PUBLISH)
@FORMS
def approve(request, object_id, number):
    standing = queries.access_standing(request.user, object_id)
    found = queries.version_of(standing, number)
    form = ApproveForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.approve, version=found, by=request.user, **form.cleaned_data):
        messages.success(request, "Approved: it holds from its date on.")
        return redirect(found)
    context = {"form": form, "object": standing.policy, "version": found}
    return render(request, "governance/policy_approve.html", context, status=400 if form.errors else 200)


def _asked(request, standing) -> dict:
    """The two versions an address names; by default the newest and the one before."""
    newest, before, *_ = [*(one.number for one in standing.versions), 1, 1]
    return {"a": request.GET.get("a") or before, "b": request.GET.get("b") or newest}
