"""CERQual: the named convention, and what must hold of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.errors import InputError
from cairn.synthesis.certainty import COMPONENTS, CONVENTION, Component, Concern, Level, adequacy, confidence

ORDER = [Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH]
WORDS = list(Concern)
concerns = st.fixed_dictionaries({component: st.sampled_from(WORDS) for component in Component})


def test_components_and_concerns_bear_the_published_names():
    # Lewin et al., 2018, Implement Sci 13(Suppl 1):2, table 2.
    assert [str(one) for one in Component] == [
        "methodological limitations",
        "coherence",
        "adequacy of data",
        "relevance",
    ]
    assert [one.split()[0] for one in WORDS] == ["no", "minor", "moderate", "serious"]
    assert set(COMPONENTS) == set(Component)
    assert "publishes no way" in CONVENTION


@given(concerns, st.sampled_from(list(Component)))
def test_more_concern_never_raises_confidence(found, component):
    worse = WORDS[min(WORDS.index(found[component]) + 1, len(WORDS) - 1)]
    before, after = confidence(found).level, confidence(found | {component: worse}).level
    assert ORDER.index(after) <= ORDER.index(before)


@given(concerns)
def test_every_concern_is_named_in_the_reason(found):
    because = confidence(found).because.lower()
    for component, concern in found.items():
        assert concern is Concern.NONE or f"{concern} about {component}" in because


@pytest.mark.parametrize("component", list(Component))
def test_a_component_that_nobody_judged_is_never_taken_for_good(component):
    found = {one: Concern.NONE for one in Component if one is not component}
    with pytest.raises(InputError, match=f"{component}: has not been judged"):
        confidence(found)


@pytest.mark.parametrize(
    ("studies", "rich", "expected"),
    [
        (1, None, Concern.SERIOUS),
        (1, True, Concern.MODERATE),
        (1, False, Concern.SERIOUS),
        (2, None, Concern.MODERATE),
        (3, True, Concern.MINOR),
        (3, False, Concern.SERIOUS),
        (4, None, Concern.MINOR),
        (4, True, Concern.NONE),
        (4, False, Concern.MODERATE),
    ],
)
def test_adequacy_by_number_and_richness(studies, rich, expected):
    assert adequacy(studies, rich) is expected


@given(st.integers(1, 30), st.sampled_from([None, True, False]))
def test_another_study_never_makes_data_less_adequate(studies, rich):
    assert WORDS.index(adequacy(studies + 1, rich)) <= WORDS.index(adequacy(studies, rich))


def test_no_study_is_not_adequate_at_all():
    with pytest.raises(InputError, match="0 studies"):
        adequacy(0)
