"""What a suggestion may become: forms filled in from it, for a moderator to complete."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.data.models import DataNeed
from cairnhub.evidence.models import Study
from cairnhub.framework.models import Link
from cairnhub.history.editing.fields import ObjectField
from cairnhub.history.editing.forms import WHY, ObjectForm
from cairnhub.history.labels import choices_of
from cairnhub.history.models import Tracked
from cairnhub.history.registry import kinds, model_of
from cairnhub.literature.models import Reference

from . import actions
from .forms import FORMS, AnswerForm
from .models import Question, Suggestion, SuggestionKind
from .queries import object_at

MODELS: dict[str, type[Tracked]] = {
    SuggestionKind.QUESTION: Question,
    SuggestionKind.LINK: Link,
    SuggestionKind.NEED: DataNeed,
}


class ExistingReferenceForm(forms.Form):
    """The reference of a suggested study may be here already."""

    existing = ObjectField(
        label="The reference is here already",
        required=False,
        help_text="Choose it, and the fields of the reference below are ignored.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["existing"].choices = [("", "no, it is new"), *choices_of(Reference.kind)]


class Acceptance:
    """The forms of one suggestion, and what happens when a moderator sends them.

    `answer` is always there. `changed` is the form of the object a correction is about, `added` the form of what the
    suggestion becomes, `reference` and `existing` belong to a study. Where none of these is there, a moderator
    accepts with an answer alone, having done by hand what was asked.
    """

    def __init__(self, suggestion: Suggestion, data=None):
        self.suggestion, self._data = suggestion, data
        # While a list is only narrowed, nothing is checked: what was written is filled in again.
        self._sent = None if data is None or "narrow" in data else data
        self.answer = AnswerForm(self._sent, initial={"answer": (data or {}).get("answer", "")})
        self.changed = self.added = self.reference = self.existing = None
        if suggestion.kind == SuggestionKind.CORRECTION:
            self.changed = self._form_of_corrected()
        elif suggestion.kind == SuggestionKind.STUDY:
            self._set_study_forms()
        else:
            self.added = self._form(MODELS[suggestion.kind], prefix="added")

    @property
    def forms(self) -> list:
        """Those that are there, in the order of the page."""
        return [form for form in (self.existing, self.reference, self.added, self.changed) if form is not None]

    def carry_out(self, by: User) -> Suggestion | None:
        """Write what it becomes and the answer, all or nothing; None and errors on the forms where refused."""
        if not self._all_valid():
            return None
        try:
            with transaction.atomic():
                became = self._write(by)
                return actions.accept_suggestion(
                    suggestion=self.suggestion, by=by, answer=self.answer.cleaned_data["answer"], became=became
                )
        except _Refused:
            return None
        except ValidationError as refusal:
            self.answer.refuse(refusal)
            return None

    def decline(self, by: User) -> Suggestion | None:
        """Write the answer alone; None and errors on the form of the answer where refused."""
        if not self.answer.is_valid():
            return None
        answer = self.answer.cleaned_data["answer"]
        return self.answer.attempt(actions.decline_suggestion, suggestion=self.suggestion, by=by, answer=answer)

    def _form_of_corrected(self) -> ObjectForm | None:
        found = object_at(self.suggestion.about)
        # A profile has an address too, and is nobody's to correct but its owner's.
        tracked = found is not None and found[0] in kinds()
        obj = model_of(found[0]).objects.visible().filter(pk=found[1]).first() if tracked else None
        return self._form(type(obj), prefix="changed", obj=obj) if obj else None

    def _set_study_forms(self) -> None:
        chosen = (self._data or {}).get("existing-existing", "")
        self.existing = ExistingReferenceForm(self._sent, prefix="existing", initial={"existing": chosen})
        self.reference = self._form(Reference, prefix="reference", but=(WHY, "provenance_url", "provenance_note"))
        self.added = self._form(Study, prefix="added", but=("references",))

    def _form(self, model: type[Tracked], **arguments) -> ObjectForm:
        wanted = {**arguments, "model": model, "initial": self._prefilled(model)}
        return ObjectForm(**wanted) if self._data is None else ObjectForm.sent(self._data, **wanted)

    def _prefilled(self, model: type[Tracked]) -> dict:
        """Every field the sender filled in under the same name, and why the object is there."""
        said = self.suggestion.details | {FORMS[self.suggestion.kind].main: self.suggestion.text}
        renamed = _RENAMED.get(model.kind, {})
        values = {renamed.get(name, name): value for name, value in said.items()}
        if self.suggestion.kind == SuggestionKind.CORRECTION:
            values = {}
        kept = {name: value for name, value in values.items() if name in model.editable_fields}
        return kept | {WHY: f"Suggested by a reader (suggestion {self.suggestion.pk})."}

    def _all_valid(self) -> bool:
        wanted = [form for form in self.forms if form is not self.reference or not self._chosen_reference()]
        # Every form is looked at, so that all mistakes are shown at once.
        valid = [form.is_valid() for form in [*wanted, self.answer]]
        return all(valid)

    def _chosen_reference(self) -> str | None:
        return self.existing.cleaned_data["existing"] if self.existing and self.existing.is_valid() else None

    def _write(self, by: User) -> Tracked | None:
        if self.changed is not None:
            _or_refused(self.changed.change(by=by, reason=self._why(self.changed)))
            return self.changed.obj
        if self.added is None:
            return None
        why, related = self._why(self.added), {}
        if self.reference is not None:
            chosen = self._chosen_reference()
            related["references"] = [chosen or _or_refused(self.reference.add(by=by, reason=why)).pk]
        return _or_refused(self.added.add(by=by, related=related, reason=why))

    def _why(self, form: ObjectForm) -> str:
        # The history must lead back to the suggestion, whatever the moderator made of the prefilled words.
        why, source = form.cleaned_data[WHY], f"suggestion {self.suggestion.pk}"
        return why if source in why.casefold() else f"{why} ({source})"


#: Where a field of the object is called otherwise than in the form of the suggestion.
_RENAMED = {Link.kind: {"text": "statement", "why": "note"}, DataNeed.kind: {"text": "statement"}}


class _Refused(Exception):
    """A form could not be written."""


def _or_refused(written):
    if written is None:
        raise _Refused
    return written
