"""The home is made once, for its owner alone, and every process finds the same one."""

import subprocess
import sys

import pytest

from cairn.base.errors import DataError, InputError, MissingExtraError
from cairnhub.config import home

PRINT_KEY = "from cairnhub.config import home; print(home.secret_key())"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_HOME", str(tmp_path / "a" / "home"))
    monkeypatch.delenv("CAIRN_DATABASE_URL", raising=False)
    return tmp_path / "a" / "home"


def test_the_home_is_made_for_its_owner_alone(folder):
    assert home.home() == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_a_name_the_home_is_where_data_of_programs_live(tmp_path, monkeypatch):
    monkeypatch.delenv("CAIRN_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert home.home() == tmp_path / ".local" / "share" / "cairn"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert home.home() == tmp_path / "data" / "cairn"


def test_a_home_that_cannot_be_made_is_one_line(folder):
    folder.parent.mkdir()
    folder.write_text("a file is in the way")
    with pytest.raises(InputError) as refused:
        home.home()
    assert str(refused.value) == f"{folder}: cannot be made (File exists); set CAIRN_HOME to a folder you own"


def test_processes_that_start_at_once_agree_on_one_key(folder):
    starts = [subprocess.Popen([sys.executable, "-c", PRINT_KEY], stdout=subprocess.PIPE, text=True) for _ in range(8)]
    keys = {start.communicate()[0].strip() for start in starts}
    assert keys == {(folder / "secret.key").read_text()}
    assert len(keys.pop()) >= 50
    assert [file.name for file in folder.iterdir()] == ["secret.key"]
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600


def test_the_process_that_loses_the_race_takes_the_key_of_the_first(folder, monkeypatch):
    first = home.secret_key()
    home._make_key(folder / "secret.key")
    assert home.secret_key() == first
    assert [file.name for file in folder.iterdir()] == ["secret.key"]


def test_a_key_from_the_environment_is_not_written_down(folder, monkeypatch):
    monkeypatch.setenv("CAIRN_SECRET_KEY", "from the environment")
    assert home.secret_key() == "from the environment"
    assert not folder.exists()


def test_an_empty_key_is_refused(folder):
    (home.home() / "secret.key").touch()
    with pytest.raises(DataError, match="is empty"):
        home.secret_key()


def test_the_outbox_holds_sign_in_codes_so_only_its_owner_reads_it(folder):
    assert home.outbox() == folder / "outbox"
    assert home.outbox().stat().st_mode & 0o777 == 0o700
    assert home.uploads() == folder / "uploads"


def test_sqlite_waits_for_other_writers_and_survives_a_power_cut(folder):
    settings = home.database()
    assert settings["NAME"] == str(folder / "cairn.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_an_address_of_postgresql_is_taken_apart(monkeypatch):
    monkeypatch.setenv("CAIRN_DATABASE_URL", "postgresql://ada:p%40ss@db.example.org:5433/hub?sslmode=require")
    settings = home.database()
    parts = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert parts == {
        "NAME": "hub",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_is_named_by_the_option_host(monkeypatch):
    monkeypatch.setenv("CAIRN_DATABASE_URL", "postgresql:///hub?host=/run/postgresql")
    assert home.database()["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "postgresql://host:port/name", "hub"])
def test_another_address_is_refused_with_the_form_it_must_have(monkeypatch, url):
    monkeypatch.setenv("CAIRN_DATABASE_URL", url)
    with pytest.raises(InputError, match=r"CAIRN_DATABASE_URL: .*; write CAIRN_DATABASE_URL=postgresql://user"):
        home.database()


def test_a_missing_driver_is_named(monkeypatch):
    monkeypatch.setenv("CAIRN_DATABASE_URL", "postgresql://host/name")
    monkeypatch.setattr(home.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="cairn-hub\\[postgres\\]"):
        home.database()
