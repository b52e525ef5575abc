"""The page on which an editor finds an organisation in ROR and takes its identifier over."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cairn.base.errors import DataError
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access

from ..models import Organisation
from . import register
from .taking_over import holders_of, take_over

KEPT_FOR = 24 * 60 * 60
for_editors = requires(Permission.OBJECT_EDIT)


class WordsForm(forms.Form):
    """What ROR is asked. Nothing but this is sent."""

    words = forms.CharField(
        label="Name, or ROR identifier", max_length=300, help_text="In any language; an abbreviation will often do."
    )


@dataclass(frozen=True)
class Candidate:
    """What ROR says of one organisation, signed for this record, and who has its identifier already."""

    found: register.Found
    answer: str
    holder: Organisation | None


@never_cache
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request, object_id):
    organisation = access(request.user, Organisation, object_id)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"words": organisation.name})
    if not form.is_valid():
        return _page(request, organisation, form)
    try:
        found = register.search(form.cleaned_data["words"])
    except DataError as trouble:
        text = f"{trouble}."
        form.add_error(None, text[:1].upper() + text[1:])
        return _page(request, organisation, form)
    return _page(request, organisation, form, found)


@never_cache
@for_editors
@require_POST
def take(request, object_id):
    organisation = access(request.user, Organisation, object_id)
    try:
        answer = signing.loads(request.POST.get("answer", ""), salt=_salt(organisation), max_age=KEPT_FOR)
        event = take_over(organisation=organisation, found=register.Found.from_json(answer), by=request.user)
    except signing.BadSignature:
        messages.error(request, "What ROR said is no longer kept. Look it up again; nothing was changed.")
        return redirect("community:organisation_ror", organisation.pk)
    except ValidationError as refusal:
        messages.error(request, "Not saved: " + " ".join(refusal.messages))
        return redirect("community:organisation_ror", organisation.pk)
    messages.success(request, "Saved. It stands in the history and can be undone." if event else "Nothing differed.")
    return redirect(organisation)


def _page(request, organisation, form, found: list[register.Found] | None = None):
    holders = holders_of(found or [], organisation)
    page = {
        "object": organisation,
        "form": form,
        "candidates": [Candidate(one, _signed(organisation, one), holders.get(one.ror)) for one in found or []],
        "searched": found is not None,
        "lookup_on": settings.LOOKUP_ON,
    }
    return render(request, "community/lookup/register.html", page, status=400 if form.errors else 200)


def _signed(organisation: Organisation, found: register.Found) -> str:
    return signing.dumps(found.as_json(), salt=_salt(organisation), compress=True)


def _salt(organisation: Organisation) -> str:
    return f"community.lookup.register:{organisation.pk}"
