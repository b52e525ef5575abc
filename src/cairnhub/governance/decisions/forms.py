"""Recording a decision, correcting who took it, and filtering the log."""

from django import forms

from cairnhub.history.editing.fields import Checklist, ObjectsField
from cairnhub.history.editing.forms import WHY, ObjectForm, RefusableForm, entered, reason_field
from cairnhub.history.identifiers import identifier_from

from ..models import About, Decision, Part
from ..people import PeopleField, PersonField
from . import actions, queries

#: How many more people may be named who stood aside than are named already.
SPARE = 3
STATES = [("", "Every status"), ("in_force", "In force"), ("superseded", "Superseded")]


class WithPeople:
    """The fields about who decided and who stood aside, of any form."""

    def add_people(self, aside: int = 0, narrowed_by: str = "") -> None:
        self.fields["decided_by"] = PeopleField(
            label="Who decided",
            required=False,
            widget=Checklist(narrowed_by=narrowed_by),
            help_text="Everybody who took the decision, by the name they show.",
        )
        self.slots = range(1, aside + SPARE + 1)
        for slot in self.slots:
            self.fields[f"aside_{slot}"] = PersonField(label=f"Stood aside ({slot})", required=False)
            self.fields[f"because_{slot}"] = forms.CharField(
                label=f"Because of which interest ({slot})", required=False, max_length=500
            )

    def stood_aside(self) -> dict:
        said = self.cleaned_data
        return {said[f"aside_{n}"]: said[f"because_{n}"] for n in self.slots if said.get(f"aside_{n}")}

    def clean(self):
        cleaned = super().clean()
        for slot in self.slots:
            who, because = self.cleaned_data.get(f"aside_{slot}"), self.cleaned_data.get(f"because_{slot}")
            if who and not because:
                self.add_error(f"because_{slot}", "Say which interest it was.")
            if because and not who:
                self.add_error(f"aside_{slot}", "Say who stood aside.")
        return cleaned


class RecordForm(WithPeople, ObjectForm):
    """A new decision."""

    def __init__(self, *, narrowing=None, **kwargs):
        super().__init__(model=Decision, but=("superseded_by", WHY), narrowing=narrowing, **kwargs)
        del self.fields["id"]
        self.fields["decided_on"].widget = forms.DateInput(attrs={"type": "date"})
        self.add_people(narrowed_by=(narrowing or {}).get("decided_by", ""))
        if earlier := queries.in_force():
            self.fields["supersedes"] = ObjectsField(
                label="Decisions it replaces",
                required=False,
                choices=earlier,
                widget=Checklist(narrowed_by=(narrowing or {}).get("supersedes", "")),
            )

    @classmethod
    def sent(cls, data, **arguments) -> "RecordForm":
        if "narrow" not in data:
            return cls(data=data, **arguments)
        words = {name: data.get(f"{name}-words", "") for name in ("decided_by", "supersedes")}
        return cls(initial=entered(cls(), data), narrowing=words)

    def record(self, by) -> Decision | None:
        """Store the decision; None, and errors on this form, where it was refused."""
        decision = Decision(**self.values())
        decision.pk = identifier_from(decision.title, self._is_taken)
        return self.attempt(
            actions.record_decision,
            decision=decision,
            by=by,
            decided_by=self.cleaned_data["decided_by"],
            stood_aside=self.stood_aside(),
            supersedes=self.cleaned_data.get("supersedes", ()),
            reason="Recorded in the decision log.",
        )


class PeopleForm(WithPeople, RefusableForm):
    """Who decided, corrected."""

    def __init__(self, *args, decision: Decision, narrowed_by: str = "", **kwargs):
        standing = decision.participants.exclude(user=None)
        aside = list(standing.filter(part=Part.STOOD_ASIDE))
        initial = {"decided_by": [str(one.user_id) for one in standing.filter(part=Part.DECIDED)]}
        for slot, one in enumerate(aside, start=1):
            initial |= {f"aside_{slot}": str(one.user_id), f"because_{slot}": one.because}
        super().__init__(*args, initial=initial | (kwargs.pop("initial", None) or {}), **kwargs)
        self.decision = decision
        self.add_people(aside=len(aside), narrowed_by=narrowed_by)
        self.fields[WHY] = reason_field()
        self.fields[WHY].help_text = "Kept in the history, also when an account is erased: name nobody here."

    @classmethod
    def sent(cls, data, decision: Decision) -> "PeopleForm":
        """The form as sent; when only the list is to be narrowed, the same with nothing checked and nothing saved."""
        if "narrow" not in data:
            return cls(data, decision=decision)
        typed = entered(cls(decision=decision), data)
        return cls(decision=decision, initial=typed, narrowed_by=data.get("decided_by-words", ""))

    def correct(self, by) -> Decision | None:
        return self.attempt(
            actions.set_participants,
            decision=self.decision,
            decided_by=self.cleaned_data["decided_by"],
            stood_aside=self.stood_aside(),
            by=by,
            reason=self.cleaned_data[WHY],
        )


class FilterForm(forms.Form):
    """Which decisions to show."""

    q = forms.CharField(label="Words", required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    year = forms.TypedChoiceField(label="Year", required=False, coerce=int, empty_value=None)
    about = forms.ChoiceField(label="About", required=False, choices=[("", "Everything"), *About.choices])
    status = forms.ChoiceField(label="Status", required=False, choices=STATES)
    names = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)

    def __init__(self, data):
        super().__init__(data)
        self.fields["year"].choices = [("", "Every year"), *((str(year), str(year)) for year in queries.years())]

    def wanted(self) -> dict:
        """The arguments of `queries.decisions`; a choice that does not exist asks for everything."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "words": said.get("q", ""),
            "year": said.get("year"),
            "about": said.get("about", ""),
            "status": said.get("status", ""),
            "names": said.get("names", ""),
        }

    def kept(self) -> dict[str, str]:
        """What the address of the next page, of the file and of the feed repeats."""
        asked = self.wanted()
        return {"q" if name == "words" else name: str(value) for name, value in asked.items() if value}
