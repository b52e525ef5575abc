"""What an editor may say about the computed roadmap. The roadmap itself is computed, never stored by hand."""

from django.db import models
from django.db.models import Q

from cairnhub.agenda.models import GapKind
from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked


class ReasonOverride(Tracked):
    """An editor's word that a gap reason holds or does not hold for a link, with the reason shown to readers."""

    kind = "reason_override"
    editable_fields = ("link", "letter", "holds", "explanation")

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="reason_overrides")
    letter = models.CharField("reason", max_length=1, choices=GapKind.choices)
    holds = models.BooleanField(help_text="Ticked: it is a gap for this reason. Not ticked: it is not.")
    explanation = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "letter"], condition=Q(removed=False), name="override_once_per_reason"
            ),
            models.CheckConstraint(condition=Q(letter__in=GapKind.values), name="override_reason_known"),
            models.CheckConstraint(condition=~Q(explanation=""), name="override_explained"),
        ]

    def label(self) -> str:
        return f"{self.get_letter_display()} on {self.link_id}"

    def get_absolute_url(self) -> str:
        return self.link.get_absolute_url()
