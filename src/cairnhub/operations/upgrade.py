"""Bringing an older database up to date with this version of Cairn."""

from collections.abc import Callable

from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from cairn.base.errors import DataError

from . import archive, lock
from .fit import compare
from .stores import store


def bring_up_to_date(*, say: Callable[[str], None]) -> bool:
    """Create or upgrade the tables, an existing database only after a backup; answer whether anything was done.

    Raises:
        DataError: the database was made by a newer Cairn, cannot be read, or an upgrade failed.
        InputError: a hub is running on this home.
    """
    fit = compare()
    if not fit.pending:
        return False
    with lock.alone():
        if fit.applied:
            copy = archive.keep("before-upgrade")
            say(f"Upgrading the database, which is from an older Cairn; a backup from before is {copy}")
        _migrate()
    return True


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, CommandError, InconsistentMigrationHistory) as error:
        reason = str(error).strip().splitlines()[0]
        remedy = "restore the backup made before with: cairn hub restore FILE"
        raise DataError(f"could not be upgraded ({reason})", where=store().database_name(), remedy=remedy) from error
