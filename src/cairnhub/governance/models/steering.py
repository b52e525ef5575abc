"""The steering group: its seats, and who holds them from when to when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.personal import FORMER_MEMBER
from cairnhub.history.models import Tracked


class Seat(Tracked):
    """A place in the steering group. It stays when its holder goes, and is then shown as vacant."""

    kind = "seat"
    search_fields = ("purpose",)
    editable_fields = ("name", "purpose", "position")
    edited_with = Permission.SEAT_FILL

    name = models.CharField(max_length=200, help_text="Such as Chair, Student seat, Community seat.")
    purpose = models.TextField(
        blank=True, help_text="What the seat is for, who may hold it, and how its holder is chosen. Names nobody."
    )
    position = models.PositiveSmallIntegerField(
        "place in the list", default=100, help_text="Seats with lower numbers are shown first."
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="seat_named")]

    def get_absolute_url(self) -> str:
        return reverse("governance:seat", args=[self.pk])


class Term(models.Model):
    """Who holds a seat, from one day to another, both counted.

    Not tracked, so that the name can be erased: the term stays, of a former member. What happens to it is noted in
    the history of its seat, without names.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="terms")
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"),
            models.UniqueConstraint(fields=["seat", "starts_on"], name="term_starts_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.holder}, {self.starts_on} to {self.ends_on}"

    @property
    def holder(self) -> str:
        return self.user.display_name if self.user else FORMER_MEMBER
