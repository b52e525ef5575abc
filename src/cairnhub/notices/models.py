"""Follows, notices and how somebody wants to hear of them. Personal: erased with the account, no part of the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cairnhub.talk.models import Comment

#: The kind of a follow that means all of the hub.
EVERYTHING = ""
#: The kind of a follow whose `object_id` is the words of a search.
SEARCH = "search"


class Follow(models.Model):
    """That somebody wants to hear of one object, of what a search finds, or of everything: then both fields are empty.

    Muted, it says the opposite: to hear nothing of that object, whatever else is followed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=200, blank=True)
    muted = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    #: Up to when a search has been looked at.
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="follow_object")]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "object_id"], name="follow_once"),
            models.CheckConstraint(
                condition=Q(kind="", object_id="") | (~Q(kind="") & ~Q(object_id="")), name="follow_one_or_everything"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.kind} {self.object_id}"


class Notice(models.Model):
    """One thing somebody is to hear of: a change of the record, by its number, or a comment.

    `kind` and `object_id` name the object it is about; readers are told only while they may see it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    event_id = models.BigIntegerField(null=True, blank=True)
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]
        constraints = [
            models.UniqueConstraint(fields=["user", "event_id"], name="notice_of_an_event_once"),
            models.UniqueConstraint(fields=["user", "comment"], name="notice_of_a_comment_once"),
            models.CheckConstraint(
                condition=Q(event_id__isnull=False, comment__isnull=True)
                | Q(event_id__isnull=True, comment__isnull=False),
                name="notice_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"to {self.user_id} about {self.kind} {self.object_id}"


class Digest(models.TextChoices):
    DAILY = "daily", "every day on which there is something"
    WEEKLY = "weekly", "every week in which there is something"
    NEVER = "never", "never"


class Wish(models.Model):
    """How often somebody wants an e-mail about what they follow, and when the last one was made."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wish")
    digest = models.CharField("e-mail", max_length=10, choices=Digest.choices, default=Digest.WEEKLY)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__in=Digest.values), name="digest_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.digest}"
