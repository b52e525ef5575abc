"""The one door to the network: what it lets in, what it refuses, and what it says then."""

import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from cairn.base.errors import DataError
from cairnhub.literature.lookup import client
from cairnhub.literature.lookup.client import NotThereError, UnreachableError, get_json
from literature.answering import Reply


def ask(address: str, parameters=None, seconds: float = 2.0) -> dict:
    return get_json(address, parameters or {}, service="Crossref", seconds=seconds)


def refusal(services, reply: Reply, *, kind=DataError, seconds: float = 2.0) -> str:
    services.replies["/x"] = reply
    with pytest.raises(kind) as caught:
        ask(f"{services.url}/x", seconds=seconds)
    return str(caught.value)


def test_an_object_is_read_and_only_what_was_given_is_sent(services):
    services.replies["/x"] = Reply({"a": ["é"]})
    assert ask(f"{services.url}/x", {"q": "rural & remote", "mailto": ""}) == {"a": ["é"]}
    assert services.asked == [("/x", {"q": "rural & remote"})]
    assert services.agents[0].startswith("Cairn/")


@pytest.mark.parametrize("kind", ["application/json; charset=UTF-8", "application/vnd.crossref-api-message+json"])
def test_any_kind_of_json_is_read(services, kind):
    services.replies["/x"] = Reply({}, kind=kind)
    assert ask(f"{services.url}/x") == {}


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply({}, status=500), "Crossref answered with an error (500)"),
        (Reply({}, status=403), "Crossref answered with an error (403)"),
        (Reply(b"<html>", kind="text/html"), "no JSON (text/html)"),
        (Reply(b'{"a": '), "JSON that cannot be read"),
        (Reply(b'{"a": "\xff"}'), "JSON that cannot be read"),
        (Reply(b"[" * 200_000), "JSON that cannot be read"),
        (Reply(b'{"a": ' + b"9" * 5000 + b"}"), "JSON that cannot be read"),
        (Reply([1, 2]), "JSON that is no object"),
        (Reply(b'{"a": "' + b"x" * client.LARGEST_ANSWER + b'"}'), "far more than one record needs"),
    ],
)
def test_what_is_no_usable_answer_is_said_in_one_sentence(services, reply, words):
    assert words in refusal(services, reply)


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_service_does_not_have_is_told_apart(services, status):
    assert "does not know it" in refusal(services, Reply(b"no", status=status), kind=NotThereError)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        ({}, "in a few minutes"),
        ({"Retry-After": "1"}, "in one second"),
        ({"Retry-After": "30"}, "in 30 seconds"),
        ({"Retry-After": "600"}, "in 10 minutes"),
        ({"Retry-After": "36000"}, "in 10 hours"),
        ({"Retry-After": "soon"}, "in a few minutes"),
        ({"Retry-After": "9" * 400}, "in a few minutes"),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, "in a few minutes"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_to_wait_is_heard(services, status, wait, words):
    said = refusal(services, Reply({}, status=status, headers=wait))
    assert said == f"Crossref asks this hub to wait; try again {words}"


def test_a_wait_may_be_a_date(services):
    later = format_datetime(timezone.now() + timedelta(minutes=5), usegmt=False)
    assert "try again in 5 minutes" in refusal(services, Reply({}, status=429, headers={"Retry-After": later}))


@pytest.mark.parametrize("slow", [{"wait": 0.6}, {"pause": 0.6}])
def test_a_slow_answer_is_not_waited_for(services, slow):
    assert "did not answer in time" in refusal(
        services, Reply({"a": "b" * 100}, **slow), kind=UnreachableError, seconds=0.2
    )


def test_an_answer_that_trickles_has_no_more_time_than_another(services, monkeypatch):
    monkeypatch.setattr(client, "_CHUNK", 1)
    monkeypatch.setattr(client.time, "monotonic", iter(range(100)).__next__)
    assert "did not answer in time" in refusal(services, Reply({"a": "b"}), kind=UnreachableError, seconds=3)


def test_an_answer_that_breaks_off_is_no_answer(services):
    broken = Reply(b'{"a": 1}', headers={"Transfer-Encoding": "chunked"})
    assert "broke off its answer" in refusal(services, broken, kind=UnreachableError)


def test_where_nobody_listens_the_network_is_blamed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
    with pytest.raises(UnreachableError, match="this hub may have no connection to the internet"):
        ask(address)


def test_a_redirect_within_the_host_is_followed(services):
    services.replies["/x"] = Reply(status=301, headers={"Location": "/y"})
    services.replies["/y"] = Reply({"here": True})
    assert ask(f"{services.url}/x") == {"here": True}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("https://example.org/x", "led to another address"),
        ("http://localhost:1/x", "led to another address"),
        ("ftp://127.0.0.1/x", "led to another address"),
        ("file:///etc/passwd", "error (302)"),
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(services, target, words):
    assert words in refusal(services, Reply(status=302, headers={"Location": target}))
    assert services.asked == [("/x", {})]


def test_a_redirect_in_circles_ends(services):
    assert "error (302)" in refusal(services, Reply(status=302, headers={"Location": "/x"}))
    assert len(services.asked) <= client.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "address",
    [
        "http://api.crossref.org/works",
        "http://127.0.0.1.example.org/",
        "http://0.0.0.0/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https:///works",
        "",
    ],
)
def test_only_https_or_this_computer_is_asked(address):
    with pytest.raises(DataError, match="does not start with https://"):
        ask(address)
