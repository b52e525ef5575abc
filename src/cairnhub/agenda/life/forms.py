"""Forms about what becomes of a question."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from ..models import Question
from .queries import others, poolings_on

NAME_NOBODY = "Kept in the public history of the question: name nobody here who does not want to be named."


def _reason(label: str, help_text: str = NAME_NOBODY) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class WhyForm(RefusableForm):
    """Why a step is taken."""

    reason = _reason("Why")


class ClaimForm(RefusableForm):
    """For whom a question is claimed, and what is meant to be done."""

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = person.organisation if person else None
        if self.organisation and not self.organisation.removed:
            mine, theirs = "myself, by the name I show here", self.organisation.name
            self.fields["whom"] = forms.ChoiceField(
                label="Claimed by", choices=[("me", mine), ("organisation", theirs)], widget=forms.RadioSelect
            )
        self.fields["reason"] = _reason("What you mean to do", "In public: the study or the review you have in mind.")

    @property
    def claimed_for(self):
        """The organisation it is claimed for; None for oneself."""
        return self.organisation if self.cleaned_data.get("whom") == "organisation" else None


class AnswerForm(RefusableForm):
    """The answer, and the synthesis it rests on."""

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.poolings = {one.pk: one for one in poolings_on(question)}
        self.fields["answer"] = forms.CharField(
            label="The answer",
            help_text="In two or three sentences for those who decide, with how sure one may be.",
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        self.fields["pooling"] = forms.ChoiceField(
            label="Pooled answer of this hub",
            choices=[("", "none"), *((pk, one.label()) for pk, one in self.poolings.items())],
            required=False,
        )
        self.fields["source"] = forms.URLField(
            label="Or a published review",
            help_text="Its address, best its DOI.",
            required=False,
            max_length=500,
            assume_scheme="https",
        )

    def clean_pooling(self):
        return self.poolings.get(self.cleaned_data["pooling"])


class MergeForm(RefusableForm):
    """Which question asks the same."""

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = {one.pk: one for one in others(question)}
        choices = [("", "choose one"), *((pk, one.text) for pk, one in self.others.items())]
        self.fields["into"] = forms.ChoiceField(
            label="Asks the same as",
            choices=choices,
            help_text="That question stays on the agenda.",
        )
        self.fields["reason"] = _reason("Why")

    def clean_into(self):
        return self.others.get(self.cleaned_data["into"])
