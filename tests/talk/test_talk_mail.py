"""What the author of a comment is told, as it arrives."""

import pytest

from cairnhub.talk.jobs import tell_author
from factories import make_construct
from post_office import assert_both_parts_are_sound, read_html, text_of
from talk_builders import make_comment, make_member, make_ruling

pytestmark = pytest.mark.django_db


def test_the_author_of_a_hidden_comment_reads_why(post_office):
    author = make_member("Ada Author")
    comment = make_comment(about=make_construct(name="A & B"), by=author, text="He's a <fool>")
    tell_author(make_ruling(comment, reason="About the person, isn't it?").pk)
    [message] = post_office.received
    assert (message["To"], message["Subject"]) == (author.email, "Cairn: your comment was hidden")
    assert_both_parts_are_sound(message)
    for words in (text_of(message), read_html(message)[0]):
        assert "“A & B”" in words
        assert "About the person, isn't it?" in words
        assert "He's a <fool>" in words
        assert "Nobody but you and the editors" in words
    assert f"https://hub.example{comment.get_absolute_url()}" in text_of(message)


def test_the_author_reads_when_it_is_shown_again(post_office):
    comment = make_comment()
    make_ruling(comment)
    tell_author(make_ruling(comment, verdict="restored", reason="We were wrong.").pk)
    [message] = post_office.received
    assert message["Subject"] == "Cairn: your comment is shown again"
    assert_both_parts_are_sound(message)
    assert "We were wrong." in text_of(message)


def test_a_job_begun_again_tells_once(post_office):
    ruling = make_ruling()
    tell_author(ruling.pk)
    tell_author(ruling.pk)
    assert len(post_office.received) == 1


def test_nobody_is_told_of_a_report_that_was_dismissed_or_after_they_left(post_office, member):
    from cairnhub.accounts.actions import erase

    tell_author(make_ruling(verdict="dismissed").pk)
    ruling = make_ruling(make_comment(by=member))
    erase(user=member)
    tell_author(ruling.pk)
    assert post_office.received == []
