"""Certainty in the hub: suggested from what is stored, counted only when a person confirmed it on this very answer."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from docx import Document

from cairn.synthesis.certainty import Component, Concern, Domain, Level, Override, suggest
from cairnhub.accounts.models import User
from cairnhub.evidence.certainty.actions import judge, judge_qualitative, settle_threshold
from cairnhub.evidence.certainty.bodies import directions_body, pooled_body
from cairnhub.evidence.certainty.summary import rows
from cairnhub.evidence.models import Certainty
from cairnhub.evidence.pooling.reading import leading_answers
from cairnhub.history.actions import System, remove
from cairnhub.roadmap.queries.current import current_roadmap
from factories import (
    make_appraisal,
    make_finding,
    make_link,
    make_measured,
    make_pooling,
    make_study,
    make_threshold,
)

pytestmark = pytest.mark.django_db
EDITOR = System("Editor")
NO_FACTS = dict.fromkeys(("confounding_remains", "confounding_would_reduce", "dose_response"))


def measured(link, number, allocation="random", **fields):
    study = make_study(cohort_id=f"people {number}", allocation=allocation, n=400, country="Australia", sites=1)
    return make_measured(2.0 + number / 100, 1.5, 2.7, link=link, study=study, **({"bias": "low"} | fields))


@pytest.fixture
def link():
    return make_link()


@pytest.fixture
def pooling(link):
    return make_pooling(
        *(measured(link, number) for number in range(3)), comparator_risk=0.2, risk_source="The register."
    )


def steps(judged):
    return {one.domain: one.levels for one in suggest(judged.body).judgements}


def test_the_body_is_what_is_stored(pooling):
    body = pooled_body(pooling, NO_FACTS).body
    assert (body.k, body.people, body.chosen) == (3, 1200, False)
    assert {one.design_class for one in body.studies} == {"randomised"}
    assert sum(one.weight for one in body.studies) == pytest.approx(100)
    assert body.narrow == ("one country (Australia)", "one school each")
    assert body.near_only is None


def test_who_chose_is_unknown_until_every_study_says(link):
    found = [measured(link, 0, "assigned"), measured(link, 1, "")]
    assert pooled_body(make_pooling(*found), NO_FACTS).body.chosen is None


def test_a_confirmed_certainty_reaches_link_and_roadmap(pooling, link):
    judged = pooled_body(pooling, NO_FACTS)
    made = judge(judged=judged, facts=NO_FACTS, overrides={}, by=EDITOR)
    assert made.level == suggest(judged.body).level
    assert leading_answers()[link.pk].certainty == made
    assert current_roadmap().assessments[link.pk].link.pooled.certainty == made.level


def test_a_changed_answer_asks_for_a_new_judgement(pooling, link):
    judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    measured(link, 7)
    leading = leading_answers()[link.pk]
    assert (leading.reading.k, leading.certainty) == (4, None)
    assert leading.outdated is not None
    assert "How sure we may be must be confirmed again." in leading.reading.answer.changes
    assert current_roadmap().assessments[link.pk].link.pooled.certainty is None
    judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    assert leading_answers()[link.pk].certainty is not None
    assert Certainty.objects.count() == 1


def test_a_person_differs_with_a_reason_and_both_stay_readable(pooling):
    override = {Domain.INDIRECTNESS: Override(-2, "All in one state.")}
    made = judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides=override, by=EDITOR)
    one = made.judgements["indirectness"]
    assert (one["levels"], one["suggested"], one["reason"]) == (-2, -1, "All in one state.")
    with pytest.raises(ValidationError, match="without a reason"):
        judge(
            judged=pooled_body(pooling, NO_FACTS),
            facts=NO_FACTS,
            overrides={Domain.BIAS: Override(-1, "")},
            by=EDITOR,
        )


def test_directions_count_each_cohort_once_and_leave_out_what_was_taken_back(link):
    first = make_finding(link=link, direction="positive", study=make_study(cohort_id="same"))
    make_finding(link=link, direction="negative", study=make_study(cohort_id="same"))
    again = make_finding(link=link, direction="positive")
    make_study(direction="null", reanalysis_of=again.study)
    body = directions_body(link, NO_FACTS).body
    assert [one.direction for one in body.studies] == ["for"]
    assert first.pk


def test_a_link_without_findings_has_no_body(link):
    assert directions_body(link, NO_FACTS) is None


def test_directions_are_judged_apart_from_pooled_answers(pooling, link):
    judge(judged=directions_body(link, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    assert leading_answers()[link.pk].certainty is None


def test_qualitative_findings_need_all_four_components_with_reasons(link):
    make_finding(link=link, finding_kind="qualitative", direction="", statement="They felt at home.")
    all_four = dict.fromkeys(Component, (Concern.NONE, "Rich and recent."))
    assert judge_qualitative(link=link, concerns=all_four, by=EDITOR).level == Level.HIGH
    with pytest.raises(ValidationError, match="Say why"):
        judge_qualitative(link=link, concerns=all_four | {Component.COHERENCE: (Concern.MINOR, " ")}, by=EDITOR)
    with pytest.raises(ValidationError, match="has not been judged"):
        judge_qualitative(link=link, concerns={Component.METHODS: (Concern.NONE, "Fine.")}, by=EDITOR)


def test_the_summary_says_what_it_means_for_a_thousand_people(pooling, link):
    row = rows()[0]
    assert (row.level, row.words) == ("not judged", "")
    assert row.absolute.without == 0.2
    assert row.absolute.with_it == pytest.approx(0.34, abs=0.03)
    judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    assert "rural practice" in rows()[0].words


def test_page_csv_and_word_file_say_the_same_of_a_thousand_people(client, pooling):
    said = rows()[0].of_people
    assert "of 1,000 people instead of 200" in said
    word = Document(io.BytesIO(client.get("/evidence/certainty/summary.docx").content))
    assert word.tables[0].rows[1].cells[3].text == said
    [row] = csv.DictReader(io.StringIO(client.get("/evidence/certainty/summary.csv").content.decode("utf-8-sig")))
    assert row["of 1,000 people"] == said
    assert said in client.get("/evidence/certainty/").content.decode()


def test_a_proposal_counts_once_it_is_settled(pooling, link):
    proposal = make_threshold(link=link, value=1.4)
    assert current_roadmap().assessments[link.pk].link.smallest_effect is None
    with pytest.raises(ValidationError, match="Say how it was agreed"):
        settle_threshold(threshold=proposal, by=EDITOR, how=" ")
    settle_threshold(threshold=proposal, by=EDITOR, how="Round 1, five groups.")
    link.refresh_from_db()
    assert (link.smallest_effect, link.smallest_effect_unit) == (1.4, "odds ratio")
    assert current_roadmap().assessments[link.pk].link.smallest_effect == 1.4


@pytest.mark.parametrize(("value", "kind"), [(0.7, "odds_ratio"), (1.4, "relative_risk")])
def test_a_settled_effect_on_another_scale_or_side_says_nothing_of_this_answer(pooling, link, value, kind):
    settle_threshold(threshold=make_threshold(link=link, value=value, effect_kind=kind), by=EDITOR, how="Round 1.")
    assert current_roadmap().assessments[link.pk].link.smallest_effect is None


def test_three_sure_cohorts_and_an_agreed_size_support_a_link(pooling, link):
    settle_threshold(threshold=make_threshold(link=link, value=1.2), by=EDITOR, how="Round 1.")
    override = {Domain.INDIRECTNESS: Override(0, "The question is about Australia.")}
    judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides=override, by=EDITOR)
    assert current_roadmap().assessments[link.pk].status == "supported"


def test_an_editor_judges_in_the_browser(client, pooling, link):
    client.force_login(User.objects.create_user(email="editor@example.org", name="Ed", role="editor"))
    address = f"/evidence/certainty/pooled/{pooling.pk}/judge/"
    form = client.get(address).context["form"]
    sent = {name: field.initial if field.initial is not None else "" for name, field in form.fields.items()}
    refused = client.post(address, sent | {"imprecision_levels": "-2"})
    assert refused.status_code == 400
    assert "without a reason" in refused.content.decode()
    done = client.post(address, sent | {"imprecision_levels": "-2", "imprecision_reason": "Few people."})
    assert (done.status_code, done.url) == (302, link.get_absolute_url())
    page = client.get(link.get_absolute_url()).content.decode()
    assert "judged by Ed" in page
    assert "imprecision (−2): Few people." in page


def test_somebody_proposes_how_much_would_matter_in_the_browser(client, link):
    client.force_login(User.objects.create_user(email="m@example.org", name="Mia", role="member"))
    address = f"/evidence/certainty/links/{link.pk}/propose/"
    refused = client.post(address, {"effect_kind": "odds_ratio", "value": "1", "reason": "x"})
    assert "no effect at all" in refused.content.decode()
    client.post(address, {"effect_kind": "odds_ratio", "value": "1.5", "reason": "We would open a track."})
    assert "proposed by Mia" in client.get(link.get_absolute_url()).content.decode()


def test_the_pages_show_suggestion_and_rules(client, pooling):
    page = client.get(f"/evidence/certainty/pooled/{pooling.pk}/").content.decode()
    assert "Nobody has confirmed" in page
    assert "one country (Australia)" in page
    assert "Egger 1997" in client.get("/evidence/certainty/rules/").content.decode()
    assert client.get("/evidence/certainty/summary.docx").content[:2] == b"PK"


def test_directions_are_drawn_and_the_sign_test_waits_for_signs(client, link):
    make_finding(link=link, direction="positive")
    make_finding(link=link, direction="null")
    page = client.get(f"/evidence/certainty/directions/{link.pk}/").content.decode()
    assert "Harvest plot" in page
    assert "Refused: directions coded by" in page
    rows = client.get(f"/evidence/certainty/directions/{link.pk}/directions.csv").content.decode()
    assert rows.count("benefit") == rows.count("none") == 1


def test_the_sign_test_counts_estimates_one_a_cohort_with_its_caveat(client, link):
    for number, estimate in enumerate((2.0, 1.4, 0.8)):
        study = make_study(cohort_id=f"people {number}")
        make_finding(link=link, study=study, effect_kind="odds_ratio", estimate=estimate, direction="null")
    make_finding(link=link, study=make_study(cohort_id="people 0"), effect_kind="odds_ratio", estimate=0.5)
    page = client.get(f"/evidence/certainty/directions/{link.pk}/").content.decode()
    assert "2 of 3 estimates point towards the claim" in page
    assert "vote counting by another name" in page


def test_a_removed_judgement_makes_room_for_a_new_one(pooling, link):
    first = judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    remove(obj=first, by=EDITOR, reason="A slip.")
    assert leading_answers()[link.pk].certainty is None
    second = judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=EDITOR)
    assert second.pk != first.pk


def test_a_result_judged_by_robins_says_nothing_of_another_result_of_its_study(link):
    here = measured(link, 3)
    elsewhere = make_finding(study=here.study)
    make_appraisal(study=here.study, instrument="robins_i", finding=elsewhere)
    assert [one.robins for one in directions_body(link, NO_FACTS).body.studies] == [False]
    make_appraisal(study=here.study, instrument="robins_i", finding=here)
    assert [one.robins for one in directions_body(link, NO_FACTS).body.studies] == [True]
