"""A backup is whole, also while others write; a restore checks before it replaces, and keeps what it replaced."""

import fcntl
import json
import os
import threading
import zipfile

import pytest

from cairnhub.config import home
from cairnhub.operations import archive

ADD_SESSION = "INSERT INTO django_session VALUES ('{}', 'data', '2030-01-01')"
SESSIONS = "SELECT session_key FROM django_session ORDER BY session_key"


def rewritten(backup, change):
    """Write a backup again with members changed; `change` maps a member's name and bytes to its new bytes."""
    copy = backup.with_name("rewritten.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return copy


def with_manifest(backup, **changes):
    def change(name, data):
        return json.dumps(json.loads(data) | changes) if name == "manifest.json" else data

    return rewritten(backup, change)


def test_restore_brings_back_database_and_uploads_and_keeps_what_it_replaced(hub, tmp_path):
    hub.sql(ADD_SESSION.format("kept"))
    (hub.home / "uploads" / "letters").mkdir(parents=True)
    (hub.home / "uploads" / "letters" / "a.txt").write_text("first")
    hub.done("hub", "backup", tmp_path / "b.zip")
    hub.sql("DELETE FROM django_session", ADD_SESSION.format("later"))
    (hub.home / "uploads" / "letters" / "a.txt").write_text("second")

    answer = json.loads(hub.done("hub", "restore", tmp_path / "b.zip", "--json"))

    assert hub.sql(SESSIONS) == [("kept",)]
    assert (hub.home / "uploads" / "letters" / "a.txt").read_text() == "first"
    kept = hub.home / "replaced"
    assert answer["kept"].startswith(str(kept))
    assert next(kept.rglob("a.txt")).read_text() == "second"
    assert any(file.name in {"cairn.sqlite3", "database.pgdump"} for file in kept.rglob("*"))
    assert not list(hub.home.glob("restoring-*"))


def test_restore_can_be_repeated_and_leaves_a_hub_that_starts(hub, tmp_path):
    hub.done("hub", "backup", tmp_path / "b.zip")
    hub.done("hub", "restore", tmp_path / "b.zip")
    hub.done("hub", "backup", tmp_path / "again.zip")
    hub.done("hub", "restore", tmp_path / "again.zip")
    assert json.loads(hub.done("hub", "migrate", "--json")) == {"changed": False}


@pytest.mark.skipif("CAIRN_DATABASE_URL" in os.environ, reason="about a SQLite file")
def test_a_restored_file_can_be_opened_by_several_processes_at_once(hub, tmp_path):
    hub.done("hub", "backup", tmp_path / "b.zip")
    hub.done("hub", "restore", tmp_path / "b.zip")
    assert hub.sql("PRAGMA journal_mode") == [("wal",)]


def test_a_backup_taken_while_others_write_holds_whole_transactions(hub, tmp_path):
    hub.sql("CREATE TABLE pairs (batch text, half int)")
    stop = threading.Event()

    def write(writer):
        for number in range(100_000):
            if stop.is_set():
                return
            with hub.connection() as connection:
                for half in (1, 2):
                    connection.execute(f"INSERT INTO pairs VALUES ('{writer}-{number}', {half})")

    writers = [threading.Thread(target=write, args=[writer]) for writer in range(4)]
    for thread in writers:
        thread.start()
    try:
        for number in range(3):
            hub.done("hub", "backup", tmp_path / f"{number}.zip")
    finally:
        stop.set()
        for thread in writers:
            thread.join()
    total = hub.sql("SELECT count(*) FROM pairs")[0][0]

    hub.done("hub", "restore", tmp_path / "1.zip")

    assert 0 < hub.sql("SELECT count(*) FROM pairs")[0][0] < total
    assert hub.sql("SELECT batch FROM pairs GROUP BY batch HAVING count(*) <> 2") == []


def test_a_backup_appears_whole_or_not_at_all(hub, tmp_path, monkeypatch):
    file = tmp_path / "b.zip"

    def interrupted(whole, path, *, force):
        assert zipfile.is_zipfile(whole)
        assert not path.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "_publish", interrupted)
    assert hub.cairn("hub", "backup", file).code == 130
    assert list(tmp_path.glob("*b.zip*")) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(hub, tmp_path, monkeypatch):
    file = tmp_path / "b.zip"
    write = archive._write

    def write_while_another_does(whole, folder):
        write(whole, folder)
        file.write_text("precious")

    monkeypatch.setattr(archive, "_write", write_while_another_does)
    assert "cannot be written (File exists)" in hub.refused("hub", "backup", file, code=2)
    assert file.read_text() == "precious"


def test_a_backup_never_replaces_a_file_unless_forced(hub, tmp_path):
    file = tmp_path / "b.zip"
    file.write_text("precious")
    assert "exists already" in hub.refused("hub", "backup", file, code=2)
    assert file.read_text() == "precious"
    hub.done("hub", "backup", file, "--force")
    assert zipfile.is_zipfile(file)


def test_a_backup_is_readable_by_its_owner_alone_and_holds_no_secret(hub, tmp_path):
    hub.done("hub", "backup", tmp_path / "b.zip")
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0
    secret = home.secret_key().encode()
    with zipfile.ZipFile(tmp_path / "b.zip") as opened:
        assert not any(secret in opened.read(name) for name in opened.namelist())


def test_a_backup_into_a_folder_that_is_not_there_is_refused(hub, tmp_path):
    assert "cannot be written" in hub.refused("hub", "backup", tmp_path / "none" / "b.zip", code=2)


@pytest.fixture
def backup(hub, tmp_path):
    hub.sql(ADD_SESSION.format("backed up"))
    hub.done("hub", "backup", tmp_path / "b.zip")
    hub.sql("DELETE FROM django_session", ADD_SESSION.format("current"))
    return tmp_path / "b.zip"


def damaged(backup):
    def change(name, data):
        return data[:100] + b"\xff" * 5000 + data[5100:] if name.startswith("database") else data

    return rewritten(backup, change)


def cut(backup):
    backup.write_bytes(backup.read_bytes()[:-2000])
    return backup


def no_backup(backup):
    backup.write_text("shopping list")
    return backup


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (damaged, ""),
        (cut, "is damaged, or no backup of Cairn"),
        (no_backup, "is damaged, or no backup of Cairn"),
        (lambda file: with_manifest(file, format=99), "made by a newer Cairn"),
        (lambda file: with_manifest(file, migrations=["history.9999_future"]), "does not know history.9999_future"),
        (lambda file: with_manifest(file, database="database.other"), "this hub keeps its data as"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_changes_nothing(hub, backup, spoil, reason):
    spoiled = spoil(backup)
    line = hub.refused("hub", "restore", spoiled, code=3)
    assert str(spoiled) in line or "PostgreSQL" in line
    assert reason in line
    assert hub.sql(SESSIONS) == [("current",)]


def test_restoring_a_file_that_is_not_there_is_refused(hub, tmp_path):
    assert "No such file" in hub.refused("hub", "restore", tmp_path / "none.zip", code=2)


@pytest.mark.parametrize("command", [["restore", "{backup}"], ["reset", "--yes"]])
def test_data_in_use_are_not_replaced(hub, backup, command):
    with (hub.home / "hub.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        line = hub.refused("hub", *(part.format(backup=backup) for part in command), code=2)
    assert "a hub is running on this home; stop it first" in line
    assert hub.sql(SESSIONS) == [("current",)]


def test_reset_wants_to_be_meant_and_keeps_what_was_there(hub):
    hub.sql(ADD_SESSION.format("old"))
    secret = home.secret_key()
    assert "add --yes" in hub.refused("hub", "reset", code=2)
    assert hub.sql(SESSIONS) == [("old",)]

    hub.done("hub", "reset", "--yes")

    assert any(file.name in {"cairn.sqlite3", "database.pgdump"} for file in (hub.home / "replaced").rglob("*"))
    hub.done("hub", "migrate")
    assert hub.sql(SESSIONS) == []
    assert home.secret_key() == secret
