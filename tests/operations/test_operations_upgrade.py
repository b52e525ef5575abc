"""An older database is upgraded after a backup; a newer one, or none at all, is refused in one line."""

import json
import os
import zipfile

import pytest
from django.core.management import call_command
from django.db import connections

FUTURE = "INSERT INTO django_migrations (app, name, applied) VALUES ('history', '9999_future', '2030-01-01')"


def make_older():
    """Take back the migrations of one app that no table of ours refers to."""
    call_command("migrate", "sessions", "zero", verbosity=0)


def test_an_empty_database_gets_its_tables_without_a_backup(bare_hub):
    assert json.loads(bare_hub.done("hub", "migrate", "--json")) == {"changed": True}
    assert bare_hub.sql("SELECT count(*) FROM history_event") == [(0,)]
    assert not (bare_hub.home / "backups").exists()
    assert json.loads(bare_hub.done("hub", "migrate", "--json")) == {"changed": False}


def test_an_older_database_is_upgraded_after_a_backup(hub):
    make_older()
    finished = hub.cairn("hub", "migrate", "--json")
    (copy,) = (hub.home / "backups").iterdir()
    assert json.loads(finished.out) == {"changed": True}
    assert finished.err.count("\n") == 1
    assert str(copy) in finished.err
    assert hub.sql("SELECT count(*) FROM django_session") == [(0,)]
    with zipfile.ZipFile(copy) as archive:
        assert not any("sessions" in name for name in json.loads(archive.read("manifest.json"))["migrations"])


def test_the_backup_of_an_older_database_can_be_restored(hub):
    make_older()
    hub.done("hub", "migrate")
    hub.done("hub", "restore", next((hub.home / "backups").iterdir()))
    assert json.loads(hub.done("hub", "migrate", "--json")) == {"changed": True}


@pytest.mark.parametrize("verb", ["serve", "worker"])
def test_web_server_and_worker_alone_do_not_start_on_an_older_database(hub, verb):
    make_older()
    assert "is from an older Cairn; run first: cairn hub migrate" in hub.refused("hub", verb, code=2)


@pytest.mark.parametrize("verb", ["run", "serve", "worker", "migrate"])
def test_a_newer_database_is_refused(hub, verb):
    hub.sql(FUTURE)
    line = hub.refused("hub", verb, code=3)
    assert "made by a newer Cairn (this one does not know history.9999_future)" in line
    assert "update Cairn" in line


@pytest.mark.skipif("CAIRN_DATABASE_URL" in os.environ, reason="about a SQLite file")
def test_a_file_that_is_no_database_is_refused(hub):
    file = hub.home / "cairn.sqlite3"
    file.write_text("shopping list " * 100)
    line = hub.refused("hub", "migrate", code=3)
    assert line.startswith(f"{file}: cannot be used (file is not a database)")


@pytest.mark.skipif("CAIRN_DATABASE_URL" not in os.environ, reason="about a PostgreSQL server")
def test_a_server_that_does_not_know_the_database_is_refused(hub):
    connections.close_all()
    connections["default"].settings_dict["NAME"] = "none"
    line = hub.refused("hub", "migrate", code=3)
    assert line.startswith("PostgreSQL database none on ")
    assert "cannot be used (connection failed" in line or "cannot be used (connection to server" in line
