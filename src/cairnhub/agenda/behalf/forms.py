"""Sending for others, looking up what became of it, and noting that it was taken back."""

from django import forms
from django.utils import timezone

from cairnhub.community.models import Organisation
from cairnhub.community.speaking.queries import organisations_of
from cairnhub.history.editing.forms import RefusableForm

from .models import OnBehalf


class BehalfForm(forms.ModelForm):
    """In whose name, whom they heard, how, and how the answer goes back."""

    class Meta:
        model = OnBehalf
        fields = ("organisation", "people", "heard", "agreed", "answer_goes")
        widgets = {"agreed": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = organisations_of(user)
        self.fields["organisation"].queryset = mine
        self.fields["organisation"].label = "You speak for"
        self.fields["agreed"].choices = self.fields["agreed"].choices[1:]
        self.fields["organisation"].empty_label = "choose one" if len(mine) > 1 else None

    def sent(self) -> tuple[Organisation, dict[str, str]]:
        """The organisation, and the other fields."""
        told = dict(self.cleaned_data)
        return told.pop("organisation"), told


class LookUpForm(forms.Form):
    words = forms.CharField(
        label="The words on your slip",
        max_length=100,
        help_text="Four words and a number, such as: willow lamp river field 417. Dashes and capitals do not matter.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class TakenBackForm(RefusableForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["taken_back_on"] = forms.DateField(
            label="Taken back to them on",
            initial=timezone.localdate,
            widget=forms.DateInput(attrs={"type": "date"}),
        )
