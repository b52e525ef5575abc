"""The form in which an editor makes one of two organisations."""

from django import forms

from cairnhub.history.editing.forms import RefusableForm, reason_field
from cairnhub.history.fields import LinesField, pointed_at
from cairnhub.history.pointing import PointersFormField

from ..models import Organisation
from .actions import seen_state
from .queries import Compared, compare

FIRST, SECOND, BOTH = "first", "second", "both"


class MergeForm(RefusableForm):
    """Which of two organisations stays, which value of each field that differs, and why."""

    def __init__(self, *args, first: Organisation, second: Organisation, keep: str = FIRST, **kwargs):
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        self.compared = compare(first, second)
        self.fields["keep"] = forms.ChoiceField(
            label="Which one stays",
            help_text="Its address stays too; the other’s leads there.",
            choices=[(FIRST, first.name), (SECOND, second.name)],
            initial=keep,
            widget=forms.RadioSelect,
        )
        for one in self.compared:
            if one.differs:
                self.fields[one.name] = forms.ChoiceField(
                    label=one.title, choices=_choices(one), initial=_first_guess(one, keep), widget=forms.RadioSelect
                )
        self.fields["change_reason"] = reason_field()
        self.fields[
            "change_reason"
        ].help_text = "Readers see it in the history, for example: the same school, listed under its old name."
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=seen_state(first, second))

    @property
    def rows(self) -> list[tuple[Compared, forms.BoundField | None]]:
        """Each field of the two, with its choice where they differ."""
        return [(one, self[one.name] if one.differs else None) for one in self.compared]

    @property
    def ordered(self) -> tuple[Organisation, Organisation]:
        """The one that stays and the one that goes."""
        return (self.first, self.second) if self.cleaned_data["keep"] == FIRST else (self.second, self.first)

    def look_again(self) -> None:
        """Take the two as seen as they are now: a form that is sent back shows them anew."""
        self.data = self.data.copy()
        self.data["seen"] = seen_state(self.first, self.second)

    def values(self) -> dict:
        """The fields of the one that stays, as chosen."""
        return {one.name: self._chosen(one.name) for one in self.compared if one.differs}

    def _chosen(self, name: str):
        first, second = getattr(self.first, name), getattr(self.second, name)
        if self.cleaned_data[name] == BOTH:
            return list(dict.fromkeys([*first, *second]))
        return first if self.cleaned_data[name] == FIRST else second


class CompareForm(forms.Form):
    """Two organisations that the list of likely pairs has not found."""

    pages = PointersFormField(label="Two organisations that are one")

    def clean_pages(self) -> list[str]:
        pairs = [pointed_at(line) for line in self.cleaned_data["pages"]]
        if len(pairs) != 2 or any(kind != Organisation.kind for kind, _ in pairs):
            raise forms.ValidationError("Give the pages of two organisations, one a line.")
        return [object_id for _, object_id in pairs]


def _choices(one: Compared) -> list[tuple[str, str]]:
    both = [(BOTH, "both together")] if _is_list(one.name) else []
    return [(FIRST, _words(one.first)), (SECOND, _words(one.second)), *both]


def _first_guess(one: Compared, keep: str) -> str:
    """What the kept one says, unless it says nothing; of lists, both."""
    if _is_list(one.name):
        return BOTH
    said = {FIRST: one.first, SECOND: one.second}
    other = SECOND if keep == FIRST else FIRST
    return keep if said[keep] else other


def _is_list(name: str) -> bool:
    return isinstance(Organisation._meta.get_field(name), LinesField)


def _words(runs: list[tuple[bool, str]]) -> str:
    return "".join(words for _, words in runs) or "not given"
