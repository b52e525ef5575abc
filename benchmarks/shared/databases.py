"""Measure the same on SQLite and on PostgreSQL, each in a process and a home of its own."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


def main(script: str, measure: Callable[..., int], description: str, **numbers: int) -> int:
    """Read the numbers a benchmark can be given, by name with their defaults, and measure on a database of each kind.

    Each runs in a process of its own, which calls `measure` with the numbers once its empty database is ready.
    Answers 0 where both keep their bars.
    """
    parser = argparse.ArgumentParser(description=description)
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--here", action="store_true", help="on the database the environment names, which is filled")
    given = vars(parser.parse_args())
    if not given.pop("here"):
        return _on_both(script, *(f"--{name}={value}" for name, value in given.items()))
    django.setup()
    call_command("migrate", verbosity=0)
    return measure(**given)


def _on_both(script: str, *options: str) -> int:
    again = [sys.executable, script, *options, "--here"]
    postgres = [sys.executable, str(ROOT / "scripts" / "postgres.py")]
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        environment = {key: value for key, value in os.environ.items() if key != "CAIRN_DATABASE_URL"}
        environment |= {"CAIRN_HOME": home, "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        codes = [
            subprocess.run(command, env=environment, check=False).returncode for command in (again, postgres + again)
        ]
    return max(codes)
