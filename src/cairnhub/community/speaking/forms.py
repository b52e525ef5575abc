"""Asking to speak for an organisation, and naming somebody who does."""

from django import forms

from cairnhub.governance.people import PersonField
from cairnhub.history.editing.forms import RefusableForm


class AskForm(RefusableForm):
    belongs = forms.CharField(
        label="What you do there",
        max_length=500,
        help_text="For example: I run its women’s health programme; the page of its staff names me. "
        "Read by editors alone, and deleted once they have confirmed you.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(RefusableForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonField(
            label="Who", help_text="Somebody with an account, who has agreed. They can end it at any time."
        )
