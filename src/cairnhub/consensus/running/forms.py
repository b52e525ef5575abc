"""Forms of whoever runs a process."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from cairnhub.history.editing.fields import form_field
from cairnhub.history.editing.forms import RefusableForm, reason_field

from ..models import Feedback, Mode, Nature, Process, Rates, Template
from ..models.processes import SMALLEST
from ..protocol import RECRUIT
from ..starting import STARTING

LARGE = forms.Textarea(attrs={"rows": 3})


class StartForm(RefusableForm):
    """A new process: its kind, and what it is for."""

    template = forms.ChoiceField(label="Kind of process", choices=Template.choices, widget=forms.RadioSelect)
    title = forms.CharField(max_length=200)
    purpose = forms.CharField(
        max_length=5000, widget=LARGE, help_text="What is to be agreed on, and what will be done with it."
    )
    nature = forms.ChoiceField(
        label="Does it count?",
        choices=[(Nature.REAL, "Yes"), (Nature.REHEARSAL, "No: it is a rehearsal, and every page says so")],
        initial=Nature.REAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [(one.value, f"{one.label}. {STARTING[one].about}") for one in Template]


class ProtocolForm(RefusableForm):
    """What a protocol says in words and numbers, and why it is set so."""

    NAMES = (
        "title", "purpose", "question", "scale_low", "label_low", "scale_high", "label_high", "consensus_rule",
        "exclusion_rule", "stopping_rule", "items_each", "choose_number", "contact", "information", "irb", "consent",
        "honoraria",
    )  # fmt: skip
    #: People have answered under them once the protocol is fixed.
    SETTLED = ("scale_low", "scale_high")

    def __init__(self, *, process: Process, **kwargs):
        super().__init__(**(kwargs | {"initial": {name: getattr(process, name) for name in self.NAMES}}))
        self.names = [name for name in self.NAMES if process.stage == "draft" or name not in self.SETTLED]
        for name in self.names:
            self.fields[name] = form_field(Process._meta.get_field(name), None, "")
        self.fields["change_reason"] = reason_field()

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.names}


class GroupForm(forms.Form):
    """A stakeholder group."""

    name = forms.CharField(max_length=60)
    code = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    wider = forms.CharField(label="Told together with", max_length=50, help_text="The wider group, if few answer.")
    target = forms.IntegerField(label="How many to recruit", min_value=SMALLEST, max_value=100_000, initial=RECRUIT)

    def data_of(self) -> dict:
        said = self.cleaned_data
        code = said["code"] or slugify(said["name"]).replace("-", "_")[:40]
        return {"code": code, "name": said["name"], "wider": said["wider"], "target": said["target"]}


class StepForm(forms.Form):
    """A round as it is planned."""

    title = forms.CharField(max_length=200)
    mode = forms.ChoiceField(label="People", choices=Mode.choices)
    feedback = forms.ChoiceField(label="They see of the round before", choices=Feedback.choices)
    part = forms.CharField(
        label="Only items of the part", max_length=40, required=False, help_text="Empty for all items."
    )
    question = forms.CharField(
        label="What it asks", max_length=200, required=False, help_text="Empty where it asks what the process asks."
    )
    low = forms.CharField(label="The lowest means", max_length=60, required=False)
    high = forms.CharField(label="The highest means", max_length=60, required=False)
    rates = forms.ChoiceField(
        label="Ratings of links count as", choices=Rates.choices, required=False, help_text="In the roadmap."
    )
    live = forms.BooleanField(label="Others’ answers are shown while it is open", required=False)

    def data_of(self) -> dict:
        names = ("title", "mode", "feedback", "part", "question", "low", "high", "rates", "live")
        return {name: self.cleaned_data[name] for name in names}


GroupForms = forms.formset_factory(GroupForm, extra=2, can_delete=True, max_num=30)
StepForms = forms.formset_factory(StepForm, extra=1, can_delete=True, can_order=True, max_num=12)


class PartsForm(RefusableForm):
    """Groups and rounds together, with one reason."""

    change_reason = reason_field()

    def __init__(self, *, process: Process, data=None):
        super().__init__(data=data)
        self.groups = GroupForms(data=data, prefix="groups", initial=process.groups)
        self.steps = StepForms(data=data, prefix="steps", initial=process.steps)

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.groups.is_valid(), self.steps.is_valid()])

    def values(self) -> dict:
        groups = [form.data_of() for form in self.groups.forms if form.has_changed() or form.initial]
        gone = {form.cleaned_data.get("code") for form in self.groups.deleted_forms}
        steps = [form.data_of() for form in self.steps.ordered_forms if form.cleaned_data.get("title")]
        return {"groups": [one for one in groups if one["code"] not in gone], "steps": steps}


class StepAddForm(RefusableForm, StepForm):
    """One more round, after the protocol was fixed: a deviation."""

    change_reason = reason_field()


class ItemForm(RefusableForm):
    """A new item."""

    text = forms.CharField(label="The item", max_length=1000, widget=LARGE)
    help = forms.CharField(label="What people need to know to judge it", max_length=2000, required=False, widget=LARGE)
    part = forms.CharField(max_length=40, required=False, help_text="Where some rounds ask about a part of the items.")


class WhyForm(RefusableForm):
    """Why an item is as it is from now on."""

    why = forms.CharField(label="Why", max_length=2000, help_text="Panellists and readers see it.")


class RewordForm(WhyForm):
    text = forms.CharField(label="New words", max_length=1000, widget=LARGE)
    field_order = ["text", "why"]


class SplitForm(WhyForm):
    texts = forms.CharField(
        label="The new items, one on each line", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ["texts", "why"]

    def clean_texts(self) -> list[str]:
        found = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if len(found) < 2:
            raise ValidationError("Write two items or more, each on a line of its own.")
        return found


class OpenForm(RefusableForm):
    """Opening a round."""

    closes_on = forms.DateField(
        label="Open until", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The last day. People see it; the round closes when you close it.",
    )  # fmt: skip


class JudgeForm(RefusableForm):
    """What becomes of what somebody wrote."""

    text = forms.CharField(label="As others will read it", max_length=2000, widget=LARGE)
    do = forms.ChoiceField(choices=[("show", "show"), ("refuse", "refuse")])
