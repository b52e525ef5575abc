"""That a person speaks for an organisation. Not tracked: it says something of a person, who may take it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..models import Organisation


class Speaker(models.Model):
    """Asked for until somebody has confirmed it. Whoever stops has no row, so nothing says that they once spoke."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="speakers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="speaks_for")
    #: What they do there, in their own words: read by those who confirm, and by nobody afterwards.
    belongs = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="speaker_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="speaker_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id}"
