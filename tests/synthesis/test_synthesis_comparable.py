"""Which findings may be pooled, and why the others stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis import Candidate, propose
from cairn.synthesis.comparable import RULES, check, why_never, why_not_with

ONE = Candidate("a", "s1", "Adams 2001", "people 1", "odds_ratio", "took part or not", "works in a rural area")


def candidate(number: int, **fields) -> Candidate:
    own = {"id": f"f{number}", "study": f"s{number}", "study_label": f"Study {number}", "cohort": f"people {number}"}
    return replace(ONE, **(own | fields))


def test_findings_alike_in_all_respects_are_one_group():
    found = propose([candidate(1), candidate(2), candidate(3)])
    assert [[one.id for one in group.members] for group in found.groups] == [["f1", "f2", "f3"]]
    assert (found.groups[0].cohorts, found.groups[0].same_people, found.apart, found.near_misses) == (3, (), (), ())


def test_case_spaces_and_a_final_stop_make_no_difference():
    assert len(propose([candidate(1), candidate(2, outcome=" Works in  a rural AREA.")]).groups) == 1


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "odds_ratio_adjusted"}, "kind of effect"),
        ({"contrast": "one rotation more"}, "contrast"),
        ({"outcome": "intends to work in a rural area"}, "outcome"),
        ({"design_class": "randomised"}, "allocation"),
        ({"level": "near"}, "level of outcome"),
    ],
)
def test_a_difference_in_one_respect_keeps_findings_apart_and_is_named(fields, rule):
    found = propose([candidate(1), candidate(2, **fields)])
    assert len(found.groups) == 2
    assert [miss.rule for miss in found.near_misses] == [rule]
    with pytest.raises(InputError, match=f"differs from Study 1 in {rule}"):
        check([candidate(1), candidate(2, **fields)])


def test_two_differences_are_no_near_miss():
    assert propose([candidate(1), candidate(2, kind="relative_risk", contrast="x")]).near_misses == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"primary": False}, "no primary study"),
        ({"withdrawn": True}, "took its result back"),
        ({"kind": "percent"}, "“percent”, compares nothing"),
        ({"kind": ""}, "“not stated”, compares nothing"),
        ({"kind": "ratio_unspecified"}, "compares nothing"),
        ({"has_effect": False, "why_no_effect": "its interval is not known"}, "its interval is not known"),
        ({"contrast": " "}, "its contrast is not stated"),
        ({"outcome": ""}, "how its outcome is defined"),
    ],
)
def test_what_can_be_pooled_with_nothing_has_its_reason(fields, reason):
    found = propose([candidate(1), candidate(2, **fields)])
    assert [(one.candidate.id, reason in one.reason) for one in found.apart] == [("f2", True)]
    with pytest.raises(InputError, match="cannot be pooled"):
        check([candidate(1), candidate(2, **fields)])


def test_findings_on_the_same_people_are_listed_for_a_person_to_choose():
    found = propose([candidate(1), candidate(2, cohort="people 1"), candidate(3)])
    group = found.groups[0]
    assert group.cohorts == 2
    assert [[one.id for one in people] for people in group.same_people] == [["f1", "f2"]]
    with pytest.raises(InputError, match="Study 2: is on the same people as Study 1"):
        check([candidate(1), candidate(2, cohort="people 1")])
    check([candidate(1), candidate(2, cohort="people 1")], dependent=True)


def test_unknown_independence_is_counted_not_hidden():
    group = propose([candidate(1), candidate(2, cohort=None)]).groups[0]
    assert (group.cohorts, group.unknown_people) == (2, 1)


def test_two_findings_of_one_study_are_of_the_same_people_though_these_are_unknown():
    same = [candidate(1, cohort=None), candidate(2, cohort=None, study="s1")]
    with pytest.raises(InputError, match="same people"):
        check(same)


def test_a_later_finding_is_held_against_the_decision():
    decision = {"kind": "odds_ratio", "contrast": "took part or not", "outcome": "works in a rural area"}
    assert why_not_with(candidate(1), **decision) == ""
    assert "outcome is “intends”" in why_not_with(candidate(1, outcome="intends"), **decision)
    assert "took its result back" in why_not_with(candidate(1, withdrawn=True), **decision)


KINDS = st.sampled_from(["odds_ratio", "percent", "correlation"])
WORDS = st.sampled_from(["", "x", "y"])


@given(
    st.lists(st.builds(candidate, st.integers(1, 9), kind=KINDS, contrast=WORDS), unique_by=lambda one: one.id),
    st.randoms(),
)
def test_every_finding_is_in_one_place_whatever_the_order(candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    found = propose(shuffled)
    assert found == propose(candidates)
    placed = [one.id for group in found.groups for one in group.members] + [one.candidate.id for one in found.apart]
    assert sorted(placed) == sorted(one.id for one in candidates)
    for group in found.groups:
        check(group.members, dependent=True)
        assert not any(why_never(one) for one in group.members)
    assert all(rule.explanation and rule.name for rule in RULES)
