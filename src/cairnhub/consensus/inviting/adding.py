"""Taking a list of people in. Nobody is written to by this: letters go out when somebody sends them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairn.base.errors import DataError
from cairnhub.accounts.models import User

from ..models import Process, Stage
from .lists import Outcome, plan
from .models import AddressList, Invitation, InvitationState

#: For how long a list waits to be taken in.
KEPT = timedelta(hours=24)


def held(process: Process) -> Process:
    """The process as it stands, held until the transaction ends. Every write of invitations begins here."""
    return Process.objects.select_for_update().get(pk=process.pk)


def keep_list(*, process: Process, text: str, by: User) -> AddressList:
    """Keep a list to be looked at. Raises ValidationError where it cannot be read."""
    refuse_ended(process)
    try:
        plan(process, text)
    except DataError as error:
        said = str(error)
        raise ValidationError(f"{said[:1].upper()}{said[1:]}.") from error
    made = AddressList(process=process, user=by, text=text)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def add_people(*, waiting: AddressList, seen: str) -> int:
    """Add whom a list names and who is not invited yet; answers how many.

    `seen` is the digest of the plan that was looked at. Raises ValidationError where the plan is another by now, or
    nobody would be added.
    """
    process = held(waiting.process)
    refuse_ended(process)
    if not AddressList.objects.filter(pk=waiting.pk).exists():
        raise ValidationError("This list was taken in or thrown away in the meantime.")
    planned = plan(process, waiting.text)
    if planned.digest != seen:
        raise ValidationError("Somebody was added since you looked. Look at the rows again, then add them.")
    rows = planned.of(Outcome.ADD)
    if not rows:
        raise ValidationError("Nobody would be added: every row is invited already, twice in the list or wrong.")
    for row in rows:
        made = Invitation(process=process, email=row.email, name=row.name, group=row.group, language=row.language)
        made.full_clean()
        made.save()
    waiting.delete()
    return len(rows)


def drop_list(*, waiting: AddressList) -> None:
    """Throw a list away."""
    waiting.delete()


def drop_old_lists() -> int:
    """Throw away lists that waited for a day; answers how many."""
    return AddressList.objects.filter(made_at__lt=timezone.now() - KEPT).delete()[0]


@transaction.atomic
def take_out(*, invitation: Invitation) -> None:
    """Take somebody out again to whom nothing was sent yet. Raises ValidationError where something was."""
    gone, _ = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.WAITING).delete()
    if not gone:
        raise ValidationError("A letter is on its way already, so this invitation cannot be taken out.")


def refuse_ended(process: Process) -> None:
    if process.stage == Stage.ENDED:
        raise ValidationError("This process has ended: nobody is invited any more.")
