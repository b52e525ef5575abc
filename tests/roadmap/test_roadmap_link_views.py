"""The page of one link: what was found as plainly when it is null, negative or contested, and what was not."""

import csv
import io

import pytest

from cairnhub.history import actions
from cairnhub.roadmap.models import ReasonOverride
from factories import (
    TESTS,
    make_finding,
    make_link,
    make_measured,
    make_organisation,
    make_person,
    make_pooling,
    make_question,
    make_reference,
    make_study,
    make_synthesis,
    make_version,
    store,
)

ADDRESS = "/framework/links/track__practice/"


def text(client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def table(client) -> list[dict]:
    file = text(client, f"{ADDRESS}findings.csv").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(file)))


def test_the_five_answers_stand_at_the_top(client, field):
    strip = text(client).split('class="strip answers"')[1].split('class="row tools"')[0]

    for answer in (
        "unsettled",
        "2 independent cohorts, 1 of unknown independence",
        "not asked yet",
        "ready",
        "feasible",
    ):
        assert answer in strip
    assert "of 3" in strip


def test_a_draft_and_a_hypothesis_are_marked(client, field):
    assert "proposed: nobody has agreed on it yet" in text(client)
    assert "seen in a source" in text(client)
    assert "our own hypothesis" in text(client, "/framework/links/clinic__practice/")


@pytest.mark.parametrize(
    ("direction", "mark", "words"),
    [
        ("negative", "−", "against"),
        ("null", "0", "no effect"),
        ("contested", "!", "contested"),
        ("mixed", "±", "both ways"),
    ],
)
def test_every_direction_is_shown_with_mark_and_words(client, field, direction, mark, words):
    actions.remove(obj=field.studied.findings.get(pk="f_null"), by=TESTS, reason="Misread.")
    make_finding(link=field.studied, direction=direction)

    page = text(client)

    assert f"{mark}</span>1 {words}" in page
    assert f"{mark}</span> {words}" in page


def test_a_withdrawn_finding_says_so_beside_itself(client, field):
    make_study(reanalysis_of=field.studied.findings.get(pk="f_first").study, direction="null")

    page = text(client)

    assert "disputed by a re-analysis" in page
    assert "stroke-contested" in page


def test_findings_without_an_interval_are_listed_and_not_drawn(client, field):
    page = text(client)

    assert "1 finding without an interval" in page
    assert page.count('id="finding-') == 2


def test_unlike_effects_never_share_an_axis_and_nothing_is_pooled(client, field):
    make_finding(link=field.studied, effect_kind="percentage_points", effect_text="5", estimate=5, ci_low=1, ci_high=9)

    picture = text(client, f"{ADDRESS}findings.svg")

    assert "odds ratio, log scale" in picture
    assert ">percentage points<" in picture
    assert "Together" not in picture
    assert "Not pooled" in picture


def test_what_an_editor_pooled_stands_with_its_findings_and_the_rest_stays_apart(client, field):
    found = [make_measured(link=make_link(), cohort="one")]
    found.append(make_measured(3.1, 1.95, 4.93, link=found[0].link, cohort="two"))
    make_measured(7.0, 3.0, 16.0, link=found[0].link, cohort="three", contrast="one rotation more")
    make_pooling(*found)

    page = text(client, found[0].link.get_absolute_url())

    assert "Together (2 studies" in page
    assert "how it was pooled" in page
    assert page.count("log scale") == 2


def test_a_study_nobody_has_extracted_is_told_apart(client, field):
    rest = text(client).split("Study-level, not extracted")[1]

    assert "counts for nothing here" in rest
    assert "negative" in rest


def test_reviews_and_their_counts_stand_apart(client, field):
    review = make_study(study_kind="review", look_here=[field.studied], direction="positive")
    make_synthesis(
        review=review, link=field.studied, predictor="Rural origin", studies_positive=21, studies_not_positive=3
    )

    page = text(client)

    rest = page.split("Reviews and syntheses, listed apart")[1]
    assert "no vote-count test is run" in rest
    assert '<td class="n">21</td><td class="n">3</td>' in rest
    assert "2 independent cohorts" in page


def test_an_address_that_was_only_read_is_never_published(client, field):
    copy = "https://mirror.example/paper"
    study = make_study(references=[make_reference(provenance_url=copy)])
    make_finding(link=field.studied, study=study)

    assert copy not in text(client)
    assert copy not in text(client, f"{ADDRESS}findings.csv")


def test_a_reason_names_its_findings_and_an_override_its_editor(client, field):
    store(ReasonOverride(link=field.studied, letter="A", holds=False, explanation="One trial was enough."))

    gap = text(client).split("Why it is still a gap")[1]

    assert 'href="#finding-f_first"' in gap
    assert "<b>Tests</b> decided otherwise than the rule (yes): One trial was enough." in gap


def test_sources_designs_people_and_questions_are_named(client, field):
    person = make_person(organisation=make_organisation(name="A school of medicine"), links=[field.studied])
    make_question(links=[field.studied], decided_by="Deans", decision="whether to open a track")

    page = text(client)

    assert "Open register" in page
    assert "limits: self-reported" in page
    assert "Threats: self-selection." in page
    assert person.name in page
    assert "A school of medicine" in page
    assert "Deans would act: whether to open a track" in page


def test_a_design_that_does_not_fit_says_why(client, field):
    actions.change(
        obj=field.practice.data_sources.get(), by=TESTS, reason="Closed.", values={"access_level": "restricted"}
    )

    page = text(client)

    assert "not feasible yet, and why" in page
    assert "needs records of individual people of the outcome" in page


def test_empty_states_say_what_is_missing(client, field):
    page = text(client, "/framework/links/clinic__practice/")

    for words in (
        "No study is known to look at it",
        "Nobody has been asked yet how much this link matters",
        "No source we know measures it",
        "Nobody has said that they work on it",
        "No question about it yet",
    ):
        assert words in page


def test_the_versions_it_lived_in_are_linked(client, field):
    from cairnhub.framework.actions import publish_version
    from cairnhub.framework.models import FrameworkVersion

    publish_version(version=FrameworkVersion(id="v1", number="1", changelog="First."), by=TESTS)

    assert '/framework/versions/v1/">1</a>' in text(client)


def test_the_file_says_what_was_counted_and_what_was_not(client, field):
    make_synthesis(link=field.studied)

    rows = table(client)

    assert [row["told_as"] for row in rows] == [
        "finding", "finding", "study-level, not extracted", "counts of studies by a review",
    ]  # fmt: skip
    first = next(row for row in rows if row["study_id_or_finding_id"] == "f_first")
    assert (first["estimate"], first["interval_low"], first["interval_high"]) == ("2.1", "1.4", "3.2")
    assert rows[-1]["studies_positive"] == "3"


def test_a_retired_link_keeps_its_page_without_a_rank(client, field):
    actions.change(obj=field.studied, by=TESTS, reason="Merged.", values={"status": "retired"})

    page = text(client)

    assert "not ranked" in page
    assert "2 independent cohorts" in page


def test_hidden_and_absent_links_give_the_same_answer(client, field, editor):
    actions.remove(obj=field.bare, by=TESTS, reason="A duplicate.")

    hidden = client.get("/framework/links/clinic__practice/")
    absent = client.get("/framework/links/nothing/")

    assert (hidden.status_code, hidden.content) == (404, absent.content)
    client.force_login(editor)
    assert client.get("/framework/links/clinic__practice/").status_code == 200


@pytest.mark.parametrize("part", ["", "findings.csv", "findings.svg", "brief/", "brief.docx"])
def test_queries_do_not_grow_with_what_was_found(client, field, django_assert_max_num_queries, part):
    client.get("/")
    for _ in range(6):
        make_finding(link=field.studied)
        make_study(look_here=[field.studied])
        make_synthesis(link=field.studied)
    client.get("/")

    with django_assert_max_num_queries(31):
        assert client.get(f"{ADDRESS}{part}").status_code == 200


def test_a_version_is_named_where_the_link_stands(client, field):
    make_version(number="0.9")

    assert "Framework 0.9" in text(client)
