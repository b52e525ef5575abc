"""Pages for readers: what waits, the form of one study, and the agreement of two readers."""

from csp.decorators import csp_update
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

from ..models import Extraction, ExtractionState, Study
from . import actions, papers, queries
from .agreeing import AgreementForm
from .comparing import compare, finding_words
from .forms import AnswersForm, FindingForm, PaperForm, effect_in_words, problems_of
from .questions import Words, missing_answers, questions_of

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
        return redirect("extraction:read", own.pk)
    page = _Page(own, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = page.save(request)
        if status == 302:
            return redirect(page.leads_to)
    return render(request, "extraction/form.html", page.context(), status=status)


class _Page:
    """The form of one extraction: questions, findings, and what a button asked for."""

    def __init__(self, own: Extraction, data):
        self.own, self.data = own, data
        self.questions = questions_of(own.template)
        self.links = queries.links_for(own.study)
        self.problems: list[str] = []
        self.leads_to = ""
        self._build(len(own.findings) if data is None else _count(data))

    def _build(self, number: int) -> None:
        if self.data is None:
            self.answers = AnswersForm.filled(self.questions, self.own.answers, prefix="a")
            self.findings = [
                FindingForm.filled(one, links=self.links, prefix=f"f{at}") for at, one in enumerate(self.own.findings)
            ]
            return
        self.answers = AnswersForm(self.data, questions=self.questions, prefix="a")
        self.findings = [FindingForm(self.data, links=self.links, prefix=f"f{at}") for at in range(number)]

    def save(self, request) -> int:
        """Keep what was entered, then do what the button says; answers the status of the page."""
        if not all([self.answers.is_valid(), *(one.is_valid() for one in self.findings)]):
            self.problems = ["Not saved: correct what is marked below."]
            return 400
        findings = [one.finding() for one in self.findings]
        button = self.data.get("do", "save")
        if button.startswith("remove-"):
            findings = [one for at, one in enumerate(findings) if f"remove-{at}" != button]
        if button == "add":
            findings.append({"finding_kind": "quantitative"})
        try:
            given = self.answers.answers()
            self.own = actions.save_draft(extraction=self.own, answers=given, findings=findings, by=request.user)
            return self._then(request, button)
        except ValidationError as refusal:
            self.problems = refusal.messages
            return 400

    def _then(self, request, button: str) -> int:
        if button == "submit":
            actions.submit(extraction=self.own, by=request.user)
            messages.success(request, "Handed in. Nobody sees it before the other reader has finished too.")
            self.leads_to = "extraction:index"
            return 302
        if button == "give_up":
            actions.give_up(extraction=self.own, by=request.user)
            messages.success(request, "Given up. Another reader can take the study.")
            self.leads_to = "extraction:index"
            return 302
        self.data = None
        self._build(0)
        return 200

    def context(self) -> dict:
        total = len(self.questions)
        saved = self.own.findings
        left = len(missing_answers(self.questions, self.own.answers))
        shown = [
            (number, one, effect_in_words(saved[number]) if number < len(saved) else "", _open_problems(saved, number))
            for number, one in enumerate(self.findings)
        ]
        return {
            "own": self.own,
            "study": self.own.study,
            "answers": self.answers,
            "findings": shown,
            "problems": self.problems,
            "answered": total - left,
            "total": total,
            "paper": self.own.study.files.last(),
            "paper_form": PaperForm(),
        }


def _open_problems(saved: list[dict], number: int) -> list[str]:
    return problems_of(saved[number]) if number < len(saved) else []


#: No paper has more findings than a person can check; more would be somebody playing with the address.
MOST_FINDINGS = 60


def _count(data) -> int:
    asked = data.get("findings", "0")
    return min(int(asked), MOST_FINDINGS) if asked.isdecimal() else 0


@never_cache
@readers
@require_POST
def effect(request):
    """What the numbers of one finding come to, as they are typed: for the page's script."""
    one = FindingForm(request.POST, links=[], prefix=request.POST.get("prefix", "f0")[:10])
    one.fields["link"].choices = [("", ""), (request.POST.get(one.add_prefix("link"), ""), "")]
    said = effect_in_words(one.finding()) if one.is_valid() else "No effect yet: a number is not readable."
    return JsonResponse({"effect": said})


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
        "findings": [finding_words(one) for one in found.findings],
        "own": found.reader_id == request.user.pk,
    }
    return render(request, "extraction/read.html", context)


@never_cache
@requires(Permission.EXTRACTION_AGREE)
@FORMS
def agree(request, object_id):
    study = access(request.user, Study, object_id)
    comparison = compare(*queries.access_pair(study))
    form = AgreementForm(request.POST or None, comparison=comparison)
    if form.is_valid() and form.attempt(
        actions.agree,
        first=comparison.first,
        second=comparison.second,
        answers=form.decided(),
        findings=form.findings(),
        compared=comparison.compared,
        same=comparison.agreed,
        by=request.user,
        note=form.cleaned_data["note"],
    ):
        messages.success(request, "Agreed, and written into the study. What hangs on it has moved with it.")
        return redirect(study)
    context = {"form": form, "study": study, "comparison": comparison}
    return render(request, "extraction/agree.html", context, status=400 if form.errors else 200)


@never_cache
@readers
@require_POST
def add_paper(request, object_id):
    study = access(request.user, Study, object_id)
    given = PaperForm(request.POST, request.FILES)
    try:
        if not given.is_valid():
            raise ValidationError("Choose a PDF first.")
        paper = given.cleaned_data["paper"]
        papers.add_paper(study=study, name=paper.name, content=paper.read(papers.LARGEST + 1), by=request.user)
        messages.success(request, "Kept. Readers of this hub see it beside their form.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("extraction:index") if "back" not in request.POST else redirect(study)


@never_cache
@readers
@require_safe
@xframe_options_sameorigin
@csp_update({"frame-ancestors": ["'self'"]})
def paper(request, file_id) -> HttpResponse:
    return papers.paper_response(queries.access_paper(request.user, file_id))
