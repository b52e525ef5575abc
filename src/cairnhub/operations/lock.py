"""Who uses a home: any number of running hubs, or one command that replaces its data."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from cairn.base.errors import InputError
from cairnhub.config.home import home


@contextmanager
def in_use() -> Iterator[int]:
    """Mark the home as used by a running hub; yield a descriptor that child processes inherit.

    The mark lasts until the last process that holds the descriptor ends, however it ends.

    Raises:
        InputError: its data are being replaced at this moment.
    """
    with _held(fcntl.LOCK_SH, "its data are being replaced", "wait until that has finished") as descriptor:
        yield descriptor


@contextmanager
def alone() -> Iterator[int]:
    """Keep every other hub and command away while the data are replaced.

    Raises:
        InputError: a hub runs on this home.
    """
    with _held(fcntl.LOCK_EX, "a hub is running on this home", "stop it first") as descriptor:
        yield descriptor


@contextmanager
def _held(kind: int, refusal: str, remedy: str) -> Iterator[int]:
    path = home() / "hub.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(refusal, where=str(home()), remedy=remedy) from error
        yield file.fileno()
