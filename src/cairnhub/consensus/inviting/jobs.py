"""What the worker does for invitations. Arguments of jobs can be read in the database: they name a process only."""

import logging
import re
import smtplib
from datetime import timedelta

from django.utils import timezone
from django_q.models import Schedule

from ..models import Process
from . import letters
from .adding import drop_old_lists
from .models import Invitation, InvitationState
from .sending import SENDING, why_not

log = logging.getLogger(__name__)
#: So many letters a minute: mail servers refuse more from one sender, and a refused letter is a person not asked.
A_MINUTE = 30
#: How long to wait for a mail server that cannot be reached.
PAUSE = timedelta(minutes=10)
UNREACHABLE = "The mail server could not be reached. It is tried again every ten minutes."
#: The server had no part of the letter when one of these is raised.
_NOT_REACHED = (
    ConnectionRefusedError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
)
_REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)


class Unreachable(Exception):
    """No letter can be sent now."""


def send_letters(process_id: str) -> int:
    """Send the letters of a process that are due, a minute's worth now and the rest later; answers how many went out.

    A letter is taken up before it is sent, so that no second worker and no second run sends it again. They go in an
    order drawn at random, which tells nothing of the list they came from.
    """
    process = Process.objects.select_related("key").filter(pk=process_id).first()
    if process is None or why_not(process):
        return 0
    sent, pause = 0, timedelta(minutes=1)
    try:
        invitations = _due(process, state=InvitationState.QUEUED)[:A_MINUTE]
        sent += sum(_invite(process, one) for one in invitations)
        reminders = _due(process, to_remind=True)[: A_MINUTE - len(invitations)]
        sent += sum(_remind(process, one) for one in reminders)
    except Unreachable:
        pause = PAUSE
    if _due(process, state=InvitationState.QUEUED).exists() or _due(process, to_remind=True).exists():
        Schedule.objects.get_or_create(
            func=SENDING,
            # The schedule reads this as Python: a name must stand in quotation marks.
            args=repr((process.pk,)),
            schedule_type=Schedule.ONCE,
            defaults={"name": "the next letters of a process", "next_run": timezone.now() + pause},
        )
    return sent


def clean_up() -> None:
    """Forget lists nobody took in."""
    drop_old_lists()


def _due(process: Process, **state):
    return Invitation.objects.filter(process=process, **state).order_by("?")


def _invite(process: Process, invitation: Invitation) -> bool:
    row = Invitation.objects.filter(pk=invitation.pk)
    taken = {"state": InvitationState.SENDING, "taken_at": timezone.now(), "trouble": ""}
    if not row.filter(state=InvitationState.QUEUED).update(**taken):
        return False
    invitation.process = process
    try:
        letters.send_invitation(invitation)
    except _NOT_REACHED as error:
        row.update(state=InvitationState.QUEUED, taken_at=None, trouble=UNREACHABLE)
        raise _unreachable(error) from None
    except _REFUSED as refusal:
        row.update(state=InvitationState.BOUNCED, taken_at=None, trouble=said(refusal))
        return False
    except OSError as error:
        # The connection broke: nobody knows whether the letter went out, and it stays taken up.
        log.warning("The sending of an invitation was broken off: %s", type(error).__name__)
        return False
    row.update(state=InvitationState.SENT, taken_at=None, sent_on=timezone.localdate())
    return True


def _remind(process: Process, invitation: Invitation) -> bool:
    row = Invitation.objects.filter(pk=invitation.pk)
    if not row.filter(to_remind=True).update(to_remind=False, reminded_on=timezone.localdate()):
        return False
    invitation.process = process
    try:
        letters.send_reminder(invitation)
    except _NOT_REACHED as error:
        row.update(to_remind=True, reminded_on=invitation.reminded_on)
        raise _unreachable(error) from None
    except _REFUSED as refusal:
        row.update(state=InvitationState.BOUNCED, trouble=said(refusal))
        return False
    except OSError as error:
        log.warning("The sending of a reminder was broken off: %s", type(error).__name__)
        return False
    return True


def _unreachable(error: Exception) -> Unreachable:
    log.warning("The mail server could not be reached: %s", type(error).__name__)
    return Unreachable()


def said(refusal: Exception) -> str:
    """What a mail server refused with: its codes alone. Its words may quote the letter, and so the link."""
    code, words = getattr(refusal, "smtp_code", ""), getattr(refusal, "smtp_error", b"")
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(refusal.recipients.values()), ("", b""))
    if not code:
        return "The address cannot be written to."
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
    detail = re.match(r"\d\.\d{1,3}\.\d{1,3}\b", text.strip())
    return " ".join(["The mail server refused it:", str(code), *([detail[0]] if detail else [])]) + "."
