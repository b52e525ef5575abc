"""How good a study is judged to be, by a published instrument; and the wording an instrument still waits for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cairn.base.errors import CairnError
from cairn.synthesis import appraisal
from cairnhub.history.models import Tracked

from .findings import Finding
from .studies import Study


class Appraisal(Tracked):
    """One person's judgement of one study, or of one of its findings, by one instrument.

    `answers` maps a domain to one of its options, `support` a domain to the words of the paper it rests on. `overall`
    is empty where the instrument gives none or not all is judged.
    """

    kind = "appraisal"
    search_fields = ("overall_reason",)
    editable_fields = ("judged_by", "overall_reason")
    naming = {"judged_by": "{}"}
    addable = False

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="appraisals")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="appraisals")
    instrument = models.CharField(max_length=40)
    answers = models.JSONField(default=dict, blank=True)
    support = models.JSONField(default=dict, blank=True)
    overall = models.CharField(max_length=40, blank=True)
    overall_reason = models.TextField("why the overall judgement differs", blank=True)
    judged_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["study_id", "instrument", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(judged_by=""), name="appraisal_by_somebody"),
            models.CheckConstraint(condition=~Q(instrument=""), name="appraisal_by_an_instrument"),
            models.UniqueConstraint(
                fields=["study", "instrument", "judged_by"],
                condition=Q(finding__isnull=True, removed=False),
                name="appraisal_of_a_study_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["finding", "instrument", "judged_by"],
                condition=Q(finding__isnull=False, removed=False),
                name="appraisal_of_a_finding_once_per_person",
            ),
        ]

    def clean(self):
        try:
            appraisal.check(appraisal.instrument(self.instrument), self.answers)
        except CairnError as refusal:
            raise ValidationError({"answers": str(refusal)}) from refusal
        if self.finding_id and self.finding.study_id != self.study_id:
            raise ValidationError({"finding": "The finding belongs to another study."})

    def label(self) -> str:
        return f"{appraisal.instrument(self.instrument).name}, {self.study.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.study.get_absolute_url()}#appraisal-{self.pk}"


class InstrumentWording(Tracked):
    """Wording of an instrument that could not be verified when the hub was built, filled in by a coordinator."""

    kind = "instrument_wording"
    search_fields = ("text",)
    editable_fields = ("text", "source")
    addable = False

    instrument = models.CharField(max_length=40)
    domain = models.CharField(max_length=60)
    text = models.TextField()
    source = models.CharField("where the wording stands", max_length=500)

    class Meta:
        ordering = ["instrument", "domain"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "domain"], name="wording_once_per_domain"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(source=""), name="wording_names_its_source"),
        ]

    def label(self) -> str:
        return f"Wording of {self.instrument}, {self.domain}"

    def get_absolute_url(self) -> str:
        return self.history_url()
