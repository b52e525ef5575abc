"""What changed between two pooled answers, in sentences."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

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
        "Adams 2001 and Baker 2002 were taken out.",
        "The pooled effect can no longer be worked out.",
    )
    assert describe_change(lost, BEFORE)[-1] == "The pooled effect can be worked out now."


def test_an_answer_that_turns_round_says_so():
    told = describe_change(BEFORE, replace(BEFORE, k=3, estimate=0.8, ci=(0.3, 2.1), effects=NEW))
    assert told[1:] == (
        "The pooled effect went from 2.40 to 0.80.",
        "It points the other way now.",
        "The interval now includes no effect.",
    )


def test_another_method_is_named_and_a_wider_interval_is_told_though_the_effect_stays():
    wald, kh = "random effects, Wald", "random effects, Knapp-Hartung"
    before = replace(BEFORE, method=wald)
    assert describe_change(before, replace(before, method=kh, ci=(1.4, 4.1))) == (
        "It is pooled by random effects, Knapp-Hartung now; it was by random effects, Wald.",
        "The interval is 1.40 to 4.10 now; it was 1.90 to 3.10.",
    )


def test_another_measure_is_compared_with_its_own_no_effect():
    told = describe_change(BEFORE, replace(BEFORE, measure="risk difference", null=0.0, estimate=0.2, ci=(-0.1, 0.5)))
    assert told == (
        "The pooled effect is now given as risk difference, 0.20; before, as odds ratio, 2.40.",
        "The interval now includes no effect.",
    )


def test_a_prediction_that_is_lost_is_told():
    told = describe_change(replace(BEFORE, prediction=(1.2, 4.0)), BEFORE)
    assert told == ("What a new study may find can no longer be said.",)


def test_the_last_digit_of_another_machine_is_no_correction():
    effects = {**BEFORE.effects, "b": ("Baker 2002", 0.8 * (1 + 1e-14), 0.2)}
    assert describe_change(BEFORE, replace(BEFORE, effects=effects)) == ()


def test_a_judged_certainty_has_to_be_confirmed_again_only_where_something_changed():
    after = replace(BEFORE, estimate=2.1)
    assert describe_change(BEFORE, after, certainty_judged=True)[-1] == "How sure we may be must be confirmed again."
    assert "confirmed" not in " ".join(describe_change(BEFORE, after))
    assert describe_change(BEFORE, BEFORE, certainty_judged=True) == ()


LOWS = st.floats(0.01, 50)
ANSWERS = st.builds(
    lambda k, low, more, i2, predicts: PooledAnswer(
        k, "odds ratio", 1.0, low + more, (low, low + 2 * more), (low / 2, low + 4 * more) if predicts else None, i2
    ),
    st.integers(1, 9), LOWS, LOWS, st.floats(0, 100), st.booleans(),
)  # fmt: skip


@given(ANSWERS, ANSWERS)
def test_every_change_is_told_in_whole_sentences_and_both_ways(one, other):
    there, back = describe_change(one, other), describe_change(other, one)
    assert len(there) == len(back)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in (*there, *back))
    assert describe_change(one, one) == ()
