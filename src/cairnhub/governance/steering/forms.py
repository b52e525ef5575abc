"""Forms about terms."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from ..people import PersonField

WHY_HELP = "Kept in the public history of the seat, also when an account is erased: name nobody here."


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}))


class TermForm(RefusableForm):
    """Who is given a seat, from when to when."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"] = PersonField(
            label="Who", help_text="Somebody with an account, by the name they show. They sign up first."
        )
        self.fields["starts_on"] = _day("First day")
        self.fields["ends_on"] = _day("Last day", "A term that ends soon is named on the page of the group.")
        self.fields["reason"] = forms.CharField(
            label="How they were chosen", help_text=WHY_HELP, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
        )


class EndForm(RefusableForm):
    """On which day a term ends early, and why."""

    last_day = _day("Last day")
    reason = forms.CharField(label="Why", help_text=WHY_HELP, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
