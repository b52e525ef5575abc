"""That somebody had the hub written into one file, and what became of it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Part(models.TextChoices):
    PUBLIC = "public", "the public part"
    BACKUP = "backup", "everything"


def new_key() -> str:
    return secrets.token_urlsafe(18)


class Export(models.Model):
    """One file. It stays named here after it was deleted: that everything was taken out once should be known."""

    part = models.CharField(max_length=10, choices=Part.choices)
    #: Names the file in the folder of exports; nobody can guess it.
    key = models.CharField(max_length=40, unique=True, default=new_key)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: What the worker is at, and when it last said so.
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=500, blank=True)
    size = models.BigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="export_part_known"),
            models.CheckConstraint(condition=~Q(key=""), name="export_names_a_file"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, failed="", size__isnull=True, sha256="")
                | Q(ended_at__isnull=False, size__isnull=True, sha256="") & ~Q(failed="")
                | Q(ended_at__isnull=False, failed="", size__isnull=False) & ~Q(sha256=""),
                name="export_ends_with_a_file_or_a_reason",
            ),
            models.UniqueConstraint(fields=["part"], condition=Q(ended_at__isnull=True), name="export_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def file_name(self) -> str:
        """What the file is called once it is downloaded."""
        return f"cairn-{self.part}-{self.asked_at:%Y-%m-%d-%H%M}.zip"
