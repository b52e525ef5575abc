"""The pages of the record: what readers see, what only editors do, and what nobody does."""

from datetime import timedelta

import pytest

from cairnhub.accounts import actions as accounts
from cairnhub.accounts.models import DeclaredInterest
from cairnhub.history import actions
from cairnhub.history.differences import compare_words
from cairnhub.history.models import Event
from factories import TESTS, make_construct, make_link, make_organisation, make_reference, make_study

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_an_objects_history_tells_who_changed_what_from_what_to_what_and_why(client, editor):
    link = make_link(claim="increase")
    actions.change(obj=link, by=editor, reason="The review says so.", values={"claim": "decrease"})
    page = text_of(client.get(link.history_url()))
    for words in ("Some editor", "The review says so.", "Claim", "increases", "decreases"):
        assert words in page
    assert editor.email not in page


def test_related_objects_are_shown_by_their_names_and_lead_to_their_pages(client, editor):
    link, other = make_link(), make_construct(name="Pathway programme")
    actions.change(obj=link, by=editor, reason="Better fit.", values={"source": other.pk})
    page = text_of(client.get(link.history_url()))
    assert f'<a href="{other.get_absolute_url()}">Pathway programme</a>' in page


def test_lists_show_what_was_taken_out_and_what_was_put_in(client, editor):
    first, second = make_construct(name="Rural track"), make_construct(name="Service learning")
    study = make_study(exposures=[first])
    actions.change(obj=study, by=editor, reason="Read again.", values={"exposures": [second.pk]})
    told = client.get(study.history_url()).context["told"][0]
    (difference,) = told.differences
    assert [label.text for label in difference.taken] == ["Rural track"]
    assert [label.text for label in difference.put] == ["Service learning"]


def test_long_texts_are_compared_word_by_word():
    assert list(compare_words("a rural track helps", "a rural programme helps much")) == [
        ("same", "a rural "),
        ("out", "track helps"),
        ("in", "programme helps much"),
    ]


def test_interests_stand_beside_what_was_done_while_they_held(client, editor):
    interest = accounts.declare_interest(user=editor, statement="Directs a rural track.")
    construct = make_construct()
    actions.change(obj=construct, by=editor, reason="Plainer.", values={"name": "New"})
    assert "Directs a rural track." in text_of(client.get(construct.history_url()))
    DeclaredInterest.objects.filter(pk=interest.pk).update(declared_on=interest.declared_on + timedelta(days=1))
    assert "Directs a rural track." not in text_of(client.get(construct.history_url()))


def test_where_a_record_was_read_is_named_to_readers_and_shown_to_reviewers(client, reviewer):
    mirror = "https://mirror.example.org/copy.pdf"
    reference = make_reference(provenance_url=mirror)
    for address in (reference.history_url(), "/history/"):
        page = text_of(client.get(address))
        assert mirror not in page
        assert "shown to reviewers and editors" in page
    assert mirror not in text_of(client.get("/history/feed.atom"))
    client.force_login(reviewer)
    assert mirror in text_of(client.get(reference.history_url()))


def test_only_editors_are_offered_to_undo_and_remove(client, editor, member):
    construct = make_construct()
    client.force_login(member)
    assert "Undo" not in text_of(client.get(construct.history_url()))
    client.force_login(editor)
    page = text_of(client.get(construct.history_url()))
    assert "Undo" in page
    assert "Remove" in page


def test_a_removed_object_leaves_every_page_of_the_record_for_readers(client, editor):
    construct = make_construct(name="Gone away")
    actions.remove(obj=construct, by=editor, reason="Twice here.")
    assert client.get(construct.history_url()).status_code == 404
    assert "Gone away" not in text_of(client.get("/history/"))
    assert "Gone away" not in text_of(client.get("/history/feed.atom"))
    client.force_login(editor)
    assert "Bring back" in text_of(client.get(construct.history_url()))
    assert "Gone away" in text_of(client.get("/history/"))


def test_recent_changes_are_filtered_by_kind_and_author(client, editor):
    construct, organisation = make_construct(name="Rural track"), make_organisation(name="A school")
    actions.change(obj=construct, by=editor, reason="Plainer.", values={"definition": "Other."})

    def labels(query):
        return [(told.event.label, told.event.verb) for told in client.get(f"/history/?{query}").context["told"]]

    assert labels("kind=organisation") == [(organisation.name, "added")]
    assert labels(f"by={editor.pk}") == [("Rural track", "changed")]
    assert labels(f"by={TESTS.display_name}&kind=construct") == [("Rural track", "added")]
    assert len(labels("kind=nonsense&by=4711&before=x")) == 3


def test_a_granted_role_is_told_without_an_address(client, coordinator, member):
    accounts.grant_role(user=member, role="editor", by=coordinator, reason="Keeps the studies.")
    page = text_of(client.get("/history/?kind=role"))
    assert "Keeps the studies." in page
    assert "Some member" in page
    assert member.email not in page
    assert client.get(f"/history/role/{member.pk}/").status_code == 404


def test_older_changes_follow_page_by_page(client):
    for number in range(45):
        make_organisation(name=f"School {number}")
    first = client.get("/history/")
    second = client.get(f"/history/?{first.context['older']}")
    seen = [told.event.pk for page in (first, second) for told in page.context["told"]]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 45
    assert second.context["older"] == ""


def test_the_feed_is_atom_and_leads_to_the_change(client, editor):
    link = make_link()
    event = actions.change(obj=link, by=editor, reason="The review says so.", values={"claim": "decrease"})
    answer = client.get("/history/feed.atom?kind=link")
    feed = text_of(answer)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert f"{link.history_url()}#event-{event.pk}" in feed
    assert "The review says so. Fields: Claim." in feed
    assert editor.email not in feed


def test_an_event_about_a_field_that_no_longer_exists_is_still_told(client):
    construct = make_construct()
    Event.objects.filter(object_id=construct.pk).update(changes={"old_field": [None, "kept"]})
    assert "Old field" in text_of(client.get(construct.history_url()))


def test_the_pages_ask_few_questions_of_the_database(client, editor, django_assert_max_num_queries):
    activities = [make_construct(name=f"Activity {number}") for number in range(6)]
    study = make_study(exposures=activities[:3])
    for number in range(8):
        actions.change(
            obj=study, by=editor, reason="Try.", values={"exposures": [activities[number % 6].pk], "n": number}
        )
    with django_assert_max_num_queries(10):
        client.get(study.history_url())
    with django_assert_max_num_queries(12):
        client.get("/history/")
    with django_assert_max_num_queries(12):
        client.get("/history/feed.atom")
