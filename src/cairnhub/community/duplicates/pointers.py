"""Everything that points at an organisation, in every room, found in the models themselves.

Rooms above this one point at organisations too. A list of them kept here would have to know them, and one that a room
must remember to join would one day be forgotten: then a merger would leave a call or a claim behind.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from cairnhub.history import actions as history
from cairnhub.history.fields import PointersField
from cairnhub.history.models import Tracked
from cairnhub.notices.models import Follow, Notice
from cairnhub.talk.models import Comment

from ..models import Listing, Organisation
from .models import Distinct, Merger, Moved

#: Made anew from the organisation, or about the merging itself: none of it moves.
NOT_MOVED = (Listing, Merger, Distinct)
#: Rows that name their object by kind and identifier and move with it. Those that tell what was, such as events, stay.
NAMING = (Comment, Follow, Notice)


class Shape(Enum):
    KEY = "a foreign key"
    KEYS = "a list of a tracked object, as identifiers"
    LINES = "a list of a tracked object, as kind:identifier"
    NAMED = "kind and identifier"


@dataclass(frozen=True)
class Pointer:
    """One field of one model that can point at an organisation."""

    model: type[models.Model]
    field: str
    shape: Shape

    @property
    def is_tracked(self) -> bool:
        return issubclass(self.model, Tracked)

    def rows(self, object_id: str) -> QuerySet:
        """The rows that point at this organisation."""
        everything = self.model._default_manager.all()
        if self.shape is Shape.NAMED:
            return everything.filter(kind=Organisation.kind, object_id=object_id)
        if self.shape is Shape.LINES:
            # Lists are stored as JSON, which the two databases search in different ways; both can search its text.
            return everything.annotate(pointing=Cast(self.field, TextField())).filter(
                pointing__contains=f'"{self.word(object_id)}"'
            )
        return everything.filter(**{self.field: object_id})

    def word(self, object_id: str) -> str:
        """The organisation as it stands in the field."""
        return f"{Organisation.kind}:{object_id}" if self.shape is Shape.LINES else object_id


@cache
def pointers() -> tuple[Pointer, ...]:
    """All of them, those of rooms above included."""
    relations = [
        one for one in Organisation._meta.get_fields(include_hidden=True) if one.auto_created and one.is_relation
    ]
    keys = [found for one in relations if (found := _of_relation(one))]
    lines = [
        Pointer(model, field.name, Shape.LINES)
        for model in apps.get_models()
        if issubclass(model, Tracked)
        for field in model._meta.concrete_fields
        if isinstance(field, PointersField)
    ]
    return (*keys, *lines, *(Pointer(model, "object_id", Shape.NAMED) for model in NAMING))


def move(old: str, new: str, *, merger: Merger, by, reason: str) -> None:
    """Make everything that points at one organisation point at another, and remember what was moved.

    A row that may not point at the same organisation twice, such as what one funder said of one question, stays.
    Raises ValidationError where a tracked object cannot be changed as it is.
    """
    for pointer in pointers():
        for row in list(pointer.rows(old)):
            try:
                beside = _turn(pointer, row, old, new, by=by, reason=reason)
            except ValidationError as refusal:
                words = " ".join(refusal.messages)
                raise ValidationError(
                    f"“{row}” points at it and cannot be changed: {words} Mend that first."
                ) from refusal
            if beside is not None:
                name = {"model": pointer.model._meta.label, "field": pointer.field, "row": str(row.pk)}
                Moved.objects.create(merger=merger, beside=beside, **name)


def move_back(merger: Merger, *, by, reason: str) -> list[models.Model]:
    """Make what was moved point where it pointed before; answers what was changed since and stays as it is."""
    known = {(pointer.model._meta.label, pointer.field): pointer for pointer in pointers()}
    stays = []
    for moved in merger.moved.all():
        pointer = known.get((moved.model, moved.field))
        row = pointer and pointer.model._default_manager.filter(pk=moved.row).first()
        if row is not None and not _turned_back(pointer, row, merger, moved.beside, by=by, reason=reason):
            stays.append(row)
    return stays


def _turned_back(pointer: Pointer, row, merger: Merger, beside: bool, *, by, reason: str) -> bool:
    if not pointer.rows(merger.kept_id).filter(pk=row.pk).exists():
        return False
    try:
        with transaction.atomic():
            done = _turn(pointer, row, merger.kept_id, merger.gone_id, by=by, reason=reason, keep=beside)
    except ValidationError:
        return False
    return done is not None


def _of_relation(relation) -> Pointer | None:
    model, name = relation.related_model, relation.field.name
    if issubclass(model, NOT_MOVED):
        return None
    if relation.many_to_many:
        return Pointer(model, name, Shape.KEYS) if issubclass(model, Tracked) else None
    # The table between two models: that of a tracked one is written through its list alone.
    between = model._meta.auto_created
    return None if between and issubclass(between, Tracked) else Pointer(model, name, Shape.KEY)


def _turn(pointer: Pointer, row, old: str, new: str, *, by, reason: str, keep: bool = False) -> bool | None:
    """Turn one row from one organisation to another; answers whether it named both before, None where it cannot."""
    if pointer.shape in (Shape.KEYS, Shape.LINES):
        return _turn_list(pointer, row, old, new, by=by, reason=reason, keep=keep)
    if pointer.is_tracked:
        history.change(obj=row, by=by, reason=reason, values={pointer.field: new})
        return False
    target = pointer.field if pointer.shape is Shape.NAMED else f"{pointer.field}_id"
    try:
        with transaction.atomic():
            pointer.model._default_manager.filter(pk=row.pk).update(**{target: new})
    except IntegrityError:
        return None
    return False


def _turn_list(pointer: Pointer, row: Tracked, old: str, new: str, *, by, reason: str, keep: bool) -> bool:
    before = row.values()[pointer.field]
    old, new = pointer.word(old), pointer.word(new)
    turned = [new if one == old and not keep else one for one in before] + ([new] if keep else [])
    history.change(obj=row, by=by, reason=reason, values={pointer.field: list(dict.fromkeys(turned))})
    return new in before
