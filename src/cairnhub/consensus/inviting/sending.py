"""Sending invitations, reminders and new links. Here it is decided who gets one; `jobs` writes the letters."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.tasks import async_task

from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history

from ..models import Process, RoundState, Stage
from ..models.processes import SMALLEST
from ..protocol import groups_of
from .adding import held
from .grouping import assigned
from .models import Invitation, InvitationState

SENDING = "cairnhub.consensus.inviting.jobs.send_letters"
#: A worker that has not said within this time what became of a letter has stopped in the middle.
UNCLEAR = timedelta(minutes=10)
KEPT_HERE = (
    "No mail server is set up: letters would be written to files on this computer, and whoever reads them could take "
    "part in somebody's name and see their answers. Set up a mail server, or give people a shared link."
)
FEW = (
    f"Fewer than {SMALLEST} invitations wait. Letters go out to {SMALLEST} people or more at a time, so that none of "
    "them can be told from the others. Add more people, or give these few a shared link."
)


def mail_is_kept_here() -> bool:
    """Whether letters are written to files or a console of this computer instead of being sent."""
    return issubclass(import_string(settings.EMAIL_BACKEND), ConsoleBackend)


def why_not(process: Process) -> str:
    """Why no letter of this process can be sent now; empty where it can."""
    if process.stage == Stage.DRAFT:
        return "The protocol is not fixed yet. People are invited to a process whose rules no longer change."
    if process.stage == Stage.ENDED:
        return "This process has ended."
    if process.is_real and mail_is_kept_here():
        return KEPT_HERE
    return ""


def assign_token_groups(process: Process, waiting: list[Invitation]) -> None:
    """Set which group the link of each is to carry, for good; whoever has a link already keeps theirs. Not saved."""
    theirs = Counter(with_links(process).values_list("token_group", flat=True))
    names = assigned([one.group for one in waiting], theirs, groups_of(process))
    for one, name in zip(waiting, names, strict=True):
        one.token_group = name


def with_links(process: Process):
    """Those who have a link or are about to get one."""
    return process.invitations.exclude(state__in=(InvitationState.WAITING, InvitationState.BOUNCED))


@transaction.atomic
def send_invitations(*, process: Process, by: Author) -> int:
    """Let the letters go out that wait; answers how many. Raises ValidationError where they cannot go now."""
    fresh = _open_for_letters(process)
    waiting = list(fresh.invitations.filter(state=InvitationState.WAITING).select_for_update())
    if len(waiting) < SMALLEST:
        raise ValidationError(FEW)
    assign_token_groups(fresh, waiting)
    for one in waiting:
        one.state = InvitationState.QUEUED
    Invitation.objects.bulk_update(waiting, ["token_group", "state"])
    history.note(obj=fresh, by=by, reason=f"Invitations were sent to {len(waiting)} people.")
    async_task(SENDING, fresh.pk)
    return len(waiting)


@transaction.atomic
def remind(*, process: Process, by: Author) -> int:
    """Remind everybody whose letter went out, and not today; answers how many. Who has answered, nobody knows."""
    fresh = _open_for_letters(process)
    if not fresh.rounds.filter(state=RoundState.OPEN).exists():
        raise ValidationError("No round is open: there is nothing to remind of.")
    number = to_be_reminded(fresh).update(to_remind=True)
    if not number:
        raise ValidationError("Everybody has had a letter today. Remind them tomorrow.")
    if number >= SMALLEST:
        history.note(obj=fresh, by=by, reason=f"Reminders were sent to {number} people.")
    async_task(SENDING, fresh.pk)
    return number


def to_be_reminded(process: Process):
    """Whom a reminder would reach: nobody gets two letters on a day."""
    today = timezone.localdate()
    return process.invitations.filter(state=InvitationState.SENT, to_remind=False).exclude(
        Q(sent_on=today) | Q(reminded_on=today, reminded_on__isnull=False)
    )


@transaction.atomic
def correct(*, invitation: Invitation, email: str) -> None:
    """Change an address that letters do not reach, or did not reach yet; what was sent is sent anew, with a new link.

    The same address may be given again, to try again. Raises ValidationError where it cannot be.
    """
    fresh = _of_this(invitation)
    email = email.strip()
    validate_email(email)
    if fresh.state not in (InvitationState.WAITING, InvitationState.BOUNCED):
        raise ValidationError("A letter has reached this address. Mark it as undeliverable first if it came back.")
    others = fresh.process.invitations.exclude(pk=fresh.pk)
    if others.filter(email__iexact=email).exists():
        raise ValidationError({"email": "Somebody with this address is invited already."})
    fresh.email = email
    if fresh.state == InvitationState.BOUNCED:
        _send_anew(fresh)
    fresh.save()


@transaction.atomic
def send_new_link(*, invitation: Invitation) -> None:
    """Send a new link to somebody who lost theirs, or of whom nobody knows whether the first one arrived.

    They start afresh and what they answered before stays, so it is counted: the report tells it as a deviation.
    """
    fresh = _of_this(invitation)
    if fresh.state != InvitationState.SENT and not is_broken_off(fresh):
        raise ValidationError("Only somebody to whom a link was sent can be sent a new one.")
    fresh.sent_again += 1
    _send_anew(fresh)
    fresh.save()


@transaction.atomic
def mark_bounced(*, process: Process, text: str) -> tuple[int, list[str]]:
    """Mark the addresses in a text as undeliverable; answers how many, and which of them are not invited here."""
    fresh = held(process)
    given = list(dict.fromkeys(word.strip("<>()[],;:'\"").lower() for word in text.replace(",", " ").split()))
    given = [word for word in given if "@" in word]
    if not given:
        raise ValidationError({"addresses": "There is no e-mail address in this. Paste them one to a line."})
    found, unknown = 0, []
    for address in given:
        rows = fresh.invitations.filter(email__iexact=address)
        hit = rows.filter(state=InvitationState.SENT).update(
            state=InvitationState.BOUNCED, to_remind=False, trouble="Reported back as undeliverable."
        )
        found += hit
        if not hit and not rows.exists():
            unknown.append(address)
    return found, unknown


def is_broken_off(invitation: Invitation) -> bool:
    """Whether a worker stopped while it sent this letter, so that nobody knows whether it went out."""
    taken = invitation.taken_at
    return invitation.state == InvitationState.SENDING and taken is not None and taken < timezone.now() - UNCLEAR


def _send_anew(fresh: Invitation) -> None:
    _open_for_letters(fresh.process)
    fresh.state, fresh.trouble, fresh.taken_at, fresh.to_remind = InvitationState.QUEUED, "", None, False
    async_task(SENDING, fresh.process_id)


def _open_for_letters(process: Process) -> Process:
    fresh = held(process)
    if reason := why_not(fresh):
        raise ValidationError(reason)
    return fresh


def _of_this(invitation: Invitation) -> Invitation:
    """The invitation as it stands. Raises ValidationError where it is gone by now."""
    held(invitation.process)
    found = Invitation.objects.select_related("process").filter(pk=invitation.pk).first()
    if found is None:
        raise ValidationError("This invitation is gone: the person declined, or the addresses were deleted.")
    return found
