"""Pages of the form's versions: everybody may read them, coordinators make new ones."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.history.editing.forms import RefusableForm
from cairnhub.history.fields import LinesFormField
from cairnhub.history.identifiers import identifier_from

from ..models import ExtractionTemplate, Study
from . import actions
from .forms import AnswersForm
from .questions import KINDS, TARGETS, Question, changes_between, check, current_template, questions_of


def _field_in_words(name: str) -> str:
    return str(Study._meta.get_field(name).verbose_name)


class QuestionForm(forms.Form):
    """One question of the form. A question without words is left out."""

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(required=False, max_length=200, label="Question")
    kind = forms.ChoiceField(choices=KINDS.items(), label="Answer")
    help = forms.CharField(required=False, max_length=300, label="Help")
    choices = LinesFormField(
        required=False, label="Choices", help_text="One a line, where one or several of them are chosen."
    )
    target = forms.ChoiceField(
        required=False,
        label="Field of the study",
        choices=[("", "none: further answers"), *((one, _field_in_words(one)) for one in TARGETS)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].widget.attrs["rows"] = 2


QuestionForms = formset_factory(QuestionForm, extra=2, can_order=True, can_delete=True, max_num=80)


class NoteForm(RefusableForm):
    note = forms.CharField(label="What changes", max_length=500, help_text="Readers see it in the list of versions.")
    seen = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
def template(request, object_id):
    found = access(request.user, ExtractionTemplate, object_id)
    versions = list(ExtractionTemplate.objects.visible())
    questions = questions_of(found)
    former = next((one for one in versions if one.number < found.number), None)
    context = {
        "template": found,
        "questions": questions,
        "versions": versions,
        "kinds": KINDS,
        "former": former,
        "changes": changes_between(questions_of(former), questions) if former else [],
        "may_change": may(request.user, Permission.TEMPLATE_EDIT),
    }
    return render(request, "extraction/template.html", context)


@never_cache
@requires(Permission.TEMPLATE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    newest = current_template()
    initial = [vars(one) | {"choices": list(one.choices)} for one in questions_of(newest)]
    rows = QuestionForms(request.POST or None, initial=initial, prefix="q")
    preview = request.method == "POST" and request.POST.get("do") == "preview"
    note = NoteForm(None if preview else request.POST or None, initial={"seen": newest.number, **_noted(request)})
    context = {"rows": rows, "note": note, "newest": newest}
    if preview:
        return render(request, "extraction/template_edit.html", context | _preview(rows, newest))
    if request.method == "POST" and note.is_valid() and rows.is_valid():
        made = note.attempt(actions.change_template, questions=_questions(rows), by=request.user, **note.cleaned_data)
        if made:
            messages.success(request, f"Version {made.number} is used from now on; what was begun keeps its own.")
            return redirect(made)
    return render(request, "extraction/template_edit.html", context, status=400 if request.method == "POST" else 200)


def _noted(request) -> dict:
    """What was written about the change before a preview was asked for."""
    return {name: request.POST[name] for name in ("note", "seen") if name in request.POST}


def _preview(rows, newest: ExtractionTemplate) -> dict:
    """The form as readers would see it, and what differs from the newest version."""
    if not rows.is_valid():
        return {}
    questions = _questions(rows)
    try:
        check(questions)
    except ValidationError as refusal:
        return {"impossible": refusal.messages}
    return {
        "preview": AnswersForm.filled(questions, {}, prefix="preview"),
        "changes": changes_between(questions_of(newest), questions),
    }


def _questions(rows) -> list[Question]:
    kept = [one.cleaned_data for one in rows.ordered_forms if one.cleaned_data.get("label")]
    taken: set[str] = set()
    found = []
    for one in kept:
        stem = one["name"] or identifier_from(one["label"], lambda name: False).replace("-", "_").replace(".", "_")[:40]
        name = stem if stem.isidentifier() and stem not in taken else f"question_{len(found) + 1}"
        taken.add(name)
        found.append(Question(name, one["label"], one["kind"], one["help"], tuple(one["choices"] or ()), one["target"]))
    return found
