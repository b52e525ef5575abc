"""Who speaks for one organisation: asking, withdrawing, and for editors confirming, naming and ending."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access

from ..models import Organisation
from . import actions, queries
from .forms import AskForm, NameForm

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@requires(Permission.ORGANISATION_SPEAK)
@FORMS
def speaking(request, object_id):
    """The page of it; sent, it asks to speak."""
    found = access(request.user, Organisation, object_id)
    form = AskForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.ask, organisation=found, user=request.user, **form.cleaned_data):
        messages.success(request, "Asked. An editor reads it; until then you can take it back here.")
        return _back(found)
    return _page(request, found, form=form)


@never_cache
@requires(Permission.SPEAKER_CONFIRM)
@require_POST
def name(request, object_id):
    found = access(request.user, Organisation, object_id)
    form = NameForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        if form.attempt(actions.name, organisation=found, user=person, by=request.user):
            messages.success(request, f"{person.display_name} speaks for {found.name} from now on.")
            return _back(found)
    return _page(request, found, naming=form)


@never_cache
@requires(Permission.ORGANISATION_SPEAK)
@require_POST
def withdraw(request, object_id):
    found = access(request.user, Organisation, object_id)
    own = queries.standing_of(found, request.user).own
    if own:
        actions.end(speaker=own)
    messages.success(request, f"You do not speak for {found.name}, and nothing says that you did or asked to.")
    return _back(found)


@never_cache
@requires(Permission.SPEAKER_CONFIRM)
@require_POST
def confirm(request, object_id, speaker_id):
    found = access(request.user, Organisation, object_id)
    speaker = queries.access_speaker(found, speaker_id)
    try:
        actions.confirm(speaker=speaker, by=request.user)
        messages.success(request, f"{speaker.user.display_name} speaks for {found.name} from now on.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return _back(found)


@never_cache
@requires(Permission.SPEAKER_CONFIRM)
@require_POST
def end(request, object_id, speaker_id):
    found = access(request.user, Organisation, object_id)
    speaker = queries.access_speaker(found, speaker_id)
    actions.end(speaker=speaker)
    messages.success(request, f"{speaker.user.display_name} does not speak for {found.name}.")
    return _back(found)


def _back(organisation: Organisation):
    return redirect("speaking:speaking", organisation.pk)


def _page(request, found: Organisation, *, form: AskForm | None = None, naming: NameForm | None = None):
    context = {
        "object": found,
        "standing": queries.standing_of(found, request.user),
        "form": form or AskForm(),
        "naming": naming or NameForm(),
    }
    return render(request, "speaking/speaking.html", context, status=400 if request.method == "POST" else 200)
