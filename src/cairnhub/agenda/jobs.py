"""What the worker does for this room. Arguments of jobs can be read in the database: numbers only, no addresses."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from .models import Suggestion, SuggestionStatus


def tell_sender(suggestion_id: int) -> None:
    """E-mail the answer to the sender of a suggestion, once.

    A job may be started again after its worker was killed, so this looks whether it was done. A worker killed
    between sending and noting it sends a second time: better twice than never.
    """
    suggestion = Suggestion.objects.get(pk=suggestion_id)
    if not suggestion.sender_email or suggestion.told_at or suggestion.status == SuggestionStatus.WAITING:
        return
    hub = settings.PUBLIC_URL
    words = {"suggestion": suggestion, "hub": hub, "address": hub + suggestion.get_absolute_url()}
    send_mail(
        subject="Cairn: an answer to your suggestion",
        message=render_to_string("agenda/answer_mail.txt", words),
        from_email=None,
        recipient_list=[suggestion.sender_email],
    )
    Suggestion.objects.filter(pk=suggestion.pk).update(told_at=timezone.now())
