"""Which findings may be pooled, and why the others stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis import Candidate, propose
from cairn.synthesis.comparable import BARS, RULES, check, odd_ones, why_never, why_not_with

ONE = Candidate("a", "s1", "Adams 2001", "people 1", "odds_ratio", "took part or not", "works in a rural area")


def candidate(number: int, **fields) -> Candidate:
    own = {"id": f"f{number}", "study": f"s{number}", "study_label": f"Study {number}", "cohort": f"people {number}"}
    return replace(ONE, **(own | fields))


def test_findings_alike_in_all_respects_are_one_group():
    found = propose([candidate(1), candidate(2), candidate(3)])
    assert [[one.id for one in group.members] for group in found.groups] == [["f1", "f2", "f3"]]
    assert (found.groups[0].cohorts, found.groups[0].same_people, found.apart, found.near_misses) == (3, (), (), ())


def test_case_spaces_and_a_final_stop_make_no_difference():
    assert len(propose([candidate(1), candidate(2, outcome=" Works in  a rural AREA .")]).groups) == 1


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


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"design_class": "randomised"}, "it is not known to be randomised, the other randomised"),
        ({"level": "near"}, "the level of its outcome is not recorded, of the other near"),
        ({"kind": "relative_risk"}, "its effect is “odds ratio”, not “relative risk”"),
    ],
)
def test_a_difference_claims_nothing_that_is_not_recorded(fields, told):
    [miss] = propose([candidate(1), candidate(2, **fields)]).near_misses
    assert miss.difference == told


def test_adjusted_and_unadjusted_odds_ratios_go_together_only_by_a_decision_that_shows():
    both = [candidate(1), candidate(2, kind="odds_ratio_adjusted"), candidate(3, kind="relative_risk")]
    apart = propose(both)
    assert len(apart.groups) == 3
    assert not any("Adjusted" in caveat for group in apart.groups for caveat in group.caveats)
    merged = propose(both, merge_adjusted=True)
    assert [[one.id for one in group.members] for group in merged.groups] == [["f1", "f2"], ["f3"]]
    assert merged.groups[0].kind == "odds_ratio"
    assert merged.groups[0].caveats[-1].startswith("Adjusted and unadjusted odds ratios are together")
    assert [miss.rule for miss in merged.near_misses] == ["kind of effect", "kind of effect"]
    check(both[:2], merge_adjusted=True)
    with pytest.raises(InputError, match="differs from Study 1 in kind of effect"):
        check(both, merge_adjusted=True)


def test_a_group_of_adjusted_odds_ratios_alone_keeps_their_name():
    adjusted = [candidate(n, kind="odds_ratio_adjusted") for n in (1, 2)]
    assert propose(adjusted, merge_adjusted=True).groups[0].kind == "odds_ratio_adjusted"


def test_a_finding_alike_in_all_but_its_number_waits_beside_its_group():
    no_interval = {"has_effect": False, "why_no_effect": "its interval is not known"}
    found = propose(
        [
            candidate(1),
            candidate(2, **no_interval),
            candidate(3, contrast="x", **no_interval),
            candidate(4, contrast="y"),
        ]
    )
    waiting = {group.members[0].id: [one.candidate.id for one in group.waits] for group in found.groups}
    assert waiting == {"f1": ["f2"], "f4": []}
    assert found.groups[0].waits[0].reason == "its interval is not known"
    assert [one.candidate.id for one in found.apart] == ["f2", "f3"]
    withdrawn = propose([candidate(1), candidate(2, withdrawn=True, **no_interval)])
    assert withdrawn.groups[0].waits == ()


def test_what_the_rules_let_pass_is_said_of_the_group():
    clear = {"design_class": "non_randomised"}
    assert propose([candidate(1, **clear), candidate(2, **clear)]).groups[0].caveats == ()
    doubtful = [candidate(1, time="1 year"), candidate(2, cohort=None, time="5  Years", **clear)]
    assert propose(doubtful).groups[0].caveats == (
        "Of 1 it is not known whether others are on the same people.",
        "Of 1 it is not known whether they were randomised.",
        "Outcomes were measured at different times: 1 year, 5 years.",
    )


def test_a_choice_of_nothing_and_of_one_finding_twice_is_refused():
    with pytest.raises(InputError, match="no finding is chosen"):
        check([])
    with pytest.raises(InputError, match="Study 1: is chosen twice"):
        check([candidate(1), candidate(1)], dependent=True)
    check([candidate(1)])


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


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"design_class": "randomised"}, "it is randomised, the other not known to be randomised"),
        ({"level": "near"}, "the level of its outcome is near, of the other not recorded"),
    ],
)
def test_a_corrected_record_makes_an_odd_one_of_what_was_pooled(fields, reason):
    members = [candidate(1, **fields), candidate(2), candidate(3)]
    assert [(one.candidate.id, one.reason) for one in odd_ones(members)] == [("f1", reason)]
    assert odd_ones(members[1:]) == odd_ones([]) == ()
    assert [one.candidate.id for one in odd_ones(members[:2])] == ["f2"]


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
    for miss in found.near_misses:
        assert sum(rule.of(miss.one) != rule.of(miss.other) for rule in RULES) == 1
    assert all(rule.explanation and rule.name for rule in (*BARS, *RULES))
