"""Forms over the editable fields of any kind of object. They check nothing themselves: `history.actions` does."""

from collections.abc import Callable
from functools import cache

from django import forms
from django.core.exceptions import ValidationError

from .. import actions
from ..identifiers import identifier_from, slug_validator, stem_of
from ..labels import choices_of
from ..models import Event, Tracked
from ..queries import newest_event_of
from .fields import form_field

#: Its name differs from those of all model fields: a pair exception has a `reason`, a question a `why` of its own.
WHY = "change_reason"
WHY_HELP = "Readers see it in the history, for example: the publisher's page gives 2014, not 2013."


def reason_field() -> forms.CharField:
    return forms.CharField(label="Why", help_text=WHY_HELP, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class RefusableForm(forms.Form):
    """A form that shows what an action refused, beside the fields it is about."""

    def attempt(self, action: Callable[..., object], **arguments) -> object | None:
        """Do it and answer what it answers, or None after adding its refusal to the errors of this form."""
        try:
            return action(**arguments) or True
        except ValidationError as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: ValidationError) -> None:
        for name, errors in refusal.update_error_dict({}).items():
            if name in self.fields:
                self.add_error(name, errors)
            else:
                self.add_error(None, [f"{name}: {text}" if name != "__all__" else text for text in _texts(errors)])


def _texts(errors) -> list[str]:
    return [text for error in errors for text in error.messages]


class ReasonForm(RefusableForm):
    """Why something is removed, brought back or undone."""

    change_reason = reason_field()


class ObjectForm(RefusableForm):
    """The editable fields of one object, and why they are set as they are.

    With `obj` it changes that object, without it adds a new one. `but` names fields to leave out, the reason among
    them; `narrowing` gives for many-to-many fields the words by which their lists are narrowed.
    """

    def __init__(self, *, model: type[Tracked], obj: Tracked | None = None, but=(), narrowing=None, **kwargs):
        self.model, self.obj = model, obj
        given = obj.values() if obj else {}
        super().__init__(**(kwargs | {"initial": given | (kwargs.get("initial") or {})}))
        self.names = [name for name in model.editable_fields if name not in but]
        # Asked once for each kind: several fields may choose among the same objects.
        choices = cache(choices_of)
        for name in self.names:
            self.fields[name] = form_field(model._meta.get_field(name), choices, (narrowing or {}).get(name, ""))
        if obj is None:
            self.fields["id"] = _identifier_field()
        else:
            self.fields["seen_event"] = forms.IntegerField(widget=forms.HiddenInput)
            self.initial.setdefault("seen_event", newest_event_of(obj.kind, obj.pk))
        if WHY not in but:
            self.fields[WHY] = reason_field()

    @classmethod
    def sent(cls, data, **arguments) -> "ObjectForm":
        """The form as sent; when only a list is to be narrowed, the same with nothing checked and nothing saved."""
        if "narrow" not in data:
            return cls(data=data, **arguments)
        blank = cls(**arguments)
        narrowing = {name: data.get(f"{blank.add_prefix(name)}-words", "") for name in blank.names}
        return cls(**(arguments | {"initial": entered(blank, data), "narrowing": narrowing}))

    def values(self) -> dict:
        """The fields as entered, as `history.actions` takes them."""
        return {name: self.cleaned_data[name] for name in self.names}

    def add(self, *, by, related=None, reason: str = "") -> Tracked | None:
        """Store the new object; None and errors on the form where it was refused. `related` adds to its fields."""
        plain, many = self._split(related or {})
        obj = self.model(**plain)
        obj.pk = self.cleaned_data["id"] or identifier_from(stem_of(obj, many), self._is_taken)
        reason = reason or self.cleaned_data[WHY]
        return obj if self.attempt(actions.add, obj=obj, by=by, reason=reason, related=many) else None

    def change(self, *, by, reason: str = "") -> Event | bool | None:
        """Write the change; True where nothing differed, None and errors on the form where it was refused."""
        return self.attempt(
            actions.change,
            obj=self.obj,
            by=by,
            reason=reason or self.cleaned_data[WHY],
            values=self.values(),
            seen_event=self.cleaned_data["seen_event"],
        )

    def _split(self, related: dict[str, list[str]]) -> tuple[dict, dict[str, list[str]]]:
        many = {field.name for field in self.model._meta.many_to_many}
        values = self.values() | related
        plain = {self.model._meta.get_field(name).attname: value for name, value in values.items() if name not in many}
        return plain, {name: value for name, value in values.items() if name in many}

    def _is_taken(self, identifier: str) -> bool:
        return self.model.objects.filter(pk=identifier).exists()


def _identifier_field() -> forms.CharField:
    return forms.CharField(
        label="Identifier",
        required=False,
        max_length=200,
        validators=[slug_validator],
        help_text="Part of the address of its page, and never changed later. Left empty, it is made from the text.",
    )


def entered(form: ObjectForm, data) -> dict:
    """What a browser sent, unchecked, to fill the same form with again."""
    fields = form.fields.items()
    return {name: field.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, field in fields}
