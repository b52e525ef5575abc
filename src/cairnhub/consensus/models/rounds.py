"""The rounds of a process."""

from django.db import models
from django.db.models import Q

from .processes import Feedback, Mode, Process, Rates


class RoundState(models.TextChoices):
    PLANNED = "planned", "planned"
    OPEN = "open", "open"
    CLOSED = "closed", "closed"


class Round(models.Model):
    """One round. `shown` is what its panellists are shown of earlier answers, `results` what came out; both are
    aggregates, worked out once when the round opens and when it closes, and never again.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    feedback = models.CharField(max_length=10, choices=Feedback.choices, default=Feedback.NONE)
    question = models.CharField(max_length=200, blank=True)
    low = models.CharField(max_length=60, blank=True)
    high = models.CharField(max_length=60, blank=True)
    rates = models.CharField(max_length=12, choices=Rates.choices, blank=True, default=Rates.NOTHING)
    part = models.CharField(max_length=40, blank=True)
    live = models.BooleanField("what others say is brought up to date while it is open", default=False)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PLANNED)
    closes_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    shown = models.JSONField(default=dict, blank=True)
    results = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["process"], condition=Q(state="open"), name="one_round_open"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="round_mode_known"),
            models.CheckConstraint(condition=Q(feedback__in=Feedback.values), name="round_feedback_known"),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(condition=Q(rates__in=Rates.values), name="round_rates_known"),
        ]

    @property
    def asks(self) -> str:
        """What is asked of each item in this round."""
        return self.question or self.process.question

    @property
    def ends(self) -> tuple[str, str]:
        """What the lowest and the highest rating mean in this round."""
        return self.low or self.process.label_low, self.high or self.process.label_high

    def __str__(self) -> str:
        return f"{self.process_id}, round {self.number}"
