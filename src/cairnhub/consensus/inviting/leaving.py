"""Forgetting addresses: who declines, whose account is erased, and everybody once a process has ended.

The row is deleted, and what it counted for is added to numbers that name nobody. So the hub does not know whom it
must not invite again: a list that is sent twice names them twice, and pages say so.
"""

from collections import Counter

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history

from ..models import Process, Stage
from .adding import held
from .models import AddressList, Invitation, InvitationState, Tally, What


@transaction.atomic
def decline(*, invitation: Invitation) -> None:
    """Forget an invitation and its address at the wish of whom it went to; that somebody declined is counted."""
    held(invitation.process)
    fresh = Invitation.objects.filter(pk=invitation.pk).first()
    if fresh:
        _forget([fresh], {What.INVITED: 1, What.DECLINED: 1})


@transaction.atomic
def delete_addresses(*, process: Process, by: Author) -> int:
    """Delete every address once the process has ended; answers how many. What they answered stays, with no name."""
    fresh = held(process)
    if fresh.stage != Stage.ENDED:
        raise ValidationError("Addresses are deleted once the process has ended: until then letters may be needed.")
    AddressList.objects.filter(process=fresh).delete()
    gone = list(fresh.invitations.all())
    if gone:
        _forget(gone)
        history.note(obj=fresh, by=by, reason="The addresses of those invited were deleted; their answers stay.")
    return len(gone)


def erase_person(user) -> None:
    """Forget the invitations to any address of an account that is erased, and lists in which one stands."""
    second = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for address in {user.email.lower(), *(one.lower() for one in second)}:
        _forget(list(Invitation.objects.filter(email__iexact=address)))
        AddressList.objects.filter(text__icontains=address).delete()


def counts_for(invitation: Invitation) -> dict[str, int]:
    """What one invitation counts for in the numbers of a process."""
    bounced = invitation.state == InvitationState.BOUNCED
    return {
        What.INVITED: int(bounced or invitation.sent_on is not None),
        What.BOUNCED: int(bounced),
        What.AGAIN: invitation.sent_again,
    }


def _forget(gone: list[Invitation], more: dict[str, int] | None = None) -> None:
    numbers: Counter[tuple[str, str, str]] = Counter()
    for one in gone:
        for what, number in (counts_for(one) | (more or {})).items():
            numbers[one.process_id, one.group, what] += number
    for (process, group, what), number in numbers.items():
        if number:
            found, _ = Tally.objects.get_or_create(process_id=process, group=group, what=what)
            Tally.objects.filter(pk=found.pk).update(number=F("number") + number)
    Invitation.objects.filter(pk__in=[one.pk for one in gone]).delete()
