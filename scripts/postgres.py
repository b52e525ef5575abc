"""Run a command on a throwaway PostgreSQL: `python scripts/postgres.py COMMAND…`.

The server listens on a socket in a temporary folder alone, belongs to a user other than root, and is gone afterwards.
The command finds it by CAIRN_DATABASE_URL. Without PostgreSQL installed the command is skipped, which is said.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here survives the run, so nothing has to reach the disk.
SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main(command: list[str]) -> int:
    """Run the command and return its exit code, or 0 where there is no PostgreSQL."""
    programs = find_programs()
    if programs is None:
        print(f"SKIPPED on PostgreSQL, which is not installed (on Debian: apt install postgresql): {' '.join(command)}")
        return 0
    # Told to end, Python would otherwise leave at once, and leave the server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with throwaway_server(programs) as url:
        return subprocess.run(command, env=os.environ | {"CAIRN_DATABASE_URL": url}, check=False).returncode


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, the newest where there are several."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = [Path(found).parent for found in [shutil.which("initdb")] if found]
    for folder in [*on_path, *reversed(packaged)]:
        if all((folder / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
            return folder
    return None


@contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """Start a server and yield the address of its database."""
    owner = server_owner()
    with tempfile.TemporaryDirectory(prefix="cairn-pg-") as name:
        folder = Path(name)
        if owner:
            os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
        options = " ".join(f"-c {key}='{value}'" for key, value in SETTINGS.items()) + f" -k {folder}"
        run_as(
            owner,
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "cairn",
            "--auth=trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        pg_ctl = (programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log")
        run_as(owner, *pg_ctl, "-o", options, "start")
        try:
            yield f"postgresql://cairn@/postgres?host={folder}"
        finally:
            run_as(owner, *pg_ctl, "-m", "immediate", "stop")


def server_owner() -> str | None:
    """Return whom the server must run as, since PostgreSQL refuses root; None where we are not root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def run_as(user: str | None, *command: str | Path) -> None:
    """Run a command quietly; where it fails, print what it said and end."""
    identity = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    finished = subprocess.run(
        [str(part) for part in command], cwd="/", capture_output=True, text=True, check=False, **identity
    )
    if finished.returncode:
        sys.exit(f"{command[0]}: {finished.stderr or finished.stdout}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
