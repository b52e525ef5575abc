"""Beginning a process, its protocol, and its rounds, for those who run processes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairnhub.history.editing.forms import ReasonForm

from .. import actions, copying, moderation
from ..access import access_process, access_round
from ..doors import FORMS, for_moderators, for_runners, tell_errors
from ..models import RoundState, Stage, Template
from ..starting import STARTING
from .forms import OpenForm, PartsForm, ProtocolForm, StartForm, StepAddForm


@never_cache
@for_runners
@FORMS
def start(request):
    form = StartForm(request.POST or None)
    if form.is_valid() and (process := form.attempt(actions.draft, by=request.user, **form.cleaned_data)):
        messages.success(
            request, "The draft is made, with the sequence and the rules of its kind. Change what differs."
        )
        return redirect("consensus:run", process.pk)
    starts = [(one, STARTING[one]) for one in Template]
    return render(request, "consensus/start.html", {"form": form, "starts": starts}, status=400 if form.errors else 200)


@never_cache
@for_moderators
@require_safe
def run(request, process_id):
    """Where a process stands, what is missing, and what can be done now."""
    process = access_process(request.user, process_id)
    rounds = list(process.rounds.all())
    page = {
        "process": process,
        "rounds": rounds,
        "next": next((one for one in rounds if one.state == RoundState.PLANNED), None),
        "open": next((one for one in rounds if one.state == RoundState.OPEN), None),
        "missing": actions.what_is_missing(process) if process.stage == Stage.DRAFT else [],
        "start": STARTING[Template(process.template)],
        "opening": OpenForm(),
        "reason": ReasonForm(),
        "held": moderation.held(process).count(),
        "suggestions": moderation.suggestions(process).count(),
        "protocols": process.protocols.all(),
    }
    return render(request, "consensus/run.html", page)


@never_cache
@for_runners
@FORMS
def protocol(request, process_id):
    """Change the protocol of a draft, or amend a fixed one."""
    process = access_process(request.user, process_id)
    form = ProtocolForm(process=process, data=request.POST or None)
    if form.is_valid() and _written(form, process, request.user):
        messages.success(
            request, "Saved." if process.stage == Stage.DRAFT else "Amended. Readers see it as a deviation."
        )
        return redirect("consensus:run", process.pk)
    page = {"process": process, "form": form}
    return render(request, "consensus/protocol.html", page, status=400 if form.errors else 200)


def _written(form: ProtocolForm, process, by) -> object | None:
    why = form.cleaned_data["change_reason"]
    if process.stage == Stage.DRAFT:
        return form.attempt(actions.change_draft, process=process, values=form.values(), by=by, reason=why)
    return form.attempt(actions.amend, process=process, values=form.values(), by=by, why=why)


@never_cache
@for_runners
@FORMS
def parts(request, process_id):
    """The stakeholder groups and the rounds of a draft."""
    process = access_process(request.user, process_id)
    form = PartsForm(process=process, data=request.POST or None)
    sent = request.method == "POST"
    if sent and form.is_valid():
        why = form.cleaned_data["change_reason"]
        given = {"process": process, "values": form.values(), "by": request.user, "reason": why}
        if form.attempt(actions.change_draft, **given):
            messages.success(request, "Saved.")
            return redirect("consensus:run", process.pk)
    return render(request, "consensus/parts.html", {"process": process, "form": form}, status=400 if sent else 200)


@for_runners
@require_POST
def fix(request, process_id):
    return _done(request, process_id, actions.fix, "The protocol is fixed. Open the first round when you are ready.")


@for_runners
@require_POST
def end(request, process_id):
    return _done(request, process_id, actions.end, "The process has ended. Its results are public.")


def _done(request, process_id, action, said: str):
    process, form = access_process(request.user, process_id), ReasonForm(request.POST)
    if form.is_valid() and form.attempt(
        action, process=process, by=request.user, reason=form.cleaned_data["change_reason"]
    ):
        messages.success(request, said)
    else:
        tell_errors(request, form)
    return redirect("consensus:run", process.pk)


@for_runners
@require_POST
def open_round(request, process_id, number):
    process = access_process(request.user, process_id)
    form = OpenForm(request.POST)
    round_ = access_round(process, number)
    if form.is_valid():
        form.attempt(actions.open_round, round_=round_, by=request.user, **form.cleaned_data)
    if form.errors:
        tell_errors(request, form)
    else:
        messages.success(request, f"Round {number} is open.")
    return redirect("consensus:run", process.pk)


@for_runners
@require_POST
def close_round(request, process_id, number):
    process = access_process(request.user, process_id)
    try:
        actions.close_round(round_=access_round(process, number), by=request.user)
        messages.success(request, f"Round {number} is closed, and its results are worked out.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("consensus:run", process.pk)


@for_runners
@require_POST
def skip_round(request, process_id, number):
    process, form = access_process(request.user, process_id), ReasonForm(request.POST)
    round_ = access_round(process, number)
    if form.is_valid():
        form.attempt(actions.skip_round, round_=round_, by=request.user, why=form.cleaned_data["change_reason"])
    if form.errors:
        tell_errors(request, form)
    return redirect("consensus:run", process.pk)


@never_cache
@for_runners
@FORMS
def add_round(request, process_id):
    process, form = access_process(request.user, process_id), StepAddForm(data=request.POST or None)
    if form.is_valid():
        given = {"process": process, "step": form.data_of(), "by": request.user}
        if form.attempt(actions.add_round, why=form.cleaned_data["change_reason"], **given):
            return redirect("consensus:run", process.pk)
    page = {"process": process, "form": form}
    return render(request, "consensus/add_round.html", page, status=400 if form.errors else 200)


@for_runners
@require_POST
def rehearse(request, process_id):
    process = access_process(request.user, process_id)
    copied = copying.rehearsal_of(process=process, by=request.user)
    messages.success(request, "This copy is a rehearsal: try everything in it, nothing of it counts.")
    return redirect("consensus:run", copied.pk)
