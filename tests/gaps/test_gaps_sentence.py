"""One sentence per gap, from its own data and nothing else."""

import pytest
from hypothesis import given

from cairn.gaps import (
    Access,
    Certainty,
    Claim,
    DesignOption,
    Direction,
    End,
    Flags,
    MeasureOption,
    Pooled,
    Ratings,
    StudyKind,
    StudyLevel,
    assess,
)
from cairn.gaps.speech import count, listed
from gaps_builders import (
    ASKED,
    NOBODY_ASKED,
    OPEN_FROM,
    OPEN_TO,
    links,
    make_finding,
    make_findings,
    make_link,
    three_for,
)

POS, NEG, NULL = Direction.POSITIVE, Direction.NEGATIVE, Direction.NULL
DID = DesignOption("did", "difference-in-differences", schools=24)


def sentence(as_of=NOBODY_ASKED, **fields):
    return assess(make_link(**fields), as_of).sentence


def test_a_gap_that_can_be_answered_now():
    assert sentence(measures=(OPEN_TO, OPEN_FROM), designs=(DID,)) == (
        "No study yet. NPPES and programme register could measure it. One design could use these data: "
        "difference-in-differences (at least 24 schools). Nobody has been asked how much it matters; nobody has "
        "claimed it."
    )


def test_a_gap_that_needs_data_first():
    restricted = MeasureOption("gq", "Graduation Questionnaire", End.TO, Access.RESTRICTED)
    assert sentence(measures=(restricted,)) == (
        "No study yet. No source we know measures “rural tracks”; “rural practice” is only in Graduation Questionnaire "
        "(restricted); no design has been matched to it. Nobody has been asked how much it matters; nobody has claimed "
        "it."
    )


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"findings": make_findings(POS)}, "One study, for it."),
        ({"findings": make_findings(NULL)}, "One study, no effect."),
        (
            {"findings": three_for(sites=1), "pooled": Pooled(1, 0.5, 2, k=3, certainty=Certainty.VERY_LOW)},
            "Three studies (independence unknown), each at one school, all for it, very low certainty.",
        ),
        (
            {"findings": tuple(make_finding(n, d, cohort=f"c{n}") for n, d in enumerate([POS, POS, NEG, NULL]))},
            "Four studies, 2 for it, 1 against it, 1 no effect.",
        ),
        (
            {"findings": (make_finding(1, cohort="c"), make_finding(2, cohort="c"))},
            "Two studies on one cohort, both for it.",
        ),
        ({"findings": (make_finding(withdrawn_by="later"),)}, "The only findings were withdrawn by a later analysis."),
        (
            {"findings": (make_finding(1), make_finding(2, withdrawn_by="later"))},
            "One study, for it, one result disputed by a later analysis.",
        ),
        (
            {"findings": make_findings(Direction.CONTESTED)},
            "One study, one result disputed by a later analysis.",
        ),
        (
            {"findings": make_findings(POS), "claim": Claim.PREDICTIVE},
            "One study, for it, an association, nothing to act on.",
        ),
        (
            {"studies": (StudyLevel("a"), StudyLevel("b"), StudyLevel("r", StudyKind.REVIEW))},
            "No finding extracted yet. Two studies look at it, not extracted; one review.",
        ),
        (
            {"findings": make_findings(POS), "studies": (StudyLevel("a"),)},
            "One study, for it. One more study looks at it, not extracted.",
        ),
    ],
)
def test_what_was_found_comes_first(fields, start):
    assert sentence(**fields).startswith(start)


def test_flags_are_said_and_what_nobody_looked_up_is_not():
    said = sentence(flags=Flags(claimed_by=("B", "A"), known_grants=2, running_studies=1))
    assert said.endswith("claimed by A and B; two known grants; one study running.")
    assert "grant" not in sentence()


def test_ratings_are_told_by_group_once_groups_are_heard():
    ratings = Ratings(importance={"community": (9, 9), "schools": (8, 8), "students": (8,), "funders": (5, 5)})
    assert "Rated 8 of 9 or more by 3 of four groups; nobody has claimed it." in sentence(ASKED, ratings=ratings)
    assert "Nobody has been asked how much it matters" in sentence(ratings=ratings)
    assert "No group has rated how much it matters" in sentence(ASKED)


def test_of_several_designs_none_is_put_forward():
    designs = (DesignOption("a", "event study"), DID, DesignOption("z", "record study", schools=1))
    said = sentence(measures=(OPEN_TO, OPEN_FROM), designs=designs)
    assert "Three designs could use these data; which one suits the question is not judged." in said
    assert "record study" not in said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and D"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 more"),
    ],
)
def test_long_lists_are_cut_short(names, said):
    assert listed(names) == said


def test_small_numbers_are_words():
    assert [count(0, "study", "studies"), count(1, "study", "studies"), count(11, "cohort")] == [
        "no studies",
        "one study",
        "11 cohorts",
    ]


@given(link=links())
def test_every_gap_has_a_sentence_of_whole_parts(link):
    said = assess(link, NOBODY_ASKED).sentence
    assert said[0].isupper()
    assert said.endswith(".")
    assert "None" not in said
    assert ", ," not in said
    assert ".." not in said
