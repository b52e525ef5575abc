"""For whom a suggestion was sent, and the words by which it is looked up. Neither names anybody of those spoken for."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cairnhub.community.models import Organisation

from ..models import Suggestion
from .contacts import refuse_contacts
from .wordlist import WORDS


class Agreed(models.TextChoices):
    EACH = "each", "yes, each of them"
    TOGETHER = "together", "yes, the meeting as a whole"
    NOT_ASKED = "not_asked", "they were not asked"


class OnBehalf(models.Model):
    """Whom the sender of a suggestion heard, in whose name, and how they are to hear back."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="on_behalf")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="brought")
    people = models.CharField(
        "how many people",
        max_length=60,
        validators=[refuse_contacts],
        help_text="A number or words, such as: about 40, or a dozen mothers. No names, no e-mail addresses, no "
        "telephone numbers: it is shown to everybody. A number under five is shown as “fewer than five”.",
    )
    heard = models.CharField(
        "how they were heard",
        max_length=300,
        validators=[refuse_contacts],
        help_text="For example: at a meeting in the clinic, in interviews at home. Again without names and addresses.",
    )
    agreed = models.CharField("did they agree to be represented?", max_length=20, choices=Agreed.choices)
    answer_goes = models.CharField(
        "how you will take the answer back to them",
        max_length=300,
        validators=[refuse_contacts],
        help_text="For example: at the next meeting, on the board in the waiting room.",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_on = models.DateField("taken back to them on", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(agreed__in=Agreed.values), name="behalf_agreed_known"),
            models.CheckConstraint(
                condition=~Q(people="") & ~Q(heard="") & ~Q(answer_goes=""), name="behalf_says_whom_and_how"
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.suggestion_id} for others"

    def clean(self):
        if self.taken_back_on is None:
            return
        if self.suggestion.answered_at is None:
            raise ValidationError({"taken_back_on": "There is no answer yet that could be taken back to them."})
        answered = timezone.localtime(self.suggestion.answered_at).date()
        if not answered <= self.taken_back_on <= timezone.localdate():
            raise ValidationError(
                {"taken_back_on": f"Choose a day from the day of the answer, {answered:%Y-%m-%d}, until today."}
            )


def new_words() -> str:
    """Four words and a number: almost four million million ways, of which the page lets nobody try more than a few."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(100 + secrets.randbelow(900))])


class Slip(models.Model):
    """The words on a slip of paper, by which whoever has no e-mail looks up what became of a suggestion."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="slip")
    words = models.CharField(max_length=60, unique=True, default=new_words)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="slip_has_words")]

    def __str__(self) -> str:
        return f"slip of suggestion {self.suggestion_id}"
