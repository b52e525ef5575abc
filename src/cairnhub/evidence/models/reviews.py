"""What reviews counted."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked

from ..coding import SynthesisKind
from .studies import Study


class Synthesis(Tracked):
    """A statement across studies about a link. Listed beside primary studies, never counted as one."""

    kind = "synthesis"
    search_fields = ("predictor", "theme", "notes")
    editable_fields = (
        "review",
        "link",
        "synthesis_kind",
        "predictor",
        "theme",
        "studies_positive",
        "studies_not_positive",
        "source_url",
        "notes",
    )

    review = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="syntheses")
    link = models.ForeignKey(
        Link,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="syntheses",
        help_text="Empty where what was counted is on no link of the framework.",
    )
    synthesis_kind = models.CharField("kind", max_length=30, choices=SynthesisKind.choices)
    predictor = models.CharField("what was looked at", max_length=300)
    theme = models.CharField(max_length=200, blank=True)
    studies_positive = models.PositiveIntegerField(validators=[MinValueValidator(0)])
    studies_not_positive = models.PositiveIntegerField(
        "studies negative, mixed or without effect", validators=[MinValueValidator(0)]
    )
    source_url = models.URLField("source", max_length=1000)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "syntheses"
        constraints = [
            models.CheckConstraint(condition=Q(synthesis_kind__in=SynthesisKind.values), name="synthesis_kind_known"),
            models.CheckConstraint(condition=~Q(predictor=""), name="synthesis_names_what_was_counted"),
            models.CheckConstraint(
                condition=Q(studies_positive__gt=0) | Q(studies_not_positive__gt=0), name="synthesis_counts_something"
            ),
        ]

    def label(self) -> str:
        return f"{self.predictor}: counts of studies"

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#syntheses"
