"""The identity store: who was invited. It knows nothing of answers, not even whether somebody gave any."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from ..keys import RandomKey
from ..models import Process


class InvitationState(models.TextChoices):
    WAITING = "waiting", "waits until letters are sent"
    QUEUED = "queued", "is about to be sent"
    SENDING = "sending", "is being sent"
    SENT = "sent", "sent"
    BOUNCED = "bounced", "could not be delivered"


class Invitation(models.Model):
    """An address that is invited. The link it was sent is stored nowhere, nor when it was opened.

    `token_group` is the group its link carries: its own, or a wider one where too few of its own are invited. It is
    set when the letter is first queued and never changes. `taken_at` stands only while a worker sends the letter.
    """

    id = RandomKey()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField("e-mail", max_length=254)
    name = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=40)
    token_group = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.WAITING)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    to_remind = models.BooleanField(default=False)
    reminded_on = models.DateField(null=True, blank=True)
    sent_again = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint("process", Lower("email"), name="invited_once"),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="panel_invitation_state_known"),
            models.CheckConstraint(
                condition=Q(state=InvitationState.SENDING, taken_at__isnull=False)
                | (~Q(state=InvitationState.SENDING) & Q(taken_at__isnull=True)),
                name="panel_invitation_taken_up_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(to_remind=False) | Q(state=InvitationState.SENT),
                name="panel_invitation_reminds_after_it",
            ),
        ]

    def __str__(self) -> str:
        return "an invitation"


class What(models.TextChoices):
    INVITED = "invited", "invited"
    DECLINED = "declined", "declined"
    BOUNCED = "bounced", "could not be delivered"
    AGAIN = "again", "new links for links that were lost"


class Tally(models.Model):
    """How many invitations of a group whose rows are deleted were, say, declined. It names nobody."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=40)
    what = models.CharField(max_length=10, choices=What.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["process", "group", "what"]
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["process", "group", "what"], name="tally_once"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="tally_what_known"),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}, {self.group}: {self.number} {self.what}"


def new_token() -> str:
    return secrets.token_urlsafe(16)


class AddressList(models.Model):
    """A list of addresses somebody looks at before it is taken in: seen by nobody else, and kept for a day at most."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="address_list_says_something")]

    def __str__(self) -> str:
        return "a list of addresses"
