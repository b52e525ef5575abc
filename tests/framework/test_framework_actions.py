"""Publishing a version of the framework."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cairnhub.framework import queries
from cairnhub.framework.actions import publish_version
from cairnhub.framework.comparison import compare
from cairnhub.framework.models import FrameworkVersion
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.history.queries import newest_event
from factories import TESTS, make_construct, make_link, make_outcome

pytestmark = pytest.mark.django_db


def publish(number="0.1", **options):
    fields = {"date": date(2026, 1, 1), "changelog": "First."} | options.pop("fields", {})
    version = FrameworkVersion(id=number, number=number, **fields)
    return publish_version(version=version, by=TESTS, **options)


def test_a_version_freezes_what_is_visible_and_in_use():
    track, practice = make_construct(id="track"), make_outcome(id="practice")
    make_link(id="used", source=track, target=practice)
    make_link(id="retired", source=practice, target=track, status="retired")
    gone = make_construct(id="gone")
    actions.remove(obj=gone, by=TESTS, reason="Twice here.")

    members = {(member.kind, member.object_id) for member in publish().members.all()}

    assert members == {("construct", "track"), ("construct", "practice"), ("link", "used")}


def test_a_version_stays_as_it_was():
    track = make_construct(id="track", name="Track")
    version = publish()
    actions.change(obj=track, by=TESTS, reason="Clearer.", values={"name": "Rural track"})

    state = queries.state_of(version)
    assert state.name_of("track") == "Track"
    (changed,) = compare(state, queries.state_now()).changed
    assert [(field.before, field.after) for field in changed.fields] == [("Track", "Rural track")]


def test_nothing_differs_right_after_publishing():
    make_link(source=make_construct(), target=make_outcome())
    publish()
    assert queries.changes_since_newest().is_empty


def test_publishing_is_recorded():
    make_construct()
    publish(reason="First.")
    assert Event.objects.filter(kind="framework_version", object_id="0.1", verb="added", reason="First.").exists()


@pytest.mark.parametrize(
    ("number", "fields", "words"),
    [
        ("0.1", {}, "already exists"),
        ("0.2", {"date": date(2025, 12, 31)}, "must not lie before 2026-01-01, the date of version 0.1"),
        ("0.2", {"changelog": ""}, "cannot be blank"),
        ("0.2", {"status": "fixed"}, "is not a valid choice"),
    ],
)
def test_a_wrong_version_is_refused_whole(number, fields, words):
    make_construct()
    publish()
    events = Event.objects.count()
    with pytest.raises(ValidationError, match=words):
        publish(number, fields=fields)
    assert Event.objects.count() == events
    assert FrameworkVersion.objects.count() == 1


def test_an_empty_framework_is_not_published():
    with pytest.raises(ValidationError, match="holds no construct yet"):
        publish()
    assert not FrameworkVersion.objects.exists()


def test_what_its_author_has_not_seen_is_not_published():
    make_construct()
    seen = newest_event()
    make_outcome()
    with pytest.raises(ValidationError, match="changed since you opened this page"):
        publish(seen_event=seen)
    assert publish(seen_event=newest_event()).members.count() == 2
