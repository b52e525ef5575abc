"""The form for a coordinator's words."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from ..models import ChecklistWords


class WordsForm(RefusableForm):
    """What the coordinator says to one item of a checklist."""

    text = forms.CharField(
        label="In your words",
        required=False,
        max_length=ChecklistWords._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Everybody reads them in the report. Name nobody who took part. Leave it empty to take them back.",
    )
