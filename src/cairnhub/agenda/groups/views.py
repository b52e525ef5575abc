"""Working groups: all of them, one, joining and leaving, and its page."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access
from cairnhub.history.editing.forms import RefusableForm
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file
from cairnhub.pages.prose import safe_html

from ..models import GroupRole, WorkingGroup
from . import actions, queries


class PageForm(RefusableForm):
    """What a group's leads write."""

    purpose = forms.CharField(label="What it wants to achieve", max_length=500)
    page = forms.CharField(
        label="Its page",
        help_text="Plain text or Markdown: **strong**, - lists, [words](https://…). Pictures are not shown.",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    reason = forms.CharField(label="What changes, and why", max_length=1000)


@require_safe
@cached_page
def groups(request):
    return render(request, "agenda/groups.html", {"groups": queries.groups()})


@require_safe
@cached_page
def groups_csv(request):
    return csv_file("working-groups", queries.HEADER, map(queries.row, queries.groups()))


@require_safe
@cached_page
def group(request, object_id):
    found = access(
        request.user, WorkingGroup, object_id, queryset=queries.with_what_it_works_on(WorkingGroup.objects.all())
    )
    context = {
        "object": found,
        "standing": queries.standing_of(found, request.user),
        "text": safe_html(found.page, headings=True),
    }
    return render(request, "agenda/group.html", context)


@never_cache
@requires(Permission.GROUP_JOIN)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, object_id):
    found = access(request.user, WorkingGroup, object_id)
    if not actions.leads(request.user, found):
        raise PermissionDenied
    form = PageForm(request.POST or None, initial={"purpose": found.purpose, "page": found.page})
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("purpose", "page")}
        arguments = {"group": found, "by": request.user, "reason": form.cleaned_data["reason"], "values": values}
        if form.attempt(actions.write_page, **arguments):
            messages.success(request, "Saved. The history keeps how it was before.")
            return redirect(found)
    status = 400 if form.is_bound else 200
    return render(request, "agenda/group_write.html", {"object": found, "form": form}, status=status)


@never_cache
@requires(Permission.GROUP_JOIN)
@require_POST
def join(request, object_id):
    found = access(request.user, WorkingGroup, object_id)
    if not queries.standing_of(found, request.user).may_join:
        raise PermissionDenied
    actions.join(group=found, user=request.user)
    messages.success(request, "You take part. Your name stands on this page; leaving takes it away.")
    return redirect(found)


@never_cache
@requires(Permission.GROUP_JOIN)
@require_POST
def leave(request, object_id):
    found = access(request.user, WorkingGroup, object_id)
    actions.leave(group=found, user=request.user)
    messages.success(request, "You have left the group.")
    return redirect(found)


@never_cache
@requires(Permission.GROUP_JOIN)
@require_POST
def set_role(request, object_id, membership_id):
    found = access(request.user, WorkingGroup, object_id)
    if not actions.leads(request.user, found):
        raise PermissionDenied
    membership = queries.access_membership(found, membership_id)
    role = GroupRole.MEMBER if membership.role == GroupRole.LEAD else GroupRole.LEAD
    actions.set_role(membership=membership, role=role, by=request.user)
    messages.success(request, f"{membership.user.display_name} {membership.get_role_display()} from now on.")
    return redirect(found)
