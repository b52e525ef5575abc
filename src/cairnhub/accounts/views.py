"""One's own account, and the list of members for coordinators."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import actions, personal, queries
from .doors import requires
from .forms import EraseForm, FindMemberForm, InterestForm, NameForm, RoleForm
from .models import Role
from .permissions import Permission

#: What each role may do, in words for the person who has it.
ROLE_WORDS = {
    Role.MEMBER: "You may make a profile, declare interests and follow what you suggested.",
    Role.REVIEWER: "You may also see where each record was read.",
    Role.EDITOR: "You may also add and change everything in the hub, and answer suggestions.",
    Role.COORDINATOR: "You may also publish versions of the framework and grant roles.",
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid() and _try(form, actions.rename, user=request.user, name=form.cleaned_data["name"]):
        messages.success(request, "Your name is saved.")
        return redirect("account")
    context = {
        "form": form,
        "role_words": ROLE_WORDS[request.user.role],
        "interests": queries.current_interests(request.user),
    }
    return render(request, "accounts/account.html", context, status=400 if form.errors else 200)


@never_cache
@login_required
@require_safe
def data(request):
    """What the hub holds about this person, as a file."""
    response = JsonResponse(personal.about(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="cairn-data-about-me.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    """Delete one's own account, after typing its address."""
    form = EraseForm(request.POST or None, user=request.user)
    if form.is_valid() and _try(form, actions.erase, user=request.user):
        logout(request)
        messages.success(request, "Your account and what named you is erased.")
        return redirect("/")
    return render(request, "accounts/erase.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@requires(Permission.INTEREST_DECLARE)
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request):
    form = InterestForm(request.POST or None)
    if form.is_valid() and _try(form, actions.declare_interest, user=request.user, **form.cleaned_data):
        messages.success(request, "Declared. It is shown beside what you change from today on.")
        return redirect("interests")
    context = {
        "form": form,
        "interests": request.user.interests.all(),
        "declared_none": queries.has_declared_none(request.user),
        "holds_any": queries.current_interests(request.user).exists(),
    }
    return render(request, "accounts/interests.html", context, status=400 if form.errors else 200)


@requires(Permission.INTEREST_DECLARE)
@require_POST
def declare_none(request):
    try:
        actions.declare_none(user=request.user)
        messages.success(request, "Declared: you have no interest that others should know.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("interests")


@requires(Permission.INTEREST_DECLARE)
@require_POST
def end_interest(request, interest_id):
    interest = queries.access_interest(request.user, interest_id)
    try:
        actions.end_interest(interest=interest)
        messages.success(request, "Ended today. It stays beside what you changed while it held.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("interests")


@never_cache
@requires(Permission.ROLE_GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request):
    form = FindMemberForm(request.POST or None)
    if form.is_valid():
        found = queries.member_by_email(form.cleaned_data["email"])
        if found:
            return redirect("member", found.pk)
        form.add_error("email", "Nobody has signed up with this address. Ask the person to sign up first.")
    granted = request.GET.get("granted", "")
    context = {"form": form, "members": queries.members(), "granted": granted if granted.isdecimal() else ""}
    return render(request, "accounts/members.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.ROLE_GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request, user_id):
    person = queries.access_member(user_id)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    if form.is_valid() and _try(form, actions.grant_role, user=person, by=request.user, **form.cleaned_data):
        messages.success(request, f"{person.display_name} is now {person.get_role_display().lower()}.")
        return redirect(f"{reverse('members')}?granted={person.pk}")
    context = {"form": form, "person": person, "interests": queries.current_interests(person)}
    return render(request, "accounts/member.html", context, status=400 if form.errors else 200)


def _try(form, action, **arguments) -> bool:
    """Do it, or show what the action refused beside the field it is about."""
    try:
        action(**arguments)
    except ValidationError as error:
        known = {name if name in form.fields else None: found for name, found in error.update_error_dict({}).items()}
        for name, found in known.items():
            form.add_error(name, found)
        return False
    return True
