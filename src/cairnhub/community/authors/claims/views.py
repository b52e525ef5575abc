"""Pages of claims: making and withdrawing one's own, and deciding about those of others."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again
from cairnhub.community.models import Person
from cairnhub.community.orcid_links import confirmed_orcid
from cairnhub.community.shown import MEMBER, shown, with_all

from ..correcting.queries import side
from ..models import AuthorClaim, ClaimState
from ..reading import Field, access_author
from . import actions, queries
from .forms import AnswerForm, ClaimForm

form_methods = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
TOO_MANY = "You have made many claims today. Your words are kept below: try again tomorrow."


@never_cache
@requires(Permission.PROFILE_KEEP)
@form_methods
def claim(request, key):
    field = Field()
    author = access_author(field, key)
    form = ClaimForm(request.POST or None)
    status = 400 if form.errors else 200
    if form.is_valid():
        status = 400
        if not may_do_again(request, "author_claim"):
            form.add_error(None, TOO_MANY)
            status = 429
        elif form.attempt(actions.claim, field=field, author=author, user=request.user, **form.cleaned_data):
            messages.success(request, "Thank you. You are told once it is decided, and can withdraw it here.")
            return redirect("authors:mine")
    page = {
        "form": form,
        "object": author,
        "profile": queries.profile_of(request.user),
        "orcid": confirmed_orcid(request.user),
        "standing": queries.standing_of(field, author.key, request.user, MEMBER),
    }
    return render(request, "authors/claim.html", page, status=status)


@never_cache
@requires(Permission.PROFILE_KEEP)
@require_safe
def mine(request):
    page = {
        "claims": queries.told(Field(), queries.own(request.user)),
        "profile": queries.profile_of(request.user),
        "orcid": confirmed_orcid(request.user),
    }
    return render(request, "authors/mine.html", page)


@requires(Permission.PROFILE_KEEP)
@require_POST
def look_by_orcid(request, claim_id):
    found = queries.access_own(request.user, claim_id)
    if not may_do_again(request, "author_claim"):
        messages.error(request, "You have asked often today: try again tomorrow. An editor looks at it meanwhile.")
    elif actions.look_by_orcid(claim=found):
        messages.success(request, "The publications are looked up now. Come back in a few minutes.")
    else:
        messages.error(request, "Nothing to look up: the claim is decided, or no ORCID iD is connected.")
    return redirect("authors:mine")


@requires(Permission.PROFILE_KEEP)
@require_POST
def withdraw(request, claim_id):
    actions.withdraw(claim=queries.access_own(request.user, claim_id))
    messages.success(request, "Withdrawn. Nothing says any more that it was made.")
    return redirect("authors:mine")


@never_cache
@requires(Permission.OBJECT_EDIT)
@require_safe
def claims(request):
    show = "confirmed" if request.GET.get("show") == "confirmed" else "waiting"
    found = queries.confirmed() if show == "confirmed" else queries.waiting()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lists = (("waiting", "Waiting"), ("confirmed", "Confirmed"))
    context = {"page": page, "claims": queries.told(Field(), page), "show": show, "lists": lists}
    return render(request, "authors/claims.html", context)


@never_cache
@requires(Permission.OBJECT_EDIT)
@form_methods
def decide(request, claim_id):
    """One claim with all that helps to decide it: the record, and the whole of what its person says."""
    found = queries.access_claim(claim_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _decided(form, found, request)
        if done:
            messages.success(request, "Decided. The person is told.")
            return redirect("authors:claims")
    field = Field()
    told = queries.told(field, [found])[0]
    page = {
        "form": form,
        "claim": found,
        "author": told.author,
        "side": side(field, told.author) if told.author else None,
        "profile": shown(with_all(Person.objects.filter(pk=found.person_id)).get(), MEMBER),
        "orcid": confirmed_orcid(found.person.user),
    }
    return render(request, "authors/decide.html", page, status=400 if form.errors else 200)


def _decided(form: AnswerForm, claim: AuthorClaim, request):
    decision, answer = request.POST.get("decision"), form.cleaned_data["answer"]
    if decision == "confirm":
        return form.attempt(actions.confirm, claim=claim, by=request.user)
    if decision in ("refuse", "revoke"):
        action = actions.revoke if claim.state == ClaimState.CONFIRMED else actions.refuse
        return form.attempt(action, claim=claim, by=request.user, answer=answer)
    form.add_error(None, "Choose what to do: confirm it, or say why not.")
    return None
