"""Forms about versions of policies."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from ..decisions.queries import in_force
from ..models import Decision, PolicyVersion
from .queries import Standing


class DecisionField(forms.ChoiceField):
    """A decision that holds; its value is a `Decision`, or None."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.choices = [("", "none yet: this is a proposal" if not self.required else "choose one"), *in_force()]

    def clean(self, value):
        chosen = super().clean(value)
        return Decision.objects.visible().filter(pk=chosen).first() if chosen else None


class VersionForm(RefusableForm):
    """The next version of a policy."""

    text = PolicyVersion._meta.get_field("text").formfield(widget=forms.Textarea(attrs={"rows": 24}))
    what_changed = PolicyVersion._meta.get_field("what_changed").formfield(widget=forms.Textarea(attrs={"rows": 3}))
    dated = forms.DateField(
        label="Date",
        help_text="From this day on it holds, once agreed.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["approved_by"] = DecisionField(label="Approved by the decision", required=False)


class ApproveForm(RefusableForm):
    """Which decision approved a proposed version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"] = DecisionField(
            label="The decision", help_text="Record it first where it is not listed."
        )
        self.fields["reason"] = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CompareForm(forms.Form):
    """Which two versions to compare."""

    a = forms.TypedChoiceField(label="From", coerce=int)
    b = forms.TypedChoiceField(label="To", coerce=int)

    def __init__(self, data, standing: Standing):
        super().__init__(data, auto_id="compare-%s")
        choices = [(one.number, f"version {one.number}, {one.dated}") for one in standing.versions]
        self.fields["a"].choices = self.fields["b"].choices = choices
