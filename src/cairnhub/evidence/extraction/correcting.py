"""A stored finding corrected in the form it was extracted in: its numbers as reported, its effect worked out anew."""

from django import forms

from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.editing.forms import RefusableForm, reason_field
from cairnhub.history.labels import choices_of
from cairnhub.history.models import Event
from cairnhub.history.queries import newest_event_of

from ..models import Finding
from .actions import finding_values
from .forms import EVERYTHING, FindingForm, effect_in_words, numbers_as_typed, problems_of

#: What a correction leaves as it is: the link and the kind of a finding, and what no form asks for.
KEPT = ("link", "finding_kind", "effect_measure")


class CorrectionForm(RefusableForm, FindingForm):
    """One finding with why it is corrected. Its link and kind stay: a finding on another link is another finding."""

    seen_event = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, finding: Finding):
        self.stored = finding
        way, reported = _reported(finding)
        given = {name: _entered(finding, name) for name in (*EVERYTHING, "finding_kind")} | {"way": way}
        numbers = numbers_as_typed(way, reported)
        seen = {"seen_event": newest_event_of(finding.kind, finding.pk)}
        super().__init__(data, initial=given | numbers | seen, links=[], sources=choices_of("data_source"), prefix="f0")
        del self.fields["link"]
        self.fields["finding_kind"].widget = forms.HiddenInput()
        self.fields["change_reason"] = reason_field()

    def clean(self):
        given = super().clean()
        if not self.errors:
            given["finding_kind"] = self.stored.finding_kind
            self.ask_for(problems_of(self.finding() | {"link": self.stored.link_id}))
        return given


def correct(*, finding: Finding, entered: dict, by: User, reason: str, seen_event: int) -> Event | bool:
    """Write a corrected finding; True where nothing differed.

    What was left empty is emptied; an estimate without numbers as reported stays. Raises ValidationError where the
    finding is refused, or somebody changed it meanwhile.
    """
    values = finding_values({"finding_kind": finding.finding_kind} | entered)
    kept = KEPT if entered.get("way") or finding.way else (*KEPT, "estimate", "ci_low", "ci_high")
    values = {name: value for name, value in values.items() if name not in kept}
    return history.change(obj=finding, by=by, reason=reason, values=values, seen_event=seen_event) or True


def effect_now(finding: Finding) -> str:
    """The effect as it is worked out before the correction, in words."""
    way, numbers = _reported(finding)
    return effect_in_words({"way": way, "numbers": numbers, "effect_kind": finding.effect_kind})


def _reported(finding: Finding) -> tuple[str, dict]:
    """The way and numbers a finding reports; of one stored before ways were asked for, its interval."""
    if finding.way or finding.ci_low is None:
        return finding.way, finding.numbers
    return "interval", {"estimate": finding.estimate, "low": finding.ci_low, "high": finding.ci_high}


def _entered(finding: Finding, name: str):
    value = getattr(finding, Finding._meta.get_field(name).attname)
    return "" if value is None else value
