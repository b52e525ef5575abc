"""Studies, what each says about a link, and syntheses across studies."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cairnhub.framework.models import Construct, Link
from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked
from cairnhub.literature.models import Reference

from .coding import (
    FINDING_DIRECTIONS,
    RATIO_KINDS,
    Bias,
    Coding,
    EffectKind,
    FindingKind,
    OutcomeLevel,
    StudyDirection,
    StudyKind,
    SynthesisKind,
)

__all__ = [
    "FINDING_DIRECTIONS",
    "RATIO_KINDS",
    "Bias",
    "Coding",
    "EffectKind",
    "Finding",
    "FindingKind",
    "OutcomeLevel",
    "PairException",
    "Study",
    "StudyDirection",
    "StudyKind",
    "Synthesis",
    "SynthesisKind",
]


# A comparison with an unknown value is neither true nor false, and a database lets it pass: so both ends are named.
_NO_INTERVAL = Q(ci_low__isnull=True, ci_high__isnull=True)
_WHOLE_INTERVAL = Q(ci_low__isnull=False, ci_high__isnull=False)


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
                condition=Q(effect_kind="") | Q(effect_kind__in=EffectKind.values), name="study_effect_kind_known"
            ),
            models.CheckConstraint(
                condition=_NO_INTERVAL | (_WHOLE_INTERVAL & Q(ci_low__lte=F("ci_high"))),
                name="study_interval_in_order",
            ),
            models.CheckConstraint(
                condition=Q(reanalysis_of__isnull=True) | ~Q(reanalysis_of=F("id")),
                name="study_not_its_own_reanalysis",
            ),
        ]

    def clean(self):
        _check_interval(self)
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


class Finding(Tracked):
    """What one study says about one link. The sign of the estimate and its certainty are kept apart."""

    kind = "finding"
    search_fields = ("statement", "effect_measure")
    editable_fields = (
        "study",
        "link",
        "finding_kind",
        "direction",
        "effect_measure",
        "effect_kind",
        "effect_text",
        "estimate",
        "ci_low",
        "ci_high",
        "comparison",
        "time_point",
        "data_source",
        "bias",
        "bias_reason",
        "outcome_level",
        "statement",
        "extracted_by",
        "checked_by",
    )

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="findings")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="findings")
    finding_kind = models.CharField("kind", max_length=20, choices=FindingKind.choices)
    direction = models.CharField(
        max_length=20,
        choices=FINDING_DIRECTIONS,
        blank=True,
        help_text="Positive means in the direction the link claims. As coded: it mixes sign and significance.",
    )
    effect_measure = models.CharField("effect as described", max_length=300, blank=True)
    effect_kind = models.CharField(max_length=30, choices=EffectKind.choices, blank=True)
    effect_text = models.CharField("effect as written", max_length=100, blank=True)
    estimate = models.FloatField(null=True, blank=True)
    ci_low = models.FloatField("95% interval from", null=True, blank=True)
    ci_high = models.FloatField("95% interval to", null=True, blank=True)
    comparison = models.CharField("compared with", max_length=300, blank=True)
    time_point = models.CharField(max_length=200, blank=True)
    data_source = models.ForeignKey(
        "data.DataSource", null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    bias = models.CharField("risk of bias", max_length=10, choices=Bias.choices, blank=True)
    bias_reason = models.TextField(blank=True)
    outcome_level = models.CharField(max_length=10, choices=OutcomeLevel.choices, blank=True)
    statement = models.TextField("in words", blank=True)
    extracted_by = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(finding_kind__in=FindingKind.values), name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(direction="") | Q(direction__in=[value for value, _ in FINDING_DIRECTIONS]),
                name="finding_direction_known",
            ),
            models.CheckConstraint(
                condition=~Q(finding_kind="quantitative") | ~Q(direction=""), name="finding_quantitative_has_direction"
            ),
            models.CheckConstraint(
                condition=Q(finding_kind="quantitative") | ~Q(statement=""), name="finding_in_words_says_something"
            ),
            models.CheckConstraint(
                condition=Q(effect_kind="") | Q(effect_kind__in=EffectKind.values), name="finding_effect_kind_known"
            ),
            models.CheckConstraint(
                condition=_NO_INTERVAL
                | (_WHOLE_INTERVAL & Q(estimate__isnull=False, ci_low__lte=F("estimate"), ci_high__gte=F("estimate"))),
                name="finding_interval_holds_estimate",
            ),
            models.CheckConstraint(condition=Q(bias="") | Q(bias__in=Bias.values), name="finding_bias_known"),
            models.CheckConstraint(
                condition=Q(outcome_level="") | Q(outcome_level__in=OutcomeLevel.values),
                name="finding_outcome_level_known",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("extracted_by")), name="finding_checked_by_another"
            ),
        ]

    def clean(self):
        _check_interval(self)
        if self.finding_kind == FindingKind.QUANTITATIVE and not self.direction:
            raise ValidationError({"direction": "A quantitative finding needs a direction."})
        if self.finding_kind != FindingKind.QUANTITATIVE and not self.statement:
            raise ValidationError({"statement": "A qualitative or cost finding is told in words."})
        if self.ci_low is not None and self.estimate is None:
            raise ValidationError({"estimate": "An interval needs its estimate."})
        if self.ci_low is not None and not self.ci_low <= self.estimate <= self.ci_high:
            raise ValidationError({"estimate": "must lie inside its interval."})
        if self.checked_by and self.checked_by == self.extracted_by:
            raise ValidationError({"checked_by": "A finding is checked by another person than extracted it."})

    def label(self) -> str:
        return f"{self.link.label()}, in: {self.study.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.study.get_absolute_url()}#finding-{self.pk}"


def _check_interval(obj) -> None:
    if (obj.ci_low is None) != (obj.ci_high is None):
        raise ValidationError({"ci_high": "Give both ends of the interval, or neither."})
    if obj.ci_low is not None and obj.ci_low > obj.ci_high:
        raise ValidationError({"ci_high": "must not be smaller than the lower end."})


class Synthesis(Tracked):
    """A statement across studies about a link. Listed beside primary studies, never counted as one."""

    kind = "synthesis"
    search_fields = ("predictor", "theme", "notes")
    editable_fields = (
        "review",
        "link",
        "synthesis_kind",
        "predictor",
        "theme",
        "studies_positive",
        "studies_not_positive",
        "source_url",
        "notes",
    )

    review = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="syntheses")
    link = models.ForeignKey(
        Link,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="syntheses",
        help_text="Empty where what was counted is on no link of the framework.",
    )
    synthesis_kind = models.CharField("kind", max_length=30, choices=SynthesisKind.choices)
    predictor = models.CharField("what was looked at", max_length=300)
    theme = models.CharField(max_length=200, blank=True)
    studies_positive = models.PositiveIntegerField(validators=[MinValueValidator(0)])
    studies_not_positive = models.PositiveIntegerField(
        "studies negative, mixed or without effect", validators=[MinValueValidator(0)]
    )
    source_url = models.URLField("source", max_length=1000)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "syntheses"
        constraints = [
            models.CheckConstraint(condition=Q(synthesis_kind__in=SynthesisKind.values), name="synthesis_kind_known"),
            models.CheckConstraint(condition=~Q(predictor=""), name="synthesis_names_what_was_counted"),
            models.CheckConstraint(
                condition=Q(studies_positive__gt=0) | Q(studies_not_positive__gt=0), name="synthesis_counts_something"
            ),
        ]

    def label(self) -> str:
        return f"{self.predictor}: counts of studies"

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#syntheses"


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
