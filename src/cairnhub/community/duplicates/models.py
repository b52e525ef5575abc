"""Which organisations were merged and which are two. Written by our code alone; what readers see of it is an event."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..models import Organisation


class Merger(models.Model):
    """That an organisation was found to be another one. While it holds, the address of the one leads to the other.

    `changes` are the fields of the kept one that the merger changed, `[before, after]`.
    """

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merger_of_two"),
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merger_of_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} is {self.kept_id}"


class Moved(models.Model):
    """One row that pointed at the organisation that went and was made to point at the one that stayed.

    No foreign key: what points at organisations lies in many tables, some of them in rooms above. `beside` where the
    row's list named both before, so that the undoing leaves the kept one in it.
    """

    merger = models.ForeignKey(Merger, on_delete=models.CASCADE, related_name="moved")
    model = models.CharField(max_length=100)
    field = models.CharField(max_length=100)
    row = models.CharField(max_length=200)
    beside = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["merger", "model", "field", "row"], name="moved_once_per_merger")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


class Distinct(models.Model):
    """That two organisations that look alike are two. The pair is shown no more, until somebody takes this back."""

    first = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_pair_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="distinct_pair_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
