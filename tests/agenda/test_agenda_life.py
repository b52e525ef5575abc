"""What becomes of a question: only the moves there are, by whom they may be made, with a reason that stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.accounts.actions import erase
from cairnhub.agenda.groups.actions import join
from cairnhub.agenda.life import actions, claims
from cairnhub.agenda.life.claims import A_MEMBER
from cairnhub.agenda.life.jobs import release_expired
from cairnhub.agenda.life.moves import CLAIM_DAYS, MOVES, RENEWABLE_DAYS
from cairnhub.agenda.life.queries import life_of
from cairnhub.agenda.models import FundingInterest, Keeping, QuestionStatus
from cairnhub.agenda.queries import questions
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_group, make_link, make_organisation, make_person, make_pooling, make_question, make_reader

pytestmark = pytest.mark.django_db
WHY = "Agreed at the meeting."


def claimed(member, **fields):
    question = make_question(status="prioritised", **fields)
    claims.claim(question=question, by=member, reason=WHY)
    return question


def under_way(member, **fields):
    question = claimed(member, **fields)
    actions.move(question=question, name="begin", by=member, reason=WHY)
    return question


def answered(member, editor, **fields):
    question = under_way(member, **fields)
    review = {"pooling": None, "source": "https://example.org/review"}
    actions.propose_answer(question=question, by=member, answer="It does.", **review)
    actions.sign_off(question=question, by=editor, reason=WHY)
    question.refresh_from_db()
    return question


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("status", QuestionStatus.values)
def test_only_the_moves_of_the_table_are_made(editor, name, status):
    taken = {"claimed_by": "A school"} if status in ("claimed", "under_way") else {}
    question = make_question(status=status, **taken)
    if status in MOVES[name].before:
        actions.move(question=question, name=name, by=editor, reason=WHY)
        assert question.status == MOVES[name].after
    else:
        with pytest.raises(ValidationError, match=r"It is .* now"):
            actions.move(question=question, name=name, by=editor, reason=WHY)


def test_a_question_goes_from_proposed_to_answered_and_each_step_is_kept(member, editor):
    question = make_question()
    actions.move(question=question, name="prioritise", by=editor, reason="Ranked first.")
    claims.claim(question=question, by=member, reason="A cohort of our graduates.")
    assert (question.claimed_by, question.claimed_until) == (
        A_MEMBER,
        timezone.localdate() + timedelta(days=CLAIM_DAYS),
    )
    actions.move(question=question, name="begin", by=member, reason="Registered.")
    actions.propose_answer(
        question=question, by=member, answer="It does.", pooling=None, source="https://example.org/review"
    )
    actions.sign_off(question=question, by=editor, reason="I read the review.")
    question.refresh_from_db()
    assert (question.status, question.answer, question.claimed_by) == ("answered", "It does.", "")
    steps = Event.objects.filter(kind="question", object_id=question.pk).order_by("pk")
    assert [one.changes["status"][1] for one in steps if "status" in one.changes] == [
        "proposed",
        "prioritised",
        "claimed",
        "under_way",
        "answered",
    ]
    assert {"Ranked first.", "A cohort of our graduates.", "Registered.", "I read the review."} <= {
        one.reason for one in steps
    }


def test_a_step_without_a_reason_is_refused(editor):
    with pytest.raises(ValidationError):
        actions.move(question=make_question(), name="prioritise", by=editor, reason="")


def test_members_move_what_they_hold_and_nothing_else(member):
    other = make_reader("Ben", "member")
    question = claimed(member)
    for name in ("begin", "release"):
        with pytest.raises(ValidationError, match="Only an editor may do this or who holds the claim"):
            actions.move(question=question, name=name, by=other, reason=WHY)
    with pytest.raises(ValidationError, match="Only an editor"):
        actions.move(question=make_question(), name="prioritise", by=member, reason=WHY)
    actions.move(question=question, name="release", by=member, reason=WHY)
    assert (question.status, question.claimed_by, question.claimed_until) == ("prioritised", "", None)
    assert question.keeping.holder is None


def test_a_question_is_claimed_for_the_organisation_of_ones_profile_only(member):
    mine, other = make_organisation(name="My school"), make_organisation(name="Another")
    make_person(user=member, organisation=mine)
    member.refresh_from_db()
    question = make_question(status="prioritised")
    with pytest.raises(ValidationError, match="of your profile only"):
        claims.claim(question=question, by=member, organisation=other, reason=WHY)
    claims.claim(question=question, by=member, organisation=mine, reason=WHY)
    assert question.claimed_by == "My school"


def end_claim(question, editor, days):
    """Let the claim end so many days from today."""
    ends = timezone.localdate() + timedelta(days=days)
    history.change(obj=question, by=editor, reason="Time goes by.", values={"claimed_until": ends})


def test_a_claim_is_renewed_in_its_last_days_by_who_holds_it(member, editor):
    question = claimed(member)
    with pytest.raises(ValidationError, match="It lasts until"):
        claims.renew(question=question, by=member, reason=WHY)
    end_claim(question, editor, RENEWABLE_DAYS)
    with pytest.raises(ValidationError, match="Only who holds the claim"):
        claims.renew(question=question, by=make_reader("Ben", "member"), reason=WHY)
    claims.renew(question=question, by=member, reason="Half of the schools have answered.")
    assert question.claimed_until == timezone.localdate() + timedelta(days=CLAIM_DAYS)


@pytest.mark.parametrize(("days", "freed"), [(1, 1), (0, 0)])
def test_a_claim_that_is_not_renewed_is_free_the_day_after_its_last(member, days, freed):
    question = claimed(member)
    today = question.claimed_until + timedelta(days=days)
    assert [claims.release_expired(today=today) for _ in range(2)] == [freed, 0]
    question.refresh_from_db()
    assert question.status == ("prioritised" if freed else "claimed")


def test_the_daily_job_frees_what_has_ended(member, editor):
    question = claimed(member)
    end_claim(question, editor, -1)
    assert (release_expired(), release_expired()) == (1, 0)


def test_a_claim_renewed_while_the_job_runs_is_kept(member):
    question = claimed(member)
    assert not claims._release(question, WHY, ended_before=question.claimed_until)
    assert claims._release(question, WHY, ended_before=question.claimed_until + timedelta(days=1))


def test_a_claim_does_not_end_while_its_answer_waits_for_somebody_else(member, editor):
    question = under_way(member)
    actions.propose_answer(
        question=question, by=member, answer="It does.", pooling=None, source="https://example.org/review"
    )
    later = question.claimed_until + timedelta(days=1)
    assert claims.release_expired(today=later) == 0
    actions.send_back(question=question, by=editor, reason=WHY)
    assert claims.release_expired(today=later) == 1


def test_a_question_is_claimed_for_a_group_one_takes_part_in(client, member):
    question, mine, other = make_question(status="prioritised"), make_group(name="Rural tracks"), make_group()
    join(group=mine, user=member)
    with pytest.raises(ValidationError, match="you take part in only"):
        claims.claim(question=question, by=member, group=other, reason=WHY)
    client.force_login(member)
    address = f"/agenda/questions/{question.pk}/claim/"
    assert other.pk not in client.get(address).content.decode()
    client.post(address, {"whom": mine.pk, "reason": WHY})
    question.refresh_from_db()
    assert (question.claimed_by, question.keeping.holder) == ("Rural tracks", member)


def test_a_claim_without_an_end_stays():
    question = make_question(status="claimed", claimed_by="A school")
    assert release_expired() == 0
    question.refresh_from_db()
    assert question.status == "claimed"


def test_an_answer_needs_a_synthesis_on_its_links(member, editor):
    link, pooling = make_link(), make_pooling()
    question = under_way(member, links=[link])
    proposed = {"question": question, "by": member, "answer": "It does."}
    with pytest.raises(ValidationError, match="Name a pooled answer"):
        actions.propose_answer(**proposed, pooling=None, source="")
    with pytest.raises(ValidationError, match="on none of the question"):
        actions.propose_answer(**proposed, pooling=pooling, source="")
    history.change(obj=question, by=editor, reason="It is about this.", values={"links": [pooling.link_id]})
    actions.propose_answer(**proposed, pooling=pooling, source="")
    actions.sign_off(question=question, by=editor, reason=WHY)
    question.refresh_from_db()
    assert question.answer_pooling == pooling


def test_nobody_signs_off_their_own_answer(editor, coordinator):
    question = make_question(status="under_way", claimed_by="A school")
    review = {"answer": "It does.", "pooling": None, "source": "https://example.org/review"}
    with pytest.raises(ValidationError, match="No answer is proposed"):
        actions.sign_off(question=question, by=editor, reason=WHY)
    actions.propose_answer(question=question, by=editor, **review)
    with pytest.raises(ValidationError, match="You proposed this answer"):
        actions.sign_off(question=question, by=editor, reason=WHY)
    actions.send_back(question=question, by=coordinator, reason="One study is missing.")
    with pytest.raises(ValidationError, match="No answer is proposed"):
        actions.sign_off(question=question, by=coordinator, reason=WHY)
    assert question.status == "under_way"


def test_an_answered_question_is_opened_again_and_its_answer_stays_in_the_history(member, editor):
    question = answered(member, editor)
    actions.move(question=question, name="reopen", by=editor, reason="A large trial says otherwise.")
    assert (question.status, question.answer, question.answer_source) == ("prioritised", "", "")
    newest = Event.objects.filter(object_id=question.pk).first()
    assert newest.changes["answer"] == ["It does.", ""]


def test_duplicates_are_merged_and_parted(client, editor):
    kept, double = make_question(text="Does it?"), make_question(text="Does it really?")
    actions.merge(question=double, into=kept, by=editor, reason="The same.")
    assert list(questions()) == [kept]
    assert client.get(double.get_absolute_url()).url == kept.get_absolute_url()
    assert "Does it really?" in client.get(kept.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="Other questions are merged into this one"):
        actions.merge(question=kept, into=make_question(text="A third?"), by=editor, reason="The same.")
    history.undo(event=Event.objects.filter(object_id=double.pk).first(), by=editor, reason="They differ.")
    assert double in set(questions())


def test_a_question_is_not_merged_into_itself_or_into_one_that_is_merged(editor):
    kept, double = make_question(text="Does it?"), make_question(text="Does it really?")
    actions.merge(question=double, into=kept, by=editor, reason="The same.")
    for into in (kept, double):
        with pytest.raises(ValidationError):
            actions.merge(question=kept, into=into, by=editor, reason="The same.")
    with pytest.raises(ValidationError, match="no longer stands"):
        actions.move(question=double, name="prioritise", by=editor, reason=WHY)


def test_only_people_of_a_funder_say_that_it_would_fund(member):
    question = make_question()
    with pytest.raises(ValidationError, match="names a funder"):
        actions.say_would_fund(question=question, by=member)
    funder = make_organisation(name="A foundation", organisation_type="foundation")
    make_person(user=member, organisation=funder)
    member.refresh_from_db()
    for _ in range(2):
        actions.say_would_fund(question=question, by=member)
    assert [one.organisation for one in FundingInterest.objects.all()] == [funder]
    actions.take_back_would_fund(question=question, by=member)
    assert not FundingInterest.objects.exists()


def test_new_evidence_shows_until_it_was_looked_at(client, member, editor):
    pooling = make_pooling()
    question = claimed(member, links=[pooling.link])
    assert life_of(question, member).news == []
    newer = make_pooling(link_of := make_finding_on(pooling.link))
    assert {one.url for one in life_of(question, member).news} >= {newer.get_absolute_url(), link_of.get_absolute_url()}
    assert "new evidence" in client.get("/agenda/").content.decode()
    actions.look_at_evidence(question=question, by=member)
    question.refresh_from_db()
    assert life_of(question, member).news == []
    assert "new evidence" not in client.get("/agenda/").content.decode()


def make_finding_on(link):
    from factories import make_measured

    return make_measured(1.4, 1.1, 1.8, link=link, cohort="new people", outcome_definition="something else")


def test_who_leaves_the_hub_leaves_no_claim_and_no_name(member, editor):
    question = under_way(member)
    actions.propose_answer(
        question=question, by=member, answer="It does.", pooling=None, source="https://example.org/review"
    )
    erase(user=member)
    question.refresh_from_db()
    assert (question.status, question.claimed_by) == ("prioritised", "")
    assert Keeping.objects.get().drafted_by is None


@pytest.mark.parametrize("field", ["known_grants", "running_studies"])
def test_grants_and_studies_say_where_they_can_be_read(field):
    make_question(**{field: ["A grant, https://example.org/grants/1"]})
    with pytest.raises(ValidationError, match="Give the web address where"):
        make_question(**{field: ["A grant, https://example.org/grants/1", "Another one"]})
