"""What the roadmap takes in from the database: what counts as a finding, and what never does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn import gaps
from cairnhub.history import actions
from cairnhub.roadmap.models import ReasonOverride
from cairnhub.roadmap.queries.current import computed_roadmap
from factories import (
    TESTS,
    make_construct,
    make_design,
    make_finding,
    make_link,
    make_outcome,
    make_programme,
    make_question,
    make_reference,
    make_source,
    make_study,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():
    return make_construct(id="act_track", name="Rural track")


@pytest.fixture
def practice():
    return make_outcome(id="out_practice", name="Rural practice")


@pytest.fixture
def link(track, practice):
    return make_link(id="track__practice", source=track, target=practice)


def assessed(link) -> gaps.Assessment:
    return computed_roadmap(None).assessments[link.pk]


def test_k_counts_independent_cohorts_not_papers(link):
    for cohort in ("jefferson", "jefferson", ""):
        make_finding(study=make_study(cohort_id=cohort), link=link)

    assert assessed(link).cohorts == gaps.Cohorts(k=2, unknown=1)


def test_a_finding_of_a_review_is_never_counted(link):
    make_finding(study=make_study(study_kind="review"), link=link)

    one = assessed(link)

    assert one.status is gaps.Status.NO_STUDIES
    assert [study.kind for study in one.link.studies] == [gaps.StudyKind.REVIEW]


@pytest.mark.parametrize("kind", ["qualitative", "cost"])
def test_a_finding_in_words_is_told_apart_and_never_counted(link, kind):
    make_finding(link=link, finding_kind=kind, direction="positive", statement="Preceptors felt supported.")

    one = assessed(link)

    assert one.cohorts.k == 0
    assert [study.kind for study in one.link.studies] == [gaps.StudyKind(kind)]


def test_a_study_level_direction_never_becomes_a_finding(link, track, practice):
    other = make_outcome(name="Retention")
    make_study(id="both", exposures=[track], outcomes=[practice, other], direction="negative")

    one = assessed(link)

    assert one.link.findings == ()
    assert one.link.studies == (gaps.StudyLevel("both", gaps.StudyKind.PRIMARY, gaps.Direction.NEGATIVE),)
    assert one.status is gaps.Status.NO_STUDIES


def test_a_study_listed_to_be_looked_at_bears_on_the_link_alone(link):
    make_study(id="listed", look_here=[link], direction="not_extracted")

    assert assessed(link).link.studies == (gaps.StudyLevel("listed", gaps.StudyKind.PRIMARY, None),)


def test_a_study_with_one_end_only_does_not_bear_on_the_link(link, track):
    make_study(exposures=[track], outcomes=[make_outcome(name="Retention")])

    assert assessed(link).link.studies == ()


def test_a_study_with_a_finding_is_not_told_twice(link, track, practice):
    make_finding(study=make_study(exposures=[track], outcomes=[practice], look_here=[link]), link=link)

    one = assessed(link)

    assert (len(one.link.findings), one.link.studies) == (1, ())


@pytest.mark.parametrize(("said", "status"), [("null", gaps.Status.CONTESTED), ("positive", gaps.Status.UNSETTLED)])
def test_a_reanalysis_that_finds_nothing_makes_the_link_contested(link, said, status):
    first = make_study(id="first")
    make_finding(study=first, link=link)
    make_study(id="again", reanalysis_of=first, direction=said)

    assert assessed(link).status is status


def test_a_reanalysis_that_agrees_withdraws_nothing(link):
    first = make_study(direction="null")
    make_finding(study=first, link=link, direction="null")
    make_study(reanalysis_of=first, direction="null")

    assert assessed(link).link.findings[0].stands


def test_a_removed_finding_or_study_is_gone(link):
    actions.remove(obj=make_finding(link=link), by=TESTS, reason="Misread.")
    actions.remove(obj=make_study(look_here=[link]), by=TESTS, reason="Retracted.")

    one = assessed(link).link
    assert (one.findings, one.studies) == ((), ())


def test_a_share_of_one_group_is_no_comparison(link):
    make_finding(link=link, effect_kind="percent", effect_text="94", estimate=94)
    make_finding(link=link, effect_kind="odds_ratio", effect_text="2", estimate=2, ci_low=1.5, ci_high=3)

    share, ratio = sorted(assessed(link).link.findings, key=lambda finding: finding.estimate or 0)

    assert share.estimate is None
    assert (ratio.estimate, ratio.low, ratio.high, ratio.null_value) == (2, 1.5, 3, 1)


def test_the_year_is_that_of_the_main_reference(link):
    references = [make_reference(id="b_late", year=2020), make_reference(id="a_first", year=1999)]
    make_finding(study=make_study(references=references), link=link)

    assert assessed(link).link.findings[0].year == 1999


def test_both_ends_measured_and_a_fitting_design_make_a_link_answerable(link, track, practice):
    make_source(constructs=[track, practice], access_level="open", grain_level="individual")
    make_design(compares=True, data_grain="individual", reach="one_person")

    answer = assessed(link).answer

    assert answer.on_list is gaps.GapList.ANSWERABLE_NOW
    assert gaps.Feasibility.ONE_PERSON in answer.feasible_for


@pytest.mark.parametrize("compares", [False, None])
def test_a_design_not_known_to_compare_is_left_out(link, compares):
    make_design(compares=compares)

    assert assessed(link).link.designs == ()


def test_the_programme_register_is_a_source_from_two_known_first_years(link, track):
    make_programme(activity=track, started=2001)
    make_programme(activity=track)
    assert [option.source for option in assessed(link).link.measures] == ["own_records"]

    make_programme(activity=track, started=2010)
    by_id = {option.source: option for option in assessed(link).link.measures}
    own, register = by_id["own_records"], by_id["programme_register"]
    assert (own.end, own.access) == (gaps.End.FROM, gaps.Access.OWN_RECORDS)
    assert (register.end, register.access) == (gaps.End.FROM, gaps.Access.OPEN)
    assert "2 programmes" in register.name


def test_questions_bring_decisions_and_flags(link):
    make_question(
        links=[link],
        status="claimed",
        claimed_by="A school",
        known_grants=["R01, https://example.org/r01"],
        decided_by="Deans",
    )
    make_question(links=[link], status="answered", claimed_by="Nobody any more", decided_by="Old deans")

    one = assessed(link).link

    assert [decision.actor for decision in one.decisions] == ["Deans"]
    assert one.flags == gaps.Flags(claimed_by=("A school",), known_grants=1, running_studies=None)


def test_an_override_carries_its_author_and_reason(link):
    store(ReasonOverride(id="ours", link=link, letter="A", holds=False, explanation="One trial was enough."))

    reason = assessed(link).reasons[0]

    assert (reason.holds, reason.computed) == (False, True)
    assert (reason.overridden_by, reason.override) == ("Tests", "One trial was enough.")


def test_retired_and_removed_links_are_not_ranked(link):
    make_link(source=make_construct(name="Old track"), target=link.target, status="retired")
    gone = make_link(source=make_construct(name="Another"), target=link.target)
    actions.remove(obj=gone, by=TESTS, reason="A duplicate.")

    assert list(computed_roadmap(None).links) == [link.pk]


def test_the_answer_does_not_depend_on_the_order_of_the_rows(link):
    ids = ["s_b", "s_a", "s_c"]
    for name in ids:
        make_finding(id=f"f_{name}", study=make_study(id=name, cohort_id=name), link=link)
    first = computed_roadmap(None)
    # An update moves a row to the end on PostgreSQL, where a query without order would then answer otherwise.
    for name in ids[::-1]:
        row = first.bearings[link.pk].findings[0].__class__.objects.get(pk=f"f_{name}")
        actions.change(obj=row, by=TESTS, reason="Seen again.", values={"comparison": "those who stayed away"})
    second = computed_roadmap(None)

    assert first.assessments == second.assessments
    assert first.ranking().links == second.ranking().links


def test_more_links_and_studies_ask_no_more_queries(link, track, practice):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            computed_roadmap(None)
        return len(asked)

    make_finding(link=link)
    few = queries()
    for number in range(6):
        other = make_link(source=make_construct(name=f"Activity {number}"), target=practice)
        make_finding(link=other)
        make_study(exposures=[track], outcomes=[practice])
        make_source(constructs=[practice])
        make_question(links=[other])

    assert queries() == few <= 16
