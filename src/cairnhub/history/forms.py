"""Which recent changes to show."""

from django import forms

from . import queries


class PageForm(forms.Form):
    """Where an older page starts."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def older_than(self) -> int | None:
        """The event before which the page starts; None for the newest page and for what is not a number."""
        self.is_valid()
        return self.cleaned_data.get("before")


class FilterForm(PageForm):
    """Of which kind and by whom."""

    kind = forms.ChoiceField(required=False)
    by = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *queries.kinds_of_events()]
        self.fields["by"].choices = [("", "Everybody"), *queries.authors()]

    def wanted(self) -> dict[str, str]:
        """The arguments of `queries.recent`; a choice that does not exist asks for everything."""
        self.is_valid()
        return {"kind": self.cleaned_data.get("kind", ""), "author": self.cleaned_data.get("by", "")}

    def kept(self) -> dict[str, str]:
        """What the address of the next page, or of the feed, repeats."""
        wanted = self.wanted()
        asked = {"kind": wanted["kind"], "by": wanted["author"]}
        return {name: value for name, value in asked.items() if value}
