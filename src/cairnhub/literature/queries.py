"""Reads of bibliographic records."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from .models import Reference


@dataclass(frozen=True)
class Progress:
    """How many of the visible records are complete."""

    complete: int
    total: int


class Identified(Protocol):
    """What carries the identifiers of a work."""

    doi: str
    pmid: str


def studies_of(reference: Reference) -> list:
    """The visible studies that a record reports, each with its references."""
    return list(reference.studies.filter(removed=False).prefetch_related("references").order_by("id"))


def progress() -> Progress:
    visible = Reference.objects.visible()
    return Progress(visible.filter(complete=True).count(), visible.count())


def to_complete() -> QuerySet[Reference]:
    """Visible records of which something is still to be looked up, those that can be asked for by number first."""
    return _ranked().filter(removed=False, complete=False)


def next_to_complete(reference: Reference) -> Reference | None:
    """The record that waits after this one, from the end back to the start; None where no other waits."""
    waiting = to_complete().exclude(pk=reference.pk)
    rank = 0 if reference.doi or reference.pmid else 1
    later = waiting.filter(Q(rank__gt=rank) | Q(rank=rank, pk__gt=reference.pk))
    return later.first() or waiting.first()


def holders(reference: Reference, works: Iterable[Identified]) -> dict[tuple[str, str], Reference]:
    """Other records, removed ones too, with an identifier of these works, by ("doi", …) and ("pmid", …)."""
    asked = [Q(doi__iexact=one.doi) for one in works if one.doi] + [Q(pmid=one.pmid) for one in works if one.pmid]
    if not asked:
        return {}
    others = Reference.objects.exclude(pk=reference.pk).filter(reduce(or_, asked))
    pairs = [(one, (name, getattr(one, name).lower())) for one in others for name in ("doi", "pmid")]
    return {key: one for one, key in pairs if key[1]}


def _ranked() -> QuerySet[Reference]:
    rank = Case(When(doi="", pmid="", then=Value(1)), default=Value(0), output_field=IntegerField())
    return Reference.objects.annotate(rank=rank).order_by("rank", "pk")
