"""Letters to panellists, in the language of the invitation. The secret of a link is made here and kept nowhere."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairnhub.pages.letters import send_letter

from ..models import Process, RoundState
from ..protocol import WIDER, groups_of
from ..tokens import mailed_token
from .models import Invitation

SALT = "cairnhub.consensus.inviting.decline"


def send_invitation(invitation: Invitation) -> None:
    """Make the secret of the link, send it, forget it. Raises what the mail server refuses with."""
    process = invitation.process
    with translation.override(invitation.language):
        words = _words(invitation)
        words["link"] = f"{words['entry']}#{mailed_token(process, invitation.token_group)}"
        send_letter(
            to=invitation.email,
            subject=_("Invitation: %(title)s") % {"title": process.title},
            template="inviting/mail/invitation",
            words=words | {"counted": group_label(process, invitation.token_group)},
        )


def send_reminder(invitation: Invitation) -> None:
    """Remind of the open round; the letter has no link of its own. Raises what the mail server refuses with."""
    with translation.override(invitation.language):
        send_letter(
            to=invitation.email,
            subject=_("Reminder: %(title)s") % {"title": invitation.process.title},
            template="inviting/mail/reminder",
            words=_words(invitation) | {"round": invitation.process.rounds.filter(state=RoundState.OPEN).first()},
        )


def group_label(process: Process, name: str) -> str:
    """What a group is called that a link carries: a group by its code, a wider one, or empty for none."""
    return {one.code: one.name for one in groups_of(process)}.get(name, name.removeprefix(WIDER))


def decline_token(invitation: Invitation) -> str:
    return signing.dumps(invitation.pk, salt=SALT)


def _words(invitation: Invitation) -> dict:
    process = invitation.process
    decline = reverse("consensus:inviting:decline", args=[process.pk, decline_token(invitation)])
    return {
        "invitation": invitation,
        "process": process,
        "entry": settings.PUBLIC_URL + reverse("rounds:entry", args=[process.pk]),
        "decline": settings.PUBLIC_URL + decline,
        "language": invitation.language,
    }
