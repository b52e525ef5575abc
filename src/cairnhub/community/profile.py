"""One's own profile: write it, agree to its being shown, see it as others do, withdraw, delete."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.pages.caching import cached_page

from . import actions, consent, orcid_links, queries
from .choices import Audience
from .forms import ProfileForm
from .shown import MEMBER, VISITOR, shown, title_of, whole
from .works import listed

NO_LONGER_CONFIRMED = (
    "ORCID had confirmed {orcid}, and your profile says otherwise now: you are no longer connected with ORCID, and "
    "sign in by e-mail."
)
FORMS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@requires(Permission.PROFILE_KEEP)
@require_safe
def profile(request):
    person = queries.own_profile(request.user)
    consents = queries.consents_of(request.user)
    current = consent.current_version()
    page = {
        "person": person,
        "table": list(_table(person)) if person else [],
        "held": next((one for one in consents if one.withdrawn_at is None), None),
        "current": current,
        "agreed": any(one.withdrawn_at is None and one.version == current for one in consents),
        "to_visitors": shown(person, VISITOR) if person else None,
        "to_members": shown(person, MEMBER) if person else None,
        "consents": consents,
        "confirmed": orcid_links.confirmed_orcid(request.user),
    }
    return render(request, "community/profile/index.html", page)


def _table(person):
    """Each field that says something: title, words, and who sees it."""
    everything = whole(person)
    for name in person.FIELDS:
        if everything.text(name):
            chosen = Audience(person.visibility.get(name, Audience.NOBODY))
            yield title_of(name), everything.text(name), chosen.label


@never_cache
@requires(Permission.PROFILE_KEEP)
@FORMS
def edit(request):
    person = queries.own_profile(request.user)
    if request.method == "POST":
        form = ProfileForm.sent(request.POST, person=person)
    else:
        form = ProfileForm(person=person, initial={} if person else _known_of(request.user))
    confirmed = orcid_links.confirmed_orcid(request.user)
    if form.is_valid() and form.attempt(actions.save_profile, user=request.user, **form.profile()):
        messages.success(request, "Your profile is saved.")
        if person and person.works and person.orcid != form.cleaned_data["orcid"]:
            messages.warning(request, f"The works you chose from the record of {person.orcid} are taken off.")
        if confirmed and not orcid_links.confirmed_orcid(request.user):
            messages.warning(request, NO_LONGER_CONFIRMED.format(orcid=confirmed))
        return redirect("community:profile")
    page = {"form": form, "person": person, "confirmed": confirmed}
    return render(request, "community/profile/edit.html", page, status=400 if form.errors else 200)


def _known_of(user) -> dict[str, str]:
    """What a new profile begins with."""
    return {"name": user.name, "orcid": orcid_links.confirmed_orcid(user)}


@never_cache
@requires(Permission.PROFILE_KEEP)
@require_safe
def preview(request):
    """One's own profile as visitors or members see it, by the very way in which they do."""
    person = queries.own_profile(request.user)
    if person is None:
        return redirect("community:profile")
    as_member = request.GET.get("as") == "members"
    seen = shown(person, MEMBER if as_member else VISITOR)
    page = {"object": seen, "works": listed(seen.all_works) if seen else [], "as_member": as_member}
    return render(request, "community/profile/preview.html", page)


@requires(Permission.PROFILE_KEEP)
@require_POST
def agree(request):
    try:
        actions.give_consent(user=request.user, version=request.POST.get("version", ""))
        messages.success(request, "Thank you. Your agreement is recorded, with its version and the time.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("community:profile")


@requires(Permission.PROFILE_KEEP)
@require_POST
def withdraw(request):
    actions.withdraw_consent(user=request.user)
    messages.success(request, "Withdrawn. Your profile is hidden, from now on.")
    return redirect("community:profile")


@never_cache
@requires(Permission.PROFILE_KEEP)
@FORMS
def delete(request):
    if request.method == "POST":
        actions.delete_profile(request.user)
        messages.success(request, "Your profile is deleted. Your account stays.")
        return redirect("community:profile")
    return render(request, "community/profile/delete.html", {"person": queries.own_profile(request.user)})


@require_safe
@cached_page
def words(request, version=""):
    """The words people agree to, the current ones or an earlier version."""
    current = consent.current_version()
    page = {
        "version": version or current,
        "current": current,
        "words": consent.words_of(version or current),
        "versions": consent.versions(),
    }
    return render(request, "community/consent.html", page)
