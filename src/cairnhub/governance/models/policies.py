"""The hub's policies and their versions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.permissions import Permission
from cairnhub.history.models import Tracked

from .decisions import Decision


class Policy(Tracked):
    """A policy under one title; what it says stands in its versions."""

    kind = "policy"
    label_field = "title"
    search_fields = ("summary",)
    editable_fields = ("title", "summary", "position")
    edited_with = Permission.POLICY_PUBLISH

    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, help_text="What it is for, in a sentence or two.")
    position = models.PositiveSmallIntegerField(
        "place in the list", default=100, help_text="Policies with lower numbers are shown first."
    )

    class Meta:
        ordering = ["position", "title"]
        verbose_name_plural = "policies"
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="policy_titled")]

    def get_absolute_url(self) -> str:
        return reverse("governance:policy", args=[self.pk])


class PolicyVersion(Tracked):
    """What a policy says from a day on. Never changed, except to name the decision that approved it."""

    kind = "policy_version"
    search_fields = ("text", "what_changed")
    addable = False

    #: What makes a version that version.
    FIXED = ("policy_id", "number", "dated", "text", "what_changed")

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    dated = models.DateField("date", default=timezone.localdate)
    text = models.TextField(help_text="Markdown: ## before a heading, - before each point of a list.")
    what_changed = models.TextField("what changed", help_text="Against the version before, and why.")
    approved_by = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="policy_versions",
        help_text="Without a decision this version is proposed, and nobody is held to it.",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="policy_version_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="policy_version_says_something"),
            models.CheckConstraint(condition=~Q(what_changed=""), name="policy_version_says_what_changed"),
        ]

    def clean(self):
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).first()
        moved = [name for name in self.FIXED if stored and getattr(stored, name) != getattr(self, name)]
        if moved:
            raise ValidationError("A published version of a policy is never changed. Publish a new version instead.")

    def label(self) -> str:
        return f"{self.policy.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("governance:policy_version", args=[self.policy_id, self.number])

    @property
    def is_agreed(self) -> bool:
        return self.approved_by_id is not None
