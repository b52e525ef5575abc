"""Signing up and signing in by e-mailed code, as a visitor's browser does it."""

import re

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client

from cairnhub.accounts import actions
from cairnhub.accounts.models import User

pytestmark = pytest.mark.django_db


def code_in(message) -> str:
    return re.search(r"^([0-9A-Z-]{6,})$", message.body, re.MULTILINE).group(1)


def sign_up(client, email="ada@example.org", name="Ada"):
    return client.post("/accounts/signup/", {"email": email, "name": name}, follow=True)


def ask_for_code(client, email):
    return client.post("/accounts/login/", {"login": email}, follow=True)


def test_a_visitor_signs_up_with_the_code_from_the_mail(client):
    page = sign_up(client)
    assert page.redirect_chain[-1][0] == "/accounts/confirm-email/"
    done = client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})
    assert (done.status_code, done.url) == (302, "/workspace/")
    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("ada@example.org", "Ada", "member")
    assert not user.has_usable_password()


def test_a_member_signs_in_with_the_code_and_goes_where_they_wanted_to(client, member):
    client.post("/accounts/login/?next=/accounts/interests/", {"login": member.email, "next": "/accounts/interests/"})
    done = client.post(
        "/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0]), "next": "/accounts/interests/"}
    )
    assert (done.status_code, done.url) == (302, "/accounts/interests/")
    assert client.get("/accounts/").status_code == 200


def test_a_coordinator_made_on_the_command_line_signs_in_with_one_code(client):
    actions.create_coordinator(email="chair@example.org")
    ask_for_code(client, "chair@example.org")
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})
    assert client.get("/accounts/members/").status_code == 200
    assert len(mail.outbox) == 1


def test_a_wrong_code_lets_nobody_in_and_the_third_one_ends_the_attempt(client, member):
    ask_for_code(client, member.email)
    right = code_in(mail.outbox[0])
    for _ in range(2):
        page = client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
        assert page.status_code == 200
        assert "Incorrect code" in page.content.decode()
    assert client.post("/accounts/login/code/confirm/", {"code": "WRONG1"}).status_code == 302
    client.post("/accounts/login/code/confirm/", {"code": right})
    assert client.get("/accounts/").status_code == 302


def test_a_code_is_of_no_use_in_another_browser(client, member):
    ask_for_code(client, member.email)
    other = Client()
    other.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})
    assert other.get("/accounts/").status_code == 302


def without_address(page, email):
    text = re.sub(re.escape(email), "ADDRESS", page.content.decode(), flags=re.IGNORECASE)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


@pytest.mark.parametrize("known", ["member@example.org", "MEMBER@EXAMPLE.ORG"])
def test_signing_in_does_not_tell_whether_an_address_is_known(member, known):
    answers = []
    for email in (known, "nobody@example.org"):
        page = ask_for_code(Client(), email)
        answers.append((page.status_code, page.redirect_chain, without_address(page, email)))
    assert answers[0] == answers[1]
    assert [message.subject for message in mail.outbox] == [
        "Cairn: Your sign-in code",
        "Cairn: No account with this address",
    ]


def test_signing_up_does_not_tell_whether_an_address_is_known(member):
    answers = []
    for email in (member.email, "nobody@example.org"):
        visitor = Client()
        page = sign_up(visitor, email)
        wrong = visitor.post("/accounts/confirm-email/", {"code": "WRONG1"})
        answers.append((page.redirect_chain, without_address(page, email), without_address(wrong, email)))
    assert answers[0] == answers[1]
    assert mail.outbox[0].subject == "Cairn: You have an account already"
    assert "/accounts/login/" in mail.outbox[0].body
    assert User.objects.count() == 2


def test_asking_for_codes_is_limited_by_address_whoever_asks(member):
    pages = [ask_for_code(Client(), member.email) for _ in range(4)]
    assert [bool(page.redirect_chain) for page in pages] == [True, True, True, False]
    assert "Too many" in pages[3].content.decode()
    assert len(mail.outbox) == 3


def test_the_count_of_attempts_is_shared_by_all_processes_and_keeps_no_network_address(member):
    ask_for_code(Client(REMOTE_ADDR="192.0.2.77"), member.email)
    # A cache object of its own is what a second web process has.
    assert type(caches.create_connection("default")).__name__ == "DatabaseCache"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = " ".join(row[0] for row in cursor.fetchall())
    assert "request_login_code" in keys
    assert "192.0.2.77" not in keys


def test_signing_out_asks_first_and_then_ends_the_session(client, member):
    client.force_login(member)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").url == "/"
    assert client.get("/accounts/").status_code == 302


def test_the_address_changes_only_with_the_code_sent_to_the_new_one(client, member):
    client.force_login(member)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    member.refresh_from_db()
    assert member.email == "member@example.org"
    message = mail.outbox[-1]
    assert message.to == ["new@example.org"]
    client.post("/accounts/confirm-email/", {"code": code_in(message)})
    member.refresh_from_db()
    assert member.email == "new@example.org"


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/password/reset/", "/accounts/password/set/"])
def test_there_are_no_password_pages(client, member, path):
    client.force_login(member)
    assert client.get(path).status_code == 404
