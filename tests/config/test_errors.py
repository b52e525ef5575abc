"""What a visitor sees when something breaks on the hub's side."""

import pytest
from django.test import RequestFactory

from cairnhub.config import views


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "told"), [("get", False), ("post", True)])
def test_a_broken_page_has_a_way_back_and_says_nothing_was_saved_only_to_who_sent_something(method, told):
    request = getattr(RequestFactory(), method)("/")
    page = views.server_error(request)
    text = page.content.decode()
    assert page.status_code == 500
    assert "Back to the roadmap" in text
    assert ("Nothing was saved." in text) is told


def test_where_even_the_frame_is_broken_one_sentence_is_left(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(views, "render", broken)
    page = views.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert page.content.decode().startswith("Something went wrong on our side.")
