"""What the desk keeps: its reports."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class QuarterlyReport(models.Model):
    """The desk's figures as they stood on one day, and what happened since the report before. Names no person.

    `figures` are the lines of that day in their order: section, key, label, count, and whether people are counted.
    `changes` counts the events of the period by kind and verb; `decisions` are identifiers, so that one that is
    removed later is not shown any more.
    """

    made_on = models.DateField(default=timezone.localdate)
    made_at = models.DateTimeField(default=timezone.now)
    since = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)
    figures = models.JSONField()
    changes = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-made_on"]
        constraints = [
            models.UniqueConstraint(fields=["made_on"], name="quarterly_report_once_a_day"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(since__lt=F("made_on")),
                name="quarterly_report_after_the_one_before",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.day])

    @property
    def day(self) -> str:
        return self.made_on.isoformat()
