"""Reads for those who edit."""

from dataclasses import dataclass

from cairnhub.accounts.permissions import may

from ..labels import choices_of, name_of_kind
from ..models import Event
from ..registry import kinds


@dataclass(frozen=True)
class Kind:
    """A kind of object, as the list of kinds shows it."""

    kind: str
    name: str
    plural: str
    addable: bool
    visible: int
    removed: int


def editable_kinds(user) -> list[Kind]:
    """Every kind this person may change by hand, with how many there are."""
    found = [
        Kind(
            kind=kind,
            name=name_of_kind(kind),
            plural=str(model._meta.verbose_name_plural),
            addable=model.addable,
            visible=model.objects.filter(removed=False).count(),
            removed=model.objects.filter(removed=True).count(),
        )
        for kind, model in kinds().items()
        if model.editable_fields and may(user, model.edited_with)
    ]
    return sorted(found, key=lambda one: one.plural)


def find_in(kind: str, words: str) -> list[tuple[str, str]]:
    """The visible objects of a kind as (identifier, label) whose label or identifier holds all the words."""
    asked = words.casefold().split()
    return [pair for pair in choices_of(kind) if all(word in f"{pair[0]} {pair[1]}".casefold() for word in asked)]


def removed_of(kind: str) -> list[tuple[str, str]]:
    """The removed objects of a kind as (identifier, last label), by identifier."""
    gone = list(kinds()[kind].objects.filter(removed=True).order_by("pk").values_list("pk", flat=True))
    labels = dict(Event.objects.filter(kind=kind, object_id__in=gone).order_by("pk").values_list("object_id", "label"))
    return [(pk, labels.get(pk, pk)) for pk in gone]
