"""Lists on their way in, and what became of them. None of it is part of the record; the organisations added are."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from cairnhub.accounts.models import Role


class Kind(models.TextChoices):
    ORGANISATIONS = "organisations", "organisations"
    INVITATIONS = "invitations", "invitations"


def new_token() -> str:
    return secrets.token_urlsafe(16)


class Draft(models.Model):
    """A list somebody looks at before it is taken in: seen by nobody else, and kept for a day at most.

    It holds the text as it was sent and nothing that was worked out from it: that is done anew for each look.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="draft_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="draft_says_something"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.kind}"


class Batch(models.Model):
    """What became of a list: how many rows of each outcome, and the events by which organisations were added.

    `token` is that of its draft, so that a form sent twice finds what the first did.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    token = models.CharField(max_length=40, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict)
    events = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="batch_kind_known")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.at:%d %B %Y}"


class Invitation(models.Model):
    """That somebody was asked to join. It goes when the person joins, declines or lets it pass, and the address too.

    `by` is who invites: the role is granted in that name, if that person may grant it still, on the day somebody joins.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField("e-mail")
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    made_at = models.DateTimeField(default=timezone.now)
    #: When a worker took it up. It is sent once: a worker that stops in the middle leaves it unclear, for a person.
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="invitation_once_per_address"),
            models.CheckConstraint(
                condition=Q(role__in=(Role.MEMBER, Role.REVIEWER, Role.EDITOR)), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(taken_at__isnull=False, failed=False),
                name="invitation_sent_after_it_was_taken_up",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
