"""The one door for writes: what it records, what it refuses, and that a refusal leaves nothing."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairnhub.framework.models import Construct, Link
from cairnhub.history import actions
from cairnhub.history.actions import System
from cairnhub.history.models import Event
from cairnhub.search.models import SearchEntry
from factories import make_construct, make_finding, make_link, make_outcome, make_question, make_reference, make_study

pytestmark = pytest.mark.django_db

LOADER = System("Loader")
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80).filter(str.strip)
lines = st.lists(st.from_regex(r"https://[a-z]{1,9}\.example\.org/[a-z0-9]{0,9}", fullmatch=True), max_size=3)
once = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def state():
    """Everything a write may touch, to prove that a refused one touched nothing."""
    return (
        [(obj.pk, obj.values()) for model in (Construct, Link) for obj in model.objects.all()],
        Event.objects.count(),
        sorted(SearchEntry.objects.values_list("kind", "object_id", "title", "body")),
    )


@once
@given(name=words, definition=words, addresses=lines, stage=st.sampled_from(["activity", "output"]))
def test_changing_and_undoing_comes_back_to_the_same_values(editor, name, definition, addresses, stage):
    construct = make_construct(name="Before")
    before = construct.values()
    values = {"name": name, "definition": definition, "source_urls": addresses, "stage": stage}
    event = actions.change(obj=construct, by=editor, reason="Try.", values=values)
    written = Construct.objects.get(pk=construct.pk).values()
    assert {key: written[key] for key in values} == values
    if event:
        actions.undo(event=event, by=editor, reason="Back.")
    assert Construct.objects.get(pk=construct.pk).values() == before


@once
@given(chosen=st.lists(st.integers(0, 3), unique=True, max_size=4))
def test_relations_are_recorded_and_undone_like_any_field(editor, chosen):
    activities = [make_construct() for _ in range(4)]
    study = make_study(exposures=activities[:1])
    before = study.values()
    event = actions.change(
        obj=study, by=editor, reason="Try.", values={"exposures": [activities[i].pk for i in chosen]}
    )
    assert study.values()["exposures"] == sorted(activities[i].pk for i in chosen)
    if event:
        assert event.changes["exposures"] == [before["exposures"], study.values()["exposures"]]
        actions.undo(event=event, by=editor, reason="Back.")
    assert type(study).objects.get(pk=study.pk).values() == before


def test_every_write_writes_exactly_one_event_with_who_when_what_and_why(editor):
    construct = make_construct(name="Rural track")
    steps = [
        lambda: actions.change(obj=construct, by=editor, reason=" Plainer. ", values={"name": "Rural training"}),
        lambda: actions.remove(obj=construct, by=editor, reason="Twice here."),
        lambda: actions.restore(obj=construct, by=editor, reason="Not twice."),
    ]
    for step in steps:
        before = Event.objects.count()
        event = step()
        assert Event.objects.count() == before + 1
        assert (event.by_id, event.by_name, event.object_id) == (editor.pk, "Some editor", construct.pk)
    changed = Event.objects.get(verb="changed")
    assert changed.changes == {"name": ["Rural track", "Rural training"]}
    assert changed.reason == "Plainer."


def test_a_new_object_is_recorded_with_zero_and_no_as_values_and_without_what_is_not_given():
    reference = make_reference(title="A title", authors=[], year=None, complete=False)
    changes = Event.objects.get(kind="reference", object_id=reference.pk).changes
    assert changes["complete"] == [None, False]
    assert {"authors", "year", "removed"}.isdisjoint(changes)


def test_a_change_that_changes_nothing_is_no_event(editor):
    construct = make_construct(name="Rural track")
    before = state()
    assert actions.change(obj=construct, by=editor, reason="Again.", values={"name": "Rural track"}) is None
    assert state() == before


def test_each_event_can_be_undone_and_says_what_it_undoes(editor):
    construct = make_construct()
    added = Event.objects.get(object_id=construct.pk)
    removed = actions.undo(event=added, by=editor, reason="A mistake.")
    assert (removed.verb, removed.undoes) == ("removed", added.pk)
    restored = actions.undo(event=removed, by=editor, reason="No mistake.")
    assert (restored.verb, restored.undoes) == ("restored", removed.pk)
    assert actions.undo(event=restored, by=editor, reason="A mistake after all.").verb == "removed"


def test_an_old_change_is_not_undone_over_a_later_one(editor):
    construct = make_construct(name="One")
    first = actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Two"})
    actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Three"})
    before = state()
    with pytest.raises(ValidationError, match="changed again since: name"):
        actions.undo(event=first, by=editor, reason="Back.")
    assert state() == before


def test_an_old_change_is_undone_where_later_ones_touched_other_fields(editor):
    construct = make_construct(name="One")
    first = actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Two"})
    actions.change(obj=construct, by=editor, reason="Try.", values={"definition": "Other."})
    actions.undo(event=first, by=editor, reason="Back.")
    construct.refresh_from_db()
    assert (construct.name, construct.definition) == ("One", "Other.")


def test_a_change_made_on_what_was_seen_earlier_is_refused(editor, coordinator):
    construct = make_construct(name="One")
    seen = Event.objects.latest("pk").pk
    actions.change(obj=construct, by=coordinator, reason="Quicker.", values={"name": "Two"})
    before = state()
    with pytest.raises(ValidationError, match="Some coordinator changed this while you were editing"):
        actions.change(obj=construct, by=editor, reason="Slower.", values={"name": "Three"}, seen_event=seen)
    assert state() == before


def test_a_change_of_another_object_meanwhile_does_not_matter(editor):
    construct = make_construct(name="One")
    seen = Event.objects.latest("pk").pk
    make_construct(name="Another")
    assert actions.change(obj=construct, by=editor, reason="Fine.", values={"name": "Two"}, seen_event=seen)


@pytest.mark.parametrize("action", ["change", "remove", "restore"])
def test_a_person_gives_a_reason(editor, action):
    construct = make_construct()
    if action == "restore":
        actions.remove(obj=construct, by=LOADER, reason="")
    arguments = {"values": {"name": "New"}} if action == "change" else {}
    before = state()
    with pytest.raises(ValidationError) as refusal:
        getattr(actions, action)(obj=construct, by=editor, reason="  ", **arguments)
    assert "change_reason" in refusal.value.message_dict
    assert state() == before


def test_a_part_of_the_hub_may_change_without_a_reason():
    construct = make_construct()
    assert actions.change(obj=construct, by=LOADER, reason="", values={"name": "New"}).by_name == "Loader"


def refused(values: dict, **fields) -> dict:
    """The messages by field when these values are written into a link, having proved that nothing changed."""
    link = make_link(**fields)
    before = state()
    with pytest.raises(ValidationError) as refusal:
        actions.change(obj=link, by=LOADER, reason="", values=values)
    assert state() == before
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"statement": ""}, "statement"),
        ({"claim": "cures"}, "claim"),
        ({"smallest_effect": "big"}, "smallest_effect"),
        ({"smallest_effect": 1.2}, "smallest_effect_unit"),
        ({"source": "nobody"}, "source"),
        ({"statement": "with \0 inside"}, "statement"),
        ({"source": "with \0 inside"}, "source"),
    ],
)
def test_wrong_values_are_refused_by_field_and_leave_nothing(values, field):
    assert field in refused(values)


@pytest.mark.parametrize("line", ["javascript:alert(1)", "example.org", "data:text/html,x"])
def test_only_web_addresses_stand_where_pages_make_links_of_them(line):
    with pytest.raises(ValidationError) as refusal:
        make_construct(source_urls=["https://example.org/", line])
    assert line in refusal.value.message_dict["source_urls"][0]


def test_all_wrong_fields_are_told_at_once():
    assert {"statement", "claim"} <= refused({"statement": "", "claim": "cures"}).keys()


@pytest.mark.parametrize(
    ("chosen", "message"), [(["nobody"], "unknown: nobody."), (["a\0b"], "NUL"), ([], "Choose at least one.")]
)
def test_wrong_relations_are_refused_by_field(editor, chosen, message):
    study = make_study()
    with pytest.raises(ValidationError) as refusal:
        actions.change(obj=study, by=editor, reason="Try.", values={"references": chosen})
    assert message in refusal.value.message_dict["references"][0]


def test_nul_in_the_reason_is_refused(editor):
    with pytest.raises(ValidationError) as refusal:
        actions.change(obj=make_construct(), by=editor, reason="a\0b", values={"name": "New"})
    assert "change_reason" in refusal.value.message_dict


def test_nul_inside_lists_and_identifiers_is_refused():
    with pytest.raises(ValidationError) as refusal:
        make_construct(id="a\0b", source_urls=["https://example.org/\0"])
    assert {"id", "source_urls"} == set(refusal.value.message_dict)


def test_an_identifier_is_taken_once():
    make_construct(id="rural")
    with pytest.raises(ValidationError) as refusal:
        make_construct(id="rural")
    assert "id" in refusal.value.message_dict


def test_what_visible_objects_point_at_cannot_be_removed(editor):
    link = make_link()
    before = state()
    with pytest.raises(ValidationError, match="still used by: Rural track → Rural practice"):
        actions.remove(obj=link.source, by=editor, reason="Gone.")
    assert state() == before
    actions.remove(obj=link, by=editor, reason="Gone.")
    assert actions.remove(obj=link.source, by=editor, reason="Gone.").verb == "removed"


def test_relations_hold_an_object_as_fields_do(editor):
    link = make_link()
    question = make_question(links=[link])
    with pytest.raises(ValidationError, match="still used by"):
        actions.remove(obj=link, by=editor, reason="Gone.")
    actions.change(obj=question, by=editor, reason="Free it.", values={"links": []})
    actions.remove(obj=link, by=editor, reason="Gone.")


def test_a_refusal_names_a_few_users_and_counts_the_rest(editor):
    construct = make_construct()
    for number in range(7):
        make_link(source=construct, target=make_outcome(name=f"Outcome {number}"))
    with pytest.raises(ValidationError, match=r"Outcome 4 and 2 more\."):
        actions.remove(obj=construct, by=editor, reason="Gone.")


def test_nothing_visible_is_made_to_point_at_what_is_removed(editor):
    gone, link = make_construct(), make_link()
    actions.remove(obj=gone, by=editor, reason="Gone.")
    with pytest.raises(ValidationError) as refusal:
        actions.change(obj=link, by=editor, reason="Try.", values={"source": gone.pk})
    assert refusal.value.message_dict == {"source": [f"was removed: {gone.pk}."]}
    with pytest.raises(ValidationError, match="was removed"):
        make_link(source=gone)


def test_an_object_comes_back_only_after_what_it_points_at(editor):
    link = make_link()
    actions.remove(obj=link, by=editor, reason="Gone.")
    actions.remove(obj=link.source, by=editor, reason="Gone.")
    with pytest.raises(ValidationError, match="was removed"):
        actions.restore(obj=link, by=editor, reason="Back.")
    actions.restore(obj=link.source, by=editor, reason="Back.")
    assert actions.restore(obj=link, by=editor, reason="Back.").verb == "restored"


def test_a_removed_object_may_be_stored_as_such(editor):
    gone = make_construct()
    actions.remove(obj=gone, by=editor, reason="Gone.")
    link = make_link(source=gone, removed=True)
    assert not SearchEntry.objects.filter(kind="link", object_id=link.pk).exists()


@pytest.mark.parametrize(("action", "message"), [("remove", "removed already"), ("restore", "not removed")])
def test_removing_and_restoring_twice_is_refused(editor, action, message):
    construct = make_construct()
    if action == "remove":
        actions.remove(obj=construct, by=editor, reason="Gone.")
    with pytest.raises(ValidationError, match=message):
        getattr(actions, action)(obj=construct, by=editor, reason="Again.")


def titles(kind):
    return sorted(SearchEntry.objects.filter(kind=kind).values_list("title", flat=True))


def test_the_search_follows_every_change_also_of_what_is_called_by_it(editor):
    link = make_link()
    study = make_study(references=[make_reference(title="Old title")])
    actions.change(obj=link.source, by=editor, reason="Plainer.", values={"name": "Rural training"})
    actions.change(obj=study.main_reference, by=editor, reason="Real title.", values={"title": "New title"})
    assert titles("link") == ["Rural training → Rural practice"]
    assert titles("study") == ["New title"]
    actions.remove(obj=link, by=editor, reason="Gone.")
    assert titles("link") == []
    actions.restore(obj=link, by=editor, reason="Back.")
    assert titles("link") == ["Rural training → Rural practice"]


def test_the_search_follows_a_new_name_to_the_end_of_the_chain(editor):
    construct = make_construct(id="act_track", name="Rural tracks")
    finding = make_finding(link=make_link(source=construct, target=make_outcome()))
    actions.change(obj=construct, by=editor, reason="Clearer.", values={"name": "Countryside streams"})
    assert "Countryside streams" in SearchEntry.objects.get(kind="finding", object_id=finding.pk).title
