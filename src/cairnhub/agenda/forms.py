"""What anyone may suggest, a form for each kind, and the answer a moderator gives."""

from urllib.parse import urlsplit

from django import forms

from cairnhub.history.editing.forms import RefusableForm
from cairnhub.history.fields import LinesFormField
from cairnhub.history.labels import choices_of

from .models import SuggestionKind

PRIVACY = (
    "Only moderators see your name and address. They are used to answer you, are never published, "
    "and go into nothing else."
)


def _text(label: str, *, rows: int = 3, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **({"max_length": 5000} | options))


def _line(label: str, **options) -> forms.CharField:
    return forms.CharField(label=label, **({"max_length": 300, "required": False} | options))


class SuggestionForm(RefusableForm):
    """The fields every kind of suggestion shares. `main` names the field that becomes its text."""

    main = "text"
    introduction = ""
    #: What is not part of the message itself.
    _apart = ("about", "sender_name", "sender_email")
    #: A field of the page that nobody sees, so whoever fills it in is a machine.
    trap = "website"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "about" not in self.fields:
            self.fields["about"] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)
        self.fields["sender_name"] = _line("Your name", max_length=200)
        self.fields["sender_email"] = forms.EmailField(label="Your e-mail address", required=False, help_text=PRIVACY)

    def clean_about(self):
        """Keep the path of an address, whatever was pasted; other words stay as they are."""
        words = self.cleaned_data["about"].strip()
        if "://" not in words and not words.startswith("/"):
            return words
        path = urlsplit(words).path if "://" in words else words.partition("?")[0].partition("#")[0]
        return f"/{path.lstrip('/')}"

    def clean(self):
        if self.data.get(self.trap):
            raise forms.ValidationError("A field that people do not see was filled in. Send it again without it.")
        return super().clean()

    def message(self) -> dict:
        """The arguments of `actions.send_suggestion` but for the kind."""
        data = self.cleaned_data
        details = {
            name: value for name, value in data.items() if value not in (None, "", []) and name not in self._apart
        }
        return {
            "text": details.pop(self.main),
            "about": data["about"],
            "details": details,
            "sender_name": data.get("sender_name", ""),
            "sender_email": data.get("sender_email", ""),
        }


class QuestionForm(SuggestionForm):
    introduction = (
        "A question belongs on the agenda when somebody would act on the answer. "
        "If you do not know who, leave that open: we look for it together."
    )
    text = _text("Your question", max_length=500, help_text="In one sentence.")
    why = _text("Why it matters", required=False)
    decided_by = _line("Who would act on the answer", help_text="For example: deans of new medical schools.")
    decision = _line("On what", max_length=500, help_text="The decision the answer would inform.")
    decided_when = _line("By when", max_length=200)


class StudyForm(SuggestionForm):
    introduction = "What you know is enough: an editor looks up the rest. A DOI finds everything."
    main = "title"
    title = _text("Title", rows=2, max_length=1000)
    authors = LinesFormField(required=False, help_text="One a line.", widget=forms.Textarea(attrs={"rows": 3}))
    year = forms.IntegerField(required=False, min_value=1850, max_value=2100)
    journal = _line("Journal or publisher")
    doi = _line("DOI", max_length=200, help_text="For example 10.1097/ACM.0000000000004427.")
    url = forms.URLField(label="Web address", required=False, max_length=1000, assume_scheme="https")
    notes = _text("What it found, or why it belongs here", required=False)

    def clean_doi(self):
        return self.cleaned_data["doi"].strip().removeprefix("https://doi.org/").removeprefix("doi:").strip()


class CorrectionForm(SuggestionForm):
    introduction = "Something here is wrong, missing or out of date. The source you name is what an editor checks."
    about = _line("Which page", max_length=400, help_text="Its address, copied from the browser.")
    text = _text("What is wrong, and what is right", rows=5)
    source = _text("How do you know?", required=False, rows=2, help_text="A paper, a page, or that you were there.")


class LinkForm(SuggestionForm):
    introduction = "A link says that one thing leads to another, for example a rural track to practice in rural areas."
    source = forms.ChoiceField(label="From", required=False, help_text="Leave open what the framework does not have.")
    target = forms.ChoiceField(label="To", required=False)
    text = _text("Your claim in one sentence", max_length=1000)
    why = _text("Where have you seen it, or why should it be so?", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "not in the list"), *choices_of("construct")]
        self.fields["source"].choices = self.fields["target"].choices = choices


class NeedForm(SuggestionForm):
    introduction = (
        "You need not be a researcher. Say what you would have to know, or to measure, and what you would do with it."
    )
    text = _text("What you need", rows=6)
    why = _text("What you would do with it", required=False)
    construct = forms.ChoiceField(label="What it is about", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["construct"].choices = [("", "not in the list"), *choices_of("construct")]


FORMS: dict[str, type[SuggestionForm]] = {
    SuggestionKind.QUESTION: QuestionForm,
    SuggestionKind.STUDY: StudyForm,
    SuggestionKind.CORRECTION: CorrectionForm,
    SuggestionKind.LINK: LinkForm,
    SuggestionKind.NEED: NeedForm,
}


class AnswerForm(RefusableForm):
    """What the sender reads."""

    answer = _text(
        "Your answer to the sender",
        help_text="Say what became of it and why. The sender reads it at their private address and by e-mail.",
    )
