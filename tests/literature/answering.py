"""A server on this computer that answers as other services do, with whatever a test gives it to say."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Reply:
    body: object = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict = field(default_factory=dict)
    #: Seconds before the answer begins, and between its two halves.
    wait: float = 0
    pause: float = 0

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Services:
    """What is answered at each path, and what was asked: pairs of a path and its query."""

    def __init__(self):
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict]] = []
        #: Forms that were sent: pairs of a path and the fields.
        self.sent: list[tuple[str, dict]] = []
        self.agents: list[str] = []
        self.url = ""

    def work(self, doi: str, **fields) -> None:
        """Crossref's answer about one work, in its format."""
        message = {"DOI": doi, "type": "journal-article"} | fields
        self.replies[f"/crossref/works/{doi}"] = Reply({"status": "ok", "message-type": "work", "message": message})

    def works(self, *items) -> None:
        self.replies["/crossref/works"] = Reply({"status": "ok", "message": {"total-results": 9, "items": items}})

    def summary(self, pmid: str, **fields) -> None:
        """PubMed's answers about one work: found by any search, and its summary."""
        document = {"uid": pmid, "pubtype": ["Journal Article"], "references": [], "vernaculartitle": ""} | fields
        result = {"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": [pmid], pmid: document}}
        self.replies["/pubmed/esummary.fcgi"] = Reply(result, kind="application/json; charset=UTF-8")
        self.hits(pmid)

    def hits(self, *pmids: str) -> None:
        result = {"esearchresult": {"count": str(len(pmids)), "retmax": "5", "idlist": list(pmids)}}
        self.replies["/pubmed/esearch.fcgi"] = Reply(result)

    def everywhere(self, reply: Reply) -> None:
        self.fallback = reply

    fallback = Reply(b"Resource not found.", status=404, kind="text/plain")


@contextmanager
def serving():
    """Services that listen, until the test is over."""
    found = Services()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(found))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def handler_of(services: Services):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urlsplit(self.path)
            path = unquote(asked.path)
            services.asked.append((path, _plain(asked.query)))
            services.agents.append(self.headers["User-Agent"])
            self._reply(path)

        def do_POST(self):
            path = unquote(urlsplit(self.path).path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            services.sent.append((path, _plain(body.decode())))
            self._reply(path)

        def _reply(self, path: str):
            reply = services.replies.get(path, services.fallback)
            time.sleep(reply.wait)
            try:
                self._answer(reply)
            except (BrokenPipeError, ConnectionResetError):
                # The hub stopped listening, which is what such a test is about.
                self.close_connection = True

        def _answer(self, reply: Reply):
            content = reply.content()
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Content-Length": len(content), **reply.headers}.items():
                self.send_header(name, str(value))
            self.end_headers()
            half = len(content) // 2 if reply.pause else len(content)
            self.wfile.write(content[:half])
            self.wfile.flush()
            time.sleep(reply.pause)
            self.wfile.write(content[half:])

        def log_message(self, *_):
            pass

    return Handler


def _plain(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
