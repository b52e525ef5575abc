"""What a coordinator writes into the checklists of a report."""

from django.db import models
from django.db.models import Q

from .processes import Process


class ChecklistWords(models.Model):
    """A coordinator's own words for one item of a checklist. Nothing follows from it but that it is read."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="checklist_words")
    checklist = models.CharField(max_length=20)
    number = models.CharField(max_length=10)
    text = models.TextField(max_length=5000)

    class Meta:
        ordering = ["checklist", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "checklist", "number"], name="checklist_words_once"),
            models.CheckConstraint(condition=~Q(text=""), name="checklist_words_say_something"),
        ]

    def __str__(self) -> str:
        return f"{self.checklist} {self.number}"
