"""The items of a process, and what became of each."""

from django.db import models
from django.db.models import Q

from .processes import Process


class ItemState(models.TextChoices):
    ASKED = "asked", "asked"
    ACCEPTED = "accepted", "agreed"
    DROPPED = "dropped", "dropped"
    REPLACED = "replaced", "replaced by another"


class Item(models.Model):
    """Something people judge. `about` names what it is about as `kind:identifier`, such as `link:…`, or is empty.

    `proposes` says what agreement on it would change: see `outcomes`. Rounds that name a `part` ask its items alone.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="items")
    number = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    text = models.TextField(max_length=1000)
    help = models.TextField(max_length=2000, blank=True)
    about = models.CharField(max_length=250, blank=True)
    proposes = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.ASKED)
    part = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="item_number_once"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(number=""), name="item_has_text"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Lineage(models.Model):
    """One step in the life of an item: which came from which, in which round, and why. `before` lists item numbers."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="lineage")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lineage")
    before = models.JSONField(default=list, blank=True)
    what = models.CharField(max_length=200)
    why = models.TextField(max_length=2000)
    before_round = models.PositiveSmallIntegerField()
    on = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="lineage_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.what}"
