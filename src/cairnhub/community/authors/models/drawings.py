"""Pictures of the network, each drawn once for each state of the literature."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Shared(models.TextChoices):
    """What ties two authors in a network."""

    PUBLICATIONS = "publications", "publications they share"
    LINKS = "links", "links they both work on"


class Drawing(models.Model):
    """The picture for the works with this digest; without a day of drawing it is asked for and not there yet."""

    shared = models.CharField(max_length=20, choices=Shared.choices, default=Shared.PUBLICATIONS)
    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(null=True, blank=True)
    svg = models.TextField(blank=True)
    bridges = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(shared__in=Shared.values), name="drawing_of_a_known_network"),
            models.CheckConstraint(condition=~Q(digest=""), name="drawing_of_some_state"),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, svg="") | (Q(drawn_at__isnull=False) & ~Q(svg="")),
                name="drawing_there_once_drawn",
            ),
        ]

    def __str__(self) -> str:
        return f"drawing {self.pk}"
