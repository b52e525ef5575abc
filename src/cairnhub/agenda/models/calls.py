"""Calls: somebody looks for sites, panellists, reviewers, co-authors or offers funding, until a day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.community.models import Organisation
from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked

from .groups import WorkingGroup
from .questions import Question


class CallKind(models.TextChoices):
    SITES = "sites", "sites wanted"
    PANELLISTS = "panellists", "panellists wanted"
    REVIEWERS = "reviewers", "reviewers wanted"
    CO_AUTHORS = "co_authors", "co-authors wanted"
    FUNDING = "funding", "funding offered"


class Call(Tracked):
    """A call with its deadline. It is open until the end of that day, unless it was closed before."""

    kind = "call"
    label_field = "title"
    search_fields = ("text", "how_to_answer")
    editable_fields = (
        "title",
        "call_kind",
        "text",
        "deadline",
        "how_to_answer",
        "source_url",
        "organisation",
        "group",
        "links",
        "questions",
        "closed",
    )

    title = models.CharField(max_length=200)
    call_kind = models.CharField("what is looked for", max_length=20, choices=CallKind.choices)
    text = models.TextField("the call", max_length=20_000, help_text="Plain text or Markdown.")
    deadline = models.DateField("open until", help_text="The last day, in the time of this hub.")
    how_to_answer = models.CharField(
        max_length=500, help_text="A page or a form to go to; nobody's private address or telephone number."
    )
    source_url = models.URLField("its own page", max_length=1000, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="calls", verbose_name="made by"
    )
    group = models.ForeignKey(
        WorkingGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calls",
        verbose_name="made by the group",
    )
    links = models.ManyToManyField(Link, related_name="calls", blank=True)
    questions = models.ManyToManyField(Question, related_name="calls", blank=True)
    closed = models.BooleanField("closed before its day", default=False)

    class Meta:
        ordering = ["deadline", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(call_kind__in=CallKind.values), name="call_kind_known"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text="") & ~Q(how_to_answer=""), name="call_says_how_to_answer"
            ),
        ]

    def clean(self):
        if not self.organisation_id and not self.group_id and not self.source_url:
            raise ValidationError({"organisation": "Say who makes the call, or give the page where it stands."})

    @property
    def is_open(self) -> bool:
        """Whether it can be answered today."""
        return not self.closed and self.deadline >= timezone.localdate()

    def get_absolute_url(self) -> str:
        return reverse("agenda:call", args=[self.pk])
