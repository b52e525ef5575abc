"""What the worker does for this room. Arguments of jobs can be read in the database: numbers only."""

from django.conf import settings
from django.urls import reverse

from cairnhub.pages.letters import send_letter

from .models import Speaker


def tell_speaker(speaker_id: int) -> None:
    """E-mail to a person that they speak for an organisation now: an editor may have named them without their knowing.

    Nobody is told who has ended it meanwhile. A worker killed after sending sends twice: better than never.
    """
    speaker = Speaker.objects.select_related("user", "organisation").filter(pk=speaker_id).first()
    if speaker is None or speaker.confirmed_at is None:
        return
    address = settings.PUBLIC_URL + reverse("speaking:speaking", args=[speaker.organisation_id])
    words = {"organisation": speaker.organisation, "address": address}
    subject = f"Cairn: you speak for {speaker.organisation.name}"
    send_letter(to=speaker.user.email, subject=subject, template="speaking/mail/confirmed", words=words)
