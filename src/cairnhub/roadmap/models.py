"""What an editor may say about the computed roadmap. The roadmap itself is computed, never stored by hand."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cairn.base.errors import InputError
from cairn.gaps import CriterionName, normalised
from cairnhub.accounts.permissions import Permission
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


class WeightsInForce(Tracked):
    """The weights by which the roadmap ranks unless a reader chooses others. There is one record, changed and undone
    by its history; without `shares` all criteria weigh alike.
    """

    kind = "weights_in_force"
    label_field = "title"
    addable = False
    edited_with = Permission.ROUND_RUN
    ONLY = "weights"

    process = models.CharField("process they come from", max_length=200, blank=True)
    title = models.CharField("its title", max_length=200, blank=True)
    who = models.CharField("of whom", max_length=100, blank=True)
    shares = models.JSONField("share of each criterion", default=dict, blank=True)
    by_group = models.JSONField("shares by group", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "weights in force"
        constraints = [
            models.CheckConstraint(condition=Q(shares={}) | (~Q(process="") & ~Q(who="")), name="weights_say_whose"),
        ]

    def clean(self):
        for shares in filter(None, (self.shares, *self.by_group.values())):
            try:
                normalised({CriterionName(name): value for name, value in shares.items()})
            except (InputError, TypeError, ValueError) as error:
                raise ValidationError({"shares": f"These are no weights: {error}."}) from error

    def label(self) -> str:
        return "Weights of the roadmap's criteria"

    def get_absolute_url(self) -> str:
        return reverse("roadmap:rules")
