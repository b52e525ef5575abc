"""The page on which one chooses which of one's works at ORCID one's profile shows."""

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cairn.base.errors import DataError
from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again

from .. import queries
from .forms import WorksForm
from .record import works_at

TOO_OFTEN = "You asked ORCID many times in the last hour. Nothing was changed; try again later."
TOO_OLD = "What ORCID said is no longer kept. Ask it again; nothing was changed."


@never_cache
@requires(Permission.PROFILE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def works(request):
    """What the profile keeps; sent, what ORCID lists, to be chosen from."""
    person = queries.own_profile(request.user)
    if request.method != "POST" or person is None or not person.orcid:
        return _page(request, person)
    if not may_do_again(request, "orcid_works"):
        return _page(request, person, TOO_OFTEN)
    try:
        found = works_at(person.orcid)
    except DataError as trouble:
        return _page(request, person, f"{trouble}.")
    return _page(request, person, form=WorksForm(person=person, found=found))


@requires(Permission.PROFILE_KEEP)
@require_POST
def keep(request):
    person = queries.own_profile(request.user)
    if person is None:
        return redirect("community:profile")
    try:
        form = WorksForm.sent(request.POST, person=person)
    except signing.BadSignature:
        return _page(request, person, TOO_OLD)
    if form.is_valid() and form.save():
        number = len(form.cleaned_data["keep"])
        messages.success(request, f"Saved: your profile keeps {number} work{'' if number == 1 else 's'}.")
        return redirect("community:profile")
    return _page(request, person, form=form)


def _page(request, person, trouble: str = "", form: WorksForm | None = None):
    form = form or (WorksForm(person=person) if person else None)
    page = {
        "person": person,
        "form": form,
        "trouble": trouble[:1].upper() + trouble[1:],
        "lookup_on": settings.LOOKUP_ON,
    }
    failed = bool(trouble) or (form is not None and form.is_bound)
    return render(request, "community/lookup/works.html", page, status=400 if failed else 200)
