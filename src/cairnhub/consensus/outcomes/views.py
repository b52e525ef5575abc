"""What follows from a process for the framework."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.framework.models import VersionStatus
from cairnhub.framework.queries import newest_version
from cairnhub.governance.decisions.offers import offer
from cairnhub.governance.models import About
from cairnhub.history.queries import newest_event

from ..access import access_item, access_process
from . import proposing
from .actions import carry_out
from .forms import CarryOutForm
from .proposals import Proposal, before_and_after, in_words, proposals
from .proposing import ProposeForm
from .told import may_act


@never_cache
@requires(Permission.VERSION_PUBLISH)
@requires(Permission.ROUND_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def framework(request, process_id):
    """Every proposal that was settled, with what it changes; those ticked become a version of the framework."""
    process = access_process(request.user, process_id)
    if not may_act(process):
        raise Http404("There is no such page.")
    offered = proposals(process)
    waiting = [one for one in offered if not one.is_applied]
    seen = {"seen_event": newest_event(), "date": timezone.localdate(), "status": VersionStatus.AGREED}
    form = CarryOutForm(request.POST or None, offered=waiting, initial=seen | {"changelog": changelog(waiting)})
    if form.is_valid() and (version := _carried_out(form, process, request.user)):
        messages.success(request, f"Carried out. Version {version.number} of the framework is published.")
        title = f"Publish framework {version.number} as agreed in “{process.title}”"
        offer(request, title=title, about=About.FRAMEWORK, kind=version.kind, object_id=version.pk)
        return redirect(version)
    page = {
        "process": process,
        "form": form,
        "waiting": [(one, in_words(one), before_and_after(one), form.ticked(one)) for one in waiting],
        "done": [(one, in_words(one)) for one in offered if one.is_applied],
        "newest": newest_version(),
    }
    return render(request, "outcomes/framework.html", page, status=400 if form.is_bound else 200)


def changelog(offered: list[Proposal]) -> str:
    """What the new version says of itself, to be changed by its publisher."""
    usual = [one for one in offered if one.is_usual]
    return "\n".join(f"{in_words(one)}. {one.told.decided}." for one in usual)


def _carried_out(form: CarryOutForm, process, by):
    said = form.cleaned_data
    return form.attempt(
        carry_out, process=process, chosen=said["take"], version=form.version(), by=by, seen_event=said["seen_event"]
    )


@never_cache
@requires(Permission.ROUND_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, process_id, item_id):
    """What agreement on an item would change in the framework."""
    process = access_process(request.user, process_id)
    item = access_item(process, item_id)
    form = ProposeForm(request.POST or None, item=item)
    if form.is_valid() and form.attempt(proposing.propose, item=item, **form.values()):
        messages.success(request, f"Saved for item {item.number}.")
        return redirect("consensus:items", process.pk)
    page = {"process": process, "item": item, "form": form}
    return render(request, "outcomes/propose.html", page, status=400 if form.errors else 200)
