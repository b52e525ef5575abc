"""The two processes of a hub, stood in for by small ones: both end, whoever ends first and however."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from cairn.base.errors import CairnError, InputError
from cairnhub.operations import processes
from cairnhub.operations.processes import Address

WEB = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", {port}), Page).serve_forever()
"""
SLEEP = "import time; time.sleep(60)"
DIE = "import time; time.sleep(0.3); raise SystemExit(7)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
WITH_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); {SLEEP}"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture
def address():
    """A free address."""
    with processes.socket.create_server(("127.0.0.1", 0)) as server:
        return Address("127.0.0.1", server.getsockname()[1])


@pytest.fixture
def run(address, monkeypatch):
    """Run small children until one of them, or a signal, ends it."""

    def run_children(web=WEB, worker=SLEEP, status=200, once_open=lambda: None):
        code = web.format(port=address.port, status=status) if web is WEB else web
        monkeypatch.setattr(processes, "web_command", lambda address: python(code))
        monkeypatch.setattr(processes, "WORKER", python(worker))
        read, write = os.pipe()
        try:
            processes.run_both(address, inherited=write, when_open=once_open)
        finally:
            os.close(write)
            assert os.read(read, 1) == b"", "a process still holds the inherited descriptor"
            os.close(read)

    return run_children


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_both_end(run, number):
    opened = []

    def stop():
        opened.append(True)
        os.kill(os.getpid(), number)

    before = signal.getsignal(number)
    run(once_open=stop)
    assert opened == [True]
    assert signal.getsignal(number) is before


@pytest.mark.parametrize(("children", "name"), [({"web": DIE}, "the web server"), ({"worker": DIE}, "the worker")])
def test_where_one_ends_by_itself_the_other_is_stopped(run, children, name):
    with pytest.raises(CairnError, match=rf"{name} ended by itself \(code 7\); the rest of the hub was stopped too"):
        run(**children)


def test_a_first_page_that_fails_is_not_announced(run):
    opened = []
    with pytest.raises(CairnError, match="the first page answered with status 500"):
        run(status=500, once_open=lambda: opened.append(True))
    assert opened == []


def test_a_page_that_never_comes_is_given_up(run, monkeypatch):
    monkeypatch.setattr(processes, "START_SECONDS", 0.5)
    with pytest.raises(CairnError, match="the first page answered nothing"):
        run(web=SLEEP)


def test_a_child_that_will_not_stop_is_killed(run, monkeypatch):
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.5)
    run(worker=STUBBORN, once_open=lambda: (time.sleep(0.3), os.kill(os.getpid(), signal.SIGTERM)))


def test_what_a_child_started_is_ended_with_it(run):
    run(worker=WITH_CHILD, once_open=lambda: (time.sleep(0.3), os.kill(os.getpid(), signal.SIGTERM)))


@pytest.mark.skipif(not shutil.which("setpriv"), reason="the kernel ties children to their parent on Linux alone")
def test_where_the_parent_is_killed_its_children_end(address, tmp_path):
    code = f"""
from cairnhub.operations import processes
processes.web_command = lambda address: {python(WEB.format(port=address.port, status=200))!r}
processes.WORKER = {python(SLEEP)!r}
address = processes.Address("127.0.0.1", {address.port})
processes.run_both(address, inherited=1, when_open=lambda: print("open", flush=True))
"""
    with subprocess.Popen(python(code), stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "open\n"
        parent.kill()
        # The children hold our end of the pipe too: it closes when the last of them ends.
        assert parent.stdout.read() == ""


def test_pages_name_the_address_they_are_opened_at_unless_another_is_set(address, monkeypatch):
    monkeypatch.setenv("CAIRN_PUBLIC_URL", "https://cairn.example.org")
    assert processes._environment(address)["CAIRN_PUBLIC_URL"] == "https://cairn.example.org"
    monkeypatch.delenv("CAIRN_PUBLIC_URL")
    assert processes._environment(address)["CAIRN_PUBLIC_URL"] == f"http://localhost:{address.port}"


@pytest.mark.parametrize(("host", "url"), [("0.0.0.0", "http://localhost:80/"), ("192.0.2.7", "http://192.0.2.7:80/")])
def test_the_address_is_one_that_can_be_typed(host, url):
    assert Address(host, 80).url == url


def test_a_busy_port_is_refused_with_another(address):
    with processes.socket.create_server((address.host, address.port)), pytest.raises(InputError) as refused:
        processes.require_free(address)
    assert str(refused.value) == (
        f"port {address.port}: the web server cannot listen there (Address already in use); "
        f"stop what uses it or choose another: CAIRN_PORT={address.port + 1} make run"
    )
    processes.require_free(address)


@pytest.mark.parametrize("address", [Address("127.0.0.1", -1), Address("127.0.0.1", 65536), Address("192.0.2.7", 80)])
def test_an_address_that_cannot_be_is_refused(address):
    with pytest.raises(InputError, match=rf"port {address.port}: the web server cannot listen there"):
        processes.require_free(address)
