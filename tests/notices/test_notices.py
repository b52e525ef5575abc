"""Who hears of what, and who does not; nothing about what a reader may not see."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.history import actions as history
from cairnhub.notices import actions, searches
from cairnhub.notices.models import Follow, Notice
from cairnhub.notices.queries import follows_of, notices_of, tell, unread
from cairnhub.talk import actions as talk
from factories import make_construct, make_finding, make_link, make_reader, make_study
from talk_builders import make_comment, make_ruling

pytestmark = pytest.mark.django_db


def told_to(user):
    return [(one.who, one.did, one.words) for one in tell(user, notices_of(user))]


def change(link, by, note="Read with care."):
    history.change(obj=link, by=by, reason="Clearer.", values={"note": note})


def test_followers_hear_of_a_change_and_nobody_else(member, reviewer, editor):
    link, other = make_link(), make_link()
    actions.follow(user=member, obj=link)
    actions.follow(user=reviewer, obj=other)
    change(link, editor)
    assert told_to(member) == [(editor.display_name, "changed", "Clearer.")]
    assert told_to(reviewer) == []


def test_who_follows_a_link_hears_of_a_new_finding_on_it(member):
    link = make_link()
    actions.follow(user=member, obj=link)
    finding = make_finding(link=link)
    assert [(one.kind, one.object_id) for one in notices_of(member)] == [("finding", finding.pk)]


def test_nobody_hears_of_what_they_did(editor):
    link = make_link()
    actions.follow(user=editor, obj=link)
    change(link, editor)
    make_comment(about=link, by=editor)
    assert not Notice.objects.exists()


def test_following_twice_is_following_once_and_stopping_stops(member, editor):
    link = make_link()
    for _ in range(2):
        actions.follow(user=member, obj=link)
    assert len(follows_of(member)) == 1
    actions.unfollow(user=member, kind="link", object_id=link.pk)
    change(link, editor)
    assert told_to(member) == []


def test_everything_is_what_people_do_not_what_files_bring(member, editor):
    actions.follow(user=member)
    link = make_link()
    assert not Notice.objects.exists()
    change(link, editor)
    assert len(told_to(member)) == 1


def test_a_follower_of_link_and_everything_is_told_once(member, editor):
    link = make_link()
    actions.follow(user=member)
    actions.follow(user=member, obj=link)
    change(link, editor)
    assert unread(member) == 1


def test_comments_are_told_to_followers_and_answers_to_whom_they_answer(member, reviewer):
    link = make_link()
    first = make_comment(about=link, by=reviewer, text="We asked **this**.")
    actions.follow(user=member, obj=link)
    make_comment(about=link, answers=first, by=make_reader("Ben", "member"), text="So did we.")
    assert told_to(member) == [("Ben", "answered on", "So did we.")]
    assert told_to(reviewer) == [("Ben", "answered on", "So did we.")]


def test_what_is_hidden_or_taken_back_is_told_no_longer(member, reviewer):
    link = make_link()
    actions.follow(user=member, obj=link)
    hidden = make_comment(about=link, by=reviewer, text="Buy this.")
    gone = make_comment(about=link, by=reviewer, text="I was wrong.")
    assert len(told_to(member)) == 2
    make_ruling(hidden, reason="Advertising.")
    talk.take_back(comment=gone, by=reviewer)
    assert told_to(member) == []


def test_what_is_removed_is_told_no_longer(member, editor):
    link = make_link()
    actions.follow(user=member, obj=link)
    change(link, editor)
    history.remove(obj=link, by=editor, reason="Twice here.")
    assert told_to(member) == []
    assert [one.url for one in follows_of(member)] == [""]
    assert link.label() not in follows_of(member)[0].text


def test_marking_read_leaves_what_came_meanwhile(member, editor):
    link = make_link()
    actions.follow(user=member, obj=link)
    change(link, editor)
    newest = notices_of(member).first().pk
    change(link, editor, note="And again.")
    assert actions.mark_read(user=member, up_to=newest) == 1
    assert unread(member) == 1


def test_what_a_reader_may_not_see_any_more_is_not_even_counted(member, editor):
    link = make_link()
    actions.follow(user=member, obj=link)
    change(link, editor)
    assert unread(member) == 1
    history.remove(obj=link, by=editor, reason="Twice here.")
    assert unread(member) == 0


def test_who_mutes_it_hears_nothing_of_it_even_following_everything_or_answered(member, reviewer, editor):
    link, other = make_link(), make_link()
    actions.follow(user=member)
    first = make_comment(about=link, by=member)
    actions.mute(user=member, obj=link)
    change(link, editor)
    make_finding(link=link)
    make_comment(about=link, answers=first, by=reviewer)
    assert told_to(member) == []
    change(other, editor)
    assert len(told_to(member)) == 1
    actions.follow(user=member, obj=link)
    change(link, editor, note="And again.")
    assert len(told_to(member)) == 2


def test_a_study_is_heard_of_where_the_link_it_also_names_is_muted(member):
    link, study = make_link(), make_study()
    actions.mute(user=member, obj=link)
    actions.follow(user=member, obj=study)
    make_finding(link=link, study=study)
    assert len(told_to(member)) == 1


def test_a_search_tells_what_is_new_once(member, editor):
    make_construct(name="Old hydrotherapy")
    actions.follow_search(user=member, words="  hydrotherapy ")
    found, other = make_construct(name="New hydrotherapy"), make_construct(name="Something else")
    assert (searches.look(), unread(member)) == (1, 1)
    searches.look()
    assert [one.object_id for one in notices_of(member)] == [found.pk]
    history.remove(obj=found, by=editor, reason="Twice here.")
    assert told_to(member) == []
    assert other.pk not in {one.object_id for one in Notice.objects.all()}


def test_a_search_looks_only_once_at_what_came_long_ago(member):
    actions.follow_search(user=member, words="hydrotherapy")
    make_construct(name="New hydrotherapy")
    searches.look()
    Notice.objects.all().delete()
    Follow.objects.update(looked_at=timezone.now() + timedelta(hours=1))
    assert searches.look() == 0


@pytest.mark.parametrize("words", ["", "  ", "?!", "x" * 201])
def test_a_search_for_nothing_is_refused(member, words):
    with pytest.raises(ValidationError):
        actions.follow_search(user=member, words=words)
