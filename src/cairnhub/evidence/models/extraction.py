"""How a paper becomes a study: the form's template, each reader's own extraction, and the file they read.

Extractions are no tracked objects: their history is public, and would show each reader what the other wrote before
both have finished. What two readers agree on is written into the study and its findings, with its own events.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.history.models import Tracked

from .studies import Study


class ExtractionTemplate(Tracked):
    """One version of the form for a study. It is never edited: a change is a new version, so old answers keep theirs.

    `questions` is a list of records: `name`, `label`, `help`, `kind` (see `extraction.questions`), `choices`, and
    `target`, the field of the study that the agreed answer is written to; without one it stays among the further
    answers.
    """

    kind = "extraction_template"
    search_fields = ("note",)
    editable_fields = ("note",)
    addable = False

    number = models.PositiveIntegerField("version", unique=True)
    note = models.TextField("what changed")
    questions = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="template_says_what_changed"),
            models.CheckConstraint(condition=Q(number__gte=1), name="template_number_from_one"),
        ]

    def label(self) -> str:
        return f"Extraction form, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("extraction:template", args=[self.pk])


class ExtractionState(models.TextChoices):
    DRAFT = "draft", "being written"
    SUBMITTED = "submitted", "finished, waiting for the other reader"
    AGREED = "agreed", "agreed on and written into the study"
    WITHDRAWN = "withdrawn", "given up"


class Extraction(models.Model):
    """What one reader takes from one study. Until it is agreed on, nobody but the reader sees it.

    `answers` maps a question's name to its answer; `findings` is a list of records with the fields of a finding.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="extractions")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reader_name = models.CharField(max_length=200)
    template = models.ForeignKey(ExtractionTemplate, on_delete=models.PROTECT, related_name="extractions")
    answers = models.JSONField(default=dict, blank=True)
    findings = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=ExtractionState.choices, default=ExtractionState.DRAFT)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    #: Of which opened page the last save was: one whose answer was lost on the way is known again.
    saved_from = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExtractionState.values), name="extraction_state_known"),
            models.UniqueConstraint(
                fields=["study", "reader"],
                condition=Q(state__in=["draft", "submitted"]),
                name="extraction_one_open_per_reader",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="extraction_submitted_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_name} on {self.study_id}"


class Agreement(models.Model):
    """Two readers' extractions of one study brought together: what was decided, and how often they had agreed."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="agreements")
    first = models.OneToOneField(Extraction, on_delete=models.PROTECT, related_name="+")
    second = models.OneToOneField(Extraction, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    compared = models.PositiveIntegerField("answers compared")
    same = models.PositiveIntegerField("answers that were the same")
    decided = models.JSONField("answers decided", default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="agreement_of_two_extractions"),
            models.CheckConstraint(condition=Q(same__lte=F("compared")), name="agreement_counts_in_order"),
        ]

    def clean(self):
        if self.first.study_id != self.second.study_id or self.first.reader_id == self.second.reader_id:
            raise ValidationError("Two readers of one study agree, nobody else.")


class StudyFile(models.Model):
    """The paper a study was read from, for its readers only: most may not be published.

    `sha256` names the file in the store, so that the same paper is kept once.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "sha256"], name="study_file_once")]

    def __str__(self) -> str:
        return self.name
