"""What differs between two states of the framework."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairnhub.framework.comparison import FieldChange, Member, State, compare, shown


def construct(identifier, **values):
    base = {"name": identifier.title(), "stage": "activity", "definition": "Something.", "parent": None}
    values = base | {"basis": "source", "harm": False, "smm_domain": "", "source_urls": [], "removed": False} | values
    return Member("construct", identifier, values["name"], values)


def link(source, target, **values):
    base = {"source": source, "target": target, "statement": "So it is said.", "claim": "increase", "mechanism": ""}
    values = base | {"smallest_effect": None, "smallest_effect_unit": "", "basis": "source"} | values
    values = {"status": "proposed", "note": "", "removed": False} | values
    return Member("link", f"{source}__{target}", f"{source} → {target}", values)


def state(*members):
    return State.of("a state", members)


names = st.sampled_from("abcdef")
members = st.builds(
    construct,
    names,
    name=st.sampled_from(["One", "Two"]),
    basis=st.sampled_from(["source", "reasoning"]),
    parent=st.none() | names,
    source_urls=st.lists(st.sampled_from(["https://a.example", "https://b.example"]), max_size=2, unique=True),
) | st.builds(
    link, names, names, claim=st.sampled_from(["increase", "decrease"]), smallest_effect=st.none() | st.just(0.0)
)
states = st.lists(members, max_size=8).map(lambda found: state(*found))


@given(states)
def test_a_state_does_not_differ_from_itself(one):
    assert compare(one, one).is_empty


@given(states, states)
def test_turning_round_swaps_added_and_removed_and_before_and_after(one, other):
    there, back = compare(one, other), compare(other, one)
    assert (there.added, there.removed) == (back.removed, back.added)
    swapped = {
        changed.member.id: {(field.field, field.after, field.before) for field in changed.fields}
        for changed in back.changed
    }
    assert swapped == {
        changed.member.id: {(field.field, field.before, field.after) for field in changed.fields}
        for changed in there.changed
    }


@given(states, states)
def test_every_member_is_added_removed_or_on_both_sides(one, other):
    found = compare(one, other)
    added = {(member.kind, member.id) for member in found.added}
    removed = {(member.kind, member.id) for member in found.removed}
    assert added == other.members.keys() - one.members.keys()
    assert removed == one.members.keys() - other.members.keys()


def test_a_changed_field_is_told_in_words():
    before = state(construct("track", stage="activity"))
    after = state(construct("track", stage="output"))
    (changed,) = compare(before, after).changed
    assert changed.fields == (FieldChange("stage", "Social mission activities", "Outputs"),)


def test_a_construct_in_a_field_is_called_by_its_name():
    parent, child = construct("practice", name="Practice"), construct("rural")
    (changed,) = compare(state(parent, child), state(parent, construct("rural", parent="practice"))).changed
    assert changed.fields == (FieldChange("parent", "", "Practice"),)


def test_renaming_a_construct_changes_no_link():
    ends, renamed = (construct("a"), construct("b")), construct("b", name="Better")
    found = compare(state(*ends, link("a", "b")), state(ends[0], renamed, link("a", "b")))
    assert [changed.member.id for changed in found.changed] == ["b"]


def test_a_field_that_is_younger_than_a_version_is_no_change():
    old = construct("a")
    young = Member("construct", "a", "A", {name: value for name, value in old.values.items() if name != "harm"})
    assert compare(state(young), state(old)).is_empty


def test_a_margin_of_nothing_is_something():
    before, after = state(link("a", "b")), state(link("a", "b", smallest_effect=0.0))
    (changed,) = compare(before, after).changed
    assert changed.fields == (FieldChange("smallest effect that matters", "", "0.0"),)


@pytest.mark.parametrize("field", ["provenance_urls", "removed"])
def test_what_readers_may_not_see_is_not_compared(field):
    before = state(construct("a"))
    after = state(construct("a", **{field: ["https://copy.example"]}))
    assert compare(before, after).is_empty


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("harm", True, "yes"),
        ("harm", False, ""),
        ("source_urls", ["x", "y"], "x, y"),
        ("basis", "source", "seen in a source"),
    ],
)
def test_values_in_words(field, value, said):
    member = construct("a", **{field: value})
    assert shown(field, member, state(member)) == said
