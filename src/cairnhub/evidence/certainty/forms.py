"""Forms in which editors judge certainty, and in which people say how much would matter."""

from django import forms

from cairn.synthesis import certainty as library
from cairnhub.history.editing.forms import RefusableForm

from ..models import COMPARING_KINDS, EffectKind, EffectThreshold
from .bodies import FACTS

ANSWERS = {"yes": True, "no": False}
_STEPS = {0: "no step", -1: "one step down", -2: "two steps down", -3: "three steps down", 1: "one up", 2: "two up"}


def facts_of(given) -> dict[str, bool | None]:
    """The facts an address or a form names: yes, no, or nothing."""
    return {name: ANSWERS.get(given.get(name, "")) for name in FACTS}


class FactsForm(forms.Form):
    """What only a person can say of a body of evidence; without an answer it counts as not known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in FACTS.items():
            choices = [("", "nobody has judged it"), ("yes", "yes"), ("no", "no")]
            self.fields[name] = forms.ChoiceField(choices=choices, label=label, required=False)


class CertaintyForm(RefusableForm):
    """Steps in each domain, as suggested until a person says otherwise and why."""

    def __init__(self, *args, suggestion: library.Suggestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        for one in suggestion.judgements:
            low, high = library.RANGES[one.domain]
            steps = sorted(range(low, high + 1), key=abs)
            choices = [(step, _STEPS[step] + (", suggested" if step == one.levels else "")) for step in steps]
            name = one.domain.name.lower()
            self.fields[f"{name}_levels"] = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                initial=one.levels,
                label=library.DOMAINS[one.domain].label,
                help_text=one.because,
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                required=False,
                max_length=1000,
                label="Why: the rules could not judge it" if one.open else "Why, where you differ from the rules",
            )
            # The action asks for it; a browser must not, for what is not yet decided.
            self.fields[f"{name}_reason"].asked = one.open
        self.fields["note"] = forms.CharField(
            required=False, max_length=2000, label="Note", widget=forms.Textarea({"rows": 2})
        )

    def overrides(self) -> dict[library.Domain, library.Override]:
        """What the person decided, domain by domain."""
        said = self.cleaned_data
        return {
            one.domain: library.Override(said[f"{name}_levels"], said[f"{name}_reason"])
            for one in self.suggestion.judgements
            if (name := one.domain.name.lower())
        }


class QualitativeForm(RefusableForm):
    """Concern about each component of CERQual, each with its reason."""

    def __init__(self, *args, studies: int, **kwargs):
        super().__init__(*args, **kwargs)
        for component, explanation in library.COMPONENTS.items():
            name = component.name.lower()
            suggested = library.adequacy(studies) if component is library.Component.ADEQUACY else None
            choices = [("", "choose one")] + [(one.value, one.value) for one in library.Concern]
            self.fields[f"{name}_concern"] = forms.ChoiceField(
                choices=choices,
                label=component.value.capitalize(),
                help_text=explanation + (f" Suggested from {studies} studies: {suggested}." if suggested else ""),
                initial=suggested,
            )
            self.fields[f"{name}_reason"] = forms.CharField(max_length=1000, label=f"Why: {component.value}")
        self.fields["note"] = forms.CharField(
            required=False, max_length=2000, label="Note", widget=forms.Textarea({"rows": 2})
        )

    def concerns(self) -> dict[library.Component, tuple[library.Concern, str]]:
        said = self.cleaned_data
        return {
            component: (
                library.Concern(said[f"{component.name.lower()}_concern"]),
                said[f"{component.name.lower()}_reason"],
            )
            for component in library.Component
        }


class ThresholdForm(RefusableForm):
    """A proposal for the smallest effect that matters on a link."""

    effect_kind = forms.ChoiceField(
        label="Measured as",
        choices=[("", "choose one"), *((one.value, one.label) for one in EffectKind if one in COMPARING_KINDS)],
    )
    value = EffectThreshold._meta.get_field("value").formfield(
        help_text="For ratios 1 means no difference; a ratio below 1 is for links that claim less of something."
    )
    reason = EffectThreshold._meta.get_field("reason").formfield(
        widget=forms.Textarea({"rows": 3}),
        help_text="Who would act differently from this much on, and why not for less?",
    )


class SettleForm(RefusableForm):
    settled_how = forms.CharField(
        label="How it was agreed",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Which round or meeting, and who took part.",
    )
