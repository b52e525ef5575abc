"""Copying, checking and replacing a hub's database where it is a SQLite file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

from cairn.base.errors import DataError

MEMBER = "database.sqlite3"


def database_name() -> str:
    """Name the database for a person."""
    return str(connection.settings_dict["NAME"])


def snapshot(target: Path) -> None:
    """Write one consistent copy while others go on writing; a plain copy of a live file can be corrupt."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


def check(source: Path, *, where: str) -> None:
    """Refuse a copy that SQLite finds damaged; `where` names what it came from.

    Raises:
        DataError: it is damaged, or no database at all.
    """
    with closing(sqlite3.connect(source)) as copy:
        try:
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
        except sqlite3.DatabaseError as error:
            faults = [str(error)]
    if faults != ["ok"]:
        raise DataError(f"the database in it is damaged ({faults[0]})", where=where, remedy="use another backup")


def replace(source: Path, kept: Path) -> None:
    """Put a checked copy in the database's place in one step; the old files go to the folder `kept`."""
    path = Path(database_name())
    _log_ahead(source)
    _keep(path, kept)
    os.replace(source, path)


def clear(kept: Path) -> None:
    """Take the database away; its files go to the folder `kept`."""
    path = Path(database_name())
    _keep(path, kept)
    path.unlink(missing_ok=True)


def _log_ahead(source: Path) -> None:
    # A copy comes without write-ahead log, and where several processes open it at once, none of them can turn it on.
    with closing(sqlite3.connect(source)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")


def _keep(path: Path, kept: Path) -> None:
    # Closing the last connection folds the write-ahead log into the file. One that stays behind belongs to the
    # old database: beside the new one it would corrupt it.
    connections.close_all()
    for suffix in ("-wal", "-shm"):
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.rename(kept / log.name)
    if path.exists():
        os.link(path, kept / path.name)
