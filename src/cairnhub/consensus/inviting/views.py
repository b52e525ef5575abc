"""Sending, and what follows for each address: reminders, letters that came back, new links, declining, deleting."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cairnhub.pages.downloads import csv_file

from ..doors import FORMS
from ..models import Stage
from ..protocol import groups_of
from . import adding, leaving, queries, sending
from .doors import of_process
from .forms import CorrectForm, UndeliverableForm
from .letters import SALT, group_label
from .models import Invitation, InvitationState

A_PAGE = 100


@of_process
@require_POST
def send(request, process):
    return _done(request, process, sending.send_invitations, "Letters on their way")


@of_process
@require_POST
def remind(request, process):
    return _done(request, process, sending.remind, "Reminders on their way")


@of_process
@require_safe
def people(request, process):
    """Who is invited, by address; of one state where one is chosen."""
    state = request.GET.get("state", "")
    found = process.invitations.all()
    if state in InvitationState.values:
        found = found.filter(state=state)
    names = {one.code: one.name for one in groups_of(process)}
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, names.get(one.group, one.group), _said(one)) for one in page]
    context = {"process": process, "page": page, "rows": rows, "state": state, "states": queries.states(process)}
    return render(request, "inviting/people.html", context)


@of_process
@require_safe
def people_csv(request, process):
    header = ("e-mail", "name", "group", "language", "letter", "sent on", "reminded on", "new links", "trouble")
    rows = (
        (one.email, one.name, one.group, one.language, _said(one), *_dates_and_trouble(one))
        for one in process.invitations.all()
    )
    return csv_file(f"invitations-{process.pk}", header, rows)


@of_process
@require_safe
def person(request, process, invitation_id):
    return _person(request, queries.access_invitation(process, invitation_id))


@of_process
@require_POST
def correct(request, process, invitation_id):
    invitation = queries.access_invitation(process, invitation_id)
    form = CorrectForm(request.POST)
    if form.is_valid() and form.attempt(sending.correct, invitation=invitation, email=form.cleaned_data["email"]):
        messages.success(request, "The address is changed. A letter that came back is sent anew, with a new link.")
        return redirect("consensus:inviting:person", process.pk, invitation.pk)
    return _person(request, invitation, form)


@of_process
@require_POST
def new_link(request, process, invitation_id):
    invitation = queries.access_invitation(process, invitation_id)
    if _tried(request, sending.send_new_link, invitation=invitation) is not None:
        messages.success(request, "A new link is on its way.")
    return redirect("consensus:inviting:person", process.pk, invitation.pk)


@of_process
@require_POST
def declined(request, process, invitation_id):
    leaving.decline(invitation=queries.access_invitation(process, invitation_id))
    messages.success(request, "Counted as declined, and the address is forgotten.")
    return redirect("consensus:inviting:people", process.pk)


@of_process
@require_POST
def take_out(request, process, invitation_id):
    invitation = queries.access_invitation(process, invitation_id)
    if _tried(request, adding.take_out, invitation=invitation) is None:
        return redirect("consensus:inviting:person", process.pk, invitation.pk)
    messages.success(request, "Taken out, and the address is forgotten.")
    return redirect("consensus:inviting:people", process.pk)


@of_process
@FORMS
def undeliverable(request, process):
    """Take addresses that came back to somebody's mailbox, which the hub cannot see."""
    form = UndeliverableForm(request.POST or None)
    if form.is_valid() and (
        done := form.attempt(sending.mark_bounced, process=process, text=form.cleaned_data["addresses"])
    ):
        number, unknown = done
        messages.success(request, f"Marked as undeliverable: {number}.")
        if unknown:
            messages.warning(request, f"Not invited here: {', '.join(unknown)}.")
        return redirect("consensus:inviting:index", process.pk)
    context = {"process": process, "form": form}
    return render(request, "inviting/undeliverable.html", context, status=400 if form.errors else 200)


@of_process
@FORMS
def delete(request, process):
    """Delete every address, once the process has ended."""
    if request.method == "POST":
        number = _tried(request, leaving.delete_addresses, process=process, by=request.user)
        if number is not None:
            messages.success(request, f"Addresses deleted: {number}. The answers stay.")
        return redirect("consensus:inviting:index", process.pk)
    number, ended = process.invitations.count(), process.stage == Stage.ENDED
    return render(request, "inviting/delete.html", {"process": process, "number": number, "ended": ended})


@never_cache
@FORMS
def decline(request, process_id, token):
    """The signed word of the letter is the proof. A mail program that opens links declines nothing: a button does."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        number = None
    found = Invitation.objects.filter(pk=number, process_id=process_id).select_related("process").first()
    state = "unknown" if number is None else "asked" if found else "gone"
    if found and request.method == "POST":
        leaving.decline(invitation=found)
        state = "declined"
    language = found.language if found else translation.get_language_from_request(request)
    with translation.override(language):
        context = {"state": state, "process": found.process if found else None}
        return render(request, "inviting/decline.html", context, status=404 if state == "unknown" else 200)


def _person(request, invitation: Invitation, form: CorrectForm | None = None):
    process = invitation.process
    context = {
        "process": process,
        "one": invitation,
        "said": _said(invitation),
        "group": group_label(process, invitation.group),
        "link_group": group_label(process, invitation.token_group),
        "can_correct": invitation.state in (InvitationState.WAITING, InvitationState.BOUNCED),
        "can_send_new": invitation.state == InvitationState.SENT or sending.is_broken_off(invitation),
        "broken_off": sending.is_broken_off(invitation),
        "why_not": sending.why_not(process),
        "form": form or CorrectForm(initial={"email": invitation.email}),
    }
    return render(request, "inviting/person.html", context, status=400 if form else 200)


def _said(one: Invitation) -> str:
    if sending.is_broken_off(one):
        return "not known: the sending was broken off"
    return one.get_state_display()


def _dates_and_trouble(one: Invitation) -> tuple:
    return one.sent_on, one.reminded_on, one.sent_again, one.trouble


def _done(request, process, action, words: str):
    number = _tried(request, action, process=process, by=request.user)
    if number is not None:
        messages.success(request, f"{words}: {number}.")
    return redirect("consensus:inviting:index", process.pk)


def _tried(request, action, **arguments):
    """Do it; where it is refused, tell why on the next page and answer None."""
    try:
        return action(**arguments) or 0
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
