"""A hub of its own for each test: a home, and a database that is copied from the empty one of the suite."""

import contextlib
import io
import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections

from cairn.cli.app import run

SERVER = os.environ.get("CAIRN_DATABASE_URL")


@dataclass(frozen=True)
class Finished:
    """What a command left with, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Hub:
    """A home and the name of a database, a file or, where the suite runs on it, one of PostgreSQL."""

    home: Path
    database: str

    def cairn(self, *arguments: object) -> Finished:
        """Run a command of the hub in this process, as `main` would."""
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
            code = run([str(argument) for argument in arguments])
        return Finished(code, out.getvalue(), err.getvalue())

    def refused(self, *arguments: object, code: int) -> str:
        """Run a command that must be refused by one line; return the line."""
        finished = self.cairn(*arguments)
        assert (finished.code, finished.err.count("\n")) == (code, 1), finished
        return finished.err

    def done(self, *arguments: object) -> str:
        """Run a command that must succeed; return what it printed."""
        finished = self.cairn(*arguments)
        assert finished.code == 0, finished
        return finished.out

    def started(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a command in a process of its own; its output, errors among it, is read from `stdout`."""
        own = {"CAIRN_HOME": str(self.home)} | ({"CAIRN_DATABASE_URL": self.address} if SERVER else {})
        others = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
        command = [Path(sys.executable).with_name("cairn"), *map(str, arguments)]
        return subprocess.Popen(command, env=others | own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    @property
    def address(self) -> str:
        return SERVER.replace("/postgres?", f"/{self.database}?")

    @contextlib.contextmanager
    def connection(self) -> Iterator:
        """Speak to the database past the hub; commits at the end."""
        with contextlib.closing(self._connect()) as connection, connection:
            yield connection

    def sql(self, *statements: str) -> list[tuple]:
        """Run statements and return the rows of the last one."""
        with self.connection() as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _connect(self):
        if SERVER:
            import psycopg

            return psycopg.connect(self.address)
        return sqlite3.connect(self.database, timeout=20)


@pytest.fixture
def bare_hub(tmp_path, monkeypatch, transactional_db) -> Iterator[Hub]:
    """A hub whose database is still empty."""
    with _hub(tmp_path, monkeypatch, like="template1") as hub:
        yield hub


@pytest.fixture
def hub(tmp_path, monkeypatch, transactional_db) -> Iterator[Hub]:
    """A hub with an up-to-date database that holds nothing."""
    with _hub(tmp_path, monkeypatch, like=None) as hub:
        yield hub


@contextlib.contextmanager
def _hub(folder: Path, monkeypatch, *, like: str | None) -> Iterator[Hub]:
    home = folder / "home"
    home.mkdir()
    monkeypatch.setenv("CAIRN_HOME", str(home))
    with (_server_database if SERVER else _file_database)(home, like) as name, _spoken_to(name):
        yield Hub(home, name)


@contextlib.contextmanager
def _file_database(home: Path, like: str | None) -> Iterator[str]:
    path = home / "cairn.sqlite3"
    if like is None:
        with connections["default"].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        with contextlib.closing(sqlite3.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode=WAL")
    yield str(path)


@contextlib.contextmanager
def _server_database(home: Path, like: str | None) -> Iterator[str]:
    suite = connections["default"].settings_dict["NAME"]
    connections.close_all()
    name = f"hub_{uuid.uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {like or suite}")
    yield name
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


@contextlib.contextmanager
def _spoken_to(name: str) -> Iterator[None]:
    """Let Django speak to another database than the suite's."""
    suites = connections["default"]
    own = suites.copy()
    own.settings_dict["NAME"] = name
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = suites
