"""Starting a hub: the checks that come first, and what the person at the terminal is told."""

import os
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from cairnhub.config.home import outbox, uploads
from cairnhub.content.commands import tell
from cairnhub.content.loading import load

from . import lock, processes
from .fit import require_up_to_date
from .stores import store
from .upgrade import bring_up_to_date

Say = Callable[[str], None]


def run(*, host: str, port: int, content: Path | None, say: Say) -> None:
    """Prepare the database, then run web server and worker until told to stop.

    Raises:
        InputError: the port is taken, or the data are being replaced.
        DataError: the database or the content cannot be used.
        CairnError: web server or worker ended by itself.
    """
    address = processes.Address(host, port)
    processes.require_free(address)
    bring_up_to_date(say=say)
    if content is not None:
        tell(load(content))
    with lock.in_use() as descriptor:
        processes.run_both(address, inherited=descriptor, when_open=lambda: _tell(address, say))
    say("Stopped.")


def serve(*, host: str, port: int) -> None:
    """Become the web server."""
    address = processes.Address(host, port)
    processes.require_free(address)
    require_up_to_date()
    with lock.in_use() as descriptor:
        os.set_inheritable(descriptor, True)
        command = processes.web_command(address)
        os.execv(command[0], command)


def work() -> None:
    """Be the worker, until told to stop."""
    require_up_to_date()
    with lock.in_use():
        call_command("qcluster")


def _tell(address: processes.Address, say: Say) -> None:
    say(f"\nCairn is open at {address.url}")
    say(f"  database  {store().database_name()}")
    say(f"  uploads   {uploads()}")
    say(f"  e-mail    {outbox()} (sign-in codes are printed here too)")
    say("  to stop   press Ctrl-C\n")
