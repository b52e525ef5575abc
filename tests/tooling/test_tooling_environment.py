"""What `make run` says where Python or pip is missing, in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A checkout with nothing installed."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def refusal(checkout, python) -> str:
    finished = subprocess.run(
        [checkout / "scripts" / "environment.sh", "base"],
        env=os.environ | {"PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert finished.stderr.count("\n") == 1, finished.stderr
    return finished.stderr


def test_a_missing_python_is_named(checkout):
    line = refusal(checkout, "/nowhere/python3")
    assert line.startswith("Python 3.11 or newer was not found (/nowhere/python3: ")
    assert "make run PYTHON=" in line
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_named_with_its_version(checkout, tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\nif [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi\n')
    old.chmod(0o755)
    assert f"({old}: Python 3.9.2)" in refusal(checkout, old)


def test_a_missing_pip_is_named(checkout, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    assert "pip 22.3 or newer is missing; install it" in refusal(checkout, tmp_path / "bare" / "bin" / "python")
