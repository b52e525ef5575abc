"""Handing the hub over."""

from django import forms

from cairnhub.accounts.models import Role
from cairnhub.history.editing.forms import RefusableForm

from ..people import PersonField


class HandOverForm(RefusableForm):
    """To whom, what one stays, and why."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        to = PersonField(label="To whom", help_text="Somebody with an account. They become a coordinator at once.")
        to.choices = [(number, name) for number, name in to.choices if number != str(by.pk)]
        kept = [choice for choice in Role.choices if choice[0] != Role.COORDINATOR]
        self.fields["to"] = to
        self.fields["role"] = forms.ChoiceField(label="What you stay", choices=kept[::-1], widget=forms.RadioSelect)
        self.fields["reason"] = forms.CharField(
            label="Why",
            max_length=500,
            help_text="Kept in the history, where everybody can read it.",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["sure"] = forms.BooleanField(label="I step down as a coordinator now")
