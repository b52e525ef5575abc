"""What every tracked object has in common, and the record of every change."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.permissions import Permission

from .identifiers import slug_validator


class Verb(models.TextChoices):
    ADDED = "added", "added"
    CHANGED = "changed", "changed"
    REMOVED = "removed", "removed"
    RESTORED = "restored", "restored"


class Event(models.Model):
    """One change: who, when, what, why.

    There is no foreign key to the object or the person, so that the record outlives both.
    `changes` maps a field to its value before and after, `[before, after]`.
    """

    at = models.DateTimeField(default=timezone.now)
    by_id = models.BigIntegerField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    label = models.TextField()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    undoes = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="event_object")]
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="event_verb_known"),
            models.CheckConstraint(condition=~Q(by_name=""), name="event_has_an_author"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.verb} {self.kind} {self.object_id}"


class Touch(models.Model):
    """One row for each change of what readers see that leaves no event, such as a comment: kept pages are made anew."""

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.at)


class UntrackedWriteError(RuntimeError):
    """A tracked object was written outside `history.actions`: a mistake in our code, never a reader's."""

    def __init__(self):
        super().__init__("Write tracked objects through history.actions, so that the change is recorded.")


_recording = ContextVar("recording", default=False)


@contextmanager
def recorded_writes() -> Iterator[None]:
    """Allow writes of tracked objects. For `history.actions` alone, which record what they write."""
    token = _recording.set(True)
    try:
        yield
    finally:
        _recording.reset(token)


def refuse_unrecorded(**_) -> None:
    """Raise UntrackedWriteError outside `recorded_writes`."""
    if not _recording.get():
        raise UntrackedWriteError


class TrackedQuerySet(models.QuerySet):
    def visible(self):
        return self.filter(removed=False)

    def update(self, **kwargs):
        # Not even an action may: an event needs each object's values before and after.
        raise UntrackedWriteError

    def bulk_update(self, *args, **kwargs):
        raise UntrackedWriteError

    def bulk_create(self, *args, **kwargs):
        refuse_unrecorded()
        return super().bulk_create(*args, **kwargs)

    def delete(self):
        raise UntrackedWriteError

    delete.queryset_only = True


class Tracked(models.Model):
    """An object of the graph whose every change is recorded. See docs/architecture.md."""

    kind: str
    label_field: str = "name"
    search_fields: tuple[str, ...] = ()
    #: Fields an editor may set in a form, in order.
    editable_fields: tuple[str, ...] = ()
    #: Fields that say who did something, and the phrase the name stands in: see `erasing.erase_names`.
    naming: dict[str, str] = {}
    #: Whether editors may add one by hand.
    addable = True
    #: What it takes to add, change, remove and undo by hand, where editors are not enough.
    edited_with = Permission.OBJECT_EDIT

    id = models.CharField("identifier", primary_key=True, max_length=200, validators=[slug_validator])
    removed = models.BooleanField(default=False, editable=False)

    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label()

    def label(self) -> str:
        return str(getattr(self, self.label_field))

    def get_absolute_url(self) -> str:
        raise NotImplementedError(f"{type(self).__name__} must say where its page is.")

    def history_url(self) -> str:
        return reverse("history:object", args=[self.kind, self.pk])

    def search_body(self) -> str:
        parts = []
        for name in self.search_fields:
            value = getattr(self, name)
            parts.extend(value if isinstance(value, list) else [str(value or "")])
        return "\n".join(part for part in parts if part)

    def values(self) -> dict:
        """The tracked fields as JSON-able values; related objects by identifier, many of them as a sorted list."""
        plain = {field.name: _jsonable(field, self) for field in self._meta.concrete_fields if not field.primary_key}
        many = {
            field.name: sorted(getattr(self, field.name).values_list("pk", flat=True))
            for field in self._meta.many_to_many
        }
        return plain | many

    def save(self, *args, **kwargs):
        refuse_unrecorded()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        # Removed objects are hidden and kept: nothing is ever thrown away.
        raise UntrackedWriteError


def _jsonable(field: models.Field, obj: models.Model):
    value = field.value_from_object(obj)
    return value.isoformat() if hasattr(value, "isoformat") else value
