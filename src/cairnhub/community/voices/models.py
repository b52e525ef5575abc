"""Targets for who should take part."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cairn.community import SMALLEST, Target
from cairnhub.accounts.permissions import Permission
from cairnhub.history.models import Tracked

from .aspects import LABELS, VOICES


class Among(models.TextChoices):
    """Those among whom a voice should be heard. The words of each stand in `pools`."""

    MEMBERS = "members", "members"
    PANELLISTS = "panellists", "panellists of consensus rounds"
    AUTHORS = "authors", "authors of the studies"
    REVIEWERS = "reviewers", "people who read studies for the hub"


class RepresentationTarget(Tracked):
    """How many of a group there should be among some people: a share of those who told their group, or a number."""

    kind = "representation_target"
    label_field = "voice"
    search_fields = ("reason",)
    editable_fields = ("voice", "among", "share", "number", "reason")
    edited_with = Permission.TARGET_SET

    voice = models.CharField("whose voice", max_length=60, choices=VOICES)
    among = models.CharField(max_length=20, choices=Among.choices, default=Among.MEMBERS)
    share = models.PositiveSmallIntegerField(
        "share in per cent",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Of those who say which group they belong to. Give a share or a number.",
    )
    number = models.PositiveIntegerField(
        "number of people",
        null=True,
        blank=True,
        validators=[MinValueValidator(SMALLEST)],
        help_text=f"{SMALLEST} or more: fewer would tell who is who.",
    )
    reason = models.TextField(
        "why so many", max_length=2000, help_text="For example: their share of the population, or a decision taken."
    )

    class Meta:
        ordering = ["among", "voice"]
        constraints = [
            models.CheckConstraint(condition=Q(voice__in=list(LABELS)), name="target_voice_known"),
            models.CheckConstraint(condition=Q(among__in=Among.values), name="target_among_known"),
            models.CheckConstraint(condition=Q(share__isnull=True) ^ Q(number__isnull=True), name="target_one_measure"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=1, share__lte=100), name="target_share_possible"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=SMALLEST), name="target_number_can_be_told"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="target_has_a_reason"),
            models.UniqueConstraint(fields=["voice", "among"], condition=Q(removed=False), name="target_once"),
        ]

    def clean(self):
        if (self.share is None) == (self.number is None):
            raise ValidationError({"share": "Give a share or a number, one of the two."})

    def label(self) -> str:
        return f"{LABELS.get(self.voice, self.voice)} among {self.get_among_display()}"

    @property
    def measure(self) -> Target:
        """The target as the library takes it."""
        return Target(share=None if self.share is None else self.share / 100, number=self.number)

    def get_absolute_url(self) -> str:
        return f"{reverse('voices:index')}#{self.voice.partition(':')[0]}"
