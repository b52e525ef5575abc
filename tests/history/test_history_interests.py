"""What people had declared stands beside the decisions that carry their name, on the page of what they decided."""

from datetime import timedelta

import pytest

from cairnhub.accounts import actions as accounts
from cairnhub.accounts.models import DeclaredInterest
from cairnhub.evidence.appraising.actions import appraise
from cairnhub.evidence.certainty.actions import judge
from cairnhub.evidence.certainty.bodies import pooled_body
from cairnhub.evidence.pooling.actions import pool
from cairnhub.history import actions
from factories import answers_for, make_finding, make_link, make_measured, make_study

pytestmark = pytest.mark.django_db
NO_FACTS = dict.fromkeys(("confounding_remains", "confounding_would_reduce", "dose_response"))
RISK = {"comparator_risk": 0.2, "risk_source": "The register."}
TRACK = "Interests declared on that day: Directs a rural track."
NONE, NOTHING = "Had declared that there is none.", "Had declared no interests, nor that there are none."


def pooled_by(person):
    link = make_link()
    found = [measured_in(link, f"people {number}") for number in range(3)]
    return pool(link=link, findings=[one.pk for one in found], by=person, reason="Alike.", **RISK)


def measured_in(link, cohort):
    study = make_study(cohort_id=cohort, allocation="random", n=400, country="Australia", sites=1)
    return make_measured(link=link, study=study, bias="low")


def page_of(client, obj) -> str:
    return client.get(obj.get_absolute_url()).content.decode()


def test_beside_the_decision_to_pool_as_it_was_that_day(client, editor):
    interest = accounts.declare_interest(user=editor, statement="Directs a rural track.")
    pooling = pooled_by(editor)
    assert TRACK in page_of(client, pooling)
    DeclaredInterest.objects.filter(pk=interest.pk).update(declared_on=interest.declared_on + timedelta(days=1))
    actions.touch()
    page = page_of(client, pooling)
    assert TRACK not in page
    assert NOTHING in page


def test_a_page_kept_for_visitors_shows_a_new_declaration(client, editor):
    pooling = pooled_by(editor)
    assert NOTHING in page_of(client, pooling)
    accounts.declare_none(user=editor)
    assert NONE in page_of(client, pooling)
    interest = accounts.declare_interest(user=editor, statement="Directs a rural track.")
    assert TRACK in page_of(client, pooling)
    accounts.end_interest(interest=interest)
    assert TRACK in page_of(client, pooling), "it held on that day"


def test_beside_a_certainty_the_judge_and_not_whoever_corrected_it(client, editor, coordinator):
    accounts.declare_interest(user=editor, statement="Directs a rural track.")
    accounts.declare_interest(user=coordinator, statement="Sits on a board.")
    pooling = pooled_by(coordinator)
    known = judge(judged=pooled_body(pooling, NO_FACTS), facts=NO_FACTS, overrides={}, by=editor)
    actions.change(obj=known, by=coordinator, reason="Plainer.", values={"note": "Said more plainly."})
    page = client.get(f"/evidence/certainty/pooled/{pooling.pk}/").content.decode()
    assert TRACK in page
    assert "Sits on a board." not in page


def test_beside_an_appraisal(client, reviewer):
    accounts.declare_interest(user=reviewer, statement="Directs a rural track.")
    study = make_finding().study
    tool, answers = answers_for("rob2")
    appraise(study=study, instrument=tool, answers=answers, support={}, finding=None, by=reviewer)
    assert TRACK in page_of(client, study)


def test_nothing_is_said_of_whoever_is_no_member(client):
    page = page_of(client, pooled_by(actions.System("Import")))
    assert "by Import" in page
    assert NOTHING not in page
