"""A whole process on a real hub: people open their links, rate two rounds, write reasons; one withdraws.

What an attacker could lay hands on afterwards stands in `Recording`: the home with the database file, the log, and, as
the worst of proxies would keep it, who was there when. Run as a script it does what the hub itself does meanwhile, in a
process with the home's own database: `prepare`, `next` (close the open round, let its remarks through, open the next)
and `end`.
"""

import contextlib
import http.client
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

GROUPS = ("researcher", "steward", "community", "funder")
EACH, ITEMS = 8, 5
MEMBER = "member@example.org"
CAIRN = Path(sys.executable).with_name("cairn")


@dataclass
class Person:
    """Somebody invited, in a browser of their own. `reasons` is what they wrote, by item."""

    number: int
    email: str
    group: str
    token: str
    cookies: dict[str, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    withdrew: bool = False

    @property
    def nonce(self) -> bytes:
        """What the link holds that no other does: see `tokens`."""
        body = urlsafe_b64decode(self.token + "=" * (-len(self.token) % 4))[16:]
        return body[2 : 2 + body[1]]

    @property
    def code(self) -> str:
        """The key in the rating store, which only whoever has the link can work out."""
        return sha256(b"rater\0" + self.nonce).hexdigest()


@dataclass
class Recording:
    """What is left of a process. `began` and `rated` list people's numbers in the order in which they came."""

    home: Path
    port: int
    process: str
    items: list[int]
    people: list[Person]
    session: str
    began: list[int] = field(default_factory=list)
    rated: dict[int, list[int]] = field(default_factory=dict)
    answers: list[tuple[str, http.client.HTTPMessage, bytes]] = field(default_factory=list)
    first: dict[str, list] = field(default_factory=dict)
    before: dict[str, list] = field(default_factory=dict)
    after: dict[str, list] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.home / "cairn.sqlite3"

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text(encoding="utf-8", errors="replace")

    def rows(self, query: str, *values: object) -> list[tuple]:
        """Ask the file past the hub."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(query, values).fetchall()

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def dump(self) -> dict[str, list]:
        """Every row of every table."""
        return {name: sorted(map(repr, self.rows(f'SELECT * FROM "{name}"'))) for name in self.tables()}

    def files(self) -> dict[str, bytes]:
        """Every file of the home, by name."""
        return {str(path.relative_to(self.home)): path.read_bytes() for path in self.home.rglob("*") if path.is_file()}

    def ask(self, person: Person, method: str, path: str, fields: dict | None = None) -> int:
        """Ask as a browser that keeps cookies by their path; answers are kept as the attacker's proxy sees them."""
        address = f"/rounds/{self.process}/{path}"
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in person.cookies.items())}
        if method == "POST":
            headers |= {"X-CSRFToken": person.cookies["csrftoken"], "Accept": "application/json"}
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, address, urlencode(fields) if fields is not None else None, headers)
            response = connection.getresponse()
            body = response.read()
        for one in response.headers.get_all("Set-Cookie") or []:
            name, _, value = one.strip().partition(";")[0].partition("=")
            person.cookies[name] = value
        self.answers.append((f"{method} {address} {response.status}", response.headers, body))
        return response.status


def recorded(home: Path) -> Recording:
    """Hold a process of two rounds in this home, and stop the hub."""
    made = json.loads(_script(home, "prepare"))
    with served(home) as port:
        people = [Person(**one) for one in made["people"]]
        process = Recording(home, port, made["process"], made["items"], people, made["session"])
        process.first = process.dump()
        chance = random.Random()
        for number in (1, 2):
            order = [one for one in process.people if not one.withdrew]
            chance.shuffle(order)
            process.rated[number] = [one.number for one in order]
            for place, person in enumerate(order):
                if number == 1:
                    _begin(process, person)
                _rate(process, person, number, chance, watched=place == len(order) - 1)
            if number == 1:
                _withdraw(process, order[len(order) // 2])
                _stumble(process, order[0])
            _script(home, "next" if number == 1 else "end")
    return process


def _begin(process: Recording, person: Person) -> None:
    if person.number == 0:
        person.cookies["sessionid"] = process.session
    assert process.ask(person, "GET", "") == 200
    assert process.ask(person, "POST", "enter/", {"code": person.token}) == 302
    assert process.ask(person, "POST", "begin/", {"consent": "1"}) == 302
    process.began.append(person.number)


def _rate(process: Recording, person: Person, number: int, chance: random.Random, *, watched: bool) -> None:
    for place, item in enumerate(process.items, start=1):
        assert process.ask(person, "GET", f"{place}/") == 200
        fields = {f"item-{item}": chance.choice(["1", "2", "3", "5", "7", "8", "9", "x"]), "reason": ""}
        if number == 1 and (person.number + place) % 3 == 0:
            fields["reason"] = person.reasons[item] = f"quill{person.number:02}of{place} because it is so"
        if last := watched and place == len(process.items):
            process.before = process.dump()
        assert process.ask(person, "POST", f"{place}/", fields) == 200
        if last:
            process.after = process.dump()


def _withdraw(process: Recording, person: Person) -> None:
    assert process.ask(person, "POST", "withdraw/", {}) == 200
    person.withdrew = True


def _stumble(process: Recording, person: Person) -> None:
    """What goes wrong in life: a mail program that spoils the # of a link, a stale form, a database that fails."""
    for spoilt in (f"%23{person.token}", f"%23{person.token}/", person.token, f"{person.token}/x"):
        process.ask(person, "GET", spoilt)
    stale = Person(**{**person.__dict__, "cookies": person.cookies | {"csrftoken": "stale"}})
    assert process.ask(stale, "POST", "1/", {"reason": "quill of a stale form"}) == 403
    with contextlib.closing(sqlite3.connect(process.database, timeout=20)) as connection:
        failing = "BEFORE INSERT ON ballots_{0} BEGIN SELECT RAISE(ABORT, 'it fails'); END"
        for table in ("answer", "remark"):
            connection.execute(f"CREATE TRIGGER fail_{table} {failing.format(table)}")
        fields = {f"item-{process.items[0]}": "7", "reason": "quill of a failure"}
        assert process.ask(person, "POST", "1/", fields) == 500
        for table in ("answer", "remark"):
            connection.execute(f"DROP TRIGGER fail_{table}")


@contextlib.contextmanager
def served(home: Path, **environment: str) -> Iterator[int]:
    """Serve the hub as an installation does, with all it says in `server.log`; answers the port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    with (home / "server.log").open("ab") as log:
        server = subprocess.Popen(
            [CAIRN, "hub", "serve", "--port", str(port)], env=_environment(home) | environment, stdout=log, stderr=log
        )
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(60)


def _wait(port: int, server: subprocess.Popen) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as asked:
            asked.request("GET", "/health")
            return
        time.sleep(0.2)
    raise AssertionError("the hub did not open")


def _environment(home: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return others | {"CAIRN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}


def _script(home: Path, what: str) -> str:
    return run(home, sys.executable, __file__, what)


def run(home: Path, *command: object) -> str:
    """Run a command on the database of this home."""
    done = subprocess.run([*map(str, command)], env=_environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def main(what: str) -> None:
    import django

    django.setup()
    {"prepare": _prepare, "next": _next, "end": _end, "public": _public}[what]()


def _prepare() -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from cairnhub.accounts.models import User
    from cairnhub.consensus.inviting.models import Invitation
    from cairnhub.consensus.tokens import mailed_token
    from consensus_builders import running

    call_command("migrate", verbosity=0)
    member = User.objects.create_user(email=MEMBER, name="Some member", role="member")
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    groups = [{"code": one, "name": one.title(), "wider": f"Wider {at // 2}"} for at, one in enumerate(GROUPS)]
    steps = [{"title": "First", "mode": "rate"}, {"title": "Second", "mode": "rate", "feedback": "groups"}]
    rule = "median at least 10 overall"
    process = running(steps=steps, texts=[f"Item {at}" for at in range(ITEMS)], groups=groups, consensus_rule=rule)
    people = []
    for number in range(EACH * len(GROUPS)):
        email = MEMBER if number == 0 else f"panellist{number:02}@panel.example"
        group = GROUPS[number % len(GROUPS)]
        Invitation.objects.create(process=process, email=email, group=group, state="sent")
        people.append({"number": number, "email": email, "group": group, "token": mailed_token(process, group)})
    items = list(process.items.values_list("pk", flat=True))
    told = {"process": process.pk, "items": items, "people": people, "session": session.session_key}
    json.dump(told, sys.stdout)


def _next() -> None:
    from cairnhub.consensus.ballots.models import Remark
    from cairnhub.consensus.models import Process
    from consensus_builders import close, open_next

    process = Process.objects.get()
    close(process)
    Remark.objects.update(state="shown")
    open_next(process)


def _end() -> None:
    from cairnhub.consensus import actions
    from cairnhub.consensus.models import Process
    from consensus_builders import BY, close

    process = Process.objects.get()
    close(process)
    actions.end(process=process, by=BY, reason="all agreed")


def _public() -> None:
    from cairnhub.config.home import exports
    from cairnhub.operations.carrying.writing import write_public

    write_public(exports() / "public.zip", lambda *_: None)


if __name__ == "__main__":
    main(sys.argv[1])
