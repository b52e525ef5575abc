"""Which recent changes to show."""

from django import forms

from . import queries


class FilterForm(forms.Form):
    """Kind and author of changes, and where an older page starts."""

    kind = forms.ChoiceField(required=False)
    by = forms.ChoiceField(required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *queries.kinds_of_events()]
        self.fields["by"].choices = [("", "Everybody"), *queries.authors()]

    def wanted(self) -> dict:
        """The arguments of `queries.recent`; a choice that does not exist asks for everything."""
        self.is_valid()
        asked = self.cleaned_data
        return {"kind": asked.get("kind", ""), "author": asked.get("by", ""), "before": asked.get("before")}
