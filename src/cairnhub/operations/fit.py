"""Whether the database fits this version of Cairn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cairn.base.errors import DataError, InputError

from .stores import store


@dataclass(frozen=True)
class Fit:
    """Which migrations a database has, and which of this version it lacks; each named `app.name`, sorted."""

    applied: tuple[str, ...]
    pending: tuple[str, ...]


def compare() -> Fit:
    """Compare the database with this version.

    Raises:
        DataError: the database cannot be opened or read, or was made by a newer Cairn.
    """
    try:
        executor = MigrationExecutor(connection)
        applied = set(MigrationRecorder(connection).applied_migrations())
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        remedy = "check that it exists and may be read and written, or restore a backup"
        raise DataError(f"cannot be used ({reason})", where=store().database_name(), remedy=remedy) from error
    fit = Fit(_named(applied), _named({(migration.app_label, migration.name) for migration, _ in plan}))
    refuse_newer(fit.applied, where=store().database_name())
    return fit


def refuse_newer(applied: Iterable[str], *, where: str) -> None:
    """Refuse data that hold migrations this version does not know: using them could lose what a newer one added.

    Raises:
        DataError: there is such a migration.
    """
    unknown = sorted(set(applied) - set(_named(MigrationLoader(None).disk_migrations)))
    if unknown:
        raise DataError(
            f"made by a newer Cairn (this one does not know {unknown[0]})",
            where=where,
            remedy="update Cairn, or restore an older backup with: cairn hub restore FILE",
        )


def require_up_to_date() -> None:
    """Refuse to start on a database that still has to be upgraded.

    Raises:
        DataError: it was made by a newer Cairn, or cannot be read.
        InputError: it is empty or older.
    """
    fit = compare()
    if fit.pending:
        what = "is from an older Cairn" if fit.applied else "is empty"
        raise InputError(what, where=store().database_name(), remedy="run first: cairn hub migrate")


def _named(keys: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))
