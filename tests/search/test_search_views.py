"""The page that searches every room."""

import pytest

import factories
from cairnhub.history import actions
from cairnhub.search import views

pytestmark = pytest.mark.django_db


def page(client, **query):
    return client.get("/search/", query).content.decode()


def test_without_words_it_says_what_can_be_asked(client):
    assert "Every room of the hub is searched" in page(client)


def test_results_are_grouped_by_kind_with_counts(client):
    factories.make_link()
    html = page(client, q="rural")
    assert html.index('id="found-link"') < html.index('id="found-construct"')
    assert "<mark>Rural</mark> practice" in html
    assert 'value="rural"' in html


def test_one_kind_is_listed_in_pages(client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for _ in range(3):
        factories.make_construct()
    first, second = page(client, q="rural", kind="construct"), page(client, q="rural", kind="construct", page=2)
    assert "Page 1 of 2" in first
    assert 'href="?q=rural&amp;kind=construct&amp;page=2"' in first
    assert second.count('class="found-title"') == 1
    assert page(client, q="rural", kind="construct", page="99").count('class="found-title"') == 1


def test_nothing_found_says_what_to_try(client):
    assert "Nothing here holds all of these words" in page(client, q="xylophone")


def test_another_kind_may_hold_the_words(client):
    factories.make_construct()
    html = page(client, q="rural", kind="person")
    assert "Nothing here holds all of these words among people" in html
    assert "Other kinds of record hold them" in html


def test_an_unknown_kind_is_named_and_escaped(client):
    html = page(client, q="rural", kind="<i>")
    assert "no kind of record called “&lt;i&gt;”" in html


def test_titles_are_escaped(client):
    factories.make_construct(name="<script>alert(1)</script> rural")
    html = page(client, q="rural")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>rural</mark>" in html


def test_a_removed_object_is_not_found(client, editor):
    construct = factories.make_construct(name="Xylophone school")
    assert "Xylophone" in page(client, q="xylophone school")
    actions.remove(obj=construct, by=editor, reason="twice")
    assert "Xylophone" not in page(client, q="xylophone school")


def test_a_study_is_found_by_the_words_of_its_reference(client, editor):
    study = factories.make_study(references=[factories.make_reference(doi="10.1000/abc")])
    assert study.get_absolute_url() in page(client, q="10.1000/abc", kind="study")
    actions.change(obj=study.main_reference, by=editor, reason="title read", values={"title": "Zither lessons"})
    assert study.get_absolute_url() in page(client, q="zither", kind="study")


def test_any_address_is_answered(client):
    for text in ["'", '"', "\\", "%", "*", "a" * 300, "\ud7ff", "AND OR NOT NEAR("]:
        assert client.get("/search/", {"q": text, "page": text}).status_code == 200


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    factories.make_link()
    factories.make_finding()
    factories.make_source(name="Rural register")
    with django_assert_max_num_queries(6):
        page(client, q="rural")
    with django_assert_max_num_queries(6):
        page(client, q="rural", kind="study")
