"""Forms to send a list and to take it in."""

from django import forms

from cairn.base.errors import DataError
from cairnhub.history.editing.forms import RefusableForm, reason_field

from .actions import said
from .columns import MOST_BYTES, MOST_ROWS, text_of


class ListForm(RefusableForm):
    """A list as a file or as text that is pasted."""

    file = forms.FileField(
        label="A file",
        required=False,
        help_text=f"CSV: commas, semicolons or tabs. At most {MOST_ROWS} rows and {MOST_BYTES // 1000} kB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        help_text="With the names of the columns in the first line. What you copy from a spreadsheet fits as it is.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        strip=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # One of the two is needed: neither is called optional.
            field.asked = True

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if "file" in self.errors:
            return self.cleaned_data
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError("Choose a file or paste the rows: one of the two.")
        try:
            # One byte more than may be is read, to see that it is too large without holding all of it.
            self.cleaned_data["text"] = text_of(file.read(MOST_BYTES + 1)) if file else text
        except DataError as error:
            self.add_error("file", said(error))
        return self.cleaned_data


class TakeInForm(RefusableForm):
    """What was seen of a list that is to be taken in."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ImportForm(TakeInForm):
    """And why, and which rows that look like another are new."""

    change_reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "change_reason"
        ].help_text = "Readers see it in the history of each, for example: members of the network, list of May 2026."

    def new_lines(self) -> set[int]:
        """The lines whose rows somebody chose to add. A line that is none of the list's has no effect."""
        chosen = {
            name.removeprefix("row-") for name, value in self.data.items() if name.startswith("row-") and value == "new"
        }
        return {int(line) for line in chosen if line.isdecimal()}
