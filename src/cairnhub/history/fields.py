"""Model fields shared by every room."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

#: Fields with such names hold web addresses, which pages make links of.
ADDRESSES = "_urls"


def _refuse_what_is_no_address(lines: list[str]) -> None:
    for line in lines:
        if not re.match(r"https?://[^\s/]+", line):
            raise ValidationError(f"“{line}” is no web address: it starts with https:// or http://.")


class LinesFormField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "One a line.")
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, in the order given; an empty list means none known."""

    def __init__(self, *args, **kwargs):
        kwargs["default"] = list
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise ValidationError("must be a list of texts, none of them empty.")
        if self.name.endswith(ADDRESSES):
            _refuse_what_is_no_address(value)

    def formfield(self, **kwargs):
        return LinesFormField(
            required=not self.blank, label=self.verbose_name.capitalize(), help_text=self.help_text or "One a line."
        )


class PointersField(LinesField):
    """Objects of any kind, each as `kind:identifier`. What points at them stays as it was when they are removed."""

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        for line in value:
            if not all(pointed_at(line)):
                raise ValidationError(f"“{line}” names no object: it is written kind:identifier.")

    def formfield(self, **kwargs):
        # Known here, where forms of every kind are made; it looks objects up by the addresses of their pages.
        from .pointing import PointersFormField

        return PointersFormField(
            required=not self.blank, label=self.verbose_name.capitalize(), help_text=self.help_text
        )


def pointed_at(line: str) -> tuple[str, str]:
    """The kind and identifier of a line of a `PointersField`; the latter is empty where the line names no object."""
    kind, _, object_id = line.partition(":")
    return kind, object_id


class CodesField(LinesField):
    """Several of a fixed set of codes, in the order of the set; an empty list means none known."""

    def __init__(self, *args, codes: type[models.TextChoices] | None = None, **kwargs):
        self.codes = codes
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = [item for item in value if item not in self.codes.values]
        if unknown:
            raise ValidationError(f"“{unknown[0]}” is none of the choices: {', '.join(self.codes.values)}.")

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.codes.choices,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
        )
