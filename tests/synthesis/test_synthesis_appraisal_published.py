"""Instruments of quality appraisal against what was published: scores of papers, means of reviews, the forms' shape."""

import pytest

from cairn.synthesis.appraisal import INSTRUMENTS, KIRKPATRICK, instrument, overall

MERSQI = instrument("mersqi")
ITEMS = [one.id for one in MERSQI.domains]

# BMC Medical Education 2020;20:175, table 2 (PMC7268469), columns in the order of the instrument: design, institutions,
# response, data, three of validity, appropriateness, complexity, outcome; then the score. Of its 15 studies one is left
# out: the items of Lee, Tse and Naguwa 2004 add up to 9.5, the table says 7.5.
STUDIES = {
    "Whitman 1988": ([1, 1.5, 1.5, 1, 0, 0, 0, 1, 1, 1.5], 8.5),
    "Doughty 1991": ([1, 1.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 7),
    "Mygdal 1991": ([1, 0.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 6),
    "Evans 1997": ([1, 1.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 7),
    "Stoller 2004": ([1, 1, 1, 1, 0, 0, 0, 1, 1, 1], 7),
    "Crites 2004": ([1, 0.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 6),
    "Hemer 2007": ([1, 0.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 6),
    "Stergiopoulos 2009": ([1, 0.5, 0.5, 1, 0, 0, 0, 1, 1, 1], 6),
    "Kuo 2010": ([1, 0.5, 1.5, 3, 0, 0, 0, 1, 1, 1], 9),
    "Pettit 2011": ([2, 0.5, 0.5, 1, 0, 0, 0, 1, 2, 1], 8),
    "Brandon 2013": ([1, 0.5, 0.5, 1, 0, 0, 0, 1, 2, 1], 7),
    "Cole 2017": ([1, 0.5, 1.5, 1, 0, 0, 0, 1, 1, 1], 7),
    "Itri 2017": ([1, 0.5, 1.5, 1, 0, 0, 0, 1, 1, 1], 7),
    "Hill 2018": ([1, 0.5, 1.5, 1, 0, 0, 0, 1, 1, 1], 7),
}


def by_points(points):
    return {
        one.id: next(option.value for option in one.options if option.points == given)
        for one, given in zip(MERSQI.domains, points, strict=True)
    }


@pytest.mark.parametrize("name", STUDIES)
def test_mersqi_scores_published_studies_as_their_reviewers_did(name):
    points, score = STUDIES[name]
    found = overall(MERSQI, by_points(points))
    assert (found.score, found.maximum, found.adjusted) == (score, 18, False)
    assert sum(part.points for part in found.parts) == score


@pytest.mark.parametrize(
    ("item", "counts", "mean"),
    [
        # The 210 studies of Reed et al. 2007 and the 482 of its replication: doi 10.1186/s12909-022-03301-1, table 1.
        ("design", {"single_post": 140, "single_pre_post": 33, "two_groups": 31, "randomised": 6}, 1.28),
        ("design", {"single_post": 309, "single_pre_post": 55, "two_groups": 65, "randomised": 53}, 1.41),
        ("data", {"self": 114, "objective": 96}, 1.91),
        ("data", {"self": 220, "objective": 262}, 2.09),
        # The 16 studies of BMC Medical Education 2020;20:215, table 2.
        ("institutions", {"one": 11, "three": 5}, 0.81),
        ("complexity", {"descriptive": 13, "beyond": 3}, 1.19),
    ],
)
def test_points_give_the_published_means_of_items(item, counts, mean):
    domain = MERSQI.domain(item)
    total = sum(domain.option(value).points * number for value, number in counts.items())
    assert total / sum(counts.values()) == pytest.approx(mean, abs=0.01)


def test_mersqi_has_ten_items_in_six_domains_of_three_points():
    best = {one.id: max(one.options, key=lambda option: option.points or 0).value for one in MERSQI.domains}
    parts = overall(MERSQI, best).parts
    assert len(ITEMS) == 10
    assert [(part.points, part.maximum) for part in parts] == [(3, 3)] * 6


def test_items_that_do_not_apply_leave_the_maximum_of_their_domain():
    answers = by_points([1, 0.5, 0.5, 3, 0, 0, 0, 1, 2, 2])
    validity = dict.fromkeys(("internal_structure", "content", "relationships"), "not_applicable")
    found = overall(MERSQI, answers | validity)
    assert found.adjusted
    assert {part.name: part.maximum for part in found.parts}["Validity of evaluation instrument"] == 0
    assert found.score == pytest.approx(18 * 10 / 15)
    assert found.score > overall(MERSQI, answers).score == 10


@pytest.mark.parametrize(("name", "last"), [("nos_cohort", "Outcome"), ("nos_case_control", "Exposure")])
def test_newcastle_ottawa_has_four_two_and_three_stars(name, last):
    tool = instrument(name)
    starred = {one.id: max(one.options, key=lambda option: option.points).value for one in tool.domains}
    found = overall(tool, starred)
    assert [(part.name, part.maximum) for part in found.parts] == [("Selection", 4), ("Comparability", 2), (last, 3)]
    for one in tool.domains:
        points = [option.points for option in one.options]
        assert set(points) == ({0, 1, 2} if one.part == "Comparability" else {0, 1}), one.name


# Answers by their letters on the form, a star after those that earn one: PMC3167434, table 2, and the authors' form for
# case-control studies. Comparability has two answers, each with a star, which here are told apart by their number.
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("nos_cohort", ["a*b*cd", "a*bc", "a*b*cd", "a*b", "a*b*cd", "a*b", "a*b*cd"]),
        ("nos_case_control", ["a*bc", "a*b", "a*bc", "a*b", "a*b*cde", "a*b", "a*bc"]),
    ],
)
def test_newcastle_ottawa_gives_its_stars_where_the_form_does(name, form):
    letters = [
        "".join(letter + "*" * int(option.points) for letter, option in zip("abcde", one.options, strict=False))
        for one in instrument(name).domains
        if one.id != "comparability"
    ]
    assert letters == form


def test_newcastle_ottawa_of_a_published_study():
    # Bowen 2012 in PMC6312816, table 2: 6 stars, one each for items 1, 4, 7 and 8, both for comparability.
    answers = {
        "representativeness": "truly",
        "non_exposed": "different",
        "ascertainment": "self_report",
        "not_present": "yes",
        "comparability": "both",
        "assessment": "self_report",
        "long_enough": "yes",
        "follow_up": "few_lost",
    }
    found = overall(instrument("nos_cohort"), answers)
    assert (found.score, [part.points for part in found.parts]) == (6, [2, 2, 2])


def test_what_the_newcastle_ottawa_form_leaves_blank_waits_for_a_coordinator():
    # The blanks of the form as printed in PMC3167434, table 2: of whom the average, the most important factor, an
    # adequate follow-up, an adequate share.
    waiting = {tool.id: [one.id for one in tool.domains if one.to_be_filled] for tool in INSTRUMENTS.values()}
    assert waiting == {
        "robins_i": [],
        "rob2": [],
        "mersqi": [],
        "nos_cohort": ["representativeness", "comparability", "long_enough", "follow_up"],
        "nos_case_control": ["comparability"],
    }


def test_levels_are_barrs_six_and_never_a_score():
    (level,) = KIRKPATRICK.domains
    assert [one.value for one in level.options] == ["1", "2a", "2b", "3", "4a", "4b"]
    found = overall(KIRKPATRICK, {"level": "4b"})
    assert (found.value, found.because) == ("4b", "Level 4b, benefits to patients or clients.")
    assert (found.score, found.maximum, found.parts, KIRKPATRICK.overall_options) == (None, None, (), ())
    assert KIRKPATRICK.id not in INSTRUMENTS


@pytest.mark.parametrize("tool", [*INSTRUMENTS.values(), KIRKPATRICK], ids=lambda tool: tool.id)
def test_every_instrument_says_what_it_is_and_where_it_was_read(tool):
    for text in (tool.version, tool.citation, tool.suits, tool.overall_rule, tool.checked_against):
        assert text.strip()
    assert tool.url.startswith("https://")
    assert len({one.id for one in tool.domains}) == len(tool.domains)
    for one in tool.domains:
        assert bool(one.guidance) != bool(one.open_to_users), one.name
        assert len({option.value for option in one.options}) == len(one.options) > 1
