"""People who speak for organisations, and what they sent for others."""

from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.agenda.behalf import actions
from cairnhub.agenda.behalf.models import OnBehalf
from cairnhub.community.models import Organisation
from cairnhub.community.speaking.models import Speaker
from factories import make_organisation

FOR_OTHERS = {
    "people": "about 40",
    "heard": "At a meeting in the clinic.",
    "agreed": "together",
    "answer_goes": "At the next meeting.",
}
NEED = {"kind": "need", "text": "Who will stay when the doctor leaves?", "about": "", "details": {}}


def make_speaker(user: User, organisation: Organisation | None = None, *, confirmed: bool = True) -> Speaker:
    """Somebody who speaks for an organisation, or has asked to."""
    clinic = organisation or make_organisation(name="Valley Clinic", organisation_type="community_or_health_center")
    at = timezone.now() if confirmed else None
    return Speaker.objects.create(
        user=user, organisation=clinic, belongs="" if at else "I work there.", confirmed_at=at
    )


def make_behalf(user: User, organisation: Organisation | None = None, *, text: str = NEED["text"], **told) -> OnBehalf:
    """What somebody sent for others, in the name of an organisation they speak for."""
    clinic = organisation or make_speaker(user).organisation
    sent = actions.send(by=user, organisation=clinic, behalf=FOR_OTHERS | told, message=NEED | {"text": text})
    return sent.on_behalf
