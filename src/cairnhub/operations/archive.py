"""A hub's data in one file: the database and the uploads, with a manifest that says what they fit.

The file is a ZIP archive: ``manifest.json``, the database (``database.sqlite3`` or ``database.pgdump``) and
``uploads/``. It does not hold the secret key, so a thief of a backup can forge no session, nor the e-mail outbox.
"""

import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from cairn.base.errors import DataError, InputError
from cairnhub.config.home import home, uploads

from . import lock
from .fit import compare, refuse_newer
from .stores import store

FORMAT = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, so that it can be judged before anything is replaced."""

    format: int
    cairn: str
    made_at: str
    database: str
    migrations: list[str]


def backup(path: Path, *, force: bool = False) -> None:
    """Write a backup while the hub may be running; the file appears whole or not at all.

    Raises:
        InputError: the file exists and `force` was not given, or its folder cannot be written to.
        DataError: the database cannot be read.
    """
    if path.exists() and not force:
        raise InputError("exists already", where=str(path), remedy="name another file or add --force")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
            whole = Path(folder) / path.name
            _write(whole, Path(folder))
            _publish(whole, path, force=force)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", where=str(path)) from error


def keep(occasion: str) -> Path:
    """Write a backup into the home's own folder of backups and return its path."""
    folder = home() / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{occasion}-{_stamp()}.zip"
    backup(path)
    return path


def restore(path: Path) -> Path:
    """Replace database and uploads by those of a backup; return the folder that keeps the old ones.

    Everything is unpacked and checked before anything is replaced; the database comes last, in one step.

    Raises:
        InputError: there is no such file, or a hub is running on this home.
        DataError: it is no backup, is damaged, is of the other kind of database, or was made by a newer Cairn.
    """
    with lock.alone(), tempfile.TemporaryDirectory(dir=home(), prefix="restoring-") as folder:
        staging = Path(folder)
        _unpack(path, staging)
        kept = _kept_folder()
        with _swapped_uploads(staging / UPLOADS, kept):
            store().replace(staging / store().MEMBER, kept)
    return kept


def reset() -> Path:
    """Empty database, uploads, outbox and exports; return the folder that keeps the old ones. The secret key stays.

    Raises:
        InputError: a hub is running on this home.
    """
    with lock.alone():
        kept = _kept_folder()
        for name in (UPLOADS, "outbox", "exports"):
            if (home() / name).exists():
                (home() / name).rename(kept / name)
        store().clear(kept)
    return kept


def _write(whole: Path, folder: Path) -> None:
    copy = folder / store().MEMBER
    manifest = Manifest(
        format=FORMAT,
        cairn=version("cairn-hub"),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=store().MEMBER,
        migrations=list(compare().applied),
    )
    store().snapshot(copy)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
        archive.write(copy, copy.name)
        for file in sorted(uploads().rglob("*")):
            archive.write(file, Path(UPLOADS) / file.relative_to(uploads()))
    whole.chmod(0o600)


def _publish(whole: Path, path: Path, *, force: bool) -> None:
    with whole.open("rb") as file:
        os.fsync(file.fileno())
    if not force:
        # Made between our first look and now, another's file would be lost: this fails where one stands.
        path.open("x").close()
    os.replace(whole, path)


def _unpack(path: Path, staging: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            _judge(manifest, where=str(path))
            archive.extractall(staging)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError) as error:
        raise DataError("is damaged, or no backup of Cairn", where=str(path), remedy="use another backup") from error
    (staging / UPLOADS).mkdir(exist_ok=True)
    store().check(staging / manifest.database, where=str(path))


def _judge(manifest: Manifest, *, where: str) -> None:
    if manifest.format > FORMAT:
        raise DataError("made by a newer Cairn", where=where, remedy="update Cairn first")
    if manifest.database != store().MEMBER:
        raise DataError(
            f"holds {manifest.database}, but this hub keeps its data as {store().MEMBER}",
            where=where,
            remedy="restore it on a hub with the same kind of database",
        )
    refuse_newer(manifest.migrations, where=where)


@contextmanager
def _swapped_uploads(new: Path, kept: Path) -> Iterator[None]:
    current = uploads()
    current.rename(kept / UPLOADS)
    new.rename(current)
    try:
        yield
    except BaseException:
        shutil.rmtree(current)
        (kept / UPLOADS).rename(current)
        raise


def _kept_folder() -> Path:
    folder = home() / "replaced" / _stamp()
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
