"""Which items have acted already."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cairnhub.framework.models import FrameworkVersion

from ..models import Item


class Applied(models.Model):
    """An item whose outcome has been carried out, on which object, and in which version of the framework, if any.

    It has one row an item, so that nothing is carried out twice.
    """

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="applied")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    version = models.ForeignKey(
        FrameworkVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="applied"
    )
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="") & ~Q(object_id=""), name="applied_to_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} on {self.kind} {self.object_id}"
