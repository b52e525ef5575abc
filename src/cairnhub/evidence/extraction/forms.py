"""The form for a study, made of a template's questions, and the form for one finding."""

from functools import cache

from django import forms

from cairn.base.errors import CairnError
from cairn.synthesis import WAYS, ReportedEffect, effect_of, number_text
from cairnhub.history.editing.fields import Checklist
from cairnhub.history.labels import choices_of

from ..models import FINDING_DIRECTIONS, EffectKind, EquityFactor, Finding, FindingKind, OutcomeLevel
from .questions import NOT_STATED, Question

NOBODY = [("", "not answered yet")]


class AnswersForm(forms.Form):
    """One field for each question, and beside it a box for “not stated in the paper”. Nothing is required: a draft
    may be left anywhere."""

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        options = cache(choices_of)
        for one in questions:
            self.fields[one.name] = _field(one, options)
            self.fields[_silent(one)] = forms.BooleanField(required=False, label="not stated in the paper")

    @classmethod
    def filled(cls, questions: list[Question], answers: dict, **kwargs) -> "AnswersForm":
        """The form with the answers given so far."""
        silent = {_silent(one): one.name in answers and answers[one.name] is NOT_STATED for one in questions}
        return cls(questions=questions, initial=answers | silent, **kwargs)

    def pairs(self) -> list[tuple]:
        """Each question's field with the box beside it, for the template."""
        return [(self[one.name], self[_silent(one)]) for one in self.questions]

    def answers(self) -> dict:
        """What was answered; a question left open is left out."""
        given = {}
        for one in self.questions:
            value = self.cleaned_data.get(one.name)
            if value not in (None, "", []):
                given[one.name] = value
            elif self.cleaned_data.get(_silent(one)):
                given[one.name] = NOT_STATED
        return given


def _silent(question: Question) -> str:
    return f"{question.name}__silent"


def _field(one: Question, options) -> forms.Field:
    words = {"label": one.label, "help_text": one.help, "required": False}
    if one.kind == "number":
        return forms.IntegerField(min_value=0, **words)
    if one.kind == "choice":
        return forms.ChoiceField(choices=[*NOBODY, *one.options], **words)
    if one.kind == "choices":
        return forms.MultipleChoiceField(choices=one.options, widget=forms.CheckboxSelectMultiple, **words)
    if one.kind == "design":
        return forms.ChoiceField(choices=[*NOBODY, *options("design")], **words)
    if one.kind == "constructs":
        return forms.MultipleChoiceField(choices=options("construct"), widget=Checklist(), **words)
    widget = forms.Textarea({"rows": 3}) if one.kind == "long" else forms.TextInput()
    return forms.CharField(max_length=2000 if one.kind == "long" else 300, widget=widget, **words)


#: Fields of a finding by what they are asked for; the rest are asked for every kind.
QUANTITATIVE = (
    "direction", "effect_kind", "contrast", "comparison", "outcome_definition", "time_point", "adjusted_for",
    "subgroup", "subgroup_factor", "outcome_level", "effect_text",
)  # fmt: skip
IN_WORDS = {
    "qualitative": ("theme", "quotation"),
    "cost": ("cost_amount", "cost_currency", "cost_year", "cost_perspective"),
}
#: What two readers are compared by.
COMPARED = ("finding_kind", *QUANTITATIVE, "way", "theme", "quotation", *IN_WORDS["cost"], "statement", "place")


class FindingForm(forms.Form):
    """One finding as a reader takes it from the paper: as it stands in the form, whether finished or not."""

    link = forms.ChoiceField(label="Link it speaks to", required=False)
    finding_kind = forms.ChoiceField(label="Kind", choices=FindingKind.choices, initial=FindingKind.QUANTITATIVE)
    direction = forms.ChoiceField(
        label="Direction",
        choices=[("", "not answered yet"), *FINDING_DIRECTIONS],
        required=False,
        help_text="Positive means towards what the link claims, by the sign of the estimate whatever its p value.",
    )
    effect_kind = forms.ChoiceField(
        label="Kind of effect", choices=[("", "no number"), *EffectKind.choices], required=False
    )
    outcome_level = forms.ChoiceField(
        label="Level", choices=[("", "not answered yet"), *OutcomeLevel.choices], required=False
    )
    subgroup_factor = forms.ChoiceField(
        label="Told apart by", choices=[("", "nothing"), *EquityFactor.choices], required=False
    )
    way = forms.ChoiceField(
        label="Reported as",
        required=False,
        choices=[("", "no numbers to work with"), *((one.name, one.label) for one in WAYS.values())],
    )

    def __init__(self, *args, links: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["link"].choices = [("", "choose one"), *links]
        for name in (*COMPARED, "place"):
            if name not in self.fields:
                self.fields[name] = _of_model(name)
        for way in WAYS.values():
            for number in way.numbers:
                self.fields[f"{way.name}__{number.name}"] = forms.FloatField(label=number.label, required=False)

    @classmethod
    def filled(cls, finding: dict, **kwargs) -> "FindingForm":
        """The form with a finding as it was saved."""
        way = finding.get("way", "")
        numbers = {f"{way}__{name}": value for name, value in finding.get("numbers", {}).items()}
        return cls(initial={**finding, **numbers}, **kwargs)

    def finding(self) -> dict:
        """What was entered, as it is saved: empty fields left out, numbers of the chosen way only."""
        given = self.cleaned_data
        plain = {name: given.get(name) for name in ("link", *COMPARED)}
        found = {name: _plain(value) for name, value in plain.items() if value not in (None, "")}
        if way := WAYS.get(given.get("way", "")):
            numbers = {one.name: given.get(f"{way.name}__{one.name}") for one in way.numbers}
            found["numbers"] = {name: value for name, value in numbers.items() if value is not None}
        return found

    def of(self, *names: str) -> list:
        return [self[name] for name in names]

    def quantitative(self) -> list:
        return self.of(*QUANTITATIVE)

    def numbers(self) -> list[tuple[str, str, list]]:
        """Each way with its fields, the chosen one first to be shown."""
        return [
            (way.name, way.label, self.of(*(f"{way.name}__{one.name}" for one in way.numbers))) for way in WAYS.values()
        ]


def _plain(value):
    return str(value) if not isinstance(value, int | float | str) else value


def _of_model(name: str) -> forms.Field:
    found = Finding._meta.get_field(name).formfield(required=False)
    if isinstance(found.widget, forms.Textarea):
        found.widget.attrs["rows"] = 2
    return found


def effect_in_words(finding: dict) -> str:
    """The effect of a finding as it would be worked out, or what is missing: one sentence."""
    if not finding.get("way"):
        return ""
    try:
        return words_of(effect_of(finding["way"], finding.get("numbers", {}), kind=finding.get("effect_kind", "")))
    except CairnError as refusal:
        return f"No effect yet: {refusal}"


def words_of(effect: ReportedEffect) -> str:
    """An effect in words, such as `odds ratio 3.10 (1.95 to 4.93)`, with what must be known about it."""
    low, high = (number_text(end) for end in effect.ci)
    notes = f" {' '.join(effect.notes)}" if effect.notes else ""
    return f"{EffectKind(effect.kind).label} {number_text(effect.estimate)} ({low} to {high}).{notes}"


def problems_of(finding: dict) -> list[str]:
    """What is missing before a finding can be handed in, one sentence each."""
    found = [] if finding.get("link") else ["Choose the link it speaks to."]
    if finding.get("finding_kind") != FindingKind.QUANTITATIVE:
        return found if finding.get("statement") else [*found, "Say in words what was found."]
    if not finding.get("direction"):
        found.append("Give its direction.")
    if finding.get("way"):
        try:
            effect_of(finding["way"], finding.get("numbers", {}), kind=finding.get("effect_kind", ""))
        except CairnError as refusal:
            found.append(f"{refusal}.")
        found += [
            f"Say {words}: without it the finding can be pooled with nothing."
            for name, words in (
                ("contrast", "what is set against what"),
                ("outcome_definition", "how the outcome is defined"),
            )
            if not finding.get(name)
        ]
    return found


class PaperForm(forms.Form):
    paper = forms.FileField(
        label="The paper as PDF", help_text="Readers of this hub see it beside their form; nobody else."
    )
