"""What anyone proposes to the hub."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class SuggestionKind(models.TextChoices):
    QUESTION = "question", "a question the field should answer"
    STUDY = "study", "a study that is missing here"
    CORRECTION = "correction", "a correction"
    LINK = "link", "a link between two constructs"
    NEED = "need", "a need, in your own words"


class SuggestionStatus(models.TextChoices):
    WAITING = "waiting", "waiting to be read"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Suggestion(models.Model):
    """What somebody proposed, seen by moderators and by its sender only.

    Not a tracked object: it may hold a sender's e-mail address, and it is a message, not a part of the graph.
    """

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=20, choices=SuggestionKind.choices)
    text = models.TextField(max_length=5000)
    about = models.CharField("about which page", max_length=400, blank=True)
    details = models.JSONField(default=dict, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_email = models.EmailField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=20, choices=SuggestionStatus.choices, default=SuggestionStatus.WAITING)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by_name = models.CharField(max_length=200, blank=True)
    became_kind = models.CharField(max_length=40, blank=True)
    became_id = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField("answer e-mailed", null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SuggestionKind.values), name="suggestion_kind_known"),
            models.CheckConstraint(condition=Q(status__in=SuggestionStatus.values), name="suggestion_status_known"),
            models.CheckConstraint(condition=~Q(text=""), name="suggestion_says_something"),
            models.CheckConstraint(
                condition=Q(status="waiting", answered_at__isnull=True)
                | (~Q(status="waiting") & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="suggestion_answered_means_a_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def clean(self):
        if self.status != SuggestionStatus.WAITING and not (self.answer and self.answered_at):
            raise ValidationError({"answer": "Say what became of it: the sender reads it."})

    def get_absolute_url(self) -> str:
        """The private address at which the sender hears back."""
        return reverse("agenda:suggestion", args=[self.token])
