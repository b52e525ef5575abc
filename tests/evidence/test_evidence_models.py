"""What cannot be stored: each rule holds in the form and in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

import factories
from cairnhub.evidence.models import Finding, PairException, Study, Synthesis
from cairnhub.history import actions
from cairnhub.history.models import recorded_writes

pytestmark = pytest.mark.django_db


def refused_by_the_database(obj):
    with pytest.raises(IntegrityError), transaction.atomic(), recorded_writes():
        obj.save(force_insert=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"study_kind": "poem"},
        {"direction": "sideways"},
        {"coding": "thrice"},
        {"effect_kind": "vibes"},
        {"ci_low": 2.0, "ci_high": 1.0},
        {"ci_low": 2.0},
        {"reanalysis_of_id": "ours"},
    ],
)
def test_a_study_that_makes_no_sense_is_refused(wrong):
    fields = {"id": "ours", "study_kind": "primary", "direction": "null"} | wrong
    refused_by_the_database(Study(**fields))
    with pytest.raises(ValidationError):
        factories.store(Study(**fields), references=[factories.make_reference()])


def test_a_study_needs_a_reference():
    with pytest.raises(ValidationError):
        factories.store(Study(study_kind="primary", direction="null"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"finding_kind": "rumour"},
        {"direction": "not_extracted"},
        {"direction": ""},
        {"finding_kind": "qualitative", "statement": ""},
        {"effect_kind": "vibes"},
        {"estimate": 1.5, "ci_low": 2.0, "ci_high": 1.0},
        {"estimate": 1.5, "ci_low": 1.0},
        {"estimate": None, "ci_low": 1.0, "ci_high": 2.0},
        {"estimate": 3.0, "ci_low": 1.0, "ci_high": 2.0},
        {"bias": "unfair"},
        {"outcome_level": "middling"},
        {"extracted_by": "one reader", "checked_by": "one reader"},
    ],
)
def test_a_finding_that_makes_no_sense_is_refused(wrong):
    study, link = factories.make_study(), factories.make_link()
    fields = {"id": "ours", "study": study, "link": link, "finding_kind": "quantitative", "direction": "null"} | wrong
    refused_by_the_database(Finding(**fields))
    with pytest.raises(ValidationError):
        factories.store(Finding(**fields))


@pytest.mark.parametrize(
    "wrong", [{"synthesis_kind": "guess"}, {"predictor": ""}, {"studies_positive": 0, "studies_not_positive": 0}]
)
def test_a_synthesis_that_makes_no_sense_is_refused(wrong):
    fields = {"id": "ours", "synthesis_kind": "study_counts", "predictor": "Debt", "studies_positive": 1}
    fields |= {
        "review": factories.make_study(),
        "studies_not_positive": 0,
        "source_url": "https://example.org/t",
    } | wrong
    refused_by_the_database(Synthesis(**fields))
    with pytest.raises(ValidationError):
        factories.store(Synthesis(**fields))


def test_a_listed_pair_has_a_reason_and_stands_once():
    one = factories.make_pair_exception()
    again = {"id": "again", "study": one.study, "source": one.source, "target": one.target, "reason": "The same."}
    refused_by_the_database(PairException(**again))
    refused_by_the_database(PairException(**(again | {"target": factories.make_outcome(), "reason": ""})))


def test_labels_are_what_people_read_not_identifiers():
    study = factories.make_study(references=[factories.make_reference(title="A study", title_is_paraphrase=True)])
    link = factories.make_link()
    assert study.label() == "[A study]"
    assert factories.make_finding(study=study, link=link).label() == "Rural track → Rural practice, in: [A study]"
    assert factories.make_pair_exception(study=study).label() == "Rural track and Rural practice, in: [A study]"


@pytest.mark.parametrize(
    ("n", "n_text", "shown"),
    [
        (1800000, "1800000", "1,800,000"),
        (None, "72 studies", "72 studies"),
        (71, "71 of 200", "71 of 200"),
        (5, "", "5"),
        (None, "", ""),
    ],
)
def test_the_number_of_people_is_shown_as_written(n, n_text, shown):
    assert Study(n=n, n_text=n_text).shown_number == shown


def test_a_study_is_found_by_what_it_looked_at(editor):
    construct = factories.make_construct(name="Zither lessons")
    study = factories.make_study(exposures=[construct])
    assert "Zither lessons" in study.search_body()
    actions.change(obj=study, by=editor, reason="coded wrongly", values={"exposures": []})
    assert "Zither lessons" not in study.search_body()
