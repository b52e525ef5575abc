"""Pages of what is sent for others: sending, the slip, looking up, and the lists of what became of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again
from cairnhub.community.models import Organisation
from cairnhub.community.speaking.queries import organisations_of
from cairnhub.history.access import access
from cairnhub.pages.downloads import csv_file

from ..forms import FORMS
from ..models import SuggestionKind
from ..queries import access_sent
from . import actions, queries
from .forms import BehalfForm, LookUpForm, TakenBackForm

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 30
TOO_MANY = "Many came from your network today. Yours is kept below: try in an hour."
#: One sentence for words that were never given out, for misspelt ones and for anything else.
NO_SUCH_WORDS = "No suggestion has these words. Compare them with your slip, letter by letter."


@never_cache
@FORM
def suggest(request):
    """For everybody how it works; for who speaks for an organisation also the form."""
    mine = organisations_of(request.user)
    if not mine:
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "behalf/how.html")
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    kind = asked if asked in FORMS else SuggestionKind.NEED
    form, behalf = _sender_known(FORMS[kind](request.POST or None)), BehalfForm(request.POST or None, user=request.user)
    status = 200
    if request.method == "POST":
        # Both are looked at, so that all mistakes are shown at once.
        status = 400
        if all([form.is_valid(), behalf.is_valid()]):
            if may_do_again(request, "suggest"):
                organisation, told = behalf.sent()
                message = {"kind": kind, **form.message()}
                arguments = {"by": request.user, "organisation": organisation, "behalf": told, "message": message}
                if sent := form.attempt(actions.send, **arguments):
                    return redirect(sent.get_absolute_url())
            else:
                form.add_error(None, TOO_MANY)
                status = 429
    context = {"form": form, "behalf": behalf, "kind": kind, "kinds": SuggestionKind.choices}
    return render(request, "behalf/suggest.html", context, status=status)


@never_cache
@FORM
def look_up(request):
    form = LookUpForm(request.POST or None)
    status = 400 if request.method == "POST" else 200
    if form.is_valid():
        # Counted before looking: a guess that fails costs as much as one that does not.
        if not may_do_again(request, "look_up_answer"):
            form.add_error(None, "Many words were tried from your network. Try again in an hour.")
            status = 429
        elif found := queries.suggestion_of_words(form.cleaned_data["words"]):
            return redirect(found.get_absolute_url())
        else:
            form.add_error("words", NO_SUCH_WORDS)
    return render(request, "behalf/look_up.html", {"form": form}, status=status)


@never_cache
@require_safe
def slip(request, token):
    """What a person without e-mail takes home on paper."""
    sent = access_sent(token)
    context = {
        "suggestion": sent,
        "behalf": queries.behalf_of(sent),
        "words": actions.slip_of(sent).words.replace("-", " "),
        "host": request.get_host(),
    }
    response = render(request, "behalf/slip.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@requires(Permission.ORGANISATION_SPEAK)
@require_safe
def brought(request, object_id):
    return _brought(request, access(request.user, Organisation, object_id))


@never_cache
@requires(Permission.ORGANISATION_SPEAK)
@require_safe
def brought_csv(request, object_id):
    found = access(request.user, Organisation, object_id)
    rows = queries.access_brought(request.user, found)
    return csv_file(f"brought-{found.pk}", queries.HEADER, map(queries.row, rows))


@never_cache
@requires(Permission.ORGANISATION_SPEAK)
@require_POST
def taken_back(request, behalf_id):
    behalf = queries.access_behalf(request.user, behalf_id)
    form = TakenBackForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["taken_back_on"]
        if form.attempt(actions.take_back, behalf=behalf, on=on, by=request.user):
            messages.success(request, "Noted. Its page and yours say so.")
            return redirect("behalf:brought", behalf.organisation_id)
    return _brought(request, behalf.organisation, refused=(behalf.pk, form))


@never_cache
@requires(Permission.SUGGESTION_MODERATE)
@require_safe
def everything(request):
    show = request.GET.get("show", "")
    page = Paginator(queries.of_state(show), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": queries.became(list(page)), "show": show, "states": queries.SHOWN.items()}
    return render(request, "behalf/all.html", context)


@never_cache
@requires(Permission.SUGGESTION_MODERATE)
@require_safe
def everything_csv(request):
    found = queries.of_state(request.GET.get("show", ""))
    return csv_file("on-behalf", queries.HEADER, map(queries.row, found))


def _sender_known(form):
    # Whoever sends has an account: name and address are taken from it.
    for name in ("sender_name", "sender_email"):
        del form.fields[name]
    return form


def _brought(request, organisation: Organisation, *, refused: tuple[int, TakenBackForm] | None = None):
    found = queries.access_brought(request.user, organisation)
    speaks = organisations_of(request.user).filter(pk=organisation.pk).exists()
    wrong, form = refused or (0, None)
    rows = [
        (one, label, form if one.pk == wrong else TakenBackForm(auto_id=f"id_{one.pk}_%s"))
        for one, label in queries.became(found)
    ]
    context = {"object": organisation, "rows": rows, "speaks": speaks}
    return render(request, "behalf/brought.html", context, status=400 if refused else 200)
