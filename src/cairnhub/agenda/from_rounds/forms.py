"""Which questions are taken over, and what new ones still need."""

from django import forms

from cairnhub.history.editing.fields import form_field
from cairnhub.history.editing.forms import RefusableForm

from ..models import Question
from .queries import Ranked


class NewQuestionForm(forms.Form):
    """What an item needs to stand on the agenda: who would act on the answer, on what."""

    NAMES = ("decided_by", "decision", "decided_when", "why")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.NAMES:
            self.fields[name] = form_field(Question._meta.get_field(name), None, "")


class TakeOverForm(RefusableForm):
    """Questions by their items; each that is new brings a form of its own, which is read only where it is ticked."""

    replaces = forms.BooleanField(
        label="Ranks that other processes gave end", required=False, initial=True,
        help_text="Otherwise two orders stand beside each other on the agenda.",
    )  # fmt: skip

    def __init__(self, data=None, *, offered: list[Ranked]):
        super().__init__(data)
        self.fields["take"] = forms.TypedMultipleChoiceField(
            coerce=int, choices=[(one.key, one.told.item.number) for one in offered], widget=forms.MultipleHiddenInput,
            error_messages={"required": "Tick what is to be taken over."},
        )  # fmt: skip
        sent = set(data.getlist("take")) if data is not None else set()
        self.new = {
            one.key: NewQuestionForm(data if str(one.key) in sent else None, prefix=f"item-{one.key}")
            for one in offered
            if one.question is None
        }

    def is_valid(self) -> bool:
        bound = [form.is_valid() for form in self.new.values() if form.is_bound]
        return super().is_valid() and all(bound)

    def ticked(self, one: Ranked) -> bool:
        return str(one.key) in self.data.getlist("take") if self.is_bound else one.is_usual

    def new_fields(self) -> dict[int, dict]:
        return {key: form.cleaned_data for key, form in self.new.items() if form.is_bound}
