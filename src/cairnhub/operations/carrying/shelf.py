"""The folder of exports in the home: its owner's alone, and emptied after some days."""

import hashlib
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from cairnhub.config.home import exports

from .models import Export

#: A file half written is left behind only where the worker was killed. After a day it certainly was.
_STALE_SECONDS = 24 * 60 * 60


def path_of(export: Export) -> Path:
    """Where the file of an export lies, once it is written."""
    return exports() / f"{export.key}.zip"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(kept: Iterable[Path]) -> None:
    """Delete everything that is not to be kept and that nobody is writing at the moment."""
    names, oldest = {path.name for path in kept}, time.time() - _STALE_SECONDS
    for entry in exports().iterdir():
        if entry.name not in names and entry.stat().st_mtime < oldest:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
