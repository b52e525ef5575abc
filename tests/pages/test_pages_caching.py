"""A kept page is the same page, never older than the last change, and never one visitor's own."""

import gzip

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairnhub.history import actions
from factories import TESTS, make_construct

PAGE = "/framework/"


@pytest.fixture(autouse=True)
def _empty_cache(db):
    caches["pages"].clear()


def test_a_kept_page_costs_one_query(client, django_assert_num_queries):
    make_construct(id="act_track", name="Rural track")
    first = client.get(PAGE)
    with django_assert_num_queries(1):
        again = client.get(PAGE)
    assert again.content == first.content


def test_a_change_shows_at_once(client):
    construct = make_construct(id="act_track", name="Rural track")
    assert b"Rural track" in client.get(PAGE).content
    actions.change(obj=construct, by=TESTS, reason="Clearer.", values={"name": "Rural stream"})
    assert b"Rural stream" in client.get(PAGE).content


def test_a_change_that_is_no_event_makes_pages_anew_too(client, django_assert_num_queries):
    make_construct(id="act_track", name="Rural track")
    client.get(PAGE)
    actions.touch()
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    assert len(asked) > 1
    with django_assert_num_queries(1):
        client.get(PAGE)


def test_a_compressed_page_says_the_same(client):
    make_construct(id="act_track", name="Rural track")
    plain = client.get(PAGE)
    small = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 3
    assert gzip.decompress(small.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


def test_signed_in_readers_get_a_page_of_their_own(client, editor):
    visitor = client.get(PAGE)
    client.force_login(editor)
    assert b"Workspace" in client.get(PAGE).content
    assert b"Workspace" not in visitor.content
    client.logout()
    assert b"Workspace" not in client.get(PAGE).content


def test_a_page_with_a_form_token_is_never_kept(client):
    first, second = client.get("/suggest/?kind=need"), client.get("/suggest/?kind=need")
    assert first.status_code == 200
    assert first.content != second.content
