"""What the worker does for this room. Arguments of jobs can be read in the database: numbers only."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule

from cairnhub.pages.letters import send_letter

from .actions import drop_old_drafts
from .inviting import HOLDS, SENDING, drop_old_invitations
from .models import Invitation

log = logging.getLogger(__name__)
#: So many letters a minute: mail servers refuse more from one sender, and a refused letter is a person not asked.
A_MINUTE = 30
SALT = "cairnhub.community.bulk.invitation"


def send_invitations(batch_id: int) -> int:
    """Send the letters of a batch that wait, a minute's worth now and the rest in a minute; answers how many went out.

    A letter is taken up before it is sent, so that no second worker and no second run sends it again.
    """
    waiting = Invitation.objects.filter(batch=batch_id, taken_at=None).order_by("pk")
    sent = sum(_send(one) for one in waiting.select_related("by")[:A_MINUTE])
    if waiting.exists():
        Schedule.objects.get_or_create(
            func=SENDING,
            args=str(batch_id),
            schedule_type=Schedule.ONCE,
            defaults={"name": "the next invitations", "next_run": timezone.now() + timedelta(minutes=1)},
        )
    return sent


def clean_up() -> None:
    """Forget lists nobody took in and invitations that were let pass."""
    drop_old_drafts()
    drop_old_invitations()


def _send(invitation: Invitation) -> bool:
    row = Invitation.objects.filter(pk=invitation.pk)
    if not row.filter(taken_at=None).update(taken_at=timezone.now()):
        return False
    try:
        send_letter(
            to=invitation.email,
            subject="Cairn: an invitation",
            template="bulk/mail/invitation",
            words={
                "invitation": invitation,
                "inviter": invitation.by.display_name,
                "join": settings.PUBLIC_URL + reverse("account_signup"),
                "decline": settings.PUBLIC_URL
                + reverse("bulk:decline", args=[signing.dumps(invitation.pk, salt=SALT)]),
                "days": HOLDS.days,
            },
        )
    except OSError as refusal:
        log.warning("An invitation could not be sent: %s", type(refusal).__name__)
        row.update(failed=True)
        return False
    row.update(sent_at=timezone.now())
    return True
