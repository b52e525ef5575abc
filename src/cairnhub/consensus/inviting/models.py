"""The identity store: who was invited. It knows nothing of answers, not even whether somebody gave any."""

from django.db import models
from django.db.models import Q

from ..keys import RandomKey
from ..models import Process


class InvitationState(models.TextChoices):
    WAITING = "waiting", "waiting to be sent"
    SENT = "sent", "sent"
    BOUNCED = "bounced", "could not be delivered"
    DECLINED = "declined", "declined"


class Invitation(models.Model):
    """An address that is invited. The link it was sent is stored nowhere, nor when it was opened.

    `token_group` is the group its link carries: its own, or a wider one where too few of its own are invited.
    """

    id = RandomKey()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=40)
    token_group = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.WAITING)
    sent_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    sent_again = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(fields=["process", "email"], name="invited_once"),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="panel_invitation_state_known"),
        ]

    def __str__(self) -> str:
        return "an invitation"
