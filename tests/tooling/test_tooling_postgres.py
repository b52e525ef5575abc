"""The throwaway PostgreSQL: skipped by name where there is none, gone afterwards where there is one."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "postgres.py"


@pytest.fixture
def script():
    specification = importlib.util.spec_from_file_location("postgres_script", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_without_postgresql_the_command_is_skipped_by_name(script, monkeypatch, capsys):
    monkeypatch.setattr(script, "find_programs", lambda: None)
    assert script.main(["pytest", "tests"]) == 0
    assert capsys.readouterr().out.startswith("SKIPPED on PostgreSQL, which is not installed")


def test_the_command_finds_a_server_that_is_gone_afterwards(script, tmp_path):
    if script.find_programs() is None:
        pytest.skip("PostgreSQL is not installed")
    report = tmp_path / "address"
    assert script.main(["sh", "-c", f'echo "$CAIRN_DATABASE_URL" >{report}; exit 7']) == 7
    address = report.read_text().strip()
    assert address.startswith("postgresql://cairn@/postgres?host=/")
    assert not Path(address.partition("host=")[2]).exists()
