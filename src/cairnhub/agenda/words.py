"""A suggestion in words."""

from django import forms

from cairnhub.history.labels import Label, Labels

from .forms import FORMS
from .models import Suggestion


def told_details(suggestion: Suggestion) -> list[tuple[str, Label]]:
    """What the sender filled in beside the main text, as (label of the field, value), in the order of the form."""
    fields = {name: field for name, field in FORMS[suggestion.kind]().fields.items() if name in suggestion.details}
    chosen = {name for name, field in fields.items() if isinstance(field, forms.ChoiceField)}
    constructs = Labels(("construct", suggestion.details[name]) for name in chosen)
    return [
        (
            field.label or name.capitalize(),
            constructs.of("construct", suggestion.details[name]) if name in chosen else _said(suggestion.details[name]),
        )
        for name, field in fields.items()
    ]


def _said(value) -> Label:
    return Label("; ".join(value) if isinstance(value, list) else str(value))
