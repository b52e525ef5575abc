"""A recorded change in words: each field with what it was and what it became."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from .fields import PointersField, pointed_at
from .labels import Label, Labels
from .models import Event
from .registry import kinds

NOT_GIVEN = Label("not given")
#: Fields that tell where a record was read: for those who may see provenance.
PRIVATE_PREFIX = "provenance_"
#: Texts are compared word by word where one of them is at least so long.
PROSE_FROM = 60


@dataclass
class Difference:
    """What became of one field. `shape` says which of the other parts are filled.

    - `value`: one value, `before` and `after`; `before` is None for a new object
    - `list`: what was taken out and what was put in
    - `prose`: `words`, pairs of "same", "out" or "in" and the words
    - `private`: nothing more, the reader may not see it
    """

    name: str
    shape: str
    before: Label | None = None
    after: Label | None = None
    taken: list[Label] = field(default_factory=list)
    put: list[Label] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)


class Differences:
    """The changes of several events in words; related objects are looked up once for all of them."""

    def __init__(self, events: Iterable[Event], *, private: bool):
        self._private = private
        self._labels = Labels(pair for event in events for pair in _related_pairs(event))

    def of(self, event: Event) -> list[Difference]:
        """The fields that changed, in the order of the form; `private` fields only named where not to be seen."""
        model = kinds().get(event.kind)
        order = list(model.editable_fields) if model else []
        names = sorted(event.changes, key=lambda name: order.index(name) if name in order else len(order))
        return [self._difference(event, model, name) for name in names if _is_shown(model, name)]

    def _difference(self, event: Event, model, name: str) -> Difference:
        model_field = _field(model, name)
        title = _title(model_field, name)
        before, after = event.changes[name]
        if name.startswith(PRIVATE_PREFIX) and not self._private:
            return Difference(title, "private")
        if isinstance(before or after, list):
            return self._list(title, model_field, before or [], after or [])
        if _is_prose(model_field, before, after):
            return Difference(title, "prose", words=list(compare_words(before, after)))
        old = None if event.verb == "added" else self._label(model_field, before)
        return Difference(title, "value", before=old, after=self._label(model_field, after))

    def _list(self, title: str, model_field, before: list, after: list) -> Difference:
        taken = [self._label(model_field, item) for item in before if item not in after]
        put = [self._label(model_field, item) for item in after if item not in before]
        if not taken and not put:
            # The same lines in another order: show them whole.
            taken, put = ([self._label(model_field, item) for item in items] for items in (before, after))
        return Difference(title, "list", taken=taken, put=put)

    def _label(self, model_field, value) -> Label:
        if value in (None, "", []):
            return NOT_GIVEN
        if model_field is not None and model_field.is_relation and hasattr(model_field.related_model, "kind"):
            return self._labels.of(model_field.related_model.kind, value)
        if isinstance(model_field, PointersField):
            return self._labels.of(*pointed_at(value))
        if isinstance(value, bool):
            return Label("yes" if value else "no")
        if isinstance(value, dict):
            return Label("; ".join(f"{name.replace('_', ' ')}: {part}" for name, part in value.items()))
        codes = getattr(model_field, "codes", None)
        choices = codes.choices if codes else getattr(model_field, "flatchoices", ())
        return Label(str(dict(choices).get(value, value)))


def compare_words(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of two texts as runs of "same", "out" (only before) and "in" (only after)."""
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[i1:i2])
        else:
            yield from (run for run in (("out", "".join(old[i1:i2])), ("in", "".join(new[j1:j2]))) if run[1])


def _related_pairs(event: Event) -> Iterator[tuple[str, str]]:
    model = kinds().get(event.kind)
    for name, pair in event.changes.items():
        model_field = _field(model, name)
        if isinstance(model_field, PointersField):
            yield from (pointed_at(line) for value in pair for line in value or [])
        if model_field is None or not model_field.is_relation or not hasattr(model_field.related_model, "kind"):
            continue
        for value in pair:
            for identifier in value if isinstance(value, list) else [value]:
                if identifier:
                    yield model_field.related_model.kind, identifier


def _field(model, name: str) -> models.Field | None:
    # A field of an old event may no longer exist.
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _title(model_field: models.Field | None, name: str) -> str:
    words = str(model_field.verbose_name) if model_field is not None else name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _is_shown(model, name: str) -> bool:
    # What no form sets, such as the account behind a listed person, is nobody's business.
    model_field = _field(model, name)
    return model_field is None or model_field.editable


def _is_prose(model_field: models.Field | None, before, after) -> bool:
    if not (before and after and isinstance(before, str) and isinstance(after, str)):
        return False
    chosen = model_field is not None and (model_field.is_relation or model_field.choices)
    return not chosen and max(len(before), len(after)) >= PROSE_FROM
