"""Following by a button, the inbox, and feeds."""

import pytest

from cairnhub.history import actions as history
from cairnhub.notices import actions
from cairnhub.notices.models import Follow
from factories import make_link

pytestmark = pytest.mark.django_db


def test_following_and_stopping_by_the_button(client, member):
    link = make_link()
    client.force_login(member)
    assert "Follow</button>" in client.get(link.get_absolute_url()).content.decode()
    client.post(f"/notices/link/{link.pk}/follow/")
    assert "Followed: stop" in client.get(link.get_absolute_url()).content.decode()
    client.post(f"/notices/link/{link.pk}/unfollow/")
    assert not Follow.objects.exists()


def test_the_inbox_tells_what_is_new_and_the_header_how_much(client, member, editor):
    link = make_link()
    actions.follow(user=member, obj=link)
    history.change(obj=link, by=editor, reason="Clearer.", values={"note": "Read with care."})
    client.force_login(member)
    page = client.get("/notices/").content.decode()
    assert "Inbox (1)" in page
    assert link.label() in page
    newest = client.get("/notices/").context["newest"]
    client.post("/notices/read/", {"up_to": newest})
    assert "Inbox (1)" not in client.get("/notices/").content.decode()


def test_an_object_is_muted_from_the_inbox_and_unmuted_from_the_list(client, member, editor):
    link = make_link()
    actions.follow(user=member)
    history.change(obj=link, by=editor, reason="Clearer.", values={"note": "Read with care."})
    client.force_login(member)
    where = f"/notices/link/{link.pk}/mute/"
    assert where in client.get("/notices/").content.decode()
    client.post(where)
    assert "muted: you hear nothing of it" in client.get("/notices/following/").content.decode()
    assert "Follow</button>" in client.get(link.get_absolute_url()).content.decode()
    client.post(f"/notices/link/{link.pk}/unfollow/")
    assert Follow.objects.get().kind == ""


def test_a_search_is_followed_from_its_page_and_left_from_the_list(client, member):
    assert "Follow this search" not in client.get("/search/?q=rural").content.decode()
    client.force_login(member)
    assert "Follow this search" in client.get("/search/?q=rural").content.decode()
    client.post("/notices/following/search/", {"q": "rural"})
    assert "Follow this search" not in client.get("/search/?q=rural").content.decode()
    assert "What is found by “rural”" in client.get("/notices/following/").content.decode()
    client.post("/notices/following/search/", {"q": "rural", "stop": ""})
    assert not Follow.objects.exists()
    refused = client.post("/notices/following/search/", {"q": "?"}, follow=True)
    assert "Say what to search for" in refused.content.decode()


def test_an_inbox_whose_notices_are_all_hidden_tells_of_none(client, member, editor):
    link = make_link()
    actions.follow(user=member, obj=link)
    history.remove(obj=link, by=editor, reason="Twice here.")
    client.force_login(member)
    page = client.get("/notices/").content.decode()
    assert link.label() not in page
    assert "Inbox (" not in page


@pytest.mark.parametrize("number", ["", "-1", "x", "9" * 40])
def test_a_nonsense_number_marks_nothing(client, member, number):
    client.force_login(member)
    assert client.post("/notices/read/", {"up_to": number}).status_code == 302


def test_an_empty_inbox_says_how_to_fill_it(client, member):
    client.force_login(member)
    assert "press Follow on its page" in client.get("/notices/").content.decode()
    assert "Press Follow on the page" in client.get("/notices/following/").content.decode()


def test_wishes_are_kept_and_nonsense_is_sent_back(client, member):
    client.force_login(member)
    assert client.post("/notices/following/", {"digest": "hourly"}).status_code == 400
    client.post("/notices/following/", {"digest": "daily"})
    member.refresh_from_db()
    assert member.wish.digest == "daily"


def test_everything_is_followed_and_left_by_a_button(client, member):
    client.force_login(member)
    client.post("/notices/following/everything/")
    assert "Everything people do" in client.get("/notices/following/").content.decode()
    client.post("/notices/following/everything/", {"stop": ""})
    assert not Follow.objects.exists()


def test_a_feed_tells_the_changes_of_one_object(client, editor):
    link = make_link()
    history.change(obj=link, by=editor, reason="Clearer.", values={"note": "Read with care."})
    feed = client.get(f"/notices/link/{link.pk}/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Clearer." in feed.content.decode()
    history.remove(obj=link, by=editor, reason="Twice here.")
    assert client.get(f"/notices/link/{link.pk}/feed/").status_code == 404
