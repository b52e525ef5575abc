"""The page on which a coordinator takes the order of a process over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.consensus.access import access_process
from cairnhub.consensus.outcomes.told import may_act
from cairnhub.governance.decisions.offers import offer
from cairnhub.governance.models import About

from .actions import take_over
from .forms import TakeOverForm
from .queries import ranked


@never_cache
@requires(Permission.ROUND_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def from_round(request, process_id):
    process = access_process(request.user, process_id)
    if not may_act(process):
        raise Http404("There is no such page.")
    offered = ranked(process)
    waiting = [one for one in offered if not one.is_applied]
    form = TakeOverForm(request.POST or None, offered=waiting)
    if form.is_valid() and (taken := _taken_over(form, process, request.user)):
        messages.success(request, f"Taken over: {len(taken)} question{'' if len(taken) == 1 else 's'}.")
        title = f"Prioritise the questions of “{process.title}”"
        offer(request, title=title, about=About.AGENDA, kind=taken[0].kind, object_id=taken[0].pk)
        return redirect("agenda:index")
    page = {
        "process": process,
        "form": form,
        "waiting": [(one, form.ticked(one), form.new.get(one.key)) for one in waiting],
        "done": [one for one in offered if one.is_applied],
    }
    return render(request, "agenda/from_round.html", page, status=400 if form.is_bound else 200)


def _taken_over(form: TakeOverForm, process, by):
    said = form.cleaned_data
    return form.attempt(
        take_over, process=process, chosen=said["take"], new=form.new_fields(), by=by, replaces=said["replaces"]
    )
