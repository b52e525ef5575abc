"""The two processes of a hub: the web server answers readers, the worker does the jobs that take long."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from cairn.base.errors import CairnError, InputError

WORKER = [sys.executable, "-m", "django", "qcluster"]
Child = subprocess.Popen[bytes]
STOP_SECONDS = 15
START_SECONDS = 60


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address a person types into a browser on this computer."""
        shown = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else self.host  # noqa: S104
        return f"http://{shown}:{self.port}/"


def web_command(address: Address) -> list[str]:
    """Return the command of the web server: two processes of four threads, replaced where one dies.

    A process told to stop while it still starts never hears it, hence the limit of five seconds. A connection carries
    one request: kept ones all stay with the process that was up first after a restart, and the other idles.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", address.host, "--port", str(address.port)),
        *(
            "--workers",
            "2",
            "--blocking-threads",
            "4",
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            "5",
            "--no-http1-keep-alive",
        ),
        "cairnhub.config.wsgi:application",
    ]


def require_free(address: Address) -> None:
    """Refuse an address that something else listens on.

    Raises:
        InputError: it is taken, not allowed or not of this computer.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(
                f"the web server cannot listen there ({reason})",
                where=f"port {address.port}",
                remedy=f"stop what uses it or choose another: CAIRN_PORT={_another(address.port)} make run",
            ) from error


def run_both(address: Address, *, inherited: int, when_open: Callable[[], None]) -> None:
    """Run web server and worker until Ctrl-C, SIGTERM or SIGHUP; call `when_open` once the first page answers.

    Both inherit the descriptor `inherited`. They run in sessions of their own, so that Ctrl-C reaches this process
    alone and the two are ended in order, each after finishing what it was doing.

    Raises:
        CairnError: one of them ended by itself, or no page came; the other is stopped.
    """
    with _told_to_stop() as stop, _children(inherited, _environment(address)) as start:
        children = {"the web server": start(web_command(address))}
        _wait_for_page(address, children, stop)
        if not stop.is_set():
            # The worker comes second so that the first page need not share the processor with it.
            children["the worker"] = start(WORKER)
            when_open()
        while not stop.wait(0.2):
            _require_alive(children)


def _environment(address: Address) -> dict[str, str]:
    return {"CAIRN_PUBLIC_URL": address.url.rstrip("/")} | os.environ


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    told = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: told.set()) for number in signals}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _children(inherited: int, environment: dict[str, str]) -> Iterator[Callable[[list[str]], Child]]:
    started: list[Child] = []

    def start(command: list[str]) -> Child:
        child = subprocess.Popen(_tied(command), env=environment, start_new_session=True, pass_fds=[inherited])
        started.append(child)
        return child

    try:
        yield start
    finally:
        _stop(started)


def _tied(command: list[str]) -> list[str]:
    # Where this process is killed outright it cannot end its children; on Linux the kernel then does.
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else command


def _stop(children: list[Child]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        # Each child leads a group of processes. One that hangs, or was killed itself, leaves some of its group behind.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _require_alive(children: dict[str, Child]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CairnError(
                f"{name} ended by itself (code {child.returncode})",
                remedy="the rest of the hub was stopped too; see the lines above, then start it again",
            )


def _wait_for_page(address: Address, children: dict[str, Child], stop: threading.Event) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not stop.wait(0.05):
        _require_alive(children)
        status = _first_page_status(address)
        if status is not None and status < 500:
            return
        if status is not None or time.monotonic() > deadline:
            answer = f"with status {status}" if status else "nothing"
            raise CairnError(f"the first page answered {answer}", where=address.url, remedy="see the lines above")


def _first_page_status(address: Address) -> int | None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host)  # noqa: S104
    connection = HTTPConnection(host, address.port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{address.port}"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def _another(port: int) -> int:
    return port + 1 if port < 65535 else 8000
