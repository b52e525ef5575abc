"""Decisions to pool, and answers that keep themselves."""

import html

import pytest
from django.core.exceptions import ValidationError

from cairn.synthesis import comparable, fit
from cairnhub.accounts.models import User
from cairnhub.evidence.models import Answer, Pooling, Study
from cairnhub.evidence.pooling import effects
from cairnhub.evidence.pooling.actions import change_pooling, pool
from cairnhub.evidence.pooling.reading import leading_answers, newest_reading, newest_readings
from cairnhub.history import actions
from cairnhub.history.actions import System
from factories import make_appraisal, make_link, make_measured, make_pooling, make_study

pytestmark = pytest.mark.django_db
EDITOR = System("Editor")


@pytest.fixture
def link():
    return make_link()


def three(link):
    numbers = [(2.0, 1.5, 2.7), (3.1, 1.95, 4.93), (1.4, 0.9, 2.2)]
    return [make_measured(*one, link=link, cohort=f"people {at}") for at, one in enumerate(numbers)]


def test_the_answer_is_that_of_the_library(link):
    reading = newest_reading(make_pooling(*three(link)))
    yi, vi = [one.yi for one in reading.effects], [one.vi for one in reading.effects]
    expected = fit(yi, vi, method="REML", ci="kh")
    assert reading.result["estimate"] == expected.estimate
    assert reading.result["ci"] == list(expected.ci)
    assert reading.k == 3
    assert reading.estimate == pytest.approx(2.0, abs=0.4)
    assert [one.weight for one in reading.effects] == pytest.approx(expected.weights)
    assert reading.prediction is None


def test_studies_of_one_name_are_told_apart_by_letters(link):
    answer = newest_reading(make_pooling(*three(link)))
    named = effects.names_of(Study.objects.all())
    assert [one.label[-1] for one in answer.effects] == ["a", "b", "c"]
    assert [named[one.study] for one in answer.effects] == [one.label for one in answer.effects]
    assert {effects._letters(place) for place in (0, 25, 26, 701, 702)} == {"a", "z", "aa", "zz", "aaa"}


def test_nothing_is_pooled_without_a_decision(link):
    three(link)
    assert leading_answers() == {}
    assert Answer.objects.count() == 0


def test_one_cohort_keeps_its_own_interval(link):
    reading = newest_reading(make_pooling(make_measured(link=link)))
    assert reading.ci == pytest.approx((1.5, 2.7), rel=0.01)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"effect_kind": "relative_risk"}, "kind of effect"),
        ({"contrast": "one rotation more"}, "contrast"),
        ({"outcome_definition": "intends to"}, "outcome"),
        ({"outcome_level": "near"}, "level of outcome"),
        ({"ci_low": None, "ci_high": None}, "its interval is not known"),
    ],
)
def test_unlike_findings_are_refused_with_the_rule(link, fields, said):
    one, other = make_measured(link=link, outcome_level="far"), make_measured(link=link, outcome_level="far")
    actions.change(obj=other, by=EDITOR, reason="", values=fields)
    with pytest.raises(ValidationError, match=said):
        pool(link=link, findings=[one.pk, other.pk], by=EDITOR, reason="Why not.")
    assert not Pooling.objects.exists()


def test_two_findings_of_the_same_people_need_a_choice_or_a_model(link):
    same = [make_measured(link=link, cohort="one"), make_measured(2.2, 1.4, 3.4, link=link, cohort="one")]
    other = make_measured(1.7, 1.1, 2.6, link=link, cohort="two")
    chosen = [one.pk for one in (*same, other)]
    with pytest.raises(ValidationError, match="same people"):
        pool(link=link, findings=chosen, by=EDITOR, reason="All of them.")
    made = pool(link=link, findings=chosen, by=EDITOR, reason="All of them.", model="correlated")
    reading = newest_reading(made)
    assert reading.k == 2
    assert len(reading.effects) == 3
    assert reading.result["interval_rule"] == "CR2"
    assert "not to be trusted" in reading.result["notes"][1]


def test_findings_of_another_link_and_none_at_all_are_refused(link):
    with pytest.raises(ValidationError, match="no finding with a number"):
        pool(link=link, findings=[make_measured().pk], by=EDITOR, reason="x")
    with pytest.raises(ValidationError, match="at least one"):
        pool(link=link, findings=[], by=EDITOR, reason="x")


def test_one_answer_leads_a_link(link):
    first = make_pooling(make_measured(link=link))
    second = make_pooling(make_measured(link=link, outcome_definition="works in a small town"))
    first.refresh_from_db()
    assert (first.leading, second.leading) == (False, True)
    assert leading_answers()[link.pk].reading.pooling == second
    assert [one.pooling for one in newest_readings(link)] == [second, first]


def test_a_new_finding_of_the_same_kind_joins_and_the_answer_says_what_changed(link):
    pooling = make_pooling(*three(link)[:2])
    actions_before = pooling.answers.count()
    make_measured(0.6, 0.4, 0.9, link=link, cohort="new people")
    answers = list(pooling.answers.all())
    assert len(answers) == actions_before + 1
    assert answers[0].result["k"] == 3
    assert "rose from 2 to 3" in answers[0].changes[0]
    assert any(sentence.startswith("I² rose") for sentence in answers[0].changes)
    assert pooling.findings.count() == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"cohort": "people 0"},
        {"outcome_definition": "intends to"},
        {"effect_kind": "relative_risk"},
        {"outcome_level": "near"},
    ],
)
def test_what_is_not_alike_does_not_join(link, fields):
    pooling = make_pooling(*three(link)[:2])
    make_measured(0.6, 0.4, 0.9, link=link, **({"cohort": "new"} | fields))
    assert pooling.findings.count() == 2


def test_people_not_known_to_be_new_join_only_once_they_are(link):
    pooling = make_pooling(*three(link))
    newcomer = make_measured(1.8, 1.1, 2.9, link=link, cohort="")
    assert pooling.findings.count() == 3
    actions.change(obj=newcomer.study, by=EDITOR, reason="Asked the authors.", values={"cohort_id": "people 9"})
    assert pooling.findings.count() == 4


def test_a_closed_pooling_takes_nothing_in(link):
    pooling = make_pooling(*three(link)[:2], open_to_new=False)
    make_measured(0.6, 0.4, 0.9, link=link, cohort="new")
    assert pooling.findings.count() == 2


def test_a_corrected_finding_changes_the_answer_and_the_earlier_one_stays(link):
    found = three(link)
    pooling = make_pooling(*found)
    before = newest_reading(pooling)
    actions.change(obj=found[0], by=EDITOR, reason="Misread.", values={"estimate": 1.2, "ci_low": 0.9, "ci_high": 1.6})
    after = newest_reading(pooling)
    assert after.estimate < before.estimate
    assert "was corrected" in after.answer.changes[0]
    assert [one.result["estimate"] for one in pooling.answers.all()] == [
        after.result["estimate"],
        before.result["estimate"],
    ]


def test_another_way_of_pooling_is_told(link):
    made = make_pooling(*three(link))
    actions.change(obj=made, by=EDITOR, reason="Few cohorts.", values={"interval": "wald"})
    told = "It is pooled by random effects, REML, interval by Wald now; it was by "
    assert any(sentence.startswith(told) for sentence in newest_reading(made).answer.changes)


def test_a_change_that_touches_no_number_adds_no_answer(link):
    found = three(link)
    pooling = make_pooling(*found)
    actions.change(obj=found[0], by=EDITOR, reason="", values={"statement": "In other words."})
    actions.change(obj=found[0].study, by=EDITOR, reason="", values={"notes": "Read again."})
    assert pooling.answers.count() == 1


def test_what_no_longer_fits_is_left_out_and_named(link):
    found = three(link)
    pooling = make_pooling(*found)
    actions.change(obj=found[2], by=EDITOR, reason="", values={"outcome_definition": "intends to"})
    reading = newest_reading(pooling)
    assert reading.k == 2
    assert [one["finding"] for one in reading.result["left_out"]] == [found[2].pk]


def test_a_correction_that_makes_a_finding_unlike_the_rest_takes_it_out(link):
    found = three(link)
    pooling = make_pooling(*found)
    actions.change(obj=found[2], by=EDITOR, reason="", values={"outcome_level": "near"})
    reading = newest_reading(pooling)
    assert reading.k == 2
    assert [one["finding"] for one in reading.result["left_out"]] == [found[2].pk]
    assert "level of its outcome" in reading.result["left_out"][0]["why"]


def test_a_corrected_design_takes_its_finding_out(link):
    found = three(link)
    pooling = make_pooling(*found)
    actions.change(obj=found[1].study, by=EDITOR, reason="", values={"allocation": "random"})
    reading = newest_reading(pooling)
    assert [one["finding"] for one in reading.result["left_out"]] == [found[1].pk]


def test_a_reanalysis_takes_its_finding_out(link):
    found = three(link)
    pooling = make_pooling(*found)
    make_study(direction="null", reanalysis_of=found[1].study)
    assert newest_reading(pooling).k == 2


def test_when_nothing_fits_any_more_the_answer_is_unknown_not_silent(link):
    only = make_measured(link=link)
    pooling = make_pooling(only)
    actions.change(obj=only, by=EDITOR, reason="", values={"ci_low": None, "ci_high": None})
    reading = newest_reading(pooling)
    assert not reading.is_known
    assert reading.answer.problem == "None of its findings can be pooled now."


def test_an_undone_decision_brings_the_earlier_answer_back(link):
    found = three(link)
    pooling = make_pooling(*found)
    first = newest_reading(pooling)
    event = change_pooling(pooling=pooling, findings=[found[0].pk, found[1].pk], by=EDITOR, reason="Third differs.")
    assert newest_reading(pooling).k == 2
    actions.undo(event=event, by=EDITOR, reason="It does not.")
    assert newest_reading(pooling).result["estimate"] == first.result["estimate"]


def test_leading_answers_take_the_same_few_queries_for_any_number(link, django_assert_num_queries):
    for _ in range(3):
        make_pooling(make_measured())
    with django_assert_num_queries(3):
        assert len(leading_answers()) == 3


# The pages


def test_the_page_shows_answer_pictures_and_history(client, link):
    found = three(link)
    for one in found[:2]:
        make_appraisal(study=one.study, instrument="robins_i", confounding="serious")
    pooling = make_pooling(*found)
    actions.change(obj=found[0], by=EDITOR, reason="Misread.", values={"estimate": 1.9})
    page = client.get(pooling.get_absolute_url()).content.decode()
    assert "Together (3 studies" in page
    assert "Bias due to confounding" in page
    assert "was corrected" in page
    assert "Misread." in page
    assert "no test can tell missing studies from chance" in page
    for name in ("forest", "influence", "baujat", "funnel"):
        assert f"/{name}.svg" in page
        assert client.get(f"{pooling.get_absolute_url()}{name}.svg").content.startswith(b"<?xml")
    assert client.get(f"{pooling.get_absolute_url()}nothing.svg").status_code == 404


def test_studies_are_divided_and_the_difference_tested(client, link):
    found = three(link)
    for one, country in zip(found, ("Australia", "Australia", "Canada"), strict=True):
        actions.change(obj=one.study, by=EDITOR, reason="", values={"country": country})
    pooling = make_pooling(*found)
    page = client.get(f"{pooling.get_absolute_url()}?by=country").content.decode()
    assert "Test that the groups differ" in page
    assert "Australia" in page
    assert "All studies are in one group" in client.get(f"{pooling.get_absolute_url()}?by=design").content.decode()


def test_with_ten_studies_signs_of_missing_ones_are_looked_for(client, link):
    found = [make_measured(1.5 + n / 10, 1.1 + n / 20, 2.4 + n / 5, link=link, cohort=f"p{n}") for n in range(10)]
    page = client.get(make_pooling(*found).get_absolute_url()).content.decode()
    assert "Egger’s test" in page
    assert "Trim and fill" in page


def test_proposals_say_what_may_be_pooled_and_why_not(client, link):
    make_measured(link=link, cohort="one")
    make_measured(link=link, cohort="one", estimate=2.1)
    make_measured(link=link, cohort="two", contrast="")
    page = client.get(f"/evidence/pooled/links/{link.pk}/").content.decode()
    assert "On the same people, so only one counts" in page
    assert "Its contrast is not stated" in page
    assert "Pool these" not in page


def test_proposals_show_every_rule_what_a_group_waits_for_and_what_to_weigh(client, link):
    make_measured(link=link, cohort="one")
    make_measured(link=link, cohort="", time_point="after 5 years")
    make_measured(link=link, cohort="two", time_point="after 9 years")
    waiting = make_measured(link=link, cohort="three", ci_low=None, ci_high=None)
    said = effects.candidates(effects.quantitative(link.pk))
    [group] = comparable.propose(said).groups
    client.force_login(User.objects.create_user(email="e@example.org", role="editor"))
    for address in ("", "add/"):
        page = html.unescape(client.get(f"/evidence/pooled/links/{link.pk}/{address}").content.decode())
        assert [one for one in (*comparable.BARS, *comparable.RULES) if one.explanation not in page] == []
        assert len(group.caveats) == 3
        assert [one for one in group.caveats if one not in page] == []
        assert f"#finding-{waiting.pk}" in page
        assert group.waits[0].reason in page


def test_an_editor_pools_and_decides_anew_in_the_browser(client, link):
    found = three(link)
    client.force_login(User.objects.create_user(email="e@example.org", role="editor"))
    address = f"/evidence/pooled/links/{link.pk}/add/"
    settings = {"model": "REML", "interval": "kh", "leading": "on", "open_to_new": "on"}
    refused = client.post(address, settings | {"findings": [one.pk for one in found]})
    assert refused.status_code == 400
    done = client.post(address, settings | {"findings": [found[0].pk, found[1].pk], "reason": "Alike."})
    assert done.status_code == 302
    pooling = Pooling.objects.get()
    form = client.get(f"{pooling.get_absolute_url()}change/").context["form"]
    again = settings | {"seen_event": form["seen_event"].value(), "findings": [found[0].pk]}
    changed = client.post(f"{pooling.get_absolute_url()}change/", again | {"change_reason": "The second differs."})
    assert changed.status_code == 302
    assert newest_reading(pooling).k == 1
    stale = client.post(f"{pooling.get_absolute_url()}change/", again | {"change_reason": "Again."})
    assert stale.status_code == 400


def test_what_is_pooled_already_is_not_offered_again(client, link, editor):
    found = three(link)
    client.force_login(editor)
    address = f"/evidence/pooled/links/{link.pk}/"
    assert "Pool these" in client.get(address).content.decode()
    make_pooling(*found)
    page = client.get(address).content.decode()
    assert "Pooled already" in page
    assert "Pool these" not in page


def test_what_no_longer_fits_is_named_by_its_study(client, link):
    found = three(link)
    pooling = make_pooling(*found)
    actions.change(obj=found[0], by=EDITOR, reason="Another.", values={"outcome_definition": "works in a city"})
    page = client.get(pooling.get_absolute_url()).content.decode()
    assert f'<a href="{found[0].get_absolute_url()}">Mullan 2010</a>' in page
