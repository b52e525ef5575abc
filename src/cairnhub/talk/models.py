"""What people say about an object of the graph, what others report, and what moderators decide.

None of it is tracked: a history would keep what must be erasable.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

LONGEST = 2000
LONGEST_REASON = 1000
#: For how long one may mend one's own words. Later, answers may rest on them.
TIME_TO_CHANGE = timedelta(minutes=15)


class State(models.TextChoices):
    SHOWN = "shown", "shown"
    HIDDEN = "hidden", "hidden by a moderator"
    TAKEN_BACK = "taken_back", "taken back"


class Verdict(models.TextChoices):
    HIDDEN = "hidden", "hide the comment"
    DISMISSED = "dismissed", "leave the comment where it is"
    RESTORED = "restored", "show the comment again"


class Comment(models.Model):
    """What one person said about one object. A comment taken back keeps its place, for its answers, and no word."""

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    text = models.TextField("comment", blank=True, validators=[MaxLengthValidator(LONGEST)])
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SHOWN)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "object_id", "parent"], name="comment_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=(Q(state="taken_back") & Q(text="")) | (~Q(state="taken_back") & ~Q(text="")),
                name="comment_says_something_until_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name} on {self.kind} {self.object_id}"

    def clean(self):
        if self.parent and (self.parent.kind, self.parent.object_id) != (self.kind, self.object_id):
            raise ValidationError({"parent": "It answers a comment on something else."})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": "Answers stand in one row below the comment that began it."})
        if not self.text and self.state != State.TAKEN_BACK:
            raise ValidationError({"text": "Write something first."})

    def get_absolute_url(self) -> str:
        return reverse("talk:comment", args=[self.pk])

    @property
    def author_name(self) -> str:
        return self.author.display_name if self.author else "A former member"

    @property
    def changeable_until(self) -> datetime:
        return self.written_at + TIME_TO_CHANGE

    @property
    def is_changeable(self) -> bool:
        """Whether its author may still mend it."""
        return self.state == State.SHOWN and timezone.now() < self.changeable_until


class Ruling(models.Model):
    """What a moderator decided about a comment, and why. Kept, so that nothing is hidden without a trace."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="rulings")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.TextField(validators=[MaxLengthValidator(LONGEST_REASON)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField("author told", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="ruling_verdict_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason[:60]}"

    @property
    def by_name(self) -> str:
        return self.by.display_name if self.by else "A former member"


class Report(models.Model):
    """That somebody, with an account or without, finds a comment out of place. It waits until a ruling answers it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField("what is wrong", validators=[MaxLengthValidator(LONGEST_REASON)])
    sent_at = models.DateTimeField(default=timezone.now)
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="report_gives_a_reason")]

    def __str__(self) -> str:
        return self.reason[:60]
