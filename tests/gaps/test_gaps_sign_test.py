"""The test of disagreement in sign, against the table its authors published."""

import pytest

from cairn.gaps.evidence import disagrees_beyond_chance, qualitative_interaction_p
from gaps_builders import make_finding, measured

# Gail & Simon, Biometrics 1985;41:361-372, Table 1, critical values at the level 0.05.
CRITICAL_VALUES = {2: 2.71, 3: 4.23, 4: 5.43, 5: 6.50, 6: 7.48, 7: 8.41, 8: 9.29, 9: 10.15, 10: 10.99}


@pytest.mark.parametrize(("k", "critical"), CRITICAL_VALUES.items())
def test_critical_values_are_those_published(k, critical):
    assert qualitative_interaction_p(critical + 0.005, k) < 0.05 < qualitative_interaction_p(critical - 0.006, k)


def test_both_sides_must_be_strong():
    z = 2.71**0.5 * 1.01 / 1.959964
    for_it = (1, 0, 2)
    assert disagrees_beyond_chance(measured(for_it, (-z, -z - 1, -z + 1))) is True
    assert disagrees_beyond_chance(measured(for_it, (-0.8, -1.8, 0.2))) is False
    assert disagrees_beyond_chance(measured(for_it, for_it)) is False
    assert disagrees_beyond_chance(()) is False


def test_one_cohort_speaks_once_by_its_sharpest_finding():
    sharp = make_finding(1, cohort="c", estimate=1, low=0.5, high=1.5)
    blunt = {"estimate": -9, "low": -12, "high": -6}
    other = make_finding(3, cohort="d", estimate=1, low=0.5, high=1.5)
    assert disagrees_beyond_chance((sharp, make_finding(2, cohort="c", **blunt), other)) is False
    assert disagrees_beyond_chance((sharp, make_finding(2, cohort="e", **blunt), other)) is True


def test_findings_without_an_interval_or_withdrawn_play_no_part():
    sharp = make_finding(1, estimate=1, low=0.5, high=1.5)
    other = {"estimate": -1, "low": -1.5, "high": -0.5}
    assert disagrees_beyond_chance((sharp, make_finding(2, estimate=-1))) is False
    assert disagrees_beyond_chance((sharp, make_finding(2, **other, withdrawn_by="later"))) is False
    assert disagrees_beyond_chance((sharp, make_finding(2, **other))) is True


def test_ratios_are_compared_on_their_logarithms():
    twice = make_finding(1, estimate=2, low=1.5, high=2.67, null_value=1)
    half = make_finding(2, estimate=0.5, low=0.375, high=0.667, null_value=1)
    assert disagrees_beyond_chance((twice, half)) is True
