"""The whole hub is taken away by a button: two files, whole or not at all, for coordinators, for some days."""

import errno
import hashlib
import io
import logging
import os
import time
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from cairn.base.errors import CairnError, DataError
from cairnhub.accounts.actions import erase
from cairnhub.accounts.personal import about
from cairnhub.config.home import exports
from cairnhub.content.loading import read_checked
from cairnhub.governance.succession.queries import feeds, public_files
from cairnhub.operations.carrying import actions, fetching, jobs, queries, shelf, writing
from cairnhub.operations.carrying.models import Export
from carrying_builders import make_export
from factories import make_link, make_person, make_reader

pytestmark = pytest.mark.django_db

ADDRESS = "/governance/export/"


@pytest.fixture(autouse=True)
def _empty_shelf():
    for entry in exports().iterdir():
        entry.unlink()


def made(part: str, by) -> Export:
    export = actions.ask(part=part, by=by)
    jobs.make(export.pk)
    export.refresh_from_db()
    return export


def on_the_shelf() -> list[str]:
    return sorted(entry.name for entry in exports().iterdir())


def test_the_public_part_holds_content_and_every_list_and_no_account(client, coordinator, tmp_path):
    link = make_link()
    make_person(user=make_reader("Shy", "member"), name="Shy Person", seen_by="members")
    make_person(user=make_reader("Open", "member"), name="Open Person")
    export = made("public", coordinator)
    client.force_login(coordinator)
    answer = client.get(f"{ADDRESS}{export.key}/file/")
    whole = b"".join(answer.streaming_content)
    assert (len(whole), hashlib.sha256(whole).hexdigest()) == (export.size, export.sha256)
    assert f'filename="{export.file_name}"' in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        file.extractall(tmp_path)
        names = set(file.namelist())
    assert {f"files{one.url}" for one in [*public_files(), *feeds()]} <= names
    assert link.pk in (tmp_path / "files/framework/links.csv").read_text("utf-8-sig")
    found, problems = read_checked(tmp_path / "content")
    assert (link.pk in found.records["link"], problems) == (True, [])
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).decode()
    assert "Open Person" in everything
    for private in ("Shy Person", coordinator.email, "@example.org"):
        assert private not in everything
    readme = (tmp_path / "README.txt").read_text()
    assert "files/evidence/pooled/answers.csv  Pooled answers" in readme


@pytest.mark.django_db(transaction=True)
def test_the_backup_is_what_the_command_writes(coordinator):
    export = made("backup", coordinator)
    assert export.failed == ""
    path = shelf.path_of(export)
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        assert file.testzip() is None
    assert names[0] == "manifest.json"
    assert names[1] in ("database.sqlite3", "database.pgdump")
    assert path.stat().st_mode & 0o777 == 0o600
    assert exports().stat().st_mode & 0o777 == 0o700
    assert on_the_shelf() == [path.name]


def test_the_backup_asks_for_a_promise_and_the_page_names_the_personal_data(client, coordinator):
    client.force_login(coordinator)
    page = client.get(ADDRESS).content.decode()
    assert "e-mail addresses of everybody with an account" in page
    refused = client.post(ADDRESS, {"part": "backup"})
    assert (refused.status_code, "keep the backup as private" in refused.content.decode()) == (400, True)
    assert client.post(ADDRESS, {"part": "half"}).status_code == 400
    assert not Export.objects.exists()
    assert client.post(ADDRESS, {"part": "backup", "private": "yes"}).status_code == 302
    assert (Export.objects.get().part, OrmQ.objects.count()) == ("backup", 1)


def test_only_one_of_a_sort_is_written_at_a_time(client, coordinator):
    actions.ask(part="public", by=coordinator)
    actions.ask(part="backup", by=coordinator)
    client.force_login(coordinator)
    page = client.post(ADDRESS, {"part": "public"})
    assert (page.status_code, "being written already" in page.content.decode()) == (400, True)


def test_one_whose_worker_was_stopped_holds_nobody_up(client, coordinator):
    stopped = actions.ask(part="public", by=coordinator)
    Export.objects.update(moved_at=timezone.now() - actions.SILENT - timedelta(minutes=1))
    client.force_login(coordinator)
    assert "probably stopped" in client.get(ADDRESS).content.decode()
    actions.ask(part="public", by=coordinator)
    stopped.refresh_from_db()
    assert stopped.failed == actions.STOPPED
    jobs.make(stopped.pk)
    assert on_the_shelf() == []


def test_the_page_says_how_far_it_is(client, coordinator, monkeypatch):
    client.force_login(coordinator)
    export = actions.ask(part="public", by=coordinator)
    assert "Waits for the worker" in client.get(ADDRESS).content.decode()
    actions.move(export, "Data sources", 3, 4)
    page = client.get(ADDRESS).content.decode()
    assert 'value="75"' in page
    assert "Data sources" in page
    jobs.make(export.pk)
    page = client.get(ADDRESS).content.decode()
    assert Export.objects.get().sha256 in page
    assert "Download" in page


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), jobs.NO_ROOM),
        (DataError("database or disk is full", where="cairn.sqlite3"), jobs.NO_ROOM),
        (DataError("the server is gone", where="PostgreSQL"), "PostgreSQL: the server is gone."),
        (RuntimeError("secret detail"), jobs.UNKNOWN),
    ],
)
def test_a_failure_says_why_and_leaves_nothing(client, coordinator, monkeypatch, caplog, fault, said):
    def fail(path, **_):
        path.write_bytes(b"half")
        raise fault

    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(writing.archive, "backup", fail)
    export = made("backup", coordinator)
    assert (export.failed, export.size, on_the_shelf()) == (said, None, [])
    client.force_login(coordinator)
    page = client.get(ADDRESS).content.decode()
    assert "Not written." in page
    assert "secret detail" not in page
    assert client.get(f"{ADDRESS}{export.key}/file/").status_code == 404


def test_no_room_is_found_behind_words_of_ours():
    error = CairnError("cannot be written")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert jobs.reason_of(error) == jobs.NO_ROOM


def test_a_disk_that_fills_up_leaves_no_half_file(coordinator, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    export = made("public", coordinator)
    assert (export.failed, on_the_shelf()) == (jobs.NO_ROOM, [])


def test_a_job_that_is_run_again_changes_nothing(coordinator):
    export = made("public", coordinator)
    before = shelf.path_of(export).read_bytes()
    jobs.make(export.pk)
    assert shelf.path_of(export).read_bytes() == before


def test_files_go_after_some_days_and_stay_known(client, coordinator):
    old = make_export(asked_by=coordinator, ended_at=timezone.now() - timedelta(days=actions.KEPT_DAYS, minutes=1))
    young = make_export(ended_at=timezone.now() - timedelta(days=actions.KEPT_DAYS - 1))
    stale, fresh = exports() / ".half.zip-x", exports() / "begun"
    stale.write_bytes(b"half")
    fresh.write_bytes(b"half")
    long_ago = time.time() - 2 * 24 * 60 * 60
    for path in (stale, shelf.path_of(young)):
        os.utime(path, (long_ago, long_ago))
    assert jobs.delete_old() == 1
    assert on_the_shelf() == sorted([shelf.path_of(young).name, "begun"])
    assert jobs.delete_old() == 0
    client.force_login(coordinator)
    assert "The file is deleted, since" in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}{old.key}/file/").status_code == 404
    fresh.unlink()


def test_the_worker_deletes_once_a_day():
    assert Schedule.objects.get(func="cairnhub.operations.carrying.jobs.delete_old").schedule_type == "D"


def test_a_coordinator_deletes_a_file_at_once(client, coordinator):
    export = make_export()
    client.force_login(coordinator)
    client.post(f"{ADDRESS}{export.key}/delete/")
    assert on_the_shelf() == []
    assert Export.objects.get().deleted_at


def test_a_file_that_is_not_there_is_said_to_be_gone(client, coordinator):
    export = make_export()
    shelf.path_of(export).unlink()
    client.force_login(coordinator)
    assert "The file is deleted." in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}{export.key}/file/").status_code == 404


def test_a_coordinator_no_longer_downloads_nothing(client, coordinator):
    export = make_export(asked_by=coordinator)
    coordinator.role = "editor"
    coordinator.save()
    client.force_login(coordinator)
    assert client.get(f"{ADDRESS}{export.key}/file/").status_code == 403


def test_who_asked_may_be_erased(client, coordinator):
    other = make_reader("Ben", "coordinator")
    make_export(asked_by=other)
    assert len(about(other)["exports of the hub"]) == 1
    erase(user=other)
    client.force_login(coordinator)
    assert "a former member" in client.get(ADDRESS).content.decode()


def test_an_address_that_answers_no_file_is_an_error():
    with pytest.raises(CairnError, match="is answered with"):
        fetching.fetch("/governance/hand-over/")


def test_the_page_asks_few_questions(client, coordinator, django_assert_max_num_queries):
    for _ in range(9):
        make_export(asked_by=coordinator)
    client.force_login(coordinator)
    with django_assert_max_num_queries(7):
        client.get(ADDRESS)
    assert len(queries.exports()) == 9


def test_only_coordinators_are_led_there(client, coordinator, editor):
    for person, led in ((editor, False), (coordinator, True)):
        client.force_login(person)
        assert (ADDRESS in client.get("/governance/leaving/").content.decode()) == led


def test_asking_for_nothing_known_is_refused(coordinator):
    with pytest.raises(ValidationError):
        actions.ask(part="half", by=coordinator)
