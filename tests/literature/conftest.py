"""Crossref and PubMed on this computer."""

import threading
from http.server import ThreadingHTTPServer

import pytest

from literature.answering import Services, handler_of


@pytest.fixture
def services(settings):
    found = Services()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(found))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    settings.CROSSREF_URL, settings.PUBMED_URL = f"{found.url}/crossref", f"{found.url}/pubmed"
    settings.LOOKUP_ON, settings.LOOKUP_SECONDS, settings.LOOKUP_CONTACT = True, 2.0, ""
    yield found
    server.shutdown()
    server.server_close()
    thread.join()
