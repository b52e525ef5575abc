"""Inviting people, and what follows when they come, decline, or let it pass."""

from collections import Counter
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.actions import grant_role
from cairnhub.accounts.models import Role, User
from cairnhub.accounts.permissions import Permission, may

from .actions import done_before
from .invitations import Outcome, plan
from .models import Batch, Draft, Invitation, Kind

#: After this time an invitation is void and the address forgotten.
HOLDS = timedelta(days=30)
#: A worker that has not said within this time what became of a letter has stopped in the middle.
UNCLEAR = timedelta(minutes=10)
SENDING = "cairnhub.community.bulk.jobs.send_invitations"


@transaction.atomic
def invite(*, draft: Draft, by: User, seen: str) -> Batch:
    """Invite whom a list names and who is neither here nor invited; sent twice it is done once.

    The letters go out by a job. Raises ValidationError where the plan is another by now, or nobody would be invited.
    """
    waiting = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if waiting is None:
        return done_before(draft)
    planned = plan(waiting.text)
    if planned.digest != seen:
        raise ValidationError("Somebody joined or was invited since you looked. Look at the rows again, then invite.")
    rows = planned.of(Outcome.INVITE)
    if not rows:
        raise ValidationError("Nobody would be invited: every row is here already, invited already or wrong.")
    counts = Counter(row.outcome.value for row in planned.rows)
    batch = Batch.objects.create(kind=Kind.INVITATIONS, token=draft.token, by=by, counts=counts)
    for row in rows:
        invitation = Invitation(batch=batch, by=by, email=row.email, name=row.name, role=row.role)
        invitation.full_clean()
        invitation.save()
    waiting.delete()
    async_task(SENDING, batch.pk)
    return batch


@transaction.atomic
def send_again(*, batch: Batch) -> int:
    """Let those letters be tried again that were refused, or of which nobody knows; answers how many."""
    unclear = batch.invitations.filter(sent_at=None, failed=False, taken_at__lt=timezone.now() - UNCLEAR)
    number = (batch.invitations.filter(failed=True) | unclear).update(failed=False, taken_at=None)
    if number:
        async_task(SENDING, batch.pk)
    return number


@transaction.atomic
def accept(*, user: User) -> None:
    """Give somebody who proved an address the role it was invited to. A role is only ever raised.

    Whoever invited must still be one who may grant roles; otherwise the person is a member like all others.
    """
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    for address in proven:
        for invitation in Invitation.objects.select_for_update().filter(email__iexact=address).select_related("by"):
            if may(invitation.by, Permission.ROLE_GRANT) and _raises(user, invitation.role):
                grant_role(user=user, role=invitation.role, by=invitation.by, reason="Invited to this role.")
            _forget(invitation, "accepted")


@transaction.atomic
def decline(*, invitation: Invitation) -> None:
    """Forget an invitation and its address at the wish of whom it went to."""
    _forget(invitation, "declined")


@transaction.atomic
def withdraw(*, invitation: Invitation) -> None:
    """Take an invitation back."""
    _forget(invitation, "withdrawn")


def drop_old_invitations() -> int:
    """Forget the invitations that were let pass; answers how many."""
    passed = Invitation.objects.filter(made_at__lt=timezone.now() - HOLDS)
    for invitation in passed:
        with transaction.atomic():
            _forget(invitation, "passed")
    return len(passed)


def _forget(invitation: Invitation, why: str) -> None:
    batch = Batch.objects.select_for_update().get(pk=invitation.batch_id)
    if invitation.delete()[0]:
        batch.counts[why] = batch.counts.get(why, 0) + 1
        batch.save(update_fields=["counts"])


def _raises(user: User, role: str) -> bool:
    return Role.values.index(role) > Role.values.index(user.role)
