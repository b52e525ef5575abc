"""What the loader of content remembers between two loads."""

from django.db import models
from django.utils import timezone


class LoadedRecord(models.Model):
    """The values a record had in the files when it was last loaded, by field: the base of the next merge."""

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="loaded_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Load(models.Model):
    """One load of a content folder that was not the same as the last: what it did, and what an editor should look at.

    `conflicts` are fields changed both in the hub and in the files, where the hub's value was kept:
    `{"kind", "id", "field", "hub", "file"}`. `gone` are objects whose record left the files: `{"kind", "id"}`.
    `refused` are records the hub could not take: `{"kind", "id", "why"}`. `notices` are lines of work for editors.
    """

    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    conflicts = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    notices = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.added} added, {self.changed} changed"
