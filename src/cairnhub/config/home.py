"""Where a hub keeps what must outlive its source code: the database, the secret key, uploads, outgoing e-mail.

Everything stands in one folder, the *home*, named by ``CAIRN_HOME``. Nothing here imports Django, so the settings
and the command line can both ask before Django is ready.
"""

import importlib.util
import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from cairn.base.errors import DataError, InputError, MissingExtraError

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
    # What is deleted is overwritten, and what was written to the log is not kept beyond its use: somebody who takes
    # their words back, or asks to be erased, is gone from the files too.
    "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=0"
)


DATABASE_URL_FORM = "write CAIRN_DATABASE_URL=postgresql://user:password@host:5432/name"


def home() -> Path:
    """Return the hub's home as an absolute path, created for its owner alone when it is missing.

    ``CAIRN_HOME`` decides; without it ``$XDG_DATA_HOME/cairn``, else ``~/.local/share/cairn``.

    Raises:
        InputError: the folder cannot be made or written to.
    """
    named = os.environ.get("CAIRN_HOME")
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    folder = Path(named).expanduser() if named else Path(data).expanduser() / "cairn"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot be made ({error.strerror})", where=str(folder), remedy="set CAIRN_HOME to a folder you own"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError("cannot be written to", where=str(folder), remedy="set CAIRN_HOME to a folder you own")
    return folder.resolve()


def uploads() -> Path:
    """Return the folder of uploaded files, created when missing."""
    return _folder("uploads")


def outbox() -> Path:
    """Return the folder where a hub without a mail server writes its e-mails, one file each, created when missing.

    It holds sign-in codes, so only its owner may read it.
    """
    return _folder("outbox")


def exports() -> Path:
    """Return the folder of files a coordinator had written to take the hub away, created when missing.

    It may hold whole backups, so only its owner may read it.
    """
    return _folder("exports")


def secret_key() -> str:
    """Return the key that signs sessions: ``CAIRN_SECRET_KEY``, else the one kept in ``secret.key`` in the home.

    The file is made once, readable by its owner alone. Of several processes that start at once exactly one
    makes it and all return the same key.

    Raises:
        DataError: the file is empty or cannot be read.
    """
    given = os.environ.get("CAIRN_SECRET_KEY")
    return given if given else _kept_key(home() / "secret.key")


def database() -> dict[str, object]:
    """Return Django's settings of the one database: SQLite in the home, or PostgreSQL by ``CAIRN_DATABASE_URL``.

    The address reads ``postgresql://user:password@host:port/name?option=value``; options go to libpq.

    Raises:
        InputError: the address is not of that form.
        MissingExtraError: the PostgreSQL driver is not installed.
    """
    url = os.environ.get("CAIRN_DATABASE_URL")
    return _postgresql(url) if url else _sqlite(home() / "cairn.sqlite3")


def _folder(name: str) -> Path:
    folder = home() / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _kept_key(path: Path) -> str:
    if not path.exists():
        _make_key(path)
    try:
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise DataError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="make it readable to you alone"
        ) from error
    if not key:
        raise DataError(
            "is empty", where=str(path), remedy="delete it and a new key is made (everyone must sign in again)"
        )
    return key


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link, unlike a rename, refuses to replace: the first process wins and nobody sees half a key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # A kept connection spares each request the opening of the file and its pragmas.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts, port = _parts(url)
    if importlib.util.find_spec("psycopg") is None:
        raise MissingExtraError("postgres", needed_for="A hub on PostgreSQL")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder cannot stand where an address has its host, so libpq takes it as an option.
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _parts(url: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise InputError(str(error), where="CAIRN_DATABASE_URL", remedy=DATABASE_URL_FORM) from error
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise InputError("not understood", where="CAIRN_DATABASE_URL", remedy=DATABASE_URL_FORM)
    return parts, port
