"""An older database is upgraded after a backup; a newer one, or none at all, is refused in one line."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

FUTURE = "INSERT INTO django_migrations (app, name, applied) VALUES ('history', '9999_future', '2030-01-01')"
ON_SQLITE = pytest.mark.skipif("CAIRN_DATABASE_URL" in os.environ, reason="about a SQLite file")


def make_older(hub):
    """Take back the migrations of one app that no table of ours refers to."""
    command = [sys.executable, "-m", "django", "migrate", "sessions", "zero", "--verbosity=0"]
    subprocess.run(command, env=hub.environment, check=True)


def test_an_empty_database_gets_its_tables_without_a_backup(bare_hub):
    assert json.loads(bare_hub.done("hub", "migrate", "--json")) == {"changed": True}
    assert bare_hub.sql("SELECT count(*) FROM history_event") == [(0,)]
    assert not (bare_hub.home / "backups").exists()
    assert json.loads(bare_hub.done("hub", "migrate", "--json")) == {"changed": False}


def test_an_older_database_is_upgraded_after_a_backup(hub):
    make_older(hub)
    finished = hub.cairn("hub", "migrate", "--json")
    (copy,) = (hub.home / "backups").iterdir()
    assert json.loads(finished.stdout) == {"changed": True}
    assert finished.stderr.count("\n") == 1
    assert str(copy) in finished.stderr
    assert hub.sql("SELECT count(*) FROM django_session") == [(0,)]
    with zipfile.ZipFile(copy) as archive:
        assert not any("sessions" in name for name in json.loads(archive.read("manifest.json"))["migrations"])


def test_the_backup_of_an_older_database_can_be_restored(hub):
    make_older(hub)
    hub.done("hub", "migrate")
    hub.done("hub", "restore", next((hub.home / "backups").iterdir()))
    assert json.loads(hub.done("hub", "migrate", "--json")) == {"changed": True}


@pytest.mark.parametrize("verb", ["serve", "worker"])
def test_web_server_and_worker_alone_do_not_start_on_an_older_database(hub, verb):
    make_older(hub)
    assert "is from an older Cairn; run first: cairn hub migrate" in hub.refused("hub", verb, code=2)


@pytest.mark.parametrize("verb", ["run", "serve", "worker", "migrate"])
def test_a_newer_database_is_refused(hub, verb):
    hub.sql(FUTURE)
    line = hub.refused("hub", verb, code=3)
    assert "made by a newer Cairn (this one does not know history.9999_future)" in line
    assert "update Cairn" in line


@ON_SQLITE
def test_a_file_that_is_no_database_is_refused(hub):
    hub.file.write_text("shopping list " * 100)
    line = hub.refused("hub", "run", code=3)
    assert line.startswith(f"{hub.file}: cannot be used (file is not a database)")


@ON_SQLITE
def test_a_server_that_does_not_answer_is_refused(hub, monkeypatch):
    monkeypatch.setattr(
        type(hub),
        "environment",
        property(
            lambda self: (
                os.environ
                | {"CAIRN_HOME": str(self.home), "CAIRN_DATABASE_URL": "postgresql://cairn@127.0.0.1:1/cairn"}
            )
        ),
    )
    line = hub.refused("hub", "migrate", code=3)
    assert line.startswith("PostgreSQL database cairn on 127.0.0.1: cannot be used (")
