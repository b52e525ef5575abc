"""Numbers as readers see them."""

from datetime import date

import pytest

from cairnhub.roadmap import words


@pytest.mark.parametrize(
    ("number", "written"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (21, "21st")]
)
def test_ordinals(number, written):
    assert words.ordinal(number) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0%"), (0.004, "under 1%"), (0.37, "37%"), (0.996, "over 99%"), (1, "100%")]
)
def test_shares_never_round_to_never_or_always(value, written):
    assert words.share(value) == written


@pytest.mark.parametrize(("expected", "written"), [(1.84, "1.8"), (9.96, "10"), (88.6, "89")])
def test_a_far_rank_feigns_no_decimals(expected, written):
    assert words.rank_number(expected) == written


def test_counts_and_days():
    assert words.count(0, "study", "studies") == "no studies"
    assert words.count(1, "study", "studies") == "1 study"
    assert words.count(12, "question") == "12 questions"
    assert words.day(date(2026, 11, 3)) == "3 November 2026"
    assert words.day(None) == "never"
