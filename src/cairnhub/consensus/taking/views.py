"""The pages of a panellist: opening a link, consent, one screen after another, one's own page."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.pages.prose import safe_html

from ..ballots import actions as ballots
from ..tokens import own_token, ticket
from . import access, screen_page
from .answering import WITH_RADIOS, answers_in
from .language import panel_page
from .screens import SUGGESTIONS, screens_of
from .summary import answered

#: The letters of a secret; what an e-mail program hangs on, such as a full stop, is none of it.
_SECRET = re.compile(r"[\w-]+", re.ASCII)


@panel_page
@require_safe
def entry(request, process_id):
    """Whoever has no link yet pastes it; whoever has one consents, and is led on once they did."""
    process = access.access_process(process_id)
    held = access.holder(request, process)
    round_ = access.open_round(process)
    rater = access.rater(process, held)
    if rater and round_ and "stay" not in request.GET:
        return HttpResponseRedirect(_first_open(process, round_, rater))
    if rater:
        return HttpResponseRedirect(reverse("rounds:mine", args=[process.pk]))
    page = {
        "process": process,
        "round": round_,
        "held": held,
        "information": safe_html(process.information, headings=True),
    }
    return _page(request, "rounds/entry.html", page)


@panel_page
@sensitive_post_parameters()
@require_POST
def enter(request, process_id):
    """Take the secret of a link, once, and keep it in a cookie. A shared link gives a secret of one's own."""
    process = access.access_process(process_id)
    found = _SECRET.search(request.POST.get("code", "").rpartition("#")[2])
    token = _token(request, process, found[0]) if found else None
    if token is None:
        page = {"process": process, "round": access.open_round(process), "wrong": True}
        return _page(request, "rounds/entry.html", page, status=422)
    response = HttpResponseRedirect(reverse("rounds:entry", args=[process.pk]))
    access.remember(response, process, token)
    return response


def _token(request, process, given: str) -> str | None:
    """The secret of whoever opens a link. A shared link gives a new one, except to who takes part already: opening it
    again must lead back to one's own answers, not to a second voice."""
    if ticket(process, given):
        return given
    fresh = own_token(process, given)
    held = access.holder(request, process)
    return held.token if fresh and access.rater(process, held) else fresh


@panel_page
@sensitive_post_parameters()
@require_POST
def begin(request, process_id):
    """Consent, and start."""
    process = access.access_process(process_id)
    held, round_ = access.holder(request, process), access.open_round(process)
    if held is None or round_ is None:
        return HttpResponseRedirect(reverse("rounds:entry", args=[process.pk]))
    if request.POST.get("consent") != str(process.consent_version):
        page = {
            "process": process, "round": round_, "held": held, "unconsented": True,
            "information": safe_html(process.information, headings=True),
        }  # fmt: skip
        return _page(request, "rounds/entry.html", page, status=422)
    rater = ballots.begin(process, held)
    return HttpResponseRedirect(_first_open(process, round_, rater))


@panel_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request, process_id, place):
    """One screen of the open round."""
    process = access.access_process(process_id)
    held, round_ = access.holder(request, process), access.open_round(process)
    rater = access.rater(process, held)
    if rater is None or round_ is None or _is_of_another_round(request, round_):
        return _no_longer(request, process, rater)
    screens = screens_of(round_, rater.code)
    if not 1 <= place <= len(screens):
        raise Http404("There is no such page.")
    one = screens[place - 1]
    problem = ""
    if request.method == "POST":
        try:
            _save(request.POST, round_, rater, held, one)
        except ballots.RoundClosed:
            return _no_longer(request, process, rater)
        except ValidationError as error:
            problem = error.messages[0]
        to = _next(request.POST.get("go"), process, place, len(screens))
        if _by_script(request):
            said = {"said": problem} if problem else {"said": _("Saved"), "to": to}
            return JsonResponse(said, status=422 if problem else 200)
        if not problem:
            return HttpResponseRedirect(to)
    page = screen_page.build(round_, rater, held, one, request.POST if problem else None)
    page |= {"process": process, "round": round_, "place": place, "last": len(screens), "problem": problem}
    return _page(request, screen_page.template(round_), page, status=422 if problem else 200)


def _is_of_another_round(request, round_) -> bool:
    """Whether a page that was left open through the end of its round is posted in the next one."""
    return request.POST.get("round", str(round_.number)) != str(round_.number)


def _no_longer(request, process, rater):
    """Nothing can be kept here: the round has closed meanwhile, or this device forgot whose answers it holds."""
    entry_ = reverse("rounds:entry", args=[process.pk])
    if rater is None:
        said, to = _("Not saved: this device does not know your link any more. Open your link again."), entry_
    else:
        said = _("This round has closed. What you answered before is kept.")
        to = f"{reverse('rounds:mine', args=[process.pk])}?closed=1"
    if request.method != "POST":
        return HttpResponseRedirect(entry_)
    return JsonResponse({"said": said, "to": to}, status=409) if _by_script(request) else HttpResponseRedirect(to)


def _save(post, round_, rater, held, one) -> None:
    """Keep what a screen says. A radio button that is chosen stays chosen, so none chosen says nothing: it is a page
    that was opened earlier, and takes back nothing of what was answered elsewhere meanwhile."""
    if one.keys:
        given = answers_in(post, one, round_)
        emptied = () if round_.mode in WITH_RADIOS else one.keys
        ballots.save(round_, rater, emptied, one.aspect, given)
    written = {f"suggestion {number}": (f"suggestion-{number}", None) for number in range(1, SUGGESTIONS + 1)}
    if one.keys:
        written = {f"item {key}": ("reason", key) for key in one.keys if len(one.keys) == 1}
    for place, (field, key) in written.items():
        # As it was when the page was opened: words written elsewhere since then stay.
        if (text := post.get(field)) is not None and _lines(text) != _lines(post.get(f"{field}-was", "\0")):
            ballots.save_remark(round_, held, place, _lines(text), key)


def _lines(text: str) -> str:
    """Browsers send each end of a line as two characters, which count against nobody's number of letters."""
    return text.replace("\r\n", "\n").strip()


@panel_page
@require_safe
def mine(request, process_id):
    """What one still has to answer, one's own link, taking back and leaving."""
    process = access.access_process(process_id)
    held, round_ = access.holder(request, process), access.open_round(process)
    rater = access.rater(process, held)
    if rater is None:
        return HttpResponseRedirect(reverse("rounds:entry", args=[process.pk]))
    page = {
        "process": process, "round": round_, "link": _link(process, held), "closed": "closed" in request.GET,
        "answered": answered(process, round_, rater, held),
    }  # fmt: skip
    if round_:
        page["places"] = screen_page.places(round_, rater, held)
        page["open"] = [place for place, done in page["places"] if not done]
    return _page(request, "rounds/mine.html", page)


@panel_page
@sensitive_post_parameters()
@require_POST
def withdraw(request, process_id):
    """Take one's answers back, as long as they are part of no result."""
    process = access.access_process(process_id)
    held, round_ = access.holder(request, process), access.open_round(process)
    rater = access.rater(process, held)
    if rater is not None:
        places = [f"suggestion {number}" for number in range(1, SUGGESTIONS + 1)]
        places += [f"item {pk}" for pk in process.items.values_list("pk", flat=True)]
        try:
            ballots.withdraw(round_, rater, held, places)
        except ballots.RoundClosed:
            return _no_longer(request, process, rater)
    response = _page(request, "rounds/gone.html", {"process": process, "withdrawn": True})
    access.forget(response, process)
    return response


@panel_page
@require_POST
def leave(request, process_id):
    """Forget the link on this device; what was answered stays."""
    process = access.access_process(process_id)
    response = _page(request, "rounds/gone.html", {"process": process, "withdrawn": False})
    access.forget(response, process)
    return response


@panel_page
def spoilt(request, process_id, spoilt):
    """Some mail programs write the # of a link as %23, and its secret then stands in the path. Whatever is asked so
    is led to the page where a link is pasted, for an answer "not found" would be logged with its path."""
    return HttpResponseRedirect(reverse("rounds:entry", args=[process_id]))


def _page(request, name: str, page: dict, status: int = 200):
    # An address that only takes what a form sends cannot be asked for again in another language: the entry can.
    only_posted = request.resolver_match.url_name in ("enter", "begin", "withdraw", "leave")
    here = reverse("rounds:entry", args=[page["process"].pk]) if only_posted else ""
    if round_ := page.get("round"):
        rounds = page["process"].round_numbers
        page |= {"round_place": rounds.index(round_.number) + 1, "rounds_number": len(rounds)}
    return render(request, name, page | {"languages": settings.LANGUAGES, "here": here}, status=status)


def _by_script(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _next(go: str | None, process, place: int, last: int) -> str:
    to = place - 1 if go == "back" else place + 1 if go == "next" else place
    if to < 1 or to > last:
        return reverse("rounds:mine", args=[process.pk])
    return reverse("rounds:screen", args=[process.pk, to])


def _first_open(process, round_, rater) -> str:
    """The first screen without an answer, or one's own page where all have one."""
    open_ = [place for place, done in screen_page.places(round_, rater, None) if not done]
    if not open_:
        return reverse("rounds:mine", args=[process.pk])
    return reverse("rounds:screen", args=[process.pk, open_[0]])


def _link(process, held) -> str:
    return f"{settings.PUBLIC_URL}{reverse('rounds:entry', args=[process.pk])}#{held.token}"
