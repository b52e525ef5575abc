"""A hub of its own for each test, driven as a person drives it: by the command `cairn`, in a process of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CAIRN = Path(sys.executable).with_name("cairn")
SERVER = os.environ.get("CAIRN_DATABASE_URL")


@dataclass(frozen=True)
class Hub:
    """A home and a database, PostgreSQL where the suite runs on it."""

    home: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        own = {"CAIRN_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        if SERVER:
            own["CAIRN_DATABASE_URL"] = self.address
        return {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")} | own

    @property
    def address(self) -> str:
        return SERVER.replace("/postgres?", f"/{self.database}?")

    @property
    def file(self) -> Path:
        return self.home / "cairn.sqlite3"

    def cairn(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a command of the hub to its end."""
        command = [CAIRN, *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)

    def started(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a command that goes on; its output, errors among it, is read from `stdout`."""
        command = [CAIRN, *map(str, arguments)]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def refused(self, *arguments: object, code: int) -> str:
        """Run a command that must be refused by one line; return the line."""
        finished = self.cairn(*arguments)
        assert finished.returncode == code, finished.stderr
        assert finished.stderr.count("\n") == 1, finished.stderr
        return finished.stderr

    def done(self, *arguments: object) -> str:
        """Run a command that must succeed; return what it printed."""
        finished = self.cairn(*arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    @contextmanager
    def connection(self) -> Iterator:
        """Speak to the database past the hub; commits at the end."""
        with closing(self._connect()) as connection, connection:
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
        return sqlite3.connect(self.file, timeout=20)


@pytest.fixture(scope="session")
def _pattern(tmp_path_factory) -> Iterator[Hub]:
    """A hub with an up-to-date database, made once and copied for each test."""
    with _database(tmp_path_factory.mktemp("pattern") / "home") as hub:
        hub.done("hub", "migrate")
        yield hub


@pytest.fixture
def bare_hub(tmp_path) -> Iterator[Hub]:
    """A hub whose database is still empty."""
    with _database(tmp_path / "home") as hub:
        yield hub


@pytest.fixture
def hub(_pattern, tmp_path) -> Iterator[Hub]:
    """A hub with an up-to-date database."""
    shutil.copytree(_pattern.home, tmp_path / "home")
    with _database(tmp_path / "home", like=_pattern.database) as hub:
        yield hub


@contextmanager
def _database(home: Path, like: str = "template1") -> Iterator[Hub]:
    hub = Hub(home, f"hub_{uuid.uuid4().hex[:12]}")
    home.mkdir(exist_ok=True)
    if SERVER:
        _administer(f"CREATE DATABASE {hub.database} TEMPLATE {like}")
    yield hub
    if SERVER:
        _administer(f"DROP DATABASE {hub.database} WITH (FORCE)")


def _administer(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)
