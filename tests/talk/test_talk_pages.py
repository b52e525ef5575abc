"""What different readers see of what is said, and how it gets there."""

import csv
import re

import pytest
from django.test import Client
from django.urls import reverse

from cairnhub.history import actions as history
from cairnhub.history.actions import System
from cairnhub.talk import actions
from cairnhub.talk.models import Comment, Report
from factories import make_construct, make_link, make_question, make_source, make_study
from talk_builders import make_comment, make_member, make_report, make_ruling

pytestmark = pytest.mark.django_db

MAKERS = [make_construct, make_link, make_study, make_source, make_question]
PLACES = ["about", "comments_csv", "feed"]


def address(name: str, about) -> str:
    return reverse(f"talk:{name}", args=[about.kind, about.pk])


def seen(about, user=None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(address("about", about)).content.decode()


@pytest.mark.parametrize("make", MAKERS)
def test_talk_stands_on_the_page_of_each_kind_with_its_number(make, client):
    about = make()
    assert "Nobody has said anything yet" in client.get(about.get_absolute_url()).content.decode()
    first = make_comment(about=about, text="A **first** word")
    make_comment(about=about, answers=first, text="An answer")
    page = client.get(about.get_absolute_url()).content.decode()
    assert "A <strong>first</strong> word" in page
    assert "An answer" in page
    assert re.search(r'id="talk-title">Talk <span class="num">\(2\)', page)
    assert 'href="#talk">Talk <span class="num">(2)' in page


def test_pages_of_visitors_are_kept_until_something_is_said(client):
    link = make_link()
    page = client.get(link.get_absolute_url())
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not page.cookies
    assert client.get(link.get_absolute_url()).headers["Cache-Control"] == "no-cache"
    make_comment(about=link, text="News")
    assert "News" in client.get(link.get_absolute_url()).content.decode()


def test_an_object_shows_the_newest_threads_and_its_page_all(client):
    link = make_link()
    for number in range(22):
        make_comment(about=link, text=f"Thread {number:02}")
    page = client.get(link.get_absolute_url()).content.decode()
    assert re.findall(r"Thread \d\d", page) == [f"Thread {number}" for number in range(21, 16, -1)]
    assert re.findall(r"Thread \d\d", seen(link)) == [f"Thread {number:02}" for number in range(21, 1, -1)]
    old = Comment.objects.earliest("pk")
    assert client.get(old.get_absolute_url()).url == f"{address('about', link)}?page=2#comment-{old.pk}"


def test_somebody_says_and_answers_something(client, member):
    link = make_link()
    client.force_login(member)
    said = client.post(address("say", link), {"text": "Is it so?"})
    comment = Comment.objects.get()
    assert said.url == comment.get_absolute_url()
    client.post(reverse("talk:reply", args=[comment.pk]), {"text": "It is."})
    assert comment.replies.get().text == "It is."


def test_whoever_writes_too_much_keeps_the_words_and_is_told_what_to_do(client, member):
    link = make_link()
    client.force_login(member)
    answers = [client.post(address("say", link), {"text": f"Word {number}"}) for number in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [429]
    assert "You have said a lot in a short time." in answers[5].content.decode()
    assert "Word 5</textarea>" in answers[5].content.decode()
    assert Comment.objects.count() == 5
    other = Client()
    other.force_login(make_member("Other"))
    assert other.post(address("say", link), {"text": "Me too"}).status_code == 302


def test_an_empty_comment_is_sent_back_with_the_remedy(client, member):
    client.force_login(member)
    page = client.post(address("say", make_link()), {"text": " "})
    assert page.status_code == 400
    assert "Write something first." in page.content.decode()


def test_somebody_who_must_sign_in_first_comes_back_to_the_talk(client, member):
    link = make_link()
    assert client.post(address("say", link), {"text": "x"}).url.endswith(f"next={address('say', link)}")
    client.force_login(member)
    assert client.get(address("say", link)).url == address("about", link)


def test_own_words_are_changed_and_taken_back_by_their_author_alone(client, member):
    comment = make_comment(by=member, text="Fist draft")
    client.force_login(make_member("Other", role="coordinator"))
    for name in ("change", "take_back"):
        assert client.post(reverse(f"talk:{name}", args=[comment.pk]), {"text": "x"}).status_code == 404
    client.force_login(member)
    client.post(reverse("talk:change", args=[comment.pk]), {"text": "First draft"})
    comment.refresh_from_db()
    assert comment.text == "First draft"
    client.post(reverse("talk:take_back", args=[comment.pk]))
    comment.refresh_from_db()
    assert comment.text == ""


def test_anyone_reports_and_machines_do_not(client):
    comment = make_comment()
    where = reverse("talk:report", args=[comment.pk])
    assert client.post(where, {"reason": "Spam", "website": "x"}).status_code == 400
    assert "Thank you" in client.post(where, {"reason": "It names a patient."}).content.decode()
    assert Report.objects.get().reporter is None


def test_many_reports_from_one_network_are_stopped(client):
    comments = [make_comment() for _ in range(11)]
    answers = [client.post(reverse("talk:report", args=[one.pk]), {"reason": "Bad."}) for one in comments]
    assert [one.status_code for one in answers] == [200] * 10 + [429]


@pytest.mark.parametrize("place", PLACES)
def test_a_hidden_comment_looks_absent_to_others(client, place):
    link = make_link()
    comment = make_comment(about=link, text="Unspeakable")
    make_ruling(comment, reason="Too rude.")
    assert "Unspeakable" not in client.get(address(place, link)).content.decode()
    for name in ("comment", "report"):
        hidden, absent = (client.get(reverse(f"talk:{name}", args=[number])) for number in (comment.pk, 10**6))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content


def test_its_author_and_moderators_still_see_a_hidden_comment(member, editor):
    link = make_link()
    make_ruling(make_comment(about=link, by=member, text="Unspeakable"), reason="Too rude.")
    assert "Too rude." in seen(link, member)
    assert "Unspeakable" in seen(link, editor)
    assert "Unspeakable" not in seen(link, make_member("Other", role="reviewer"))


def test_hidden_and_taken_back_leave_the_same_place_below_answers(member):
    pages = []
    for goes in (lambda one: make_ruling(one), lambda one: actions.take_back(comment=one, by=one.author)):
        link = make_link()
        first = make_comment(about=link, by=member, text="Unspeakable")
        make_comment(about=link, answers=first, text="An answer")
        goes(first)
        pages.append(seen(link))
    assert all("This comment is not here any more." in page for page in pages)
    assert all("An answer" in page and "Unspeakable" not in page for page in pages)
    assert all("1 comment on" in page for page in pages)


def test_a_comment_that_is_gone_without_answers_leaves_nothing(member):
    link = make_link()
    actions.take_back(comment=make_comment(about=link, by=member), by=member)
    assert "not here any more" not in seen(link)


@pytest.mark.parametrize("place", PLACES)
def test_a_removed_object_hides_what_was_said_about_it(client, place, editor):
    construct = make_construct()
    comment = make_comment(about=construct)
    history.remove(obj=construct, by=System("Tests"), reason="")
    assert client.get(address(place, construct)).status_code == 404
    assert client.get(comment.get_absolute_url()).status_code == 404
    history.restore(obj=construct, by=System("Tests"), reason="")
    assert comment.text in client.get(address(place, construct)).content.decode()


def test_nobody_talks_about_other_kinds(client, member):
    from factories import make_reference

    assert client.get(address("about", make_reference())).status_code == 404


def test_the_feed_names_authors_and_says_what_was_said(client):
    link = make_link()
    make_comment(about=link, by=make_member("Ada Author"), text="A *word*")
    feed = client.get(address("feed", link)).content.decode()
    assert "<name>Ada Author</name>" in feed
    assert "A &lt;em&gt;word&lt;/em&gt;" in feed


def test_the_csv_holds_every_comment(client):
    link = make_link()
    first = make_comment(about=link, text="=1+1")
    make_comment(about=link, text="Two\nlines", answers=first)
    rows = list(csv.reader(client.get(address("comments_csv", link)).content.decode("utf-8-sig").splitlines(True)))
    assert [row[0] for row in rows[1:]] == [str(first.pk), str(first.replies.get().pk)]
    assert rows[2][1] == str(first.pk)


def test_moderators_see_what_waits_in_their_workspace_and_decide(client, editor):
    comment = make_comment(text="Buy this")
    make_report(comment)
    client.force_login(editor)
    queue = {one.title: one for one in client.get("/workspace/").context["queues"]}["Reported comments"]
    assert (queue.count, queue.all_at) == (1, reverse("talk:moderation"))
    assert "Buy this" in client.get(queue.all_at).content.decode()
    where = queue.first[0].url
    assert client.post(where, {"verdict": "hidden"}).status_code == 400
    client.post(where, {"verdict": "hidden", "reason": "Advertising."})
    assert "Buy this" not in client.get(reverse("talk:moderation")).content.decode()
    for chosen in ("hidden", "decided"):
        assert "Buy this" in client.get(reverse("talk:moderation"), {"show": chosen}).content.decode()
    assert "Advertising." in client.get(where).content.decode()


def test_a_comment_taken_back_has_nothing_to_moderate(client, editor, member):
    comment = make_comment(by=member)
    actions.take_back(comment=comment, by=member)
    client.force_login(editor)
    assert client.get(reverse("talk:moderate", args=[comment.pk])).status_code == 404
