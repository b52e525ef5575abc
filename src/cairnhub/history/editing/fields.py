"""Form fields that choose other objects. Their values are identifiers, as `history.actions` takes them."""

from collections.abc import Callable

from django import forms
from django.db import models

from ..models import Tracked

Choices = Callable[[str], list[tuple[str, str]]]


class Checklist(forms.CheckboxSelectMultiple):
    """A scrolling list of boxes to tick, narrowed by words: at once with JavaScript, by a button without.

    Ticked boxes always stand first and stay in the list, whatever the words.
    """

    template_name = "editing/checklist.html"

    def __init__(self, attrs=None, choices=(), narrowed_by: str = ""):
        super().__init__(attrs, choices)
        self.narrowed_by = narrowed_by

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        words = self.narrowed_by.casefold().split()
        shown = [option for option in options if option["selected"] or all(word in _text(option) for word in words)]
        context["options"] = sorted(shown, key=lambda option: not option["selected"])
        context["narrowed_by"] = self.narrowed_by
        context["total"] = len(options)
        return context


def _text(option: dict) -> str:
    return f"{option['label']} {option['value']}".casefold()


class ObjectField(forms.ChoiceField):
    """One object of a kind; its value is an identifier, or None."""

    def clean(self, value):
        return super().clean(value) or None


class ObjectsField(forms.MultipleChoiceField):
    """Several objects of a kind; its value is a sorted list of identifiers."""

    widget = Checklist

    def clean(self, value):
        return sorted(super().clean(value))


def form_field(field: models.Field, choices_of: Choices, narrowed_by: str = "") -> forms.Field:
    """The form field of a model field: as Django has it, but other objects are chosen by identifier.

    `choices_of` answers the (identifier, label) pairs of a kind.
    """
    if not (field.is_relation and issubclass(field.related_model, Tracked)):
        return _plain(field)
    choices = choices_of(field.related_model.kind)
    words = {"required": not field.blank, "label": _label(field), "help_text": field.help_text}
    if field.many_to_many:
        return ObjectsField(choices=choices, widget=Checklist(narrowed_by=narrowed_by), **words)
    return ObjectField(choices=[("", "not given"), *choices], **words)


def _plain(field: models.Field) -> forms.Field:
    found = field.formfield(**({"assume_scheme": "https"} if isinstance(field, models.URLField) else {}))
    if isinstance(found.widget, forms.Textarea):
        found.widget.attrs["rows"] = 4
    if isinstance(found, forms.TypedChoiceField) and (choices := list(found.choices))[0][0] == "":
        found.choices = [("", "choose one" if found.required else "not given"), *choices[1:]]
    return found


def _label(field: models.Field) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]
