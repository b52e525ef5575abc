"""Working groups around links or questions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked

from .questions import Question


class WorkingGroup(Tracked):
    """People who work on links or questions together. Who they are stands in `Membership`, where it can be erased."""

    kind = "working_group"
    search_fields = ("purpose", "page")
    editable_fields = ("name", "purpose", "page", "links", "questions", "ended")

    name = models.CharField(max_length=200)
    purpose = models.CharField("what it wants to achieve", max_length=500)
    page = models.TextField("its page", blank=True, max_length=20_000, help_text="Plain text or Markdown.")
    links = models.ManyToManyField(Link, related_name="working_groups", blank=True)
    questions = models.ManyToManyField(Question, related_name="working_groups", blank=True)
    ended = models.BooleanField("has ended its work", default=False)

    class Meta:
        ordering = ["ended", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(purpose=""), name="group_has_a_purpose")]

    def get_absolute_url(self) -> str:
        return reverse("agenda:group", args=[self.pk])


class GroupRole(models.TextChoices):
    LEAD = "lead", "leads it"
    MEMBER = "member", "takes part"


class Membership(models.Model):
    """That somebody takes part in a group, in public, by their own wish."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=GroupRole.choices, default=GroupRole.MEMBER)
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["role", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=GroupRole.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.group_id}"
