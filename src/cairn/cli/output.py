"""What every command does alike: JSON for machines, tables for people, files kept, progress shown only to eyes."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import typer

from cairn.base.errors import InputError

STANDARD = "-"
QUIET_SECONDS = 2.0


def print_json(answer: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output. Numbers that JSON does not know (NaN, infinity) raise `ValueError`."""
    typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2))


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table for people: numbers to the right, `None` as "unknown", columns as wide as their longest cell."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(header), *cells]) for column in range(len(header))]
    right = [all(isinstance(row[column], int | float | None) for row in rows) for column in range(len(header))]
    for row in [list(header), ["-" * width for width in widths], *cells]:
        padded = (cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(row, widths, right, strict=True))
        typer.echo("  ".join(padded).rstrip())


def read_text(path: str) -> str:
    """Read a text file as UTF-8, `-` meaning standard input."""
    if path == STANDARD:
        return sys.stdin.read()
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({_why(error)})", where=path, remedy="name a UTF-8 text file") from error


def write_new(path: str, content: str | bytes, *, force: bool = False) -> None:
    """Write a file, `-` meaning standard output. A file that exists is left alone unless `force`."""
    data = content.encode() if isinstance(content, str) else content
    if path == STANDARD:
        typer.echo(data, nl=False)
        return
    try:
        with Path(path).open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise InputError("exists already", where=path, remedy="choose another name, or add --force") from error
    except OSError as error:
        raise InputError(f"cannot be written ({_why(error)})", where=path, remedy="choose another place") from error


class Progress:
    """Tell on standard error how far long work has come; silent for its first two seconds and where nobody looks.

    with Progress("reading", total=len(files)) as progress:
        for file in files: ...; progress.step()
    """

    def __init__(self, what: str, total: int | None = None) -> None:
        """Name the work, and how many steps it takes where that is known."""
        self._what, self._total, self._done = what, total, 0
        self._shown = False
        self._due = time.monotonic() + QUIET_SECONDS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            typer.echo(err=True)

    def step(self, steps: int = 1) -> None:
        """Count steps as done."""
        self._done += steps
        if time.monotonic() < self._due or not sys.stderr.isatty():
            return
        self._due = time.monotonic() + 0.2
        self._shown = True
        of = f" of {self._total}" if self._total is not None else ""
        typer.echo(f"\r{self._what}: {self._done}{of}", err=True, nl=False)


def _cell(value: object) -> str:
    if value is None:
        return "unknown"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
