"""What people write, report and decide."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from .actions import verdicts_on
from .models import LONGEST, LONGEST_REASON, Comment

MARKS = "*leaning*, **bold**, - lists, > quotations and [words](https://…) are understood. Pictures are not."


class CommentForm(RefusableForm):
    """What somebody says."""

    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST,
        help_text=f"Everybody can read it, under your name. Up to {LONGEST:,} characters. {MARKS}",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first."},
    )


class ReportForm(RefusableForm):
    """What is wrong with a comment."""

    reason = forms.CharField(
        label="What is wrong with it",
        max_length=LONGEST_REASON,
        help_text="Moderators alone read this. For example: it names a patient.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is wrong, in a few words."},
    )
    #: A field of the page that nobody sees, so whoever fills it in is a machine.
    trap = "website"

    def clean(self):
        if self.data.get(self.trap):
            raise forms.ValidationError("A field that people do not see was filled in. Send it again without it.")
        return super().clean()


class DecisionForm(RefusableForm):
    """What a moderator decides."""

    verdict = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do with the comment."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        help_text="Where the comment is hidden or shown again, its author reads this by e-mail.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: nothing is decided without a reason."},
    )

    def __init__(self, *args, comment: Comment, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(one.value, one.label.capitalize()) for one in verdicts_on(comment)]
