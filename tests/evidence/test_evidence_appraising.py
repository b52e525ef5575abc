"""Studies judged by published instruments."""

from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError

from cairn.synthesis.appraisal import INSTRUMENTS, KIRKPATRICK, SUITED
from cairnhub.accounts.models import User
from cairnhub.evidence.appraising.actions import appraise, word
from cairnhub.evidence.appraising.kinds import KINDS_OF_DESIGN, kind_of, suitable, unsuitable
from cairnhub.evidence.appraising.queries import lights_of, shown
from cairnhub.evidence.models import Appraisal, KirkpatrickLevel, Study
from cairnhub.history.actions import System
from factories import make_appraisal, make_design, make_finding, make_study

pytestmark = pytest.mark.django_db
ROB2, MERSQI = INSTRUMENTS["rob2"], INSTRUMENTS["mersqi"]
ADA = System("Ada")
CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture
def finding():
    return make_finding()


def low(**other):
    return {one.id: "low" for one in ROB2.domains} | other


def test_a_judgement_follows_the_published_rule_and_reaches_the_finding(finding):
    made = appraise(study=finding.study, instrument=ROB2, answers=low(missing="high"), support={}, by=ADA)
    finding.refresh_from_db()
    assert (made.overall, finding.bias) == ("high", "high")
    assert finding.bias_reason == "RoB 2: high, judged by Ada."


def test_a_person_may_judge_worse_with_a_reason_only(finding):
    some = low(missing="some concerns", reporting="some concerns")
    with pytest.raises(ValidationError, match="The rule says “some concerns”"):
        appraise(study=finding.study, instrument=ROB2, answers=some, support={}, by=ADA, overall="high")
    made = appraise(
        study=finding.study, instrument=ROB2, answers=some, support={}, by=ADA, overall="high", overall_reason="Two."
    )
    assert (made.overall, made.overall_reason) == ("high", "Two.")


def test_a_judgement_against_the_rule_is_told_from_one_the_rule_allows(finding):
    some = low(missing="some concerns", reporting="some concerns")
    told = {"overall_reason": "Two.", "support": {}, "instrument": ROB2, "study": finding.study}
    allowed = appraise(answers=some, overall="high", by=ADA, **told)
    imported = Appraisal(study=finding.study, instrument="rob2", answers=low(), overall="high", judged_by="Ben")
    assert (shown(allowed).departs, shown(imported).departs) == (False, True)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (low(), "come to “low”: choose that, or judge a domain otherwise"),
        (low(missing="some concerns", reporting="some concerns"), "come to “some concerns” or, with a reason, “high”"),
        ({"missing": "high"}, "Judge every domain before the whole"),
    ],
)
def test_a_whole_that_the_published_rule_does_not_allow_is_refused(finding, answers, why):
    chosen = "low" if len(answers) > 1 and answers != low() else "high"
    with pytest.raises(ValidationError, match=why):
        appraise(
            study=finding.study,
            instrument=ROB2,
            answers=answers,
            support={},
            by=ADA,
            overall=chosen,
            overall_reason="So.",
        )
    assert not Appraisal.objects.exists()


def test_what_is_half_judged_says_nothing_of_the_findings(finding):
    made = appraise(study=finding.study, instrument=ROB2, answers={"missing": "high"}, support={}, by=ADA)
    finding.refresh_from_db()
    assert (made.overall, finding.bias) == ("", "")


def test_a_score_never_becomes_a_risk_of_bias(finding):
    answers = {one.id: one.options[-1].value for one in MERSQI.domains}
    made = appraise(study=finding.study, instrument=MERSQI, answers=answers, support={}, by=ADA)
    finding.refresh_from_db()
    assert (made.overall, finding.bias) == ("18", "")


def test_one_person_judges_once_and_another_beside(finding):
    make_appraisal(study=finding.study)
    make_appraisal(study=finding.study, missing="high")
    appraise(study=finding.study, instrument=ROB2, answers=low(), support={}, by=ADA)
    assert sorted(Appraisal.objects.values_list("judged_by", "overall")) == [("Ada", "low"), ("Tests", "high")]


def test_one_finding_of_several_can_be_judged_alone(finding):
    other = make_finding(study=finding.study)
    appraise(study=finding.study, instrument=ROB2, answers=low(), support={}, by=ADA, finding=other)
    finding.refresh_from_db()
    other.refresh_from_db()
    assert (finding.bias, other.bias) == ("", "low")
    assert lights_of(finding.link) == []
    assert [row.overall for row in lights_of(other.link)[0].rows] == ["low"]


def test_an_unknown_answer_is_refused(finding):
    with pytest.raises(ValidationError, match="none of its answers"):
        appraise(study=finding.study, instrument=ROB2, answers=low(missing="terrible"), support={}, by=ADA)
    assert not Appraisal.objects.exists()


def test_a_reviewer_judges_in_the_browser(client, finding):
    client.force_login(User.objects.create_user(email="r@example.org", name="Rae", role="reviewer"))
    address = f"/evidence/appraisal/studies/{finding.study.pk}/rob2/"
    assert "Bias due to missing outcome data" in client.get(address).content.decode()
    sent = {f"answer_{name}": value for name, value in low().items()} | {"support_missing": "3 lost, p. 4"}
    done = client.post(address, sent)
    assert (done.status_code, done.url) == (302, finding.study.get_absolute_url())
    page = client.get(finding.study.get_absolute_url()).content.decode()
    assert "RoB 2: low" in page
    assert "3 lost, p. 4" in page
    again = client.get(address).context["form"]
    assert again["answer_missing"].value() == "low"
    lights = client.get(f"/evidence/appraisal/links/{finding.link.pk}/").content.decode()
    assert "Rae" in lights
    assert "<svg" in lights


def test_a_reviewer_is_told_which_whole_the_rule_allows(client, finding):
    client.force_login(User.objects.create_user(email="r@example.org", name="Rae", role="reviewer"))
    sent = {f"answer_{name}": value for name, value in low().items()} | {"overall": "high", "overall_reason": "So."}
    refused = client.post(f"/evidence/appraisal/studies/{finding.study.pk}/rob2/", sent)
    assert refused.status_code == 400
    assert "By the published rule of RoB 2 these answers come to “low”" in refused.content.decode()


def test_wording_left_to_users_is_filled_in_with_its_source(client, finding):
    cohort = INSTRUMENTS["nos_cohort"]
    domain = cohort.domain("comparability")
    client.force_login(User.objects.create_user(email="r@example.org", role="reviewer"))
    address = f"/evidence/appraisal/studies/{finding.study.pk}/nos_cohort/"
    assert "still to be filled in" in client.get(address).content.decode().casefold()
    with pytest.raises(ValidationError):
        word(instrument=cohort, domain=domain, text="Rural origin.", source="", by=ADA)
    word(instrument=cohort, domain=domain, text="Rural origin.", source="Our protocol, p. 3", by=ADA)
    assert "Rural origin." in client.get(address).content.decode()


def test_a_study_nobody_judged_says_so_and_proposes_what_suits_it(client):
    study = make_study(allocation="random")
    client.force_login(User.objects.create_user(email="r@example.org", role="reviewer"))
    page = client.get(study.get_absolute_url()).content.decode()
    assert "Nobody has judged this study" in page
    suited, others = page.split("Not meant for this design")
    assert "/rob2/" in suited
    assert "/robins_i/" not in suited
    assert "/robins_i/" in others


@pytest.mark.parametrize(
    ("design", "allocation", "kind"),
    [
        ("", "", "unknown"),
        ("", "assigned", "non_randomised"),
        ("qualitative", "", "qualitative"),
        ("qualitative", "chosen", "qualitative"),
        ("retro_cohort", "", "cohort"),
        ("retro_cohort", "chosen", "cohort"),
        ("prepost", "random", "randomised"),
        ("rct", "", "randomised"),
        ("rct", "assigned", "non_randomised"),
        ("a_new_design", "random", "randomised"),
    ],
)
def test_the_kind_of_a_study_follows_its_design_unless_its_allocation_knows_better(design, allocation, kind):
    study = Study(design_id=design or None, allocation=allocation)
    assert kind_of(study) == kind
    assert suitable(study) == SUITED[kind]
    assert {*suitable(study), *unsuitable(study)} == {*INSTRUMENTS.values()}


def test_every_design_of_the_starting_content_with_a_kind_stands_there():
    designs = yaml.safe_load((CONTENT / "designs.yaml").read_text(encoding="utf-8"))
    assert {*KINDS_OF_DESIGN} <= {one["id"] for one in designs}
    assert {*KINDS_OF_DESIGN.values()} <= {*SUITED}


def test_an_instrument_not_meant_for_a_design_says_so(client):
    study = make_study(design=make_design(id="qualitative", name="Interviews"))
    client.force_login(User.objects.create_user(email="r@example.org", role="reviewer"))
    assert "No instrument here was made for this design" in client.get(study.get_absolute_url()).content.decode()
    said = "not meant for the design of this study: Interviews"
    assert said in client.get(f"/evidence/appraisal/studies/{study.pk}/mersqi/").content.decode()
    other = make_study(allocation="random")
    page = client.get(f"/evidence/appraisal/studies/{other.pk}/mersqi/").content.decode()
    assert "not meant for the design" not in page


def test_levels_of_outcome_are_those_of_the_library_and_no_score(client):
    assert KirkpatrickLevel.values == [one.value for one in KIRKPATRICK.domains[0].options]
    study = make_study(kirkpatrick="4b")
    assert "4b benefits to patients or clients" in client.get(study.get_absolute_url()).content.decode()
    page = client.get("/evidence/appraisal/").content.decode()
    assert KIRKPATRICK.note in page
    assert f'id="{KIRKPATRICK.id}"' not in page
