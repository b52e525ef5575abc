"""Steps of a question's life: each a page with a form, and a note of what follows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access

from ..models import Question
from . import actions, claims
from .forms import AnswerForm, ClaimForm, MergeForm, WhyForm
from .moves import CLAIM_DAYS, MOVES
from .queries import life_of
from .rights import moves_for

FORMS = require_http_methods(["GET", "HEAD", "POST"])
ASKED = "agenda/step.html"


@never_cache
@requires(Permission.QUESTION_CLAIM)
@FORMS
def move(request, object_id, name):
    if name not in MOVES:
        raise Http404("There is no such step.")
    question = access(request.user, Question, object_id)
    step = MOVES[name]
    _allow(step in moves_for(request.user, question))
    words = {"title": step.label, "lead": step.explanation, "button": step.label}
    form = WhyForm(request.POST or None)
    return _step(
        request, question, form, words, actions.move, lambda: {"name": name, "reason": form.cleaned_data["reason"]}
    )


@never_cache
@requires(Permission.QUESTION_CLAIM)
@FORMS
def claim(request, object_id):
    question = access(request.user, Question, object_id)
    _allow(life_of(question, request.user).may_claim)
    form = ClaimForm(request.POST or None, user=request.user, initial={"whom": "me"})
    words = {
        "title": "Claim this question",
        "lead": f"You say in public that you work on it. A claim lasts {CLAIM_DAYS} days and can be renewed; "
        "one that is not renewed is free for others.",
        "button": "Claim it",
    }
    return _step(
        request,
        question,
        form,
        words,
        claims.claim,
        lambda: form.claimed_for | {"reason": form.cleaned_data["reason"]},
    )


@never_cache
@requires(Permission.QUESTION_CLAIM)
@FORMS
def renew(request, object_id):
    question = access(request.user, Question, object_id)
    _allow(life_of(question, request.user).may_renew)
    form = WhyForm(request.POST or None)
    form.fields["reason"].label = "What has been done, and what comes next"
    words = {"title": "Renew the claim", "lead": f"It will last {CLAIM_DAYS} days from today.", "button": "Renew it"}
    return _step(request, question, form, words, claims.renew, lambda: form.cleaned_data)


@never_cache
@requires(Permission.QUESTION_CLAIM)
@FORMS
def answer(request, object_id):
    question = access(request.user, Question, object_id)
    life = life_of(question, request.user)
    _allow(life.may_answer)
    form = AnswerForm(request.POST or None, question=question, initial=_drafted(life.keeping))
    words = {
        "title": "Propose the answer",
        "lead": "It rests on a synthesis: a pooled answer of this hub on one of its links, or a published review. "
        "Somebody else signs it off.",
        "button": "Propose it",
    }
    return _step(request, question, form, words, actions.propose_answer, lambda: form.cleaned_data)


@never_cache
@requires(Permission.OBJECT_EDIT)
@FORMS
def sign_off(request, object_id):
    question = access(request.user, Question, object_id)
    life = life_of(question, request.user)
    _allow(life.may_sign)
    form = WhyForm(request.POST or None)
    words = {
        "title": "Sign off the answer",
        "lead": "You have read the synthesis and find that it answers the question.",
        "button": "It is answered",
        "other": "Send it back",
    }
    action = actions.send_back if "other" in request.POST else actions.sign_off
    return _step(request, question, form, words, action, lambda: form.cleaned_data, keeping=life.keeping)


@never_cache
@requires(Permission.OBJECT_EDIT)
@FORMS
def merge(request, object_id):
    question = access(request.user, Question, object_id)
    _allow(life_of(question, request.user).may_merge)
    form = MergeForm(request.POST or None, question=question)
    words = {
        "title": "Merge a duplicate",
        "lead": "This question leaves the agenda; its address leads to the other, which says how else it was asked. "
        "It can be undone.",
        "button": "Merge them",
    }
    return _step(request, question, form, words, actions.merge, lambda: form.cleaned_data)


@never_cache
@requires(Permission.OBJECT_EDIT)
@FORMS
def part(request, object_id):
    question = access(request.user, Question, object_id)
    _allow(question.merged_into_id is not None)
    form = WhyForm(request.POST or None)
    words = {"title": "Part a merged question", "lead": "It stands on the agenda again.", "button": "Part them"}
    return _step(request, question, form, words, actions.part, lambda: form.cleaned_data)


@never_cache
@requires(Permission.QUESTION_CLAIM)
@require_POST
def would_fund(request, object_id):
    question = access(request.user, Question, object_id)
    life = life_of(question, request.user)
    _allow(life.funder is not None)
    if life.has_spoken:
        actions.take_back_would_fund(question=question, by=request.user)
        messages.success(request, "Taken back.")
    else:
        actions.say_would_fund(question=question, by=request.user)
        messages.success(request, f"The page now says that {life.funder.name} would fund work on it.")
    return redirect(question)


@never_cache
@requires(Permission.QUESTION_CLAIM)
@require_POST
def look_at_evidence(request, object_id):
    question = access(request.user, Question, object_id)
    _allow(life_of(question, request.user).may_look)
    actions.look_at_evidence(question=question, by=request.user)
    messages.success(request, "Noted. What comes from now on is shown as new.")
    return redirect(question)


def _step(request, question, form, words, action, arguments, **context):
    """Show the form of a step, or take it and return to the question."""
    if form.is_valid() and form.attempt(action, question=question, by=request.user, **arguments()):
        question.refresh_from_db()
        messages.success(request, f"Done. The question is {question.get_status_display()}.")
        return redirect(question)
    context |= {"object": question, "form": form, **words}
    return render(request, ASKED, context, status=400 if form.is_bound else 200)


def _drafted(keeping) -> dict:
    if keeping is None:
        return {}
    return {"answer": keeping.draft_answer, "pooling": keeping.draft_pooling_id, "source": keeping.draft_source}


def _allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
