"""The form of an instrument, and of the wording it leaves to its users."""

from django import forms

from cairn.synthesis import appraisal as library
from cairnhub.history.editing.forms import RefusableForm

from ..models import Appraisal, Finding, InstrumentWording

NOT_JUDGED = ("", "not judged yet")


class AppraisalForm(RefusableForm):
    """Every domain of an instrument with its answers and the words of the paper it rests on."""

    def __init__(
        self, *args, instrument: library.Instrument, findings: list[Finding], wordings: dict[str, str], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.fields["finding"] = forms.ChoiceField(
            label="What is judged",
            required=False,
            choices=[("", "the whole study"), *((one.pk, one.link.label()) for one in findings)],
        )
        for domain in instrument.domains:
            self.fields[f"answer_{domain.id}"] = forms.ChoiceField(
                label=domain.name,
                required=False,
                help_text=guidance_of(domain, wordings),
                choices=[NOT_JUDGED, *((option.value, _words(option)) for option in domain.options)],
                widget=forms.RadioSelect,
            )
            # May be left open for now, but is not optional.
            self.fields[f"answer_{domain.id}"].asked = True
            self.fields[f"support_{domain.id}"] = forms.CharField(
                label=f"What it rests on: {domain.name[:1].lower()}{domain.name[1:]}",
                required=False,
                max_length=2000,
                help_text="Words or numbers of the paper, with the page.",
                widget=forms.Textarea({"rows": 2}),
            )
        if instrument.overall_options:
            choices = [
                ("", "as the published rule says"),
                *((one.value, one.label) for one in instrument.overall_options),
            ]
            self.fields["overall"] = forms.ChoiceField(
                label="Overall",
                required=False,
                choices=choices,
                help_text="Another word counts only where the published rule leaves it to people, and with a reason.",
            )
            self.fields["overall_reason"] = Appraisal._meta.get_field("overall_reason").formfield(
                widget=forms.Textarea({"rows": 2})
            )

    def said(self) -> dict:
        """What was judged, as the action takes it; what was left open is left out."""
        given = self.cleaned_data
        names = [domain.id for domain in self.instrument.domains]
        return {
            "answers": {name: given[f"answer_{name}"] for name in names if given[f"answer_{name}"]},
            "support": {name: given[f"support_{name}"] for name in names},
            "overall": given.get("overall", ""),
            "overall_reason": given.get("overall_reason", ""),
        }


def guidance_of(domain: library.Domain, wordings: dict[str, str]) -> str:
    """What a domain asks: as a coordinator worded it, else in our words."""
    return wordings.get(domain.id) or domain.guidance or f"Still to be filled in: {domain.open_to_users}"


def _words(option: library.Option) -> str:
    if option.points is None or not option.points:
        return option.label
    return f"{option.label} ({option.points:g})"


class WordingForm(RefusableForm):
    text = InstrumentWording._meta.get_field("text").formfield(
        label="What is asked here", widget=forms.Textarea({"rows": 4})
    )
    source = InstrumentWording._meta.get_field("source").formfield()
