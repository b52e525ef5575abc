"""The pages of the framework's versions."""

import csv
import io
from datetime import date

import pytest

from cairnhub.framework.actions import publish_version
from cairnhub.framework.models import FrameworkVersion
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.history.queries import newest_event
from factories import TESTS, make_construct, make_link, make_outcome

pytestmark = pytest.mark.django_db


def publish(number, day):
    version = FrameworkVersion(id=number, number=number, date=date(2026, 1, day), changelog=f"What {number} says.")
    return publish_version(version=version, by=TESTS)


@pytest.fixture
def versions():
    """Two versions: the second has one link more and a clearer name; since then a construct was added."""
    track = make_construct(id="track", name="Track", provenance_urls=["https://mirror.example/track"])
    practice = make_outcome(id="practice", name="Practice")
    publish("0.1", 1)
    actions.change(obj=track, by=TESTS, reason="Clearer.", values={"name": "Rural track"})
    make_link(id="link", source=track, target=practice, statement="Tracks raise rural practice.")
    publish("0.2", 2)
    make_outcome(id="trust", name="Community trust")


def page(client, address):
    return client.get(address).content.decode()


def test_versions_are_listed_newest_first_with_what_has_changed_since(client, versions):
    text = page(client, "/framework/versions/")
    assert text.index("What 0.2 says.") < text.index("What 0.1 says.")
    assert "2 constructs · 1 link" in text
    assert "1 added, 0 removed or retired, 0 changed." in text
    assert "Publish a version" not in text


def test_a_version_shows_the_frozen_state(client, versions):
    first, second = (page(client, f"/framework/versions/{number}/") for number in ("0.1", "0.2"))
    assert "Rural track" not in first
    assert "It is the first version." in first
    assert "Rural track" in second
    assert 'href="#at-link"' in second
    assert 'id="at-link"' in second
    assert "Against 0.1: 1 added, 0 removed or retired, 1 changed." in second
    assert "Community trust" not in second


def test_no_page_of_a_version_shows_where_a_copy_was_read(client, versions):
    for address in ("/framework/versions/0.2/", "/framework/versions/0.2/constructs.csv", "/framework/compare.csv"):
        assert "mirror.example" not in page(client, address)


def test_files_of_a_version(client, versions):
    text = client.get("/framework/versions/0.2/links.csv").content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == ["link"]
    assert client.get("/framework/versions/0.1/diagram.svg")["Content-Type"].startswith("image/svg+xml")


def test_a_hidden_version_is_not_there(client, editor, versions):
    actions.remove(obj=FrameworkVersion.objects.get(pk="0.1"), by=TESTS, reason="Published by mistake.")
    assert client.get("/framework/versions/0.1/").status_code == 404
    assert client.get("/framework/compare/?a=0.1&b=0.2").status_code == 400
    client.force_login(editor)
    assert client.get("/framework/versions/0.1/").status_code == 200


def test_two_versions_side_by_side(client, versions):
    text = page(client, "/framework/compare/?a=0.1&b=0.2")
    assert "From 0.1 to 0.2" in text
    assert "<del>Track</del>" in text
    assert "<ins>Rural track</ins>" in text
    assert "Rural track → Practice" in text


def test_a_comparison_starts_with_the_newest_version_and_now(client, versions):
    text = page(client, "/framework/compare/")
    assert "From 0.2 to now" in text
    assert "Community trust" in text


def test_a_version_does_not_differ_from_itself(client, versions):
    assert "They do not differ." in page(client, "/framework/compare/?a=0.1&b=0.1")


def test_a_comparison_as_a_file(client, versions):
    text = client.get("/framework/compare.csv?a=0.1&b=0.2").content.decode("utf-8-sig")
    found = [(row["difference"], row["id"], row["field"]) for row in csv.DictReader(io.StringIO(text))]
    assert found == [("added", "link", ""), ("changed", "track", "name")]
    assert client.get("/framework/compare.csv?a=0.9").status_code == 400


def test_without_a_version_there_is_nothing_to_compare(client):
    assert "No version has been published yet" in page(client, "/framework/compare/")
    assert "No version has been published yet" in page(client, "/framework/versions/")


@pytest.mark.parametrize(
    ("address", "most"),
    [("/framework/versions/", 7), ("/framework/versions/0.2/", 7), ("/framework/compare/?a=0.1&b=0.2", 9)],
)
def test_queries_are_bounded(client, versions, address, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.parametrize("role", ["member", "reviewer", "editor"])
def test_only_coordinators_publish(client, request, role):
    assert client.get("/framework/publish/").status_code == 302
    client.force_login(request.getfixturevalue(role))
    assert client.get("/framework/publish/").status_code == 403
    assert client.post("/framework/publish/", {}).status_code == 403


def form(**fields):
    base = {"number": "0.3", "date": "2026-02-01", "status": "draft", "changelog": "Adds trust."}
    return base | {"seen_event": newest_event()} | fields


def test_a_coordinator_sees_what_would_change_and_publishes(client, coordinator, versions):
    client.force_login(coordinator)
    before = page(client, "/framework/publish/")
    assert "What changes since 0.2" in before
    assert "Community trust" in before

    response = client.post("/framework/publish/", form())

    published = FrameworkVersion.objects.get(number="0.3")
    assert response.url == published.get_absolute_url()
    assert published.members.count() == 4
    event = Event.objects.get(kind="framework_version", object_id=published.pk)
    assert (event.by_name, event.reason) == ("Some coordinator", "Adds trust.")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "0.2"}, "already exists"),
        ({"number": ""}, "This field is required"),
        ({"changelog": ""}, "This field is required"),
        ({"date": "2025-01-01"}, "must not lie before 2026-01-02"),
        ({"seen_event": 1}, "Something in the hub changed since you opened this page"),
    ],
)
def test_a_refused_version_says_why(client, coordinator, versions, fields, words):
    client.force_login(coordinator)
    response = client.post("/framework/publish/", form(**fields))
    assert response.status_code == 400
    assert words in response.content.decode()
    assert FrameworkVersion.objects.count() == 2


def test_publishing_without_a_change_is_said_to_be_one(client, coordinator):
    make_construct()
    publish("0.1", 1)
    client.force_login(coordinator)
    assert "Nothing has changed since 0.1." in page(client, "/framework/publish/")
