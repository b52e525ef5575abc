"""Writes about what becomes of a question, beside claims. Each step is an event of it, with who, when and why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.evidence.models import Pooling
from cairnhub.history import actions as history

from ..models import TAKEN, FundingInterest, Keeping, Question, QuestionStatus
from .moves import MOVES
from .rights import funder_of, holds, may_move
from .steps import NO_CLAIM, NO_DRAFT, NO_RANK, change, expect, keep, locked


@transaction.atomic
def move(*, question: Question, name: str, by: User, reason: str) -> None:
    """Make one of the `MOVES`. Raises ValidationError where the state or the person does not allow it."""
    fresh, step = locked(question), MOVES[name]
    expect(fresh, step.before)
    if not may_move(by, fresh, step):
        raise ValidationError("Only an editor may do this" + (" or who holds the claim." if step.holder else "."))
    values = {"status": step.after}
    if step.after not in TAKEN:
        values |= NO_CLAIM
        keep(fresh, holder=None, **NO_DRAFT)
    if step.after == QuestionStatus.PROPOSED:
        values |= NO_RANK
    if step.name == "reopen":
        values |= {"answer": "", "answer_pooling": None, "answer_source": ""}
    change(question, by=by, reason=reason, values=values)


@transaction.atomic
def propose_answer(*, question: Question, by: User, answer: str, pooling: Pooling | None, source: str) -> None:
    """Propose the answer of a question under way; somebody else signs it off.

    Raises ValidationError where neither a pooled answer nor a published review is named.
    """
    fresh = locked(question)
    expect(fresh, (QuestionStatus.UNDER_WAY,))
    if not holds(by, fresh) and not may(by, Permission.OBJECT_EDIT):
        raise ValidationError("Only who holds the claim, or an editor, may propose an answer.")
    if not answer.strip():
        raise ValidationError({"answer": "Say what the answer is."})
    if pooling is None and not source:
        raise ValidationError({"source": "Name a pooled answer of this hub or the address of a review."})
    if pooling is not None and not fresh.links.filter(pk=pooling.link_id).exists():
        raise ValidationError({"pooling": "This pooled answer is on none of the question's links."})
    keep(fresh, draft_answer=answer.strip(), draft_pooling=pooling, draft_source=source, drafted_by=by)
    history.note(obj=fresh, by=by, reason="An answer was proposed. It waits for somebody else to sign it off.")


@transaction.atomic
def sign_off(*, question: Question, by: User, reason: str) -> None:
    """Answer the question as proposed. Raises ValidationError where nothing is proposed, or by the same person."""
    fresh = locked(question)
    expect(fresh, (QuestionStatus.UNDER_WAY,))
    keeping = _proposed(fresh, by)
    answered = {
        "status": QuestionStatus.ANSWERED,
        "answer": keeping.draft_answer,
        "answer_pooling": keeping.draft_pooling_id,
        "answer_source": keeping.draft_source,
    } | NO_CLAIM
    keep(fresh, holder=None, **NO_DRAFT)
    change(question, by=by, reason=reason, values=answered)


@transaction.atomic
def send_back(*, question: Question, by: User, reason: str) -> None:
    """Refuse a proposed answer, with a reason. Raises ValidationError as `sign_off` does."""
    fresh = locked(question)
    _proposed(fresh, by)
    keep(fresh, **NO_DRAFT)
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
    change(question, by=by, reason=reason, values={"merged_into": into.pk})


@transaction.atomic
def part(*, question: Question, by: User, reason: str) -> None:
    """Take a merger back."""
    change(question, by=by, reason=reason, values={"merged_into": None})


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
    keep(question, evidence_seen_at=timezone.now())
    history.touch()


def _proposed(question: Question, by: User) -> Keeping:
    keeping = Keeping.objects.filter(question=question).exclude(draft_answer="").first()
    if keeping is None:
        raise ValidationError("No answer is proposed.")
    if keeping.drafted_by_id == by.pk:
        raise ValidationError("You proposed this answer: somebody else decides about it.")
    return keeping
