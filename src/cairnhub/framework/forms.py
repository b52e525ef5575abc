"""Forms of the framework's versions."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm
from cairnhub.history.identifiers import identifier_from

from .models import FrameworkVersion
from .queries import NOW, versions


class ComparisonForm(forms.Form):
    """Which two states to compare; `now` is the framework as it stands."""

    a = forms.ChoiceField(label="From", required=False)
    b = forms.ChoiceField(label="To", required=False)

    def __init__(self, data):
        super().__init__(data, auto_id="compare-%s")
        choices = [*((version.pk, version.number) for version in versions()), (NOW, "as it stands now")]
        self.fields["a"].choices = self.fields["b"].choices = choices


class PublishForm(forms.ModelForm, RefusableForm):
    """A new version. `seen_event` is the newest change its author has looked at."""

    seen_event = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = FrameworkVersion
        fields = ("number", "date", "status", "changelog")
        widgets = {"date": forms.DateInput(attrs={"type": "date"}), "changelog": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "number": "Such as 0.3 or 1.0-draft; no other version may have it.",
            "status": "Agreed only after a consensus round has closed on it.",
            "changelog": "What readers should know: what changed since the last version, and why.",
        }

    def version(self) -> FrameworkVersion:
        """The version these valid data describe, not stored yet."""
        version = super().save(commit=False)
        version.pk = identifier_from(version.number, lambda taken: FrameworkVersion.objects.filter(pk=taken).exists())
        return version
