"""Asking for a file, and what the worker notes about it."""

from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.models import User

from . import shelf
from .models import Export

KEPT_DAYS = 7
#: A worker that was silent for so long was stopped: its jobs are ended after ten minutes and tried again after fifteen.
SILENT = timedelta(minutes=40)
STOPPED = "The worker was stopped before it was done. Ask again."


@transaction.atomic
def ask(*, part: str, by: User) -> Export:
    """Have the worker write a file. Raises ValidationError where it writes one of the same sort already."""
    _end_silent()
    if Export.objects.filter(part=part, ended_at=None).exists():
        raise ValidationError("One is being written already. It is below.")
    export = Export(part=part, asked_by=by)
    export.full_clean()
    export.save()
    # The queue is in the same database: the job exists exactly when the row does.
    async_task("cairnhub.operations.carrying.jobs.make", export.pk)
    return export


def move(export: Export, step: str, done: int, total: int) -> None:
    """Note what the worker is at."""
    Export.objects.filter(pk=export.pk).update(step=step[:200], done=done, total=total, moved_at=timezone.now())


def finish(export: Export, path: Path) -> None:
    """Note that the file is there, how large it is and its check sum."""
    size, sha256 = path.stat().st_size, shelf.sha256_of(path)
    Export.objects.filter(pk=export.pk, ended_at=None).update(size=size, sha256=sha256, ended_at=timezone.now())


def fail(export: Export, reason: str) -> None:
    """Note why there is no file."""
    Export.objects.filter(pk=export.pk, ended_at=None).update(failed=reason[:500], ended_at=timezone.now())


def delete_old() -> int:
    """Delete the files that were kept long enough, and what killed workers left; answer how many files went."""
    now = timezone.now()
    old = Export.objects.filter(ended_at__lt=now - timedelta(days=KEPT_DAYS), size__isnull=False, deleted_at=None)
    gone = list(old)
    for export in gone:
        delete(export)
    shelf.sweep(shelf.path_of(one) for one in Export.objects.filter(failed="", deleted_at=None))
    return len(gone)


def delete(export: Export) -> None:
    """Delete the file now; that there was one stays known."""
    shelf.path_of(export).unlink(missing_ok=True)
    Export.objects.filter(pk=export.pk).update(deleted_at=timezone.now())


def _end_silent() -> None:
    silent = Export.objects.filter(ended_at=None, moved_at__lt=timezone.now() - SILENT)
    silent.update(failed=STOPPED, ended_at=timezone.now())
