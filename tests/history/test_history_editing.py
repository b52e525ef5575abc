"""Forms in which editors add and change objects: plain posts, as a browser without JavaScript sends them."""

import pytest

from cairnhub.data.models import Programme
from cairnhub.evidence.models import Study
from cairnhub.framework.models import Construct, Link
from cairnhub.history import actions
from cairnhub.history.editing.forms import ObjectForm
from cairnhub.history.identifiers import identifier_from, stem_of
from cairnhub.history.models import Event
from cairnhub.history.registry import kinds
from factories import make_construct, make_finding, make_link, make_outcome, make_reference, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor)
    return client


def sent_by(page, **changed):
    """What a browser sends when the shown form is submitted, with some fields filled in otherwise."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: "" if value is None else value for name, value in values.items()}
    ticked = {name: value for name, value in plain.items() if value is not False}
    return ticked | changed


def edit_url(obj):
    return f"/edit/{obj.kind}/{obj.pk}/"


def test_an_editor_changes_one_field_and_only_that_is_recorded(door, editor):
    construct = make_construct(name="Rural track", source_urls=["https://example.org/a", "https://example.org/b"])
    page = door.get(edit_url(construct))
    done = door.post(edit_url(construct), sent_by(page, name="Rural training", change_reason="Plainer."))
    assert (done.status_code, done.url) == (302, construct.get_absolute_url())
    event = Event.objects.latest("pk")
    assert event.changes == {"name": ["Rural track", "Rural training"]}
    assert (event.by_id, event.reason) == (editor.pk, "Plainer.")


@pytest.mark.parametrize("make", [make_construct, make_link, make_study, make_reference, make_finding])
def test_a_form_sent_back_as_it_came_changes_nothing(door, make):
    obj = make()
    before = (obj.values(), Event.objects.count())
    done = door.post(edit_url(obj), sent_by(door.get(edit_url(obj)), change_reason="Only looking."))
    assert done.status_code == 302
    assert (type(obj).objects.get(pk=obj.pk).values(), Event.objects.count()) == before


def test_every_kind_has_a_form_with_all_its_editable_fields(door, coordinator):
    door.force_login(coordinator)
    for kind, model in kinds().items():
        if model.addable:
            form = door.get(f"/edit/{kind}/add/").context["form"]
            assert [*model.editable_fields, "id", "change_reason"] == list(form.fields)


def test_errors_stand_beside_their_fields_and_what_was_typed_is_kept(door):
    link = make_link()
    sent = sent_by(door.get(edit_url(link)), statement="", smallest_effect="1.3", change_reason="")
    page = door.post(edit_url(link), sent)
    assert page.status_code == 400
    errors = page.context["form"].errors
    assert {"statement", "change_reason"} <= errors.keys()
    assert page.context["form"]["smallest_effect"].value() == "1.3"


def test_what_only_the_action_refuses_stands_beside_its_field_too(door):
    link = make_link()
    sent = sent_by(door.get(edit_url(link)), smallest_effect="1.3", change_reason="Agreed in the round.")
    page = door.post(edit_url(link), sent)
    assert page.status_code == 400
    assert "Say in which unit" in page.context["form"].errors["smallest_effect_unit"][0]
    assert Link.objects.get().smallest_effect is None


def test_nul_is_refused_with_the_name_of_the_field(door):
    construct = make_construct()
    page = door.post(edit_url(construct), sent_by(door.get(edit_url(construct)), name="a\0b", change_reason="a\0b"))
    assert page.status_code == 400
    assert {"name", "change_reason"} <= page.context["form"].errors.keys()


def test_a_new_link_is_named_by_its_two_constructs(door):
    track, practice = make_construct(id="act_track"), make_outcome(id="out_practice")
    page = door.get("/edit/link/add/")
    sent = sent_by(
        page,
        source=track.pk,
        target=practice.pk,
        statement="Tracks lead to practice.",
        claim="increase",
        basis="reasoning",
        change_reason="Missing.",
    )
    assert door.post("/edit/link/add/", sent).status_code == 302
    assert Link.objects.get().pk == "act_track__out_practice"


def test_a_new_object_may_be_given_an_identifier_and_a_taken_one_is_told(door):
    make_construct(id="taken")
    sent = {
        "name": "Pathway",
        "stage": "activity",
        "definition": "Helps.",
        "basis": "reasoning",
        "change_reason": "Missing.",
    }
    page = door.post("/edit/construct/add/", sent | {"id": "taken"})
    assert page.status_code == 400
    assert "id" in page.context["form"].errors
    assert door.post("/edit/construct/add/", sent | {"id": "act_pathway"}).status_code == 302
    assert door.post("/edit/construct/add/", sent).status_code == 302
    assert set(Construct.objects.values_list("pk", flat=True)) == {"taken", "act_pathway", "pathway"}


def test_a_new_study_needs_its_reference(door):
    sent = {"study_kind": "primary", "direction": "null", "coding": "single", "change_reason": "Found."}
    page = door.post("/edit/study/add/", sent)
    assert page.context["form"].errors["references"]
    reference = make_reference(id="smith2014")
    assert door.post("/edit/study/add/", sent | {"references": [reference.pk]}).status_code == 302
    assert Study.objects.get().pk == "smith2014"


def test_the_form_can_be_opened_filled_in_by_its_address(door):
    link = make_link()
    form = door.get(f"/edit/finding/add/?link={link.pk}&change_reason=Found").context["form"]
    assert form["link"].value() == link.pk
    assert form["change_reason"].value() == "Found"


def test_a_version_of_the_framework_is_not_added_by_hand(door):
    assert door.get("/edit/framework_version/add/").status_code == 403


def test_two_editors_who_change_different_fields_lose_nothing(door, coordinator):
    construct = make_construct(name="One", definition="First.")
    mine = sent_by(door.get(edit_url(construct)), name="Two", change_reason="Mine.")
    actions.change(obj=construct, by=coordinator, reason="Theirs.", values={"definition": "Second."})
    page = door.post(edit_url(construct), mine)
    assert page.status_code == 409
    assert "Some coordinator changed this while you were editing" in page.content.decode()
    assert door.post(edit_url(construct), sent_by(page)).status_code == 302
    construct.refresh_from_db()
    assert (construct.name, construct.definition) == ("Two", "Second.")


def test_two_editors_who_change_the_same_field_are_asked(door, coordinator):
    construct = make_construct(name="One")
    mine = sent_by(door.get(edit_url(construct)), name="Two", change_reason="Mine.")
    actions.change(obj=construct, by=coordinator, reason="Theirs.", values={"name": "Three"})
    page = door.post(edit_url(construct), mine)
    assert page.status_code == 409
    assert page.context["meanwhile"].both == ["Name"]
    assert page.context["form"]["name"].value() == "Two"
    construct.refresh_from_db()
    assert construct.name == "Three"
    door.post(edit_url(construct), sent_by(page))
    construct.refresh_from_db()
    assert construct.name == "Two"


def test_lists_are_narrowed_without_javascript_and_nothing_is_saved(door):
    chosen = make_construct(name="Rural track")
    make_construct(name="Service learning")
    study = make_study(exposures=[chosen])
    before = Event.objects.count()
    sent = sent_by(door.get(edit_url(study)), notes="Half written", change_reason="")
    page = door.post(edit_url(study), sent | {"narrow": "exposures", "exposures-words": "SERVICE"})
    assert page.status_code == 200
    widget = page.context["form"]["exposures"].field.widget
    labels = [o["label"] for o in widget.get_context("exposures", [chosen.pk], {})["options"]]
    assert labels == ["Rural track", "Service learning"]
    outcomes = page.context["form"]["references"].field.widget.get_context("references", [], {})
    assert outcomes["total"] == 1
    assert page.context["form"]["notes"].value() == "Half written"
    assert not page.context["form"].errors
    assert Event.objects.count() == before


def test_narrowing_hides_what_does_not_fit_and_is_not_ticked(door):
    make_construct(name="Rural track")
    make_construct(name="Service learning")
    form = ObjectForm(model=Study, narrowing={"exposures": "rural"})
    options = form["exposures"].field.widget.get_context("exposures", [], {})["options"]
    assert [option["label"] for option in options] == ["Rural track"]


def test_removing_and_bringing_back_ask_why(door):
    construct = make_construct()
    assert door.get(edit_url(construct) + "remove/").status_code == 200
    assert door.post(edit_url(construct) + "remove/", {"change_reason": ""}).status_code == 400
    assert door.post(edit_url(construct) + "remove/", {"change_reason": "Twice here."}).url == construct.history_url()
    assert Construct.objects.get().removed
    door.post(edit_url(construct) + "restore/", {"change_reason": "Not twice."})
    assert not Construct.objects.get().removed


def test_a_refused_removal_says_what_still_uses_it(door):
    link = make_link()
    page = door.post(edit_url(link.source) + "remove/", {"change_reason": "Gone."})
    assert page.status_code == 400
    assert "still used by" in page.content.decode()


def test_a_change_is_undone_with_a_reason_after_showing_what_it_was(door, editor):
    construct = make_construct(name="One")
    event = actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Two"})
    page = door.get(f"/edit/events/{event.pk}/undo/")
    assert "Two" in page.content.decode()
    assert door.post(f"/edit/events/{event.pk}/undo/", {"change_reason": "Back."}).url == construct.history_url()
    assert Construct.objects.get().name == "One"


def test_an_undo_that_is_no_longer_possible_is_explained(door, editor):
    construct = make_construct(name="One")
    event = actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Two"})
    actions.change(obj=construct, by=editor, reason="Try.", values={"name": "Three"})
    page = door.post(f"/edit/events/{event.pk}/undo/", {"change_reason": "Back."})
    assert page.status_code == 400
    assert "Undo the later change first." in page.content.decode()


def test_what_was_removed_can_be_found_again(door, editor):
    construct = make_construct(name="Gone away")
    actions.remove(obj=construct, by=editor, reason="Twice here.")
    page = door.get("/edit/construct/")
    assert page.context["found"] == []
    assert page.context["removed"] == [(construct.pk, "Gone away")]


def test_the_list_of_a_kind_finds_by_words(door):
    make_construct(id="act_rural", name="Rural track")
    make_construct(name="Service learning")
    assert door.get("/edit/construct/?q=track+RURAL").context["found"] == [("act_rural", "Rural track")]


def test_an_unknown_kind_object_or_event_is_not_found(door):
    for path in ("/edit/nonsense/", "/edit/construct/nobody/", "/edit/events/4711/undo/", "/history/nonsense/x/"):
        assert door.get(path).status_code == 404


@pytest.mark.parametrize(
    ("text", "identifier"),
    [("Rural tracks: où?", "rural_tracks_ou"), ("健康", "object"), ("a__b", "a__b"), ("x" * 100, "x" * 80)],
)
def test_identifiers_are_readable(text, identifier):
    assert identifier_from(text, lambda candidate: False) == identifier


def test_a_taken_identifier_is_made_unique():
    made = identifier_from("rural", {"rural"}.__contains__)
    assert made.startswith("rural_")


def test_identifiers_are_made_from_a_name_or_from_what_an_object_joins():
    assert stem_of(Programme(name="A track", activity_id="act_x"), {}) == "A track"
    assert stem_of(Link(source_id="a", target_id="b"), {}) == "a__b"
    assert stem_of(Study(), {"references": ["smith2014", "smith2015"]}) == "smith2014"


def test_the_longest_form_asks_few_questions_of_the_database(door, django_assert_max_num_queries):
    study = make_study(exposures=[make_construct(name=f"Activity {number}") for number in range(9)])
    with django_assert_max_num_queries(22):
        door.get(edit_url(study))
