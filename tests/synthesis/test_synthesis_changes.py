"""What changed between two pooled answers, in sentences."""

from dataclasses import replace

from cairn.synthesis import PooledAnswer, describe_change

BEFORE = PooledAnswer(
    k=2,
    measure="odds ratio",
    null=1.0,
    estimate=2.4,
    ci=(1.9, 3.1),
    i2=40.2,
    effects={"a": ("Adams 2001", 0.9, 0.1), "b": ("Baker 2002", 0.8, 0.2)},
)
NEW = {**BEFORE.effects, "c": ("Clark 2024", -0.3, 0.1)}


def test_nothing_changed():
    assert describe_change(BEFORE, BEFORE) == ()


def test_a_new_study_is_named_as_the_cause():
    after = replace(BEFORE, k=3, estimate=1.6, ci=(0.9, 2.8), i2=61.4, effects=NEW)
    assert describe_change(BEFORE, after) == (
        "The number of cohorts rose from 2 to 3 when Clark 2024 was added.",
        "The pooled effect went from 2.40 to 1.60.",
        "I² rose from 40 to 61% when Clark 2024 was added.",
        "The interval now includes no effect.",
    )


def test_taking_it_out_again_is_told_the_other_way():
    after = replace(BEFORE, k=3, estimate=1.6, ci=(0.9, 2.8), i2=61.4, effects=NEW)
    told = describe_change(after, BEFORE)
    assert told[0] == "The number of cohorts fell from 3 to 2 when Clark 2024 was taken out."
    assert told[-1] == "The interval now excludes no effect."


def test_a_corrected_study_is_named_though_the_number_of_cohorts_stays():
    effects = {**BEFORE.effects, "b": ("Baker 2002", 0.5, 0.2)}
    told = describe_change(BEFORE, replace(BEFORE, estimate=2.1, effects=effects))
    assert told == ("Baker 2002 was corrected.", "The pooled effect went from 2.40 to 2.10.")


def test_many_new_studies_are_counted():
    effects = BEFORE.effects | {str(n): (f"Study {n}", 1.0, 1.0) for n in range(5)}
    told = describe_change(BEFORE, replace(BEFORE, k=7, effects=effects))
    assert "Study 0, Study 1, Study 2 and 2 more were added" in told[0]


def test_the_first_prediction_interval_is_told_and_one_that_opens_too():
    first = replace(BEFORE, prediction=(1.2, 4.0))
    assert describe_change(BEFORE, first) == (
        "There are cohorts enough to say what a new study may find: 1.20 to 4.00.",
    )
    assert describe_change(first, replace(first, prediction=(0.8, 6.0))) == (
        "The prediction interval now includes no effect.",
    )


def test_an_answer_that_is_lost_and_comes_back():
    lost = PooledAnswer(k=0, measure="odds ratio", null=1.0)
    assert describe_change(BEFORE, lost) == (
        "Adams 2001 and Baker 2002 were taken out",
        "The pooled effect can no longer be worked out.",
    )
    assert describe_change(lost, BEFORE)[-1] == "The pooled effect can be worked out now."
