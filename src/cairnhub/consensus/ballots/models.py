"""The rating store: what was answered, under keys that only the holder of a link can work out.

Nothing here points at an account or an address, holds a time, or lies in the order in which it came. Only the current
answer of each round is kept. Never give these models a history.
"""

from django.db import models
from django.db.models import Q

from ..keys import RandomKey
from ..models import Item, Process, Round


class Way(models.TextChoices):
    MAILED = "mailed", "an invitation of their own"
    SHARED = "shared", "a shared link"
    SIMULATED = "simulated", "simulated"


class Rater(models.Model):
    """Somebody who takes part. `code` is a digest of the secret in their link; `group` what that link carried."""

    id = RandomKey()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="raters")
    code = models.CharField(max_length=64)
    group = models.CharField(max_length=60, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    consent_version = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="rater_once"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="rater_way_known"),
        ]

    def __str__(self) -> str:
        return "somebody"


class Answer(models.Model):
    """The current answer about one item in one round. `aspect` tells several answers about an item apart: the
    criterion, or the set in which it stood. `value` is None where the person said they cannot judge.
    """

    id = RandomKey()
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="answers")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    aspect = models.CharField(max_length=40, blank=True)
    value = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "round", "item", "aspect"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return "an answer"


class Seen(models.Model):
    """What one person was shown beside one item, word for word, each time it differed."""

    id = RandomKey()
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="seen")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()

    class Meta:
        ordering = ["rater", "round", "item", "order"]
        constraints = [models.UniqueConstraint(fields=["rater", "round", "item", "order"], name="seen_once")]

    def __str__(self) -> str:
        return "what was shown"


class RemarkState(models.TextChoices):
    HELD = "held", "waits for moderation"
    SHOWN = "shown", "shown"
    REFUSED = "refused", "not shown"


class Remark(models.Model):
    """A reason for an answer, or a suggestion where `item` is None. Its code is another one for each place, so that
    what somebody wrote, which may tell who they are, leads neither to their ratings nor to what else they wrote.
    """

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="remarks")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks")
    code = models.CharField(max_length=64, unique=True)
    text = models.TextField(max_length=2000)
    shown_text = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=RemarkState.choices, default=RemarkState.HELD)
    became = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="suggested_by")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=RemarkState.values), name="remark_state_known")]

    def __str__(self) -> str:
        return "a remark"
