"""Forms of editors about records of authors."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm, reason_field

from ..reading import Author, Field
from .queries import publications


class MergeForm(RefusableForm):
    """That two records are one author, and under which name."""

    name = forms.ChoiceField(label="Called", widget=forms.RadioSelect)
    change_reason = reason_field()

    def __init__(self, *args, one: Author, other: Author, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(author.key, author.name) for author in (one, other)]
        self.fields["name"].initial = one.key
        self.fields["change_reason"].help_text = "How it is known, for example: their own page lists both."


class SplitForm(RefusableForm):
    """Which publications are by somebody else of the same name."""

    works = forms.MultipleChoiceField(label="By somebody else of this name", widget=forms.CheckboxSelectMultiple)
    change_reason = reason_field()

    def __init__(self, *args, field: Field, author: Author, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["works"].choices = [
            (printed.work, f"{printed.name}: {reference.shown_title}, {reference.shown_year}")
            for printed, reference in publications(field, author.key)
        ]
        self.fields["change_reason"].help_text = "How it is known, for example: the two work in different countries."
        self.fields["works"].error_messages["required"] = "Choose the publications that are by somebody else."


class HideForm(RefusableForm):
    """Why somebody is not to be listed, without their name."""

    reason = forms.CharField(
        label="Why, without a name",
        help_text="For example: asked by e-mail on 3 May 2026. It is kept, for editors, when the name is hidden.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
