"""Writes about claims: made, renewed, and freed when they end or their holder goes."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.authors import System
from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Organisation
from cairnhub.notices.actions import follow

from ..models import TAKEN, Keeping, Question, QuestionStatus, WorkingGroup
from .moves import CLAIM_DAYS, RENEWABLE_DAYS
from .rights import holds, working_groups_of
from .steps import NO_CLAIM, NO_DRAFT, change, expect, keep, locked

#: How a claim reads in the record where a person holds it: names stand where they can be erased.
A_MEMBER = "a member of this hub"
EXPIRED = System("the hub")


@transaction.atomic
def claim(
    *,
    question: Question,
    by: User,
    organisation: Organisation | None = None,
    group: WorkingGroup | None = None,
    reason: str,
) -> None:
    """Claim a prioritised question for `CLAIM_DAYS` days: for oneself, one's organisation, or a group one is in.

    Raises ValidationError where it is not to be claimed, or the person may not speak for whom it is claimed.
    """
    fresh = locked(question)
    expect(fresh, (QuestionStatus.PRIORITISED,))
    if organisation is not None and organisation.pk != _organisation_of(by):
        raise ValidationError("You can claim for the organisation of your profile only.")
    if group is not None and not working_groups_of(by).filter(pk=group.pk).exists():
        raise ValidationError("You can claim for a working group you take part in only.")
    whom = organisation or group
    claimed = {
        "status": QuestionStatus.CLAIMED,
        "claimed_by": whom.name if whom else A_MEMBER,
        "claimed_until": timezone.localdate() + timedelta(days=CLAIM_DAYS),
    }
    keep(fresh, holder=by)
    follow(user=by, obj=fresh)
    change(question, by=by, reason=reason, values=claimed)


@transaction.atomic
def renew(*, question: Question, by: User, reason: str) -> None:
    """Let a claim last `CLAIM_DAYS` days from today. Raises ValidationError before its last `RENEWABLE_DAYS` days."""
    fresh = locked(question)
    expect(fresh, TAKEN)
    if not holds(by, fresh) and not may(by, Permission.OBJECT_EDIT):
        raise ValidationError("Only who holds the claim, or an editor, may renew it.")
    today = timezone.localdate()
    if fresh.claimed_until and fresh.claimed_until > today + timedelta(days=RENEWABLE_DAYS):
        raise ValidationError(f"It lasts until {fresh.claimed_until}: renew it in its last {RENEWABLE_DAYS} days.")
    change(question, by=by, reason=reason, values={"claimed_until": today + timedelta(days=CLAIM_DAYS)})


def release_expired(*, today: date | None = None) -> int:
    """Free every question whose claim has ended, and answer how many; doing it twice changes nothing more.

    One whose proposed answer waits to be signed off is left: the waiting is not its holder's.
    """
    today = today or timezone.localdate()
    proposed = Keeping.objects.exclude(draft_answer="").values("question")
    ended = Question.objects.visible().filter(status__in=TAKEN, claimed_until__lt=today).exclude(pk__in=proposed)
    return sum(_release(question, "The claim was not renewed.", ended_before=today) for question in ended)


def release_claims_of(user: User) -> None:
    """Free what a person holds, before the account is erased."""
    for keeping in Keeping.objects.filter(holder=user).select_related("question"):
        _release(keeping.question, "Whoever claimed it has left the hub.")


@transaction.atomic
def _release(question: Question, reason: str, *, ended_before: date | None = None) -> bool:
    fresh = locked(question)
    # It may have been renewed since it was found.
    renewed = ended_before and (fresh.claimed_until is None or fresh.claimed_until >= ended_before)
    if fresh.status not in TAKEN or renewed:
        return False
    keep(fresh, holder=None, **NO_DRAFT)
    change(question, by=EXPIRED, reason=reason, values={"status": QuestionStatus.PRIORITISED} | NO_CLAIM)
    return True


def _organisation_of(user: User) -> str | None:
    person = getattr(user, "person", None)
    return person.organisation_id if person else None
