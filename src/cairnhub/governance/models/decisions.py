"""The decision log."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.personal import FORMER_MEMBER
from cairnhub.history.fields import LinesField, PointersField
from cairnhub.history.models import Tracked


class About(models.TextChoices):
    """What a decision is about, as readers filter the log."""

    FRAMEWORK = "framework", "Framework"
    EVIDENCE = "evidence", "Evidence and thresholds"
    AGENDA = "agenda", "Agenda and priorities"
    PEOPLE = "people", "People and roles"
    POLICY = "policy", "Policies"
    DATA = "data", "Data"
    HUB = "hub", "The hub itself"
    OTHER = "other", "Something else"


class Decision(Tracked):
    """What was decided, when, on what evidence. Who decided stands in `Participant`, where names can be erased."""

    kind = "decision"
    label_field = "title"
    search_fields = ("text", "reasons", "body")
    editable_fields = (
        "title",
        "decided_on",
        "about",
        "text",
        "reasons",
        "body",
        "evidence",
        "evidence_urls",
        "changed",
        "superseded_by",
    )
    edited_with = Permission.DECISION_RECORD
    addable = False

    title = models.CharField(max_length=300, help_text="The decision in one line. Name no person here.")
    decided_on = models.DateField("decided on", default=timezone.localdate)
    about = models.CharField(max_length=20, choices=About.choices)
    text = models.TextField(
        "what was decided",
        help_text="In full. Markdown. People are named in their own field, so that they can be erased.",
    )
    reasons = models.TextField("why", blank=True, help_text="What was weighed, and what spoke against it. Markdown.")
    body = models.CharField(
        "decided by the body",
        max_length=200,
        blank=True,
        help_text="The group that decided, such as the steering group; people are named below.",
    )
    evidence = PointersField(
        "evidence in this hub", help_text="Links, studies, answers, rounds: what the decision rests on."
    )
    evidence_urls = LinesField("evidence elsewhere", help_text="Web addresses, one a line.")
    changed = PointersField(
        "what it changed",
        help_text="Objects that changed by it, or single changes: the address of a change in its history.",
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        help_text="The later decision that holds instead. Without one, this is in force.",
    )

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(about__in=About.values), name="decision_about_known"),
            models.CheckConstraint(condition=~Q(title=""), name="decision_titled"),
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=models.F("id")),
                name="decision_not_superseded_by_itself",
            ),
        ]

    def clean(self):
        super().clean()
        later, seen = self.superseded_by_id, {self.pk}
        while later:
            if later in seen:
                raise ValidationError({"superseded_by": "Decisions cannot supersede each other in a circle."})
            seen.add(later)
            later = Decision.objects.filter(pk=later).values_list("superseded_by", flat=True).first()

    def get_absolute_url(self) -> str:
        return reverse("governance:decision", args=[self.pk])

    @property
    def status(self) -> str:
        return "superseded" if self.superseded_by_id else "in force"


class Part(models.TextChoices):
    DECIDED = "decided", "took the decision"
    STOOD_ASIDE = "stood_aside", "stood aside"


class Participant(models.Model):
    """Somebody who took a decision, or stood aside. Not tracked, so that the name can be erased."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="participants")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="decisions")
    part = models.CharField(max_length=20, choices=Part.choices)
    because = models.CharField("why they stood aside", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="participant_part_known"),
            models.UniqueConstraint(fields=["decision", "user"], name="participant_once_per_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_part_display()}"

    @property
    def name(self) -> str:
        return self.user.display_name if self.user else FORMER_MEMBER


class Mention(models.Model):
    """One object or change that a decision names, to find the decisions about it. Made anew from the decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="mention_object")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "kind", "object_id"], name="mention_once_per_decision")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} names {self.kind} {self.object_id}"
