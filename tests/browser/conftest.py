"""A running hub with the starting content, once for all browser tests, and one browser for each file of tests."""

import contextlib
import ctypes.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from literature.answering import serving

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SECONDS_TO_OPEN = 120


@dataclass(frozen=True)
class Hub:
    """A hub that answers at `url`; `examples` and `sessions` are what tests/browser/prepare.py printed."""

    url: str
    home: Path
    examples: dict[str, list[dict]]
    sessions: dict[str, str]


@pytest.fixture(scope="session")
def services():
    """ORCID and ROR as the hub sees them; a test says what they answer."""
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def hub(tmp_path_factory, services):
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    if not ctypes.util.find_library("atomic"):
        pytest.skip("libatomic1, which the browser's driver needs, is not installed")
    home = tmp_path_factory.mktemp("hub")
    environment = os.environ | {
        "CAIRN_HOME": str(home),
        "CAIRN_ORCID_URL": f"{services.url}/orcid",
        "CAIRN_ORCID_API_URL": f"{services.url}/pub/v3.0",
        "CAIRN_ROR_URL": f"{services.url}/ror/v2",
        "CAIRN_ORCID_CLIENT_ID": "APP-1234567890ABCDEF",
        "CAIRN_ORCID_CLIENT_SECRET": "a-well-kept-secret",
    }
    made = _run([sys.executable, str(Path(__file__).with_name("prepare.py")), str(ROOT / "content")], environment)
    with _served(environment) as url:
        yield Hub(url, home, **json.loads(made))


@pytest.fixture(scope="module")
def browser(hub):
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, hub):
    """Answer a page of a fresh browser window; by role signed in, or without JavaScript."""
    windows = []

    def open_page(role: str | None = None, **options):
        windows.append(_window(browser, hub, role, **options))
        return windows[-1].new_page()

    yield open_page
    for window in windows:
        window.close()


@pytest.fixture(scope="module")
def window_of(browser, hub):
    """Answer the one page that a role, or a visitor, keeps for all tests of a file: a new window costs a second."""
    pages = {}

    def page_of(role: str | None = None):
        if role not in pages:
            pages[role] = _window(browser, hub, role).new_page()
        return pages[role]

    return page_of


def _window(browser, hub, role, **options):
    window = browser.new_context(base_url=hub.url, **options)
    if role:
        window.add_cookies([{"name": "sessionid", "value": hub.sessions[role], "url": hub.url}])
    return window


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        pytest.fail(f"{command[1]} failed:\n{done.stderr[-3000:]}")
    return done.stdout


@contextlib.contextmanager
def _served(environment: dict[str, str]):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [str(Path(sys.executable).with_name("cairn")), "hub", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_until_open(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_until_open(url: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/health", timeout=1)
            return
        time.sleep(0.1)
    pytest.fail(f"{url} did not open within {SECONDS_TO_OPEN} seconds")
