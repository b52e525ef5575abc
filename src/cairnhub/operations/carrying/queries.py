"""Reads of exports."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404
from django.utils import timezone

from . import shelf
from .actions import KEPT_DAYS, SILENT
from .models import Export

#: How many of those that ended the page names.
NAMED = 20


@dataclass(frozen=True)
class Told:
    """One export as its page tells it."""

    export: Export
    state: str
    until: object = None

    @property
    def percent(self) -> int:
        return round(100 * self.export.done / self.export.total) if self.export.total else 0


def exports() -> list[Told]:
    """The newest first."""
    return [_told(one) for one in Export.objects.select_related("asked_by")[:NAMED]]


def access_export(key: str) -> Export:
    """An export whose file is there, or Http404."""
    found = Export.objects.filter(key=key, size__isnull=False, deleted_at=None).first()
    if found is None or not shelf.path_of(found).is_file():
        raise Http404("There is no such file.")
    return found


def asked_by(user) -> list[dict[str, object]]:
    """The exports somebody asked for, as JSON-able data: a part of the file about them."""
    return [
        {"part": one.part, "asked at": one.asked_at.isoformat(), "ended at": one.ended_at and one.ended_at.isoformat()}
        for one in Export.objects.filter(asked_by=user)
    ]


def _told(export: Export) -> Told:
    if export.failed:
        return Told(export, "failed")
    if export.ended_at is None:
        silent = export.moved_at < timezone.now() - SILENT
        return Told(export, "silent" if silent else "begun" if export.total else "waiting")
    # A hub that was restored knows of files it does not have.
    if export.deleted_at or not shelf.path_of(export).is_file():
        return Told(export, "gone")
    return Told(export, "there", export.ended_at + timedelta(days=KEPT_DAYS))
