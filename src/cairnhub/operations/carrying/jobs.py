"""What the worker does for this room."""

import errno
import logging

from cairn.base.errors import CairnError

from . import actions, shelf
from .models import Export, Part
from .writing import write_backup, write_public

_WRITERS = {Part.PUBLIC: write_public, Part.BACKUP: write_backup}
NO_ROOM = "There is no room left on the disk of the hub. Whoever runs it has to make some; then ask again."
UNKNOWN = "Something went wrong that nobody foresaw. The log of the worker says what; tell whoever runs the hub."
_log = logging.getLogger(__name__)


def make(export_id: int) -> None:
    """Write the file of an export that has not ended; safe to run again where a worker was killed."""
    export = Export.objects.filter(pk=export_id, ended_at=None).first()
    if export is None:
        return
    path = shelf.path_of(export)
    try:
        _WRITERS[Part(export.part)](path, lambda *step: actions.move(export, *step))
        actions.finish(export, path)
    # Whatever it was, somebody waits for the answer, and the same job would fail the same way again.
    except Exception as error:
        path.unlink(missing_ok=True)
        _log.exception("Export %s failed", export_id)
        actions.fail(export, reason_of(error))


def delete_old() -> int:
    """Delete files that were kept long enough, once a day; safe to run at any time and again."""
    return actions.delete_old()


def reason_of(error: BaseException) -> str:
    """Why it failed, in a sentence for the person who asked."""
    if _is_full(error):
        return NO_ROOM
    return f"{error}." if isinstance(error, CairnError) else UNKNOWN


def _is_full(error: BaseException | None) -> bool:
    if error is None:
        return False
    # The database says it in its own words; ours may stand in front of the system's.
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in str(error)
    return full or "No space left on device" in str(error) or _is_full(error.__cause__)
