"""Effects in numbers of people and in units of an instrument."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis import in_units, of_people
from cairn.synthesis.certainty import Absolute, absolute_effect


def test_sixty_two_fewer_of_a_thousand():
    # Cochrane Handbook (5.1, section 12.5.4.3; now 15.4.4): an odds ratio of 0.73 and a risk of 0.3 are 62 fewer.
    found = absolute_effect("odds_ratio", log(0.73), (log(0.5), log(1.1)), 0.3)
    assert of_people(found) == "238 of 1,000 people instead of 300: 62 fewer (124 fewer to 20 more)"
    assert of_people(found, 100) == "24 of 100 people instead of 30: 6 fewer (12 fewer to 2 more)"


def test_a_risk_ratio_of_three_quarters():
    # Cochrane Handbook (5.1, section 11.5.5): from 80% to 60%, and from 20% to 15%.
    for without, told in (
        (0.8, "600 of 1,000 people instead of 800: 200"),
        (0.2, "150 of 1,000 people instead of 200: 50"),
    ):
        found = absolute_effect("relative_risk", log(0.75), (log(0.7), log(0.8)), without)
        assert of_people(found).startswith(f"{told} fewer (")


def test_a_difference_below_one_person_is_not_none():
    found = Absolute(0.001, 0.00102, (0.0009, 0.001), 0.00002, (-0.0001, 0.0))
    assert of_people(found) == ("1 of 1,000 people instead of 1: less than 1 more (less than 1 fewer to no difference)")


def test_of_nobody_there_is_nothing_to_say():
    with pytest.raises(InputError, match="too few"):
        of_people(Absolute(0.1, 0.2, (0.1, 0.3), 0.1, (0.0, 0.2)), 0)


def test_a_standardised_difference_in_units_of_an_instrument():
    # Half a standard deviation of a scale whose deviation is 20 points.
    assert in_units(0.5, (0.2, 0.8), 20) == (10, (4, 16))


@pytest.mark.parametrize("sd", [0, -1, float("inf"), float("nan")])
def test_units_need_a_deviation(sd):
    with pytest.raises(InputError, match="is impossible"):
        in_units(0.5, (0.2, 0.8), sd)


RATIO_KINDS = st.sampled_from(["odds_ratio", "odds_ratio_adjusted", "relative_risk", "hazard_ratio"])


@given(RATIO_KINDS, st.floats(-3, 3), st.floats(0.01, 2), st.floats(0.01, 0.98), st.floats(0.001, 0.01))
def test_a_larger_effect_and_a_larger_risk_without_it_give_a_larger_risk_with_it(kind, effect, half, risk, more):
    found = absolute_effect(kind, effect, (effect - half, effect + half), risk)
    assert 0 <= found.with_ci[0] <= found.with_it <= found.with_ci[1] <= 1
    assert found.with_it <= absolute_effect(kind, effect, (effect, effect), risk + more).with_it + 1e-12
    assert (found.difference > 1e-12) <= (effect > 0)
    assert found.difference_ci[0] <= found.difference <= found.difference_ci[1]
