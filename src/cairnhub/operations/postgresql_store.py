"""Copying, checking and replacing a hub's database where it is PostgreSQL, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, connections

from cairn.base.errors import DataError, InputError

MEMBER = "database.pgdump"
EMPTY_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def database_name() -> str:
    """Name the database for a person, without its password."""
    settings = connection.settings_dict
    return f"PostgreSQL database {settings['NAME']} on {settings['HOST'] or 'this computer'}"


def snapshot(target: Path) -> None:
    """Write one consistent dump while others go on writing."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target), _address())


def check(source: Path, *, where: str) -> None:
    """Refuse a dump whose table of contents cannot be read; `where` names what it came from.

    Raises:
        DataError: it is damaged, or no dump at all.
    """
    _run("pg_restore", "--list", str(source), where=where)


def replace(source: Path, kept: Path) -> None:
    """Put a dump in the database's place in one transaction; a dump of the old one goes to the folder `kept`."""
    snapshot(kept / MEMBER)
    script = source.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(source))
    _run_sql("--command", EMPTY_SCHEMA, "--file", str(script))


def clear(kept: Path) -> None:
    """Empty the database; a dump of it goes to the folder `kept`."""
    snapshot(kept / MEMBER)
    _run_sql("--command", EMPTY_SCHEMA)


def _run_sql(*commands: str) -> None:
    connections.close_all()
    _run("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", *commands, _address())


def _run(program: str, *arguments: str, where: str = "") -> None:
    if shutil.which(program) is None:
        raise InputError(
            "was not found",
            where=program,
            remedy="install PostgreSQL's client programs (on Debian: apt install postgresql-client)",
        )
    # The password goes by the environment: arguments can be read by every user of the computer.
    environment = os.environ | {"PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    finished = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        lines = finished.stderr.strip().splitlines() or [f"{program}: ended with code {finished.returncode}"]
        raise DataError(lines[0], where=where or database_name())


def _address() -> str:
    from psycopg.conninfo import make_conninfo

    settings = connection.settings_dict
    named = {"dbname": settings["NAME"], "user": settings["USER"], "host": settings["HOST"], "port": settings["PORT"]}
    return make_conninfo(**{name: value for name, value in (named | settings["OPTIONS"]).items() if value})
