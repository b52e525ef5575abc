"""The research agenda: questions, what became of each, and what belongs to them beside the record."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.community.models import Organisation
from cairnhub.evidence.models import Pooling
from cairnhub.framework.models import Link
from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked


class QuestionStatus(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    PRIORITISED = "prioritised", "prioritised"
    CLAIMED = "claimed", "claimed"
    UNDER_WAY = "under_way", "under way"
    ANSWERED = "answered", "answered"


#: A line that says where it can be read.
SOURCE = re.compile(r"https?://\S")
TAKEN = (QuestionStatus.CLAIMED, QuestionStatus.UNDER_WAY)


class GapKind(models.TextChoices):
    IMPRECISE = "A", "A insufficient or imprecise"
    BIASED = "B", "B biased"
    INCONSISTENT = "C", "C inconsistent"
    WRONG_INFORMATION = "D", "D not the right information"


class Question(Tracked):
    """A question on the agenda. It names the decision its answer would inform: who would act, on what, by when.

    Its status moves by the actions of `life` alone, so it cannot be edited. One `merged_into` another asked the same:
    it stands in no list, and its address leads to the other.
    """

    kind = "question"
    label_field = "text"
    search_fields = ("why", "decision", "decided_by", "answer")
    editable_fields = (
        "text",
        "why",
        "links",
        "gap_kind",
        "decided_by",
        "decision",
        "decided_when",
        "known_grants",
        "running_studies",
    )

    text = models.CharField("question", max_length=500)
    why = models.TextField("why it matters", blank=True)
    links = models.ManyToManyField(Link, related_name="questions", blank=True)
    gap_kind = models.CharField("kind of gap", max_length=1, choices=GapKind.choices, blank=True)
    decided_by = models.CharField("who would act", max_length=300)
    decision = models.CharField("on what", max_length=500)
    decided_when = models.CharField("by when", max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=QuestionStatus.choices, default=QuestionStatus.PROPOSED)
    #: An organisation or a group; a person's name stands in `Keeping.holder`, where it can be erased.
    claimed_by = models.CharField(max_length=300, blank=True)
    claimed_until = models.DateField("claim ends on", null=True, blank=True)
    known_grants = LinesField(help_text="One a line, each with its source.")
    running_studies = LinesField(help_text="One a line, each with its source.")
    answer = models.TextField(blank=True)
    answer_pooling = models.ForeignKey(
        Pooling, null=True, blank=True, on_delete=models.PROTECT, related_name="questions", verbose_name="pooled answer"
    )
    answer_source = models.URLField("review that answers it", max_length=500, blank=True)
    #: What a consensus process made of it: its place, in words whence, and the identifier of the process.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_words = models.CharField("where its rank comes from", max_length=400, blank=True)
    ranked_in = models.CharField("process that ranked it", max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates", verbose_name="same as"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=QuestionStatus.values), name="question_status_known"),
            models.CheckConstraint(
                condition=Q(gap_kind="") | Q(gap_kind__in=GapKind.values), name="question_gap_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(condition=~Q(decided_by="") & ~Q(decision=""), name="question_names_a_decision"),
            models.CheckConstraint(
                condition=~Q(status__in=["claimed", "under_way"]) | ~Q(claimed_by=""),
                name="question_claimed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(claimed_by="") | Q(claimed_until__isnull=True), name="question_only_claims_end"
            ),
            models.CheckConstraint(
                condition=~Q(status="answered")
                | (~Q(answer="") & (Q(answer_pooling__isnull=False) | ~Q(answer_source=""))),
                name="question_answered_by_a_synthesis",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, rank_words="", ranked_in="")
                | (~Q(rank_words="") & ~Q(ranked_in="") & (Q(rank__isnull=True) | Q(rank__gte=1))),
                name="question_rank_says_whence",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="question_not_its_own_duplicate"
            ),
        ]

    def clean(self):
        if self.status in TAKEN and not self.claimed_by:
            raise ValidationError({"claimed_by": "Say who has claimed it."})
        if self.status == QuestionStatus.ANSWERED and not self.answer:
            raise ValidationError({"answer": "Say what the answer is."})
        if self.status == QuestionStatus.ANSWERED and not (self.answer_pooling_id or self.answer_source):
            raise ValidationError({"answer_source": "Name the pooled answer or the review that answers it."})
        for name in ("known_grants", "running_studies"):
            unsourced = [line for line in getattr(self, name) or () if not SOURCE.search(line)]
            if unsourced:
                raise ValidationError({name: f"Give the web address where “{unsourced[0]}” can be read."})

    def get_absolute_url(self) -> str:
        return reverse("agenda:question", args=[self.pk])


class Keeping(models.Model):
    """What belongs to a question beside its record: who holds the claim, an answer to be signed off, what was seen.

    Not tracked: it names people, who may go.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="keeping")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims"
    )
    draft_answer = models.TextField(blank=True)
    draft_pooling = models.ForeignKey(Pooling, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    draft_source = models.URLField(max_length=500, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    evidence_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft_answer="") | Q(draft_pooling__isnull=False) | ~Q(draft_source=""),
                name="keeping_draft_rests_on_a_synthesis",
            )
        ]

    def __str__(self) -> str:
        return f"Keeping of {self.question_id}"


class FundingInterest(models.Model):
    """That a funder would fund work on a question: said by somebody of it, shown as the organisation's."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="would_fund")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="would_fund")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "organisation"], name="funder_says_it_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} would fund {self.question_id}"
