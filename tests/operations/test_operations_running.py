"""`cairn hub run` opens both processes and closes both, whoever ends first."""

import os
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
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


def processes(hub):
    """Return the process ids, with their command lines, of whatever runs on this home."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"CAIRN_HOME={hub.home}\0".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def web_processes(hub):
    return {pid for pid, line in processes(hub).items() if "granian" in line}


@contextmanager
def opened(hub, port):
    """Run a hub until its address is printed; yield the process and what was printed."""
    with hub.started("hub", "run", "--port", port) as running:
        printed = []
        for line in running.stdout:
            printed.append(line)
            if "to stop" in line:
                break
        yield running, "".join(printed)
        running.terminate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_hub_says_where_it_is_and_ends_whole(bare_hub, port, number):
    with opened(bare_hub, port) as (running, printed):
        assert f"Cairn is open at http://localhost:{port}/" in printed
        assert str(bare_hub.home / "outbox") in printed
        assert status(port) == 200
        running.send_signal(number)
        assert running.wait(20) == 0
        assert "Stopped." in running.stdout.read()
    assert processes(bare_hub) == {}
    assert status(port) is None


@pytest.mark.parametrize(("command", "name"), [("granian", "the web server"), ("qcluster", "the worker")])
def test_where_one_process_dies_the_other_is_stopped(hub, port, command, name):
    with opened(hub, port) as (running, _):
        first = min(pid for pid, line in processes(hub).items() if command in line)
        os.kill(first, signal.SIGKILL)
        assert running.wait(30) == 1
        assert f"{name} ended by itself (code -9)" in running.stdout.read()
    assert processes(hub) == {}


@pytest.mark.skipif(not shutil.which("setpriv"), reason="the kernel ties children to their parent on Linux alone")
def test_where_the_parent_is_killed_nothing_is_left_behind(hub, port):
    with opened(hub, port) as (running, _):
        running.kill()
        deadline = time.monotonic() + 30
        while processes(hub) and time.monotonic() < deadline:
            time.sleep(0.2)
    assert processes(hub) == {}


def test_a_web_process_that_dies_is_replaced(hub, port):
    with opened(hub, port) as (running, _):
        before = web_processes(hub)
        os.kill(max(before), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while (now := web_processes(hub)) <= before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(now - before) == 1
        assert [status(port) for _ in range(10)] == [200] * 10
        assert running.poll() is None


def test_a_busy_port_is_refused_before_anything_is_done(bare_hub):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        line = bare_hub.refused("hub", "run", "--port", port, code=2)
    assert line.startswith(f"port {port}: the web server cannot listen there (Address already in use); stop what uses")
    assert not (bare_hub.home / "cairn.sqlite3").exists()


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused(bare_hub, port):
    assert f"port {port}: the web server cannot listen there" in bare_hub.refused(
        "hub", "serve", "--port", port, code=2
    )


def test_serve_and_worker_run_alone_and_keep_restore_away(hub, port, tmp_path):
    hub.done("hub", "backup", tmp_path / "b.zip")
    with hub.started("hub", "serve", "--port", port) as web:
        deadline = time.monotonic() + 20
        while status(port) != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert status(port) == 200
        assert "a hub is running" in hub.refused("hub", "restore", tmp_path / "b.zip", code=2)
        web.terminate()
        assert web.wait(20) == 0
    hub.done("hub", "restore", tmp_path / "b.zip")
