"""`cairn hub run`, `serve` and `worker` as a person runs them, on the real web server and the real worker."""

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def status(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return answer.status
    except (urllib.error.URLError, ConnectionError):
        return None


def wait_until(holds, seconds=30):
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holds()


def processes(hub, word=""):
    """Return the numbers of the processes that run on this home, by a word of their command."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"CAIRN_HOME={hub.home}\0".encode() in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_text().replace("\0", " ")
                found |= {int(folder.name)} if word in command else set()
        except OSError:
            continue
    return found


def test_a_hub_opens_survives_a_web_process_and_ends_whole(hub, port):
    with hub.started("hub", "run", "--port", port) as running:
        printed = ""
        while "to stop" not in printed and running.poll() is None:
            printed += running.stdout.readline()
        assert f"Cairn is open at http://localhost:{port}/" in printed
        assert str(hub.home / "outbox") in printed
        assert status(port) == 200

        web = processes(hub, "granian")
        os.kill(max(web), signal.SIGKILL)
        wait_until(lambda: len(processes(hub, "granian") - web) == 1)
        assert [status(port) for _ in range(10)] == [200] * 10

        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stdout.read().endswith("Stopped.\n")
    assert processes(hub) == set()


def test_serve_and_worker_run_alone_and_keep_restore_away(hub, port, tmp_path):
    hub.done("hub", "backup", tmp_path / "b.zip")
    with hub.started("hub", "serve", "--port", port) as web, hub.started("hub", "worker") as worker:
        wait_until(lambda: status(port) == 200)
        wait_until(lambda: len(processes(hub, "worker")) > 1)
        assert "a hub is running" in hub.refused("hub", "restore", tmp_path / "b.zip", code=2)
        web.terminate()
        worker.terminate()
        assert (web.wait(20), worker.wait(20)) == (0, 0)
    hub.done("hub", "restore", tmp_path / "b.zip")


@pytest.mark.parametrize("verb", ["run", "serve"])
def test_a_busy_port_is_refused_before_anything_is_done(bare_hub, verb):
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = bare_hub.refused("hub", verb, "--port", server.getsockname()[1], code=2)
    assert "the web server cannot listen there (Address already in use)" in line
    assert list(bare_hub.home.iterdir()) == []
