"""A stored finding is corrected by its numbers, and everything that hangs on it moves."""

import pytest
from django.core.exceptions import ValidationError

from cairnhub.evidence.models import Finding
from cairnhub.evidence.pooling.reading import newest_reading
from cairnhub.history import actions
from factories import TESTS, make_finding, make_link, make_measured, make_pooling, make_study

pytestmark = pytest.mark.django_db
COUNTS = {"events1": 41, "n1": 100, "events2": 20, "n2": 100}


@pytest.fixture
def counted():
    return make_finding(
        link=make_link(),
        study=make_study(cohort_id="people", allocation="chosen"),
        effect_kind="odds_ratio",
        way="counts",
        numbers=COUNTS,
        contrast="took part or not",
        outcome_definition="rural practice",
    )


def page_of(finding: Finding) -> str:
    return f"/evidence/extraction/findings/{finding.pk}/"


def sent(client, finding: Finding, **changed) -> dict:
    """What a browser would send back of the page, with some fields changed."""
    form = client.get(page_of(finding)).context["one"]
    return {f"f0-{name}": form[name].value() or "" for name in form.fields} | {"f0-change_reason": "Misread."} | changed


def test_corrected_counts_move_the_effect_and_the_pooled_answer(client, editor, counted):
    pooling = make_pooling(counted)
    before = newest_reading(pooling).estimate
    client.force_login(editor)
    done = client.post(page_of(counted), sent(client, counted, **{"f0-counts__events1": "30"}))
    assert done.status_code == 302
    counted.refresh_from_db()
    assert counted.numbers["events1"] == 30
    assert counted.estimate == pytest.approx(30 * 80 / (70 * 20))
    after = newest_reading(pooling)
    assert after.estimate < before
    assert "was corrected" in after.answer.changes[0]


def test_a_correction_can_be_undone(client, editor, counted):
    client.force_login(editor)
    client.post(page_of(counted), sent(client, counted, **{"f0-counts__events1": "30"}))
    actions.undo(event=counted_events(counted)[0], by=editor, reason="It was right.")
    counted.refresh_from_db()
    assert counted.numbers == COUNTS


def counted_events(finding):
    from cairnhub.history.queries import events_of

    return events_of("finding", finding.pk)


def test_impossible_numbers_are_refused_beside_their_way(client, editor, counted):
    client.force_login(editor)
    refused = client.post(page_of(counted), sent(client, counted, **{"f0-counts__events1": "410"}))
    assert refused.status_code == 400
    assert "way" in refused.context["one"].errors
    counted.refresh_from_db()
    assert counted.numbers == COUNTS


def test_a_page_that_is_older_than_the_finding_overwrites_nothing(client, editor, counted):
    client.force_login(editor)
    old = sent(client, counted, **{"f0-counts__events1": "30"})
    actions.change(obj=counted, by=TESTS, reason="Clearer.", values={"place": "Table 2"})
    assert client.post(page_of(counted), old).status_code == 400


def test_an_estimate_beside_its_numbers_cannot_be_changed_alone():
    found = make_measured(2.0, 1.5, 2.7)
    actions.change(
        obj=found,
        by=TESTS,
        reason="As printed.",
        values={"way": "interval", "numbers": {"estimate": 2.0, "low": 1.5, "high": 2.7}},
    )
    with pytest.raises(ValidationError, match="worked out from the numbers as reported"):
        actions.change(obj=found, by=TESTS, reason="No.", values={"estimate": 1.6})


@pytest.mark.parametrize(
    ("written", "estimate", "holds"),
    [("3.10", 3.1, True), ("3.1", 3.14, True), ("3.10", 1.31, False), ("about 3", 1.31, True)],
)
def test_what_is_written_and_the_estimate_are_one_number(written, estimate, holds):
    finding = make_measured(estimate, estimate / 2, estimate * 2)
    if holds:
        actions.change(obj=finding, by=TESTS, reason="As printed.", values={"effect_text": written})
    else:
        with pytest.raises(ValidationError, match="correct one of them"):
            actions.change(obj=finding, by=TESTS, reason="As printed.", values={"effect_text": written})


@pytest.mark.parametrize(
    "values", [{"estimate": -3.0, "ci_low": -4.0, "ci_high": -1.0}, {"estimate": 0.0, "ci_low": 0.0, "ci_high": 0.0}]
)
def test_no_door_lets_a_ratio_of_nothing_in(client, values):
    finding = make_measured(2.0, 1.5, 2.7)
    with pytest.raises(ValidationError, match="A ratio is above 0"):
        actions.change(obj=finding, by=TESTS, reason="No.", values=values)
    assert client.get("/").status_code == 200


def test_a_finding_without_a_way_is_corrected_by_its_interval(client, editor):
    finding = make_measured(2.0, 1.5, 2.7)
    client.force_login(editor)
    done = client.post(page_of(finding), sent(client, finding, **{"f0-interval__estimate": "2.1"}))
    assert done.status_code == 302
    finding.refresh_from_db()
    assert (finding.way, finding.estimate, finding.ci_low) == ("interval", 2.1, 1.5)
