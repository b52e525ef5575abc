"""The form in which an editor decides what two readers agree on."""

from dataclasses import dataclass, field

from django import forms
from django.forms.boundfield import BoundField

from cairn.synthesis import WAYS
from cairnhub.history.editing.forms import RefusableForm

from .comparing import Comparison, Line, PairOfFindings
from .forms import ASKED, FindingForm, problems_of, question_field
from .questions import NOT_STATED, Question

FIRST, SECOND, OWN, PARTS, NEITHER = "first", "second", "own", "parts", "neither"
KINDS_OF_BOXES = ("choices", "constructs")


@dataclass(frozen=True)
class Decision:
    """One difference as the page asks it: the choice, and fields for something else by the choice they belong to."""

    line: Line
    choice: BoundField
    own: dict[str, list[BoundField]] = field(default_factory=dict)
    boxes: bool = False

    @property
    def options(self) -> list[tuple]:
        """Each choice's radio with the fields that belong to it."""
        return [(radio, self.own.get(radio.data["value"], [])) for radio in self.choice]


class AgreementForm(RefusableForm):
    """For each difference one of the two answers, or a third; for each finding one reader's, parts of both, or none."""

    note = forms.CharField(required=False, max_length=2000, label="Note", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, comparison: Comparison, sources: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        self.asked = {one.name: one for one in comparison.questions}
        for line in comparison.differing:
            self._ask(f"answer_{line.name}", line, "something else")
            self.fields[f"answer_{line.name}_own"] = _own_field(self.asked[line.name])
        self.own = {}
        for pair in comparison.findings:
            if not pair.same:
                self._ask_pair(pair, sources)

    def _ask(self, name: str, line: Line, *own: str, required: bool = True) -> None:
        """Ask for one of the two readers' words, or for what each of `own` names."""
        others = [(OWN if at == 0 else f"{OWN}{at}", words) for at, words in enumerate(own)]
        choices = [(FIRST, line.first or "nothing"), (SECOND, line.second or "nothing"), *others]
        self.fields[name] = forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, label=line.label, required=required
        )

    def _ask_pair(self, pair: PairOfFindings, sources) -> None:
        choices = _choices(pair, self.comparison)
        label = f"Finding on {pair.link}"
        self.fields[pair.name] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label)
        if not pair.both:
            return
        data = self.data if self.is_bound else None
        self.own[pair.name] = FindingForm(data, links=[], sources=sources, prefix=f"{pair.name}_own")
        for name in ("link", "finding_kind"):
            del self.own[pair.name].fields[name]
        for line in pair.differing:
            own = ["something else"]
            if line.name == "numbers":
                own = [f"corrected, as {WAYS[way].label}" for way in _ways(pair)]
            self._ask(f"{pair.name}_{line.name}", line, *own, required=False)
        for name, made in self.own[pair.name].fields.items():
            # Numbers come several to a choice and so keep their labels.
            if "__" not in name:
                _name_itself(made)

    def clean(self):
        given = super().clean()
        for line in self.comparison.differing:
            name = f"answer_{line.name}"
            silent = given.get(f"{name}_own") in (None, "", []) and not self.has_error(f"{name}_own")
            if given.get(name) == OWN and silent:
                self.add_error(name, "Say what it is instead.")
        for pair in self.comparison.findings:
            if given.get(pair.name) == PARTS:
                self._check_parts(pair)
        return given

    def _check_parts(self, pair: PairOfFindings) -> None:
        open_ones = [line for line in pair.differing if not self.cleaned_data.get(f"{pair.name}_{line.name}")]
        for line in open_ones:
            self.add_error(f"{pair.name}_{line.name}", "Choose one of them.")
        own = self.own[pair.name]
        if not own.is_valid():
            for name, errors in own.errors.items():
                self._blame(pair, name, " ".join(errors))
        elif not open_ones:
            for name, problem in problems_of(self._parts(pair)):
                self._blame(pair, name, problem)

    def _blame(self, pair: PairOfFindings, name: str, problem: str) -> None:
        """Add an error to the line it is about, or to the whole finding where no such line differs."""
        line = f"{pair.name}_{'numbers' if name == 'way' or '__' in name else name}"
        self.add_error(line if line in self.fields else pair.name, problem)

    def decisions(self) -> list[Decision]:
        """Each differing question."""
        return [
            Decision(
                line,
                self[f"answer_{line.name}"],
                {OWN: [self[f"answer_{line.name}_own"]]},
                self.asked[line.name].kind in KINDS_OF_BOXES,
            )
            for line in self.comparison.differing
        ]

    def pairs(self) -> list[tuple]:
        """Each pair of findings with its choice, and the choices of its parts; None and none where both are alike."""
        return [
            (pair, self[pair.name], self._decisions_of(pair)) if pair.name in self.fields else (pair, None, [])
            for pair in self.comparison.findings
        ]

    def _decisions_of(self, pair: PairOfFindings) -> list[Decision]:
        if pair.name not in self.own:
            return []
        own = self.own[pair.name]
        return [
            Decision(line, self[f"{pair.name}_{line.name}"], _own_fields(own, pair, line)) for line in pair.differing
        ]

    def decided(self) -> dict:
        """The answers both gave, and those chosen where they differ."""
        return {one.name: self._answer(one) for one in self.comparison.questions}

    def _answer(self, one: Question):
        choice = self.cleaned_data.get(f"answer_{one.name}", FIRST)
        if choice == OWN:
            return self.cleaned_data[f"answer_{one.name}_own"]
        chosen = self.comparison.second if choice == SECOND else self.comparison.first
        return chosen.answers.get(one.name, NOT_STATED)

    def findings(self) -> list[dict]:
        """The findings both have, and those chosen or put together."""
        chosen = (self._finding(pair, self.cleaned_data.get(pair.name, FIRST)) for pair in self.comparison.findings)
        return [one for one in chosen if one is not None]

    def _finding(self, pair: PairOfFindings, choice: str) -> dict | None:
        if choice == PARTS:
            return self._parts(pair)
        return {FIRST: pair.first, SECOND: pair.second, NEITHER: None}[choice]

    def _parts(self, pair: PairOfFindings) -> dict:
        """A finding put together line by line: what both say, and what was chosen where they differ."""
        found = {name: pair.first[name] for name in ("link", "finding_kind")}
        differing = {line.name for line in pair.differing}
        lines = [name for name in ASKED[pair.first["finding_kind"]] if name != "way"]
        for name in [*lines, "numbers"]:
            choice = self.cleaned_data[f"{pair.name}_{name}"] if name in differing else FIRST
            if choice in (FIRST, SECOND):
                found |= _part(pair.first if choice == FIRST else pair.second, name)
            else:
                found |= self._own_part(pair, name, choice)
        return found

    def _own_part(self, pair: PairOfFindings, name: str, choice: str) -> dict:
        own = self.own[pair.name]
        if name == "numbers":
            way = _ways(pair)[int(choice.removeprefix(OWN) or 0)]
            return {"way": way, "numbers": own.numbers_of(way)}
        return {name: own.cleaned_data[name]} if own.cleaned_data.get(name) not in (None, "") else {}


def _part(finding: dict, name: str) -> dict:
    names = ("way", "numbers") if name == "numbers" else (name,)
    return {one: finding[one] for one in names if one in finding}


def _ways(pair: PairOfFindings) -> list[str]:
    """The ways of reporting that the two readers found, each once."""
    return list(dict.fromkeys(way for one in (pair.first, pair.second) if (way := one.get("way"))))


def _own_fields(own: FindingForm, pair: PairOfFindings, line: Line) -> dict[str, list[BoundField]]:
    if line.name != "numbers":
        return {OWN: [own[line.name]]}
    return {OWN if at == 0 else f"{OWN}{at}": own.fields_of(way) for at, way in enumerate(_ways(pair))}


def _own_field(question: Question) -> forms.Field:
    made = question_field(question)
    if question.kind in KINDS_OF_BOXES:
        # Without the button that narrows a long list: it would send the whole form.
        made.widget = forms.CheckboxSelectMultiple(choices=made.choices)
    else:
        _name_itself(made)
    return made


def _name_itself(made: forms.Field) -> None:
    """Name a field on itself: the page shows it beside a choice instead of under a label."""
    made.widget.attrs["aria-label"] = f"{made.label}: something else"


def _choices(pair: PairOfFindings, comparison: Comparison) -> list[tuple[str, str]]:
    by = [(FIRST, pair.first, comparison.first), (SECOND, pair.second, comparison.second)]
    offered = [(value, f"as {one.reader_name} has it") for value, finding, one in by if finding is not None]
    if pair.both:
        offered.append((PARTS, "line by line, as chosen below"))
    return [*offered, (NEITHER, "no such finding")]
