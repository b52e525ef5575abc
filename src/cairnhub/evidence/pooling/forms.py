"""The form in which an editor decides which findings are pooled, and how."""

from django import forms

from cairnhub.history.editing.forms import WHY, RefusableForm, reason_field

from ..models import Pooling

SETTINGS = ("model", "interval", "leading", "open_to_new", "comparator_risk", "risk_source")


class PoolingForm(RefusableForm):
    """Which findings of a link are pooled and how. The findings offered are those with a number, ticked or not."""

    def __init__(self, *args, offered: list[tuple[str, str]], pooling: Pooling | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["findings"] = forms.MultipleChoiceField(
            choices=offered, widget=forms.CheckboxSelectMultiple, label="Findings to pool", required=False
        )
        # The action says which to tick: it is not optional.
        self.fields["findings"].asked = True
        for name in SETTINGS:
            self.fields[name] = Pooling._meta.get_field(name).formfield()
        if pooling is None:
            self.fields["reason"] = Pooling._meta.get_field("reason").formfield(widget=forms.Textarea({"rows": 3}))
            self.fields[
                "reason"
            ].help_text = (
                "Readers see it: the same question asked of comparable people, the same outcome counted the same way."
            )
        else:
            self.fields["seen_event"] = forms.IntegerField(widget=forms.HiddenInput)
            self.fields[WHY] = reason_field()

    def settings(self) -> dict:
        return {name: self.cleaned_data[name] for name in SETTINGS}
