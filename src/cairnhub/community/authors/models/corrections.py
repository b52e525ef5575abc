"""What editors said about printed names. Records of authors are worked out from the names and from this."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked


class Says(models.TextChoices):
    SAME = "same", "are one author"
    APART = "apart", "is more than one author"


class AuthorCorrection(Tracked):
    """That some records are one author, the first of them giving the name, or that a name is several, by publication.

    `records` holds their keys as they are without this correction, `names` how they were called when it was made.
    `works` are the publications of a name that are by somebody else; they are no foreign keys, so that a
    publication can still be removed. What a correction says of what is gone is passed over.
    """

    kind = "author_correction"
    search_fields = ()
    editable_fields = ("works",)
    addable = False

    says = models.CharField(max_length=10, choices=Says.choices)
    records = LinesField(blank=False)
    names = LinesField(blank=False)
    works = LinesField(
        "publications by somebody else",
        help_text="Identifiers of publications, one a line; only where a name is more than one author.",
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(says__in=Says.values), name="author_correction_says_known")]

    def clean(self):
        if self.says == Says.SAME and len(set(self.records)) != 2:
            raise ValidationError({"records": "Two different records can be one author: name two."})
        if self.says == Says.SAME and self.works:
            raise ValidationError({"works": "Only where a name is more than one author: leave it empty here."})
        if self.says == Says.APART and not self.works:
            raise ValidationError({"works": "Say which publications are by somebody else, or remove the correction."})

    def label(self) -> str:
        return f"{' and '.join(self.names)} {self.get_says_display()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('authors:corrections')}#{self.pk}"


class HiddenAuthor(models.Model):
    """Somebody who asked not to be listed as an author: no name, only the endings of the keys of their records.

    Not tracked, and without a name: an objection must not become one more public record of the person.
    """

    marks = LinesField(blank=False)
    reason = models.CharField(max_length=500)
    hidden_at = models.DateTimeField(default=timezone.now)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-hidden_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="author_hidden_for_a_reason")]

    def __str__(self) -> str:
        return f"hidden author {self.pk}"
