"""Writes about what becomes of a question. Every step is an event of the question, with who, when and why."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.authors import Author, System
from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Organisation
from cairnhub.evidence.models import Pooling
from cairnhub.history import actions as history
from cairnhub.notices.actions import follow

from ..models import TAKEN, FundingInterest, Keeping, Question, QuestionStatus
from .moves import CLAIM_DAYS, MOVES, RENEWABLE_DAYS
from .rights import funder_of, holds, may_move

#: How a claim reads in the record where a person holds it: names stand where they can be erased.
A_MEMBER = "a member of this hub"
NO_CLAIM = {"claimed_by": "", "claimed_until": None}
NO_DRAFT = {"draft_answer": "", "draft_pooling": None, "draft_source": "", "drafted_by": None}
EXPIRED = System("the hub")


@transaction.atomic
def move(*, question: Question, name: str, by: User, reason: str) -> None:
    """Make one of the `MOVES`. Raises ValidationError where the state or the person does not allow it."""
    fresh, step = _locked(question), MOVES[name]
    _expect(fresh, step.before)
    if not may_move(by, fresh, step):
        raise ValidationError("Only an editor may do this" + (" or who holds the claim." if step.holder else "."))
    values = {"status": step.after}
    if step.after not in TAKEN:
        values |= NO_CLAIM
        _keep(fresh, holder=None, **NO_DRAFT)
    if step.name == "reopen":
        values |= {"answer": "", "answer_pooling": None, "answer_source": ""}
    _change(question, by=by, reason=reason, values=values)


@transaction.atomic
def claim(*, question: Question, by: User, organisation: Organisation | None = None, reason: str) -> None:
    """Claim a prioritised question, for oneself or one's organisation, for `CLAIM_DAYS` days.

    Raises ValidationError where it is not to be claimed, or the organisation is not the one of the person's profile.
    """
    fresh = _locked(question)
    _expect(fresh, (QuestionStatus.PRIORITISED,))
    if organisation is not None and organisation.pk != _organisation_of(by):
        raise ValidationError("You can claim for the organisation of your profile only.")
    claimed = {
        "status": QuestionStatus.CLAIMED,
        "claimed_by": organisation.name if organisation else A_MEMBER,
        "claimed_until": timezone.localdate() + timedelta(days=CLAIM_DAYS),
    }
    _keep(fresh, holder=by)
    follow(user=by, obj=fresh)
    _change(question, by=by, reason=reason, values=claimed)


@transaction.atomic
def renew(*, question: Question, by: User, reason: str) -> None:
    """Let a claim last `CLAIM_DAYS` days from today. Raises ValidationError before its last `RENEWABLE_DAYS` days."""
    fresh = _locked(question)
    _expect(fresh, TAKEN)
    if not holds(by, fresh) and not may(by, Permission.OBJECT_EDIT):
        raise ValidationError("Only who holds the claim, or an editor, may renew it.")
    today = timezone.localdate()
    if fresh.claimed_until and fresh.claimed_until > today + timedelta(days=RENEWABLE_DAYS):
        raise ValidationError(f"It lasts until {fresh.claimed_until}: renew it in its last {RENEWABLE_DAYS} days.")
    _change(question, by=by, reason=reason, values={"claimed_until": today + timedelta(days=CLAIM_DAYS)})


def release_expired() -> int:
    """Free every question whose claim has ended, and answer how many; doing it twice changes nothing more."""
    ended = Question.objects.visible().filter(status__in=TAKEN, claimed_until__lt=timezone.localdate())
    return sum(_release(question, "The claim was not renewed.") for question in ended)


def release_claims_of(user: User) -> None:
    """Free what a person holds, before the account is erased."""
    for keeping in Keeping.objects.filter(holder=user).select_related("question"):
        _release(keeping.question, "Whoever claimed it has left the hub.")


@transaction.atomic
def propose_answer(*, question: Question, by: User, answer: str, pooling: Pooling | None, source: str) -> None:
    """Propose the answer of a question under way; somebody else signs it off.

    Raises ValidationError where neither a pooled answer nor a published review is named.
    """
    fresh = _locked(question)
    _expect(fresh, (QuestionStatus.UNDER_WAY,))
    if not holds(by, fresh) and not may(by, Permission.OBJECT_EDIT):
        raise ValidationError("Only who holds the claim, or an editor, may propose an answer.")
    if not answer.strip():
        raise ValidationError({"answer": "Say what the answer is."})
    if pooling is None and not source:
        raise ValidationError({"source": "Name a pooled answer of this hub or the address of a review."})
    if pooling is not None and not fresh.links.filter(pk=pooling.link_id).exists():
        raise ValidationError({"pooling": "This pooled answer is on none of the question's links."})
    _keep(fresh, draft_answer=answer.strip(), draft_pooling=pooling, draft_source=source, drafted_by=by)
    history.note(obj=fresh, by=by, reason="An answer was proposed. It waits for somebody else to sign it off.")


@transaction.atomic
def sign_off(*, question: Question, by: User, reason: str) -> None:
    """Answer the question as proposed. Raises ValidationError where nothing is proposed, or by the same person."""
    fresh = _locked(question)
    _expect(fresh, (QuestionStatus.UNDER_WAY,))
    keeping = _proposed(fresh, by)
    answered = {
        "status": QuestionStatus.ANSWERED,
        "answer": keeping.draft_answer,
        "answer_pooling": keeping.draft_pooling_id,
        "answer_source": keeping.draft_source,
    } | NO_CLAIM
    _keep(fresh, holder=None, **NO_DRAFT)
    _change(question, by=by, reason=reason, values=answered)


@transaction.atomic
def send_back(*, question: Question, by: User, reason: str) -> None:
    """Refuse a proposed answer, with a reason. Raises ValidationError as `sign_off` does."""
    fresh = _locked(question)
    _proposed(fresh, by)
    _keep(fresh, **NO_DRAFT)
    history.note(obj=fresh, by=by, reason=f"The proposed answer was sent back. {reason}")


@transaction.atomic
def merge(*, question: Question, into: Question, by: User, reason: str) -> None:
    """Say that a question asks the same as another; taking this event back parts them again.

    Raises ValidationError where they are one, the other is itself merged, or others are merged into this one.
    """
    if question.pk == into.pk:
        raise ValidationError({"into": "This is the question itself."})
    if into.merged_into_id or into.removed:
        raise ValidationError({"into": "Choose the question that stands."})
    if question.duplicates.filter(removed=False).exists():
        raise ValidationError("Other questions are merged into this one: merge those into the other first.")
    _change(question, by=by, reason=reason, values={"merged_into": into.pk})


@transaction.atomic
def part(*, question: Question, by: User, reason: str) -> None:
    """Take a merger back."""
    _change(question, by=by, reason=reason, values={"merged_into": None})


@transaction.atomic
def say_would_fund(*, question: Question, by: User) -> FundingInterest:
    """Record that the funder somebody belongs to would fund work on it; saying it twice changes nothing.

    Raises ValidationError where the person's profile names no funder.
    """
    funder = funder_of(by)
    if funder is None:
        raise ValidationError("Only people whose profile names a funder or a foundation can say this for it.")
    said, new = FundingInterest.objects.get_or_create(question=question, organisation=funder, defaults={"by": by})
    if new:
        history.touch()
    return said


@transaction.atomic
def take_back_would_fund(*, question: Question, by: User) -> None:
    """Take it back for the organisation of somebody's profile."""
    if FundingInterest.objects.filter(question=question, organisation=funder_of(by)).delete()[0]:
        history.touch()


@transaction.atomic
def look_at_evidence(*, question: Question, by: User) -> None:
    """Note that what is new on the question's links has been looked at. Raises ValidationError for who may not."""
    if not holds(by, question) and not may(by, Permission.OBJECT_EDIT):
        raise ValidationError("Only who holds the claim, or an editor, may say so.")
    _keep(question, evidence_seen_at=timezone.now())
    history.touch()


@transaction.atomic
def _release(question: Question, reason: str) -> bool:
    fresh = _locked(question)
    if fresh.status not in TAKEN:
        return False
    _keep(fresh, holder=None, **NO_DRAFT)
    _change(question, by=EXPIRED, reason=reason, values={"status": QuestionStatus.PRIORITISED} | NO_CLAIM)
    return True


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)


def _expect(question: Question, states: tuple[QuestionStatus, ...]) -> None:
    if question.removed or question.merged_into_id:
        raise ValidationError("This question no longer stands.")
    if question.status not in states:
        wanted = " or ".join(QuestionStatus(one).label for one in states)
        raise ValidationError(f"It is {question.get_status_display()} now; this is for questions that are {wanted}.")


def _proposed(question: Question, by: User) -> Keeping:
    keeping = Keeping.objects.filter(question=question).exclude(draft_answer="").first()
    if keeping is None:
        raise ValidationError("No answer is proposed.")
    if keeping.drafted_by_id == by.pk:
        raise ValidationError("You proposed this answer: somebody else decides about it.")
    return keeping


def _keep(question: Question, **values) -> None:
    Keeping.objects.update_or_create(question=question, defaults=values)


def _organisation_of(user: User) -> str | None:
    person = getattr(user, "person", None)
    return person.organisation_id if person else None


def _change(question: Question, *, by: Author, reason: str, values: dict) -> None:
    history.change(obj=question, by=by, reason=reason, values=values)
