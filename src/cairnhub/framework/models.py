"""The logic framework: constructs, the links between them, and its versions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked


class Stage(models.TextChoices):
    """The stages of the framework, from what surrounds a school to what society gains; order matters."""

    CONTEXT = "context", "Context"
    INPUT = "input", "Inputs"
    ACTIVITY = "activity", "Social mission activities"
    OUTPUT = "output", "Outputs"
    SHORT_TERM_OUTCOME = "short_term_outcome", "Short-term outcomes (learner)"
    MEDIUM_TERM_OUTCOME = "medium_term_outcome", "Medium-term outcomes (practice and workforce)"
    IMPACT = "impact", "Impact (people and communities)"


STAGE_ORDER = {stage: number for number, stage in enumerate(Stage.values)}


class Basis(models.TextChoices):
    SOURCE = "source", "seen in a source"
    REASONING = "reasoning", "our own hypothesis"


class Claim(models.TextChoices):
    INCREASE = "increase", "increases"
    DECREASE = "decrease", "decreases"
    NO_WORSE = "no_worse", "is no worse"
    PREDICTIVE = "predictive", "goes along with"


class LinkStatus(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    ACCEPTED = "accepted", "accepted"
    RETIRED = "retired", "retired"


class Construct(Tracked):
    """An activity a school does, an outcome society wants, or what stands around them."""

    kind = "construct"
    label_field = "name"
    search_fields = ("definition",)
    editable_fields = (
        "name",
        "stage",
        "definition",
        "parent",
        "basis",
        "harm",
        "smm_domain",
        "source_urls",
        "provenance_urls",
    )

    name = models.CharField(max_length=200)
    stage = models.CharField(max_length=30, choices=Stage.choices)
    definition = models.TextField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    harm = models.BooleanField(
        "a harm or burden", default=False, help_text="More of it is worse for somebody, such as debt or displacement."
    )
    smm_domain = models.CharField(
        "Social Mission Metrics domain", max_length=100, blank=True, help_text="Empty where the metrics have none."
    )
    source_urls = LinesField("sources", help_text="Web addresses, one a line, of the pages themselves.")
    provenance_urls = LinesField("read at", help_text="Copies that were read; shown to editors only.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="construct_stage_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="construct_basis_known"),
            models.CheckConstraint(condition=~Q(name=""), name="construct_named"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="construct_not_its_own_parent"),
        ]

    def clean(self):
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": "A construct cannot be part of itself."})
        if self.basis == Basis.SOURCE and not (self.source_urls or self.provenance_urls):
            raise ValidationError({"source_urls": "Name a source, or say that it is our own hypothesis."})

    def get_absolute_url(self) -> str:
        return reverse("constructs:construct", args=[self.pk])


class Link(Tracked):
    """The claim that one construct leads to another. Everything known hangs on a link."""

    kind = "link"
    search_fields = ("statement", "mechanism", "note")
    editable_fields = (
        "source",
        "target",
        "statement",
        "claim",
        "mechanism",
        "smallest_effect",
        "smallest_effect_unit",
        "basis",
        "status",
        "note",
    )

    source = models.ForeignKey(Construct, on_delete=models.PROTECT, related_name="links_out", verbose_name="from")
    target = models.ForeignKey(Construct, on_delete=models.PROTECT, related_name="links_in", verbose_name="to")
    statement = models.TextField(help_text="One sentence in plain language.")
    claim = models.CharField(max_length=20, choices=Claim.choices)
    mechanism = models.TextField(blank=True, help_text="Why it should work; empty where nobody has said.")
    smallest_effect = models.FloatField(
        "smallest effect that matters", null=True, blank=True, help_text="Empty until it has been agreed."
    )
    smallest_effect_unit = models.CharField(max_length=100, blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    status = models.CharField(max_length=20, choices=LinkStatus.choices, default=LinkStatus.PROPOSED)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="link_once_per_pair"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_joins_two_constructs"),
            models.CheckConstraint(condition=Q(claim__in=Claim.values), name="link_claim_known"),
            models.CheckConstraint(condition=Q(status__in=LinkStatus.values), name="link_status_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="link_basis_known"),
            models.CheckConstraint(condition=~Q(statement=""), name="link_states_something"),
            models.CheckConstraint(
                condition=Q(smallest_effect__isnull=True) | ~Q(smallest_effect_unit=""),
                name="link_smallest_effect_has_a_unit",
            ),
        ]

    def clean(self):
        if self.source_id and self.source_id == self.target_id:
            raise ValidationError({"target": "A link joins two different constructs."})
        if self.smallest_effect is not None and not self.smallest_effect_unit:
            raise ValidationError({"smallest_effect_unit": "Say in which unit, e.g. odds ratio or percentage points."})

    def label(self) -> str:
        return f"{self.source.name} → {self.target.name}"

    def get_absolute_url(self) -> str:
        return reverse("links:link", args=[self.pk])


class VersionStatus(models.TextChoices):
    DRAFT = "draft", "draft, not yet agreed"
    AGREED = "agreed", "agreed"


class FrameworkVersion(Tracked):
    """A dated state of the whole framework. Its members are frozen when it is published."""

    kind = "framework_version"
    label_field = "number"
    search_fields = ("changelog",)
    editable_fields = ("changelog",)
    addable = False

    number = models.CharField(max_length=40, unique=True)
    date = models.DateField(default=timezone.localdate)
    status = models.CharField(max_length=20, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    changelog = models.TextField()

    class Meta:
        ordering = ["date", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VersionStatus.values), name="version_status_known"),
            models.CheckConstraint(condition=~Q(changelog=""), name="version_says_what_changed"),
        ]

    def label(self) -> str:
        return f"Framework {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("framework:version", args=[self.pk])


class VersionMember(models.Model):
    """A construct or link as it stood in one version: `values` is `Tracked.values()` of that day."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="members")
    kind = models.CharField(max_length=20, choices=[("construct", "construct"), ("link", "link")])
    object_id = models.CharField(max_length=200)
    label = models.TextField()
    values = models.JSONField()

    class Meta:
        ordering = ["kind", "object_id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "object_id"], name="member_once_per_version"),
            models.CheckConstraint(condition=Q(kind__in=["construct", "link"]), name="member_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.label}"
