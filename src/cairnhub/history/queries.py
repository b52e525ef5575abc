"""Reads of the record of changes."""

from django.db.models import Max

from .models import Event


def newest_event() -> int:
    """The number of the newest change; 0 before the first."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def events_of(kind: str, object_id: str):
    """The changes of one object, newest first."""
    return Event.objects.filter(kind=kind, object_id=object_id)
