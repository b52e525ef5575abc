"""E-mails as they arrive: gathered, once, with an address that stops them."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from cairnhub.framework.models import Link
from cairnhub.history import actions as history
from cairnhub.notices import actions, digest
from cairnhub.notices.jobs import send_digests
from cairnhub.notices.models import Notice, Wish
from cairnhub.notices.queries import wish_of
from factories import make_link
from post_office import assert_both_parts_are_sound, read_html, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower(member, editor):
    """A member whose week is over, with one thing new on what is followed."""
    link = make_link()
    actions.follow(user=member, obj=link)
    history.change(obj=link, by=editor, reason="Isn't it clearer <now>?", values={"note": "Read with care."})
    wait(member, days=8)
    return member


def wait(user, **time):
    Wish.objects.filter(user=user).update(last_at=timezone.now() - timedelta(**time))


def test_what_is_new_arrives_as_text_and_html_with_one_click_to_stop(follower, post_office):
    assert send_digests() == 1
    [message] = post_office.to(follower.email)
    assert message["Subject"] == "Cairn: 1 new on what you follow"
    assert_both_parts_are_sound(message)
    words, links, _ = read_html(message)
    for told in (text_of(message), words):
        assert "Isn't it clearer <now>?" in told
    stop = message["List-Unsubscribe"].strip(" <>")
    assert stop in links
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_is_sent_twice_nor_where_nothing_is_new(follower, post_office):
    assert (send_digests(), send_digests()) == (1, 0)
    wait(follower, days=8)
    assert send_digests() == 0
    assert len(post_office.received) == 1


@pytest.mark.parametrize(
    ("wished", "days", "sent"), [("daily", 2, 1), ("weekly", 2, 0), ("weekly", 8, 1), ("never", 99, 0)]
)
def test_e_mails_come_as_often_as_wished(follower, post_office, wished, days, sent):
    actions.wish(user=follower, digest=wished)
    wait(follower, days=days)
    assert send_digests() == sent


def test_what_was_read_in_the_inbox_is_not_mailed(follower, post_office):
    actions.mark_read(user=follower, up_to=Notice.objects.first().pk)
    assert send_digests() == 0


def test_one_refused_address_holds_no_other_back_and_is_tried_again(follower, reviewer, editor, post_office):
    link = make_link()
    actions.follow(user=reviewer, obj=link)
    history.change(obj=link, by=editor, reason="Clearer.", values={"note": "Read with care."})
    wait(reviewer, days=8)
    post_office.refusals[follower.email] = "451 Try again"
    assert send_digests() == 1
    assert len(post_office.to(reviewer.email)) == 1
    post_office.refusals.clear()
    assert send_digests() == 1
    assert len(post_office.to(follower.email)) == 1


def test_two_workers_send_it_once(follower, post_office):
    wish = Wish.objects.get(user=follower)
    same = Wish.objects.get(user=follower)
    assert (digest.send(wish), digest.send(same)) == (True, False)


class Killed(BaseException):
    """A worker ended by force."""


def die(*_, **__):
    raise Killed


def test_one_that_was_killed_before_sending_loses_nothing(follower, post_office, monkeypatch):
    monkeypatch.setattr(digest, "_note_sent", die)
    with pytest.raises(Killed):
        send_digests()
    monkeypatch.undo()
    assert send_digests() == 1, "the next hour sends it"


def test_one_that_was_killed_after_the_server_took_it_sends_nothing_twice(follower, post_office, monkeypatch):
    send = EmailMultiAlternatives.send

    def send_and_die(self, **given):
        send(self, **given)
        die()

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_and_die)
    with pytest.raises(Killed):
        send_digests()
    monkeypatch.undo()
    wait(follower, days=8)
    assert send_digests() == 0
    assert len(post_office.received) == 1


def test_e_mails_stopped_while_one_was_made_are_stopped(follower, post_office):
    stale = Wish.objects.get(user=follower)
    actions.stop_mails(user=follower)
    assert not digest.send(stale)
    assert not post_office.received


def test_the_address_in_the_header_stops_them_signed_out(client, follower, post_office):
    send_digests()
    address = post_office.received[0]["List-Unsubscribe"].strip(" <>").removeprefix("https://hub.example")
    assert wish_of(follower).digest == "weekly"
    assert client.get(address).status_code == 200
    assert wish_of(follower).digest == "weekly", "looking at the page stops nothing"
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wish_of(follower).digest == "never"


def test_another_word_stops_nobody(client, follower):
    address = digest.stop_address(follower).split("/stop/")[1]
    assert client.post(f"/notices/stop/{address[:-3]}xyz/").status_code == 404
    assert wish_of(follower).digest == "weekly"


def test_what_cannot_be_seen_any_more_is_not_mailed(follower, editor, post_office):
    followed = Notice.objects.get()
    link = Link.objects.get(pk=followed.object_id)
    history.remove(obj=link, by=editor, reason="Twice here.")
    assert send_digests() == 0
