"""The form for a study, made of a template's questions, and the form for one finding."""

import re
from functools import cache

from django import forms
from django.core.validators import RegexValidator

from cairn.base.errors import CairnError
from cairn.synthesis import WAYS, ReportedEffect, effect_of, number_text
from cairnhub.history.editing.fields import Checklist
from cairnhub.history.labels import choices_of

from ..models import FINDING_DIRECTIONS, EffectKind, EquityFactor, Finding, FindingKind, OutcomeLevel, Study
from .questions import NOT_STATED, Question

NOBODY = [("", "not answered yet")]
OPEN_QUESTION = "Answer it, or say that the paper does not state it."


class AnswersForm(forms.Form):
    """One field for each question, and beside it a box for “not stated in the paper”. Nothing is required: a draft
    may be left anywhere."""

    def __init__(self, *args, questions: list[Question], narrowing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        options = cache(choices_of)
        for one in questions:
            words = (narrowing or {}).get(f"{self.add_prefix(one.name)}-words", "")
            self.fields[one.name] = question_field(one, options, words)
            self.fields[_silent(one)] = forms.BooleanField(required=False, label="not stated in the paper")

    @classmethod
    def filled(cls, questions: list[Question], answers: dict, **kwargs) -> "AnswersForm":
        """The form with the answers given so far."""
        silent = {_silent(one): one.name in answers and answers[one.name] is NOT_STATED for one in questions}
        return cls(questions=questions, initial=answers | silent, **kwargs)

    def ask_for(self, open_questions: list[Question]) -> None:
        """Say beside each question left open what to do."""
        for one in open_questions:
            self.add_error(one.name, OPEN_QUESTION)

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


def question_field(one: Question, options=choices_of, narrowed_by: str = "") -> forms.Field:
    """The form field of a question, as narrow as the study's field that its answer is written to."""
    words = {"label": one.label, "help_text": one.help, "required": False}
    if one.kind == "number":
        return _whole_number(one, words)
    if one.kind == "choice":
        return forms.ChoiceField(choices=[*NOBODY, *one.options], **words)
    if one.kind == "choices":
        return forms.MultipleChoiceField(choices=one.options, widget=forms.CheckboxSelectMultiple, **words)
    if one.kind == "design":
        return forms.ChoiceField(choices=[*NOBODY, *options("design")], **words)
    if one.kind == "constructs":
        boxes = Checklist(narrowed_by=narrowed_by)
        return forms.MultipleChoiceField(choices=options("construct"), widget=boxes, **words)
    if one.kind == "years":
        return YearsField(**words)
    widget = forms.Textarea({"rows": 3}) if one.kind == "long" else forms.TextInput()
    return forms.CharField(max_length=_longest(one), widget=widget, **words)


def _whole_number(one: Question, words: dict) -> forms.Field:
    if one.target:
        field = Study._meta.get_field(one.target)
        made = field.formfield(**words)
        # A form knows only some of what a stored number must be.
        made.validators.extend(field.validators)
        return made
    return forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, **words)


def _longest(one: Question) -> int:
    return Study._meta.get_field(one.target).max_length if one.target else 2000 if one.kind == "long" else 300


#: More than that is a slip of the finger.
LARGEST_NUMBER = 2_000_000_000
_YEARS = re.compile(r"(\d{4})(?:\s*(?:[-–—/]|to|until)\s*(\d{4}))?")


class YearsField(forms.CharField):
    """A year, or from one year to another, put into one form: two readers' dashes are no difference."""

    def clean(self, value):
        given = super().clean(value)
        if not given:
            return ""
        found = _YEARS.fullmatch(given)
        if not found:
            raise forms.ValidationError("Give one year, or two with a dash between them: 2004–2012.")
        first, last = found[1], found[2] or found[1]
        if first > last:
            raise forms.ValidationError(f"{first} is after {last}: give the earlier year first.")
        return first if first == last else f"{first}–{last}"


#: Fields of a finding by what they are asked for; the rest are asked for every kind.
QUANTITATIVE = (
    "direction", "effect_kind", "contrast", "comparison", "outcome_definition", "time_point", "data_source",
    "adjusted_for", "subgroup", "subgroup_factor", "outcome_level", "effect_text",
)  # fmt: skip
COST = ("cost_amount", "cost_currency", "cost_year", "cost_perspective")
ALWAYS = ("statement", "place")
#: What a finding of each kind is asked for; the numbers belong to the way they are reported in.
ASKED = {
    FindingKind.QUANTITATIVE: (*QUANTITATIVE, "way", *ALWAYS),
    FindingKind.QUALITATIVE: ("theme", "quotation", *ALWAYS),
    FindingKind.COST: (*COST, *ALWAYS),
}
EVERYTHING = (*QUANTITATIVE, "way", "theme", "quotation", *COST, *ALWAYS)


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
    data_source = forms.ChoiceField(label="Where the outcome was read from", required=False)
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

    def __init__(self, *args, links: list, sources: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["link"].choices = [("", "choose one"), *links]
        self.fields["data_source"].choices = [("", "not stated, or not listed here"), *sources]
        for name in EVERYTHING:
            if name not in self.fields:
                self.fields[name] = _of_model(name)
        self.fields["cost_year"] = forms.IntegerField(
            label="Year of the prices", required=False, min_value=1900, max_value=2100
        )
        self.fields["cost_currency"] = CurrencyField(label="Currency", required=False, help_text="For example USD.")
        for way in WAYS.values():
            for number in way.numbers:
                kind = forms.IntegerField if number.whole else forms.FloatField
                self.fields[f"{way.name}__{number.name}"] = kind(label=number.label, required=False)

    @classmethod
    def filled(cls, finding: dict, **kwargs) -> "FindingForm":
        """The form with a finding as it was saved."""
        numbers = numbers_as_typed(finding.get("way", ""), finding.get("numbers", {}))
        return cls(initial={**finding, **numbers}, **kwargs)

    def finding(self) -> dict:
        """What was entered, as it is saved: what its kind is asked for, empty fields left out."""
        given = self.cleaned_data
        names = ("link", "finding_kind", *ASKED[given["finding_kind"]])
        found = {name: given[name] for name in names if given.get(name) not in (None, "")}
        if way := WAYS.get(found.get("way", "")):
            found["numbers"] = self.numbers_of(way.name)
        return found

    def numbers_of(self, way: str) -> dict[str, float]:
        """The numbers entered for one way of reporting."""
        given = {one.name: self.cleaned_data.get(f"{way}__{one.name}") for one in WAYS[way].numbers}
        return {name: value for name, value in given.items() if value is not None}

    def ask_for(self, problems: list[tuple[str, str]]) -> None:
        """Say beside each field what is missing in it."""
        for name, problem in problems:
            self.add_error(name, problem)

    def of(self, *names: str) -> list:
        return [self[name] for name in names]

    def quantitative(self) -> list:
        return self.of(*QUANTITATIVE)

    def numbers(self) -> list[tuple[str, str, list]]:
        """Each way with its label and its fields."""
        return [(way.name, way.label, self.fields_of(way.name)) for way in WAYS.values()]

    def fields_of(self, way: str) -> list:
        return self.of(*(f"{way}__{one.name}" for one in WAYS[way].numbers))


def numbers_as_typed(way: str, numbers: dict[str, float]) -> dict[str, float]:
    """The numbers of a way under the names of their fields; 40.0 as 40."""
    return {f"{way}__{name}": int(value) if float(value).is_integer() else value for name, value in numbers.items()}


class CurrencyField(forms.CharField):
    """The three letters of a currency, small or capital."""

    default_validators = (RegexValidator("^[A-Z]{3}$", "Give the three letters of the currency, for example USD."),)

    def to_python(self, value):
        return super().to_python(value).upper()


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


def problems_of(finding: dict) -> list[tuple[str, str]]:
    """What is missing before a finding can be handed in: the field, and one sentence."""
    found = [] if finding.get("link") else [("link", "Choose the link it speaks to.")]
    if finding.get("finding_kind") == FindingKind.QUANTITATIVE:
        return [*found, *_problems_of_numbers(finding)]
    if not finding.get("statement"):
        found.append(("statement", "Say in words what was found."))
    if finding.get("cost_amount") is not None and not finding.get("cost_currency"):
        found.append(("cost_currency", "Say in which currency."))
    return found


def _problems_of_numbers(finding: dict) -> list[tuple[str, str]]:
    found = [] if finding.get("direction") else [("direction", "Give its direction.")]
    if not finding.get("way"):
        return found
    try:
        effect_of(finding["way"], finding.get("numbers", {}), kind=finding.get("effect_kind", ""))
    except CairnError as refusal:
        found.append(("way", f"{refusal}."))
    asked = {"contrast": "what is set against what", "outcome_definition": "how the outcome is defined"}
    return found + [
        (name, f"Say {words}: without it the finding can be pooled with nothing.")
        for name, words in asked.items()
        if not finding.get(name)
    ]


class PaperForm(forms.Form):
    paper = forms.FileField(
        label="The paper as PDF", help_text="Readers of this hub see it beside their form; nobody else."
    )
