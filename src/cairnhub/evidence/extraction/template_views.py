"""Pages of the form's versions: everybody may read them, coordinators make new ones."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access
from cairnhub.history.fields import LinesFormField
from cairnhub.history.identifiers import identifier_from

from ..models import ExtractionTemplate
from . import actions
from .questions import KINDS, TARGETS, Question, current_template, questions_of


class QuestionForm(forms.Form):
    """One question of the form. A question without words is left out."""

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(required=False, max_length=200, label="Question")
    kind = forms.ChoiceField(choices=KINDS.items(), label="Answer")
    help = forms.CharField(required=False, max_length=300, label="Help")
    choices = LinesFormField(required=False, label="Choices")
    target = forms.ChoiceField(
        required=False,
        label="Field of the study",
        choices=[("", "none: further answers"), *((one, one) for one in TARGETS)],
    )


QuestionForms = formset_factory(QuestionForm, extra=2, can_order=True, can_delete=True, max_num=80)


class NoteForm(forms.Form):
    note = forms.CharField(label="What changes", max_length=500, help_text="Readers see it in the list of versions.")
    seen = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
def template(request, object_id):
    found = access(request.user, ExtractionTemplate, object_id)
    versions = ExtractionTemplate.objects.visible()
    context = {"template": found, "questions": questions_of(found), "versions": versions, "kinds": KINDS}
    return render(request, "extraction/template.html", context)


@never_cache
@requires(Permission.TEMPLATE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    newest = current_template()
    initial = [vars(one) | {"choices": list(one.choices)} for one in questions_of(newest)]
    rows = QuestionForms(request.POST or None, initial=initial, prefix="q")
    note = NoteForm(request.POST or None, initial={"seen": newest.number})
    if request.method == "POST" and note.is_valid() and rows.is_valid():
        try:
            made = actions.change_template(questions=_questions(rows), by=request.user, **note.cleaned_data)
            messages.success(request, f"Version {made.number} is used from now on; what was begun keeps its own.")
            return redirect(made)
        except ValidationError as refusal:
            note.add_error(None, refusal)
    failed = request.method == "POST"
    context = {"rows": rows, "note": note, "newest": newest}
    return render(request, "extraction/template_edit.html", context, status=400 if failed else 200)


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
