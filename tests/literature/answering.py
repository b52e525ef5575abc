"""A server on this computer that answers as Crossref and PubMed do, with whatever a test gives it to say."""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
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


def handler_of(services: Services):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urlsplit(self.path)
            path = unquote(asked.path)
            services.asked.append((path, {name: values[0] for name, values in parse_qs(asked.query).items()}))
            services.agents.append(self.headers["User-Agent"])
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
