"""The form in which an editor decides what two readers agree on."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm

from .comparing import Comparison, PairOfFindings
from .questions import NOT_STATED

FIRST, SECOND, NEITHER, OWN = "first", "second", "neither", "own"


class AgreementForm(RefusableForm):
    """For each difference one of the two answers, or for words a third; for each finding one reader's, or none."""

    note = forms.CharField(required=False, max_length=2000, label="Note", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        kinds = {one.name: one.kind for one in comparison.questions}
        for line in comparison.differing:
            choices = [(FIRST, line.first), (SECOND, line.second)]
            if kinds[line.name] in ("text", "long", "number"):
                choices.append((OWN, "something else:"))
                self.fields[f"{line.name}__own"] = forms.CharField(
                    required=False, max_length=2000, label="Something else"
                )
            self.fields[line.name] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=line.label)
        for pair in comparison.findings:
            if not pair.same:
                self.fields[pair.name] = forms.ChoiceField(
                    choices=_choices(pair, comparison), widget=forms.RadioSelect, label=f"Finding on {pair.link}"
                )

    def clean(self):
        given = super().clean()
        kinds = {one.name: one.kind for one in self.comparison.questions}
        for line in self.comparison.differing:
            own = given.get(f"{line.name}__own", "").strip()
            if given.get(line.name) == OWN and not own:
                self.add_error(line.name, "Say what it is instead.")
            if given.get(line.name) == OWN and kinds[line.name] == "number" and not own.isdecimal():
                self.add_error(line.name, "A whole number is asked for here.")
        return given

    def lines(self) -> list[tuple]:
        """Each differing question with its field and, where there is one, the field for something else."""
        return [
            (line, self[line.name], self[f"{line.name}__own"] if f"{line.name}__own" in self.fields else None)
            for line in self.comparison.differing
        ]

    def pairs(self) -> list[tuple]:
        return [(pair, self[pair.name] if pair.name in self.fields else None) for pair in self.comparison.findings]

    def decided(self) -> dict:
        """The answers both gave, and those chosen where they differ."""
        first, second = self.comparison.first.answers, self.comparison.second.answers
        found = {}
        for one in self.comparison.questions:
            choice = self.cleaned_data.get(one.name, FIRST)
            if choice == OWN:
                own = self.cleaned_data[f"{one.name}__own"].strip()
                found[one.name] = int(own) if one.kind == "number" else own
            else:
                found[one.name] = (second if choice == SECOND else first).get(one.name, NOT_STATED)
        return found

    def findings(self) -> list[dict]:
        """The findings both have, and those chosen."""
        chosen = [
            {FIRST: pair.first, SECOND: pair.second, NEITHER: None}[self.cleaned_data.get(pair.name, FIRST)]
            for pair in self.comparison.findings
        ]
        return [one for one in chosen if one is not None]


def _choices(pair: PairOfFindings, comparison: Comparison) -> list[tuple[str, str]]:
    by = [(FIRST, pair.first, comparison.first), (SECOND, pair.second, comparison.second)]
    offered = [(value, f"as {one.reader_name} has it") for value, finding, one in by if finding is not None]
    return [*offered, (NEITHER, "no such finding")]
