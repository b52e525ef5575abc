"""Pages on which records are completed: those that wait, what the services say of one, and taking it over."""

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access

from .. import queries
from ..models import Reference
from . import asking
from .comparing import compare
from .forms import CompleteForm, LookUpForm, known_of, read_kept

PAGE = 50
for_editors = requires(Permission.OBJECT_EDIT)


@never_cache
@requires(Permission.WORKSPACE_SEE)
@require_safe
def to_complete(request):
    waiting = queries.to_complete()
    context = {
        "progress": queries.progress(),
        "page": Paginator(waiting, PAGE).get_page(request.GET.get("page")),
        "lookup_on": settings.LOOKUP_ON,
        "contact": settings.LOOKUP_CONTACT,
    }
    return render(request, "lookup/to_complete.html", context)


@never_cache
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, object_id):
    reference = access(request.user, Reference, object_id)
    form = LookUpForm(request.POST if request.method == "POST" else None, initial=known_of(reference))
    if not form.is_bound or not form.is_valid():
        return _asked_for(request, reference, form)
    given = form.cleaned_data
    if given["doi"] or given["pmid"]:
        return _looked_up(request, reference, form, asking.look_up(doi=given["doi"], pmid=given["pmid"]))
    return _searched(request, reference, form, asking.search(**form.words()))


@never_cache
@for_editors
@require_POST
def take_over(request, object_id):
    reference = access(request.user, Reference, object_id)
    try:
        found, retrieved = read_kept(reference, request.POST.get("answer", ""))
    except signing.BadSignature:
        form = LookUpForm(known_of(reference), initial=known_of(reference))
        form.add_error(None, "What was found is no longer kept. Look it up again; nothing was changed.")
        return _asked_for(request, reference, form)
    rows = compare(reference, found, queries.holders(reference, found))
    form = CompleteForm(request.POST, reference=reference, found=found, retrieved=retrieved, rows=rows)
    if form.is_valid() and (done := form.save(by=request.user)):
        messages.success(request, _told(reference, nothing=done is True))
        return redirect(reference)
    return _preview(request, reference, form, rows, troubles=[])


def _told(reference: Reference, *, nothing: bool) -> str:
    if nothing:
        return "Nothing differed, nothing was changed."
    missing = ", ".join(reference.to_be_completed)
    return f"Saved. Still to be completed: {missing}." if missing else "Saved. The record is complete."


def _asked_for(request, reference: Reference, form: LookUpForm):
    context = _about(reference) | {"form": form}
    return render(request, "lookup/look_up.html", context, status=400 if form.errors else 200)


def _looked_up(request, reference: Reference, form: LookUpForm, answer: asking.Answer):
    if not answer.found:
        form.add_error(None, answer.refusal())
        return _asked_for(request, reference, form)
    rows = compare(reference, answer.found, queries.holders(reference, answer.found))
    taking = CompleteForm(reference=reference, found=answer.found, retrieved=localdate(), rows=rows)
    return _preview(request, reference, taking, rows, troubles=answer.troubles)


def _preview(request, reference: Reference, form: CompleteForm, rows, *, troubles: list[str]):
    unchanged = [row for row in rows if not row.offers]
    context = _about(reference) | {"form": form, "rows": rows, "unchanged": unchanged, "troubles": troubles}
    return render(request, "lookup/preview.html", context, status=400 if form.errors else 200)


def _searched(request, reference: Reference, form: LookUpForm, answer: asking.Answer):
    if not answer.found and (refusal := answer.refusal()):
        form.add_error(None, refusal)
        return _asked_for(request, reference, form)
    holders = queries.holders(reference, answer.found)
    candidates = [(one, holders.get(("doi", one.doi)) or holders.get(("pmid", one.pmid))) for one in answer.found]
    context = _about(reference) | {
        "form": form,
        "candidates": candidates,
        "troubles": answer.troubles,
        "searched": True,
    }
    return render(request, "lookup/look_up.html", context)


def _about(reference: Reference) -> dict:
    return {
        "reference": reference,
        "next": queries.next_to_complete(reference),
        "progress": queries.progress(),
        "lookup_on": settings.LOOKUP_ON,
        "contact": settings.LOOKUP_CONTACT,
    }
