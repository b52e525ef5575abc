"""What one study says about one link."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked

from ..coding import FINDING_DIRECTIONS, Bias, EffectKind, EquityFactor, FindingKind, OutcomeLevel
from .intervals import LOW_ABOVE_ZERO, NO_INTERVAL, NOT_A_RATIO, WHOLE_INTERVAL, check_interval
from .numbers import check_numbers
from .studies import Study


class Finding(Tracked):
    """What one study says about one link. The sign of the estimate and its certainty are kept apart."""

    kind = "finding"
    naming = {"bias_reason": "judged by {}."}
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
        "contrast",
        "comparison",
        "outcome_definition",
        "adjusted_for",
        "subgroup",
        "subgroup_factor",
        "time_point",
        "data_source",
        "bias",
        "bias_reason",
        "outcome_level",
        "statement",
        "theme",
        "quotation",
        "cost_amount",
        "cost_currency",
        "cost_year",
        "cost_perspective",
        "place",
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
    way = models.CharField("reported as", max_length=30, blank=True)
    numbers = models.JSONField("numbers as reported", default=dict, blank=True)
    contrast = models.CharField(
        max_length=200,
        blank=True,
        help_text="What is set against what, e.g. took part or not. The same words where findings compare the same.",
    )
    comparison = models.CharField("compared with", max_length=300, blank=True)
    outcome_definition = models.CharField(
        "outcome as defined",
        max_length=200,
        blank=True,
        help_text="The same words where findings count the same thing, e.g. works in RRMA 3 to 7.",
    )
    adjusted_for = models.CharField(max_length=300, blank=True)
    subgroup = models.CharField(
        "only these people", max_length=200, blank=True, help_text="Empty where the finding is about all of them."
    )
    subgroup_factor = models.CharField("told apart by", max_length=20, choices=EquityFactor.choices, blank=True)
    time_point = models.CharField(max_length=200, blank=True)
    data_source = models.ForeignKey(
        "data.DataSource", null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    bias = models.CharField("risk of bias", max_length=10, choices=Bias.choices, blank=True)
    bias_reason = models.TextField(blank=True)
    outcome_level = models.CharField(max_length=10, choices=OutcomeLevel.choices, blank=True)
    statement = models.TextField("in words", blank=True)
    theme = models.CharField(max_length=200, blank=True, help_text="Of a qualitative finding.")
    quotation = models.TextField(blank=True, help_text="Words of a participant, as published.")
    cost_amount = models.FloatField("cost", null=True, blank=True)
    cost_currency = models.CharField("currency", max_length=3, blank=True, help_text="e.g. USD.")
    cost_year = models.PositiveSmallIntegerField("year of the prices", null=True, blank=True)
    cost_perspective = models.CharField("who bears the cost", max_length=200, blank=True)
    place = models.CharField("page or table", max_length=100, blank=True, help_text="Where in the paper it stands.")
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
                condition=NO_INTERVAL
                | (WHOLE_INTERVAL & Q(estimate__isnull=False, ci_low__lte=F("estimate"), ci_high__gte=F("estimate"))),
                name="finding_interval_holds_estimate",
            ),
            models.CheckConstraint(
                condition=NOT_A_RATIO | (LOW_ABOVE_ZERO & (Q(estimate__isnull=True) | Q(estimate__gt=0))),
                name="finding_ratio_above_zero",
            ),
            models.CheckConstraint(condition=Q(bias="") | Q(bias__in=Bias.values), name="finding_bias_known"),
            models.CheckConstraint(
                condition=Q(outcome_level="") | Q(outcome_level__in=OutcomeLevel.values),
                name="finding_outcome_level_known",
            ),
            models.CheckConstraint(
                condition=Q(subgroup_factor="") | Q(subgroup_factor__in=EquityFactor.values),
                name="finding_subgroup_factor_known",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount__isnull=True) | ~Q(cost_currency=""), name="finding_cost_has_a_currency"
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("extracted_by")), name="finding_checked_by_another"
            ),
        ]

    def clean(self):
        check_interval(self)
        if self.finding_kind == FindingKind.QUANTITATIVE and not self.direction:
            raise ValidationError({"direction": "A quantitative finding needs a direction."})
        if self.finding_kind != FindingKind.QUANTITATIVE and not self.statement:
            raise ValidationError({"statement": "A qualitative or cost finding is told in words."})
        if self.ci_low is not None and self.estimate is None:
            raise ValidationError({"estimate": "An interval needs its estimate."})
        if self.ci_low is not None and not self.ci_low <= self.estimate <= self.ci_high:
            raise ValidationError({"estimate": "must lie inside its interval."})
        check_numbers(self)
        if self.cost_amount is not None and not self.cost_currency:
            raise ValidationError({"cost_currency": "Say in which currency."})
        if self.checked_by and self.checked_by == self.extracted_by:
            raise ValidationError({"checked_by": "A finding is checked by another person than extracted it."})

    def label(self) -> str:
        return f"{self.link.label()}, in: {self.study.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.study.get_absolute_url()}#finding-{self.pk}"
