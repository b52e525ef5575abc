"""Studies, and the pairs they looked at that are on no link."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cairnhub.framework.models import Construct, Link
from cairnhub.history.fields import CodesField, LinesField
from cairnhub.history.models import Tracked
from cairnhub.literature.models import Reference

from ..coding import (
    Allocation,
    Coding,
    EffectKind,
    EquityFactor,
    KirkpatrickLevel,
    Rurality,
    StudyDirection,
    StudyKind,
)
from .intervals import LOW_ABOVE_ZERO, NO_INTERVAL, NOT_A_RATIO, WHOLE_INTERVAL, check_interval


class Study(Tracked):
    """One piece of research, told by one or more references."""

    kind = "study"
    search_fields = ("design_text", "discipline", "country", "notes")
    editable_fields = (
        "references",
        "study_kind",
        "cohort_id",
        "design",
        "design_text",
        "example_of",
        "discipline",
        "country",
        "setting",
        "years",
        "sites",
        "n",
        "n_text",
        "exposures",
        "outcomes",
        "look_here",
        "direction",
        "effect_measure",
        "effect_kind",
        "effect_value",
        "ci_low",
        "ci_high",
        "authorities",
        "allocation",
        "learners",
        "rurality",
        "dose",
        "comparator",
        "equity_factors",
        "kirkpatrick",
        "funding",
        "conflicts",
        "reanalysis_of",
        "coding",
        "notes",
    )

    references = models.ManyToManyField(Reference, related_name="studies")
    study_kind = models.CharField("kind of study", max_length=30, choices=StudyKind.choices)
    cohort_id = models.CharField(
        "cohort",
        max_length=100,
        blank=True,
        help_text="The same word for papers on the same people; empty means independence unknown.",
    )
    design = models.ForeignKey(
        "methods.Design",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="studies",
        help_text="Empty where the text does not say clearly.",
    )
    example_of = models.ManyToManyField(
        "methods.Design", related_name="examples", blank=True, verbose_name="example of the designs"
    )
    design_text = models.CharField("design as written", max_length=300, blank=True)
    discipline = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=200, blank=True)
    setting = models.CharField(max_length=300, blank=True)
    years = models.CharField("years of the data", max_length=100, blank=True)
    sites = models.PositiveIntegerField(
        "number of schools", null=True, blank=True, validators=[MinValueValidator(1)], help_text="Empty where unknown."
    )
    n = models.PositiveBigIntegerField("number of people", null=True, blank=True)
    n_text = models.CharField("number as written", max_length=200, blank=True)
    exposures = models.ManyToManyField(Construct, related_name="studies_as_exposure", blank=True)
    outcomes = models.ManyToManyField(Construct, related_name="studies_as_outcome", blank=True)
    look_here = models.ManyToManyField(
        Link,
        related_name="starting_studies",
        blank=True,
        verbose_name="links to look at",
        help_text="Links this study may bear on. Not a claim that it supports them.",
    )
    direction = models.CharField("direction of the whole study", max_length=20, choices=StudyDirection.choices)
    effect_measure = models.CharField("effect as described", max_length=300, blank=True)
    effect_kind = models.CharField(max_length=30, choices=EffectKind.choices, blank=True)
    effect_value = models.CharField("effect as written", max_length=100, blank=True)
    ci_low = models.FloatField("95% interval from", null=True, blank=True)
    ci_high = models.FloatField("95% interval to", null=True, blank=True)
    authorities = LinesField("programme authorities", help_text="e.g. title_vii, thcgme, nhsc; where the source says.")
    allocation = models.CharField(
        "who decided who took part",
        max_length=20,
        choices=Allocation.choices,
        blank=True,
        help_text="Empty where the text does not say.",
    )
    learners = models.CharField("learners or people studied", max_length=300, blank=True)
    rurality = models.CharField("rural or urban", max_length=10, choices=Rurality.choices, blank=True)
    dose = models.CharField(
        "what was done, and how much of it", max_length=500, blank=True, help_text="e.g. 36 weeks in one rural town."
    )
    comparator = models.CharField(max_length=300, blank=True)
    equity_factors = CodesField(
        "results told apart by",
        codes=EquityFactor,
        help_text="Factors of PROGRESS-Plus by which the study breaks its results down.",
    )
    kirkpatrick = models.CharField(
        "level of outcome",
        max_length=2,
        choices=KirkpatrickLevel.choices,
        blank=True,
        help_text="Kirkpatrick's levels as modified by Barr: a classification, not a measure of quality.",
    )
    funding = models.CharField(max_length=500, blank=True)
    conflicts = models.CharField("declared conflicts of interest", max_length=500, blank=True)
    #: What the extraction form asked beyond the fields above, by the words of its question.
    extracted = models.JSONField("further answers", default=dict, blank=True)
    reanalysis_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reanalyses",
        verbose_name="re-analysis of",
    )
    coding = models.CharField(max_length=20, choices=Coding.choices, default=Coding.SINGLE)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(condition=Q(study_kind__in=StudyKind.values), name="study_kind_known"),
            models.CheckConstraint(condition=Q(direction__in=StudyDirection.values), name="study_direction_known"),
            models.CheckConstraint(condition=Q(sites__isnull=True) | Q(sites__gte=1), name="study_at_a_school_or_more"),
            models.CheckConstraint(condition=Q(coding__in=Coding.values), name="study_coding_known"),
            models.CheckConstraint(
                condition=Q(allocation="") | Q(allocation__in=Allocation.values), name="study_allocation_known"
            ),
            models.CheckConstraint(
                condition=Q(rurality="") | Q(rurality__in=Rurality.values), name="study_rurality_known"
            ),
            models.CheckConstraint(
                condition=Q(kirkpatrick="") | Q(kirkpatrick__in=KirkpatrickLevel.values), name="study_level_known"
            ),
            models.CheckConstraint(
                condition=Q(effect_kind="") | Q(effect_kind__in=EffectKind.values), name="study_effect_kind_known"
            ),
            models.CheckConstraint(
                condition=NO_INTERVAL | (WHOLE_INTERVAL & Q(ci_low__lte=F("ci_high"))),
                name="study_interval_in_order",
            ),
            models.CheckConstraint(condition=NOT_A_RATIO | LOW_ABOVE_ZERO, name="study_ratio_above_zero"),
            models.CheckConstraint(
                condition=Q(reanalysis_of__isnull=True) | ~Q(reanalysis_of=F("id")),
                name="study_not_its_own_reanalysis",
            ),
        ]

    def clean(self):
        check_interval(self)
        if self.reanalysis_of_id and self.reanalysis_of_id == self.pk:
            raise ValidationError({"reanalysis_of": "A study cannot re-analyse itself."})

    def label(self) -> str:
        reference = self.main_reference
        return reference.shown_title if reference else self.pk

    def search_body(self) -> str:
        records = [reference.search_body() for reference in self.references.all()]
        constructs = [construct.name for construct in (*self.exposures.all(), *self.outcomes.all())]
        return "\n".join([*records, *constructs, super().search_body()])

    @property
    def shown_number(self) -> str:
        """The number of people as written, with separators where it is a number alone; empty where unknown."""
        return f"{self.n:,}" if self.n is not None and self.n_text in ("", str(self.n)) else self.n_text

    @property
    def main_reference(self) -> Reference | None:
        """The first of its references, in the order of their identifiers; prefetch `references` for lists."""
        return next(iter(self.references.all()), None)

    def get_absolute_url(self) -> str:
        return reverse("evidence:study", args=[self.pk])


class PairException(Tracked):
    """A pair of exposure and outcome coded in a study that no link of the framework covers, and why not."""

    kind = "pair_exception"
    search_fields = ("reason",)
    editable_fields = ("study", "source", "target", "reason")

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="pair_exceptions")
    source = models.ForeignKey(
        Construct, on_delete=models.PROTECT, related_name="exceptions_out", verbose_name="exposure"
    )
    target = models.ForeignKey(
        Construct, on_delete=models.PROTECT, related_name="exceptions_in", verbose_name="outcome"
    )
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
        verbose_name = "pair on no link"
        verbose_name_plural = "pairs on no link"
        constraints = [
            models.UniqueConstraint(fields=["study", "source", "target"], name="pair_exception_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="pair_exception_has_a_reason"),
        ]

    def label(self) -> str:
        return f"{self.source.name} and {self.target.name}, in: {self.study.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.study.get_absolute_url()}#pairs"
