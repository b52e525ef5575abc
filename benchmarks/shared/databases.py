"""Measure the same on SQLite and on PostgreSQL, each in a process and a home of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def on_both(script: str, *options: str) -> int:
    """Run a benchmark with `--here` on a fresh database of each kind; answers 0 where both keep their bars."""
    again = [sys.executable, script, *options, "--here"]
    postgres = [sys.executable, str(ROOT / "scripts" / "postgres.py")]
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        environment = {key: value for key, value in os.environ.items() if key != "CAIRN_DATABASE_URL"}
        environment |= {"CAIRN_HOME": home, "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        codes = [
            subprocess.run(command, env=environment, check=False).returncode for command in (again, postgres + again)
        ]
    return max(codes)
