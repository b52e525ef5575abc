"""Pages for readers: what waits, the form of one study, and the agreement of two readers."""

from csp.decorators import csp, csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access
from cairnhub.history.labels import choices_of

from ..models import ExtractionState, Finding, Study
from . import actions, correcting, papers, queries
from .agreeing import AgreementForm
from .comparing import compare, finding_words
from .correcting import CorrectionForm
from .forms import FindingForm, PaperForm, effect_in_words
from .questions import Words, questions_of
from .reading import ReaderPage

FORMS = require_http_methods(["GET", "HEAD", "POST"])
readers = requires(Permission.STUDY_EXTRACT)


@never_cache
@readers
@require_safe
def index(request):
    words = request.GET.get("q", "")[:200]
    return render(request, "extraction/index.html", {"work": queries.work_for(request.user, words), "words": words})


@never_cache
@readers
@require_POST
def start(request, object_id):
    study = access(request.user, Study, object_id)
    try:
        return redirect("extraction:form", actions.begin(study=study, by=request.user).pk)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(study)


@never_cache
@readers
@FORMS
@csp_update({"frame-src": ["'self'"]})
def form(request, extraction_id):
    own = queries.access_own(request.user, extraction_id)
    if own.state != ExtractionState.DRAFT:
        if request.method == "POST":
            messages.error(request, f"Not saved: it is {own.get_state_display()}.")
        return redirect("extraction:read", own.pk)
    if request.method != "POST":
        return render(request, "extraction/form.html", ReaderPage(own).context())
    page, button = ReaderPage(own, request.POST), request.POST.get("do", "save")
    kept = page.save(request.user)
    if button == "autosave":
        return _autosaved(page, kept)
    if kept and button == "submit" and page.hand_in(request.user):
        messages.success(request, "Handed in. Nobody sees it before the other reader has finished too.")
        return redirect("extraction:index")
    if kept and button == "give_up":
        actions.give_up(extraction=own, by=request.user)
        messages.success(request, "Given up. Another reader can take the study.")
        return redirect("extraction:index")
    if kept and not page.problems and not page.narrows:
        # A page of its own, so that going back or loading it again sends nothing twice.
        return redirect(page.address())
    return render(request, "extraction/form.html", page.context(), status=400 if page.problems else 200)


def _autosaved(page: ReaderPage, kept: bool) -> JsonResponse:
    """What the page's script says beside the buttons, and the version it must name next time."""
    if not kept:
        return JsonResponse({"said": " ".join(page.problems)}, status=400)
    said = f"Saved {page.own.changed_at:%H:%M} UTC."
    return JsonResponse({"said": said, "progress": page.progress(), "seen": page.own.changed_at.isoformat()})


@never_cache
@readers
@require_POST
def effect(request):
    """What the numbers of one finding come to, as they are typed: for the page's script."""
    one = FindingForm(request.POST, links=[], prefix=request.POST.get("prefix", "f0")[:10])
    for name in ("link", "data_source"):
        del one.fields[name]
    if one.is_valid():
        return JsonResponse({"effect": effect_in_words(one.finding())})
    wrong = "; ".join(one.fields[name].label for name in one.errors)
    return JsonResponse({"effect": f"No effect yet: what is entered for “{wrong}” is not readable."})


@never_cache
@requires(Permission.OBJECT_EDIT)
@FORMS
def correct(request, object_id):
    """Correct one stored finding, by the numbers it reports."""
    finding = access(request.user, Finding, object_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None, finding=finding)
    if form.is_valid():
        given = form.cleaned_data
        done = form.attempt(
            correcting.correct,
            finding=finding,
            entered=form.finding(),
            by=request.user,
            reason=given["change_reason"],
            seen_event=given["seen_event"],
        )
        if done:
            messages.success(request, "Nothing differed, nothing was changed." if done is True else "Saved.")
            return redirect(finding)
    context = {"one": form, "finding": finding, "said": correcting.effect_now(finding)}
    return render(request, "extraction/correct.html", context, status=400 if form.errors else 200)


@never_cache
@readers
@require_POST
def take_back(request, extraction_id):
    own = queries.access_own(request.user, extraction_id)
    try:
        actions.take_back(extraction=own, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("extraction:form", own.pk)


@never_cache
@readers
@require_safe
def read(request, extraction_id):
    found = queries.access_agreed(request.user, extraction_id)
    questions = questions_of(found.template)
    words = Words(questions, found.answers)
    context = {
        "found": found,
        "study": found.study,
        "lines": [(one.label, words.of(one, found.answers)) for one in questions],
        "findings": finding_words(*found.findings),
        "own": found.reader_id == request.user.pk,
    }
    return render(request, "extraction/read.html", context)


@never_cache
@requires(Permission.EXTRACTION_AGREE)
@FORMS
def agree(request, object_id):
    study = access(request.user, Study, object_id)
    if request.method == "POST" and study.agreements.exists():
        messages.success(request, "It was agreed on already, and is written into the study once.")
        return redirect(study)
    comparison = compare(*queries.access_pair(study))
    sent = request.POST if request.method == "POST" else None
    form = AgreementForm(sent, comparison=comparison, sources=choices_of("data_source"))
    if form.is_valid() and form.attempt(
        actions.agree,
        first=comparison.first,
        second=comparison.second,
        answers=form.decided(),
        findings=form.findings(),
        by=request.user,
        note=form.cleaned_data["note"],
    ):
        messages.success(request, "Agreed, and written into the study. What hangs on it has moved with it.")
        return redirect(study)
    context = {
        "form": form,
        "study": study,
        "comparison": comparison,
        "untouched": queries.found_by_neither(comparison),
    }
    return render(request, "extraction/agree.html", context, status=400 if form.errors else 200)


@never_cache
@readers
@require_POST
def add_paper(request, object_id):
    """Keep a paper, and go back to the reader's own form of that study, or to the study."""
    study = access(request.user, Study, object_id)
    given = PaperForm(request.POST, request.FILES)
    try:
        if not given.is_valid():
            raise ValidationError("Choose a PDF first.")
        paper = given.cleaned_data["paper"]
        papers.add_paper(study=study, name=paper.name, content=paper.read(papers.LARGEST + 1), by=request.user)
        messages.success(request, "Kept. Readers of this hub see it beside their form.")
    except ValidationError as refusal:
        messages.error(request, f"The paper was not kept. {' '.join(refusal.messages)}")
    own = queries.draft_of(request.user, study)
    return redirect("extraction:form", own.pk) if own else redirect(study)


@never_cache
@readers
@require_safe
@xframe_options_sameorigin
@csp(papers.POLICY)
def paper(request, file_id) -> HttpResponse:
    return papers.paper_response(queries.access_paper(request.user, file_id))
