"""Forms about single addresses."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm


class CorrectForm(RefusableForm):
    """The address as it should be."""

    email = forms.EmailField(label="E-mail", max_length=254)


class UndeliverableForm(RefusableForm):
    """Addresses that letters came back from."""

    addresses = forms.CharField(
        label="Addresses that came back",
        help_text="One to a line, as they stand in the messages of the mail servers. Other words are left out.",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
