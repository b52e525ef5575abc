"""Which list a gap is on, what is missing, and which filters it passes."""

import pytest

from cairn.gaps import Access, DesignOption, End, Feasibility, GapList, Grain, MeasureOption
from cairn.gaps.answerable import answerability
from gaps_builders import OPEN_FROM, OPEN_TO, make_link

DID = DesignOption("did", "difference-in-differences", grain=Grain.INDIVIDUAL)
NOW, LATER = GapList.ANSWERABLE_NOW, GapList.DATA_NEEDED_FIRST


def answer(measures=(OPEN_TO, OPEN_FROM), designs=(DID,)):
    return answerability(make_link(measures=measures, designs=designs))


def test_answerable_now_takes_both_ends_and_a_design_that_fits():
    found = answer()
    assert (found.on_list, found.missing, found.designs) == (NOW, (), (DID,))


@pytest.mark.parametrize(
    ("measures", "designs", "missing"),
    [
        ((OPEN_TO,), (DID,), "no source we know measures “rural tracks”"),
        ((OPEN_FROM,), (DesignOption("any", "any"),), "no source we know measures “rural practice”"),
        ((OPEN_TO, OPEN_FROM), (), "no design has been matched to it"),
        (
            (OPEN_TO, OPEN_FROM),
            (DesignOption("rct", "trial", new_data=True),),
            "every design that fits collects new data",
        ),
    ],
)
def test_what_is_missing_is_said(measures, designs, missing):
    found = answer(measures, designs)
    assert found.on_list is LATER
    assert missing in found.missing


def test_without_outcome_data_designs_are_not_blamed_as_well():
    assert answer((OPEN_FROM,)).missing == ("no source we know measures “rural practice”",)


def test_sources_out_of_reach_are_named_by_what_it_takes():
    sources = [
        MeasureOption("a", "A", End.TO, Access.RESTRICTED),
        MeasureOption("b", "B", End.TO, Access.FEE),
        MeasureOption("c", "C", End.TO, Access.RESTRICTED),
    ]
    assert answer((*sources, OPEN_FROM)).missing == (
        "“rural practice” is only in B (for a fee) and A and C (restricted)",
    )


@pytest.mark.parametrize(
    ("access", "on_list"),
    [
        (Access.OPEN, NOW),
        (Access.REGISTRATION, NOW),
        (Access.FEE, LATER),
        (Access.APPLICATION, LATER),
        (Access.RESTRICTED, LATER),
        (Access.UNKNOWN, LATER),
    ],
)
def test_only_what_anyone_can_get_counts_as_accessible(access, on_list):
    source = MeasureOption("gq", "Graduation Questionnaire", End.TO, access, Grain.INDIVIDUAL)
    found = answer((source, OPEN_FROM))
    assert found.on_list is on_list
    if on_list is LATER:
        assert any("Graduation Questionnaire (" in words for words in found.missing)


@pytest.mark.parametrize(
    ("held", "needed", "fits"),
    [
        (Grain.INDIVIDUAL, Grain.AREA, True),
        (Grain.AREA, Grain.AREA, True),
        (Grain.AREA, Grain.INDIVIDUAL, False),
        (Grain.UNKNOWN, Grain.NATIONAL, False),
        (Grain.UNKNOWN, None, True),
    ],
)
def test_fine_data_serve_a_coarse_design_and_not_the_other_way_round(held, needed, fits):
    source = MeasureOption("s", "S", End.TO, Access.OPEN, held)
    found = answer((source, OPEN_FROM), (DesignOption("d", "design", grain=needed),))
    assert (found.on_list is NOW) is fits
    if not fits:
        assert found.missing == ("no design fits the data anyone can get",)


@pytest.mark.parametrize(
    ("people", "months", "passes"), [(1, 12, True), (1, 13, False), (2, 12, False), (None, 12, False), (1, None, False)]
)
def test_one_person_needs_one_person_and_a_year_and_unknown_is_not_little(people, months, passes):
    found = answer(designs=(DesignOption("d", "design", people=people, months=months),))
    assert (Feasibility.ONE_PERSON in found.feasible_for) is passes


def test_one_person_cannot_start_without_data():
    found = answer(measures=(), designs=(DesignOption("d", "design", people=1, months=6),))
    assert Feasibility.ONE_PERSON not in found.feasible_for


@pytest.mark.parametrize(
    ("schools", "expected"),
    [
        ((1, 24), {Feasibility.SCHOOL_ALONE}),
        ((2, 24), {Feasibility.SEVERAL_SCHOOLS}),
        ((2, None), set()),
        ((None,), set()),
        ((), set()),
    ],
)
def test_schools_needed(schools, expected):
    designs = tuple(DesignOption(f"d{n}", "design", schools=number) for n, number in enumerate(schools))
    assert answer(designs=designs).feasible_for == expected


OWN_FROM = MeasureOption("own", "each school's own records", End.FROM, Access.OWN_RECORDS, Grain.INDIVIDUAL)


def test_what_a_school_did_may_come_from_its_own_records():
    assert answer((OPEN_TO, OWN_FROM)).on_list is NOW


def test_own_records_are_no_source_of_the_outcome():
    own_to = MeasureOption("own", "each school's own records", End.TO, Access.OWN_RECORDS, Grain.INDIVIDUAL)
    assert answer((own_to, OPEN_FROM)).on_list is LATER


def test_one_person_alone_has_no_school_records():
    design = DesignOption("d", "design", people=1, months=6)
    assert Feasibility.ONE_PERSON in answer((OPEN_TO, OPEN_FROM), (design,)).feasible_for
    assert Feasibility.ONE_PERSON not in answer((OPEN_TO, OWN_FROM), (design,)).feasible_for
