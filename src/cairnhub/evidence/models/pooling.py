"""Decisions to pool findings, the answers they gave from day to day, how sure we may be, and what would matter."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.framework.models import Link
from cairnhub.history.models import Tracked

from ..coding import RATIO_KINDS, CertaintyLevel, EffectKind, EvidenceBody, IntervalRule, PoolingModel
from .findings import Finding


class Pooling(Tracked):
    """An editor's decision that some findings on a link are alike enough to be pooled, and why.

    Nothing is pooled without one. Where it is `open_to_new`, a finding of the same kind, contrast and outcome on people
    not yet in it joins, and the history says so. The `leading` one of a link is the answer the roadmap uses.
    """

    kind = "pooling"
    search_fields = ("reason", "contrast", "outcome_definition")
    editable_fields = ("reason", "model", "interval", "leading", "open_to_new", "comparator_risk", "risk_source")
    addable = False

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="poolings")
    findings = models.ManyToManyField(Finding, related_name="poolings")
    effect_kind = models.CharField(max_length=30, choices=EffectKind.choices)
    contrast = models.CharField(max_length=200)
    outcome_definition = models.CharField("outcome as defined", max_length=200)
    model = models.CharField(max_length=20, choices=PoolingModel.choices, default=PoolingModel.REML)
    interval = models.CharField(max_length=10, choices=IntervalRule.choices, default=IntervalRule.KNAPP_HARTUNG)
    reason = models.TextField("why these may be pooled")
    leading = models.BooleanField("the answer of this link", default=True)
    open_to_new = models.BooleanField("new findings of the same kind join", default=True)
    comparator_risk = models.FloatField(
        "risk without it", null=True, blank=True, help_text="0 to 1: from it the absolute effect is worked out."
    )
    risk_source = models.CharField("where that risk comes from", max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "pooled answer"
        constraints = [
            models.CheckConstraint(condition=Q(effect_kind__in=EffectKind.values), name="pooling_effect_kind_known"),
            models.CheckConstraint(condition=Q(model__in=PoolingModel.values), name="pooling_model_known"),
            models.CheckConstraint(condition=Q(interval__in=IntervalRule.values), name="pooling_interval_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="pooling_has_a_reason"),
            models.CheckConstraint(
                condition=Q(comparator_risk__isnull=True)
                | (Q(comparator_risk__gt=0) & Q(comparator_risk__lt=1) & ~Q(risk_source="")),
                name="pooling_risk_has_a_source",
            ),
            models.UniqueConstraint(
                fields=["link"], condition=Q(leading=True, removed=False), name="pooling_one_leads_a_link"
            ),
        ]

    def clean(self):
        if self.comparator_risk is not None and not 0 < self.comparator_risk < 1:
            raise ValidationError({"comparator_risk": "A risk lies between 0 and 1."})
        if self.comparator_risk is not None and not self.risk_source:
            raise ValidationError({"risk_source": "Say where the risk comes from."})

    def label(self) -> str:
        return f"{self.link.label()}: {self.outcome_definition}, {self.get_effect_kind_display()}"

    def likeness(self) -> dict[str, str]:
        """What a finding must share to be pooled here, as `cairn.synthesis.comparable` takes it."""
        return {"kind": self.effect_kind, "contrast": self.contrast, "outcome": self.outcome_definition}

    @property
    def is_ratio(self) -> bool:
        return self.effect_kind in RATIO_KINDS

    def get_absolute_url(self) -> str:
        return reverse("pooling:pooling", args=[self.pk])


class Answer(models.Model):
    """What a pooling came to after one change. Rows are only ever added: together they are its living history.

    `result` holds the numbers (see `pooling.answers`), empty where it could not be computed and `problem` says why;
    `because` names the event that brought it about, and `changes` tells in sentences what it changed.
    """

    pooling = models.ForeignKey(Pooling, on_delete=models.PROTECT, related_name="answers")
    at = models.DateTimeField(default=timezone.now)
    because = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pooling_id} on {self.at:%Y-%m-%d}"


class Certainty(Tracked):
    """How sure we may be of a body of evidence on a link, as a person confirmed it.

    A body is either pooled, by one pooling, or all quantitative findings by direction, or all qualitative ones.
    `judgements` maps a domain to `levels` (steps up or down), `suggested`, `rule`, `because` and, where a person
    decided otherwise, `reason`. `answer_digest` names the pooled answer it was judged on: another must be judged anew.
    """

    kind = "certainty"
    search_fields = ("note",)
    editable_fields = ("note",)
    naming = {"judged_by": "{}"}
    addable = False

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="certainties")
    pooling = models.ForeignKey(Pooling, null=True, blank=True, on_delete=models.PROTECT, related_name="certainties")
    body = models.CharField(max_length=20, choices=EvidenceBody.choices)
    answer_digest = models.CharField("the answer it was judged on", max_length=64, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    start = models.CharField(max_length=20, choices=CertaintyLevel.choices)
    judgements = models.JSONField(default=dict)
    level = models.CharField(max_length=20, choices=CertaintyLevel.choices)
    judged_by = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "certainties"
        constraints = [
            models.CheckConstraint(condition=Q(body__in=EvidenceBody.values), name="certainty_body_known"),
            models.CheckConstraint(condition=Q(level__in=CertaintyLevel.values), name="certainty_level_known"),
            models.CheckConstraint(condition=Q(start__in=CertaintyLevel.values), name="certainty_start_known"),
            models.CheckConstraint(
                condition=(Q(body="pooled", pooling__isnull=False) & ~Q(answer_digest=""))
                | (~Q(body="pooled") & Q(pooling__isnull=True, answer_digest="")),
                name="certainty_names_what_it_judges",
            ),
            models.UniqueConstraint(
                fields=["pooling"],
                condition=Q(pooling__isnull=False, removed=False),
                name="certainty_once_per_pooling",
            ),
            models.UniqueConstraint(
                fields=["link", "body"],
                condition=Q(pooling__isnull=True, removed=False),
                name="certainty_once_per_body",
            ),
        ]

    def label(self) -> str:
        return f"Certainty of {self.pooling.label() if self.pooling_id else self.link.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.link.get_absolute_url()}#certainty"


class EffectThreshold(Tracked):
    """Somebody's proposal for the smallest effect that matters on a link. It counts once a round has settled it."""

    kind = "effect_threshold"
    search_fields = ("reason",)
    editable_fields = ("value", "effect_kind", "reason", "settled_how")
    naming = {"proposed_by": "{}"}
    addable = False

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="thresholds")
    effect_kind = models.CharField("measured as", max_length=30, choices=EffectKind.choices)
    value = models.FloatField("smallest effect that matters")
    reason = models.TextField("why this much")
    proposed_by = models.CharField(max_length=200)
    settled_how = models.TextField("how it was agreed", blank=True, help_text="Empty until people have agreed on it.")

    class Meta:
        ordering = ["id"]
        verbose_name = "proposed smallest effect"
        constraints = [
            models.CheckConstraint(condition=Q(effect_kind__in=EffectKind.values), name="threshold_kind_known"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(proposed_by=""), name="threshold_has_a_reason"),
            models.UniqueConstraint(
                fields=["link"], condition=Q(removed=False) & ~Q(settled_how=""), name="threshold_settled_once"
            ),
        ]

    def clean(self):
        if self.effect_kind in RATIO_KINDS and self.value <= 0:
            raise ValidationError({"value": "A ratio lies above 0, and 1 means no difference."})
        no_effect = 1.0 if self.effect_kind in RATIO_KINDS else 0.0
        if self.value == no_effect:
            raise ValidationError({"value": f"{no_effect:g} means no effect at all: say how much would matter."})

    def label(self) -> str:
        return f"{self.value:g} {self.get_effect_kind_display()}: {self.link.label()}"

    def get_absolute_url(self) -> str:
        return f"{self.link.get_absolute_url()}#smallest-effect"
