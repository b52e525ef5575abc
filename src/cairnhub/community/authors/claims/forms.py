"""Forms about claims."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm


class ClaimForm(RefusableForm):
    """How an editor can tell that a record is somebody's."""

    why = forms.CharField(
        label="How can an editor tell?",
        help_text="For example the address of a page about you that lists one of the publications.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(RefusableForm):
    """What an editor decides about a claim."""

    answer = forms.CharField(
        label="Why not",
        help_text="The person reads it. Needed unless you confirm.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
