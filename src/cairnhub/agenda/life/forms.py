"""Forms about what becomes of a question."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from ..models import Question
from .queries import others, poolings_on
from .rights import working_groups_of

NAME_NOBODY = "Kept in the public history of the question: name nobody here who does not want to be named."


def _reason(label: str, help_text: str = NAME_NOBODY) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class WhyForm(RefusableForm):
    """Why a step is taken."""

    reason = _reason("Why")


class ClaimForm(RefusableForm):
    """For whom a question is claimed, and what is meant to be done."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        person = getattr(user, "person", None)
        organisation = person.organisation if person else None
        self.claimants = {}
        if organisation and not organisation.removed:
            self.claimants["organisation"] = {"organisation": organisation}
        self.claimants |= {group.pk: {"group": group} for group in working_groups_of(user)}
        if self.claimants:
            named = [(key, one.name) for key, by in self.claimants.items() for one in by.values()]
            self.fields["whom"] = forms.ChoiceField(
                label="Claimed by",
                choices=[("me", "myself, by the name I show here"), *named],
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = _reason("What you mean to do", "In public: the study or the review you have in mind.")

    @property
    def claimed_for(self) -> dict:
        """The organisation or the group it is claimed for, under its name; nothing for oneself."""
        return self.claimants.get(self.cleaned_data.get("whom"), {})


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
