"""Data sources and what they can measure, what nobody collects, and the register of programmes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cairnhub.framework.models import Construct
from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked
from cairnhub.pages.authorities import authority_name


class AccessLevel(models.TextChoices):
    """How a researcher gets the data; ordered from easiest."""

    OPEN = "open", "open"
    REGISTRATION = "registration", "open after registration"
    FEE = "fee", "for a fee"
    APPLICATION = "application", "on application"
    RESTRICTED = "restricted", "restricted"
    UNKNOWN = "unknown", "unknown"


class Grain(models.TextChoices):
    INDIVIDUAL = "individual", "individual people"
    ORGANISATION = "organisation", "schools or organisations"
    AREA = "area", "areas"
    AGGREGATE = "aggregate", "aggregates"
    UNKNOWN = "unknown", "unknown"


class DataSource(Tracked):
    """A file, register or survey that somebody keeps."""

    kind = "data_source"
    search_fields = ("steward", "population", "grain", "key_variables", "limits")
    editable_fields = (
        "name",
        "steward",
        "url",
        "grain",
        "grain_level",
        "population",
        "disciplines",
        "years",
        "update_rhythm",
        "access",
        "access_level",
        "key_variables",
        "constructs",
        "limits",
        "verified",
        "source_urls",
        "provenance_urls",
    )

    name = models.CharField(max_length=300)
    steward = models.CharField(max_length=300, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    grain = models.CharField("one row is", max_length=300, blank=True)
    grain_level = models.CharField("grain", max_length=20, choices=Grain.choices, default=Grain.UNKNOWN)
    population = models.TextField(blank=True)
    disciplines = LinesField()
    years = models.CharField(max_length=200, blank=True)
    update_rhythm = models.CharField(max_length=200, blank=True)
    access = models.CharField("access as described", max_length=300, blank=True)
    access_level = models.CharField("access", max_length=20, choices=AccessLevel.choices, default=AccessLevel.UNKNOWN)
    key_variables = LinesField("key variables")
    constructs = models.ManyToManyField(Construct, related_name="data_sources", blank=True, verbose_name="measures")
    limits = LinesField("known limits")
    verified = models.BooleanField("the steward's own page was read", default=False)
    source_urls = LinesField("sources", help_text="Web addresses, one a line, of the pages themselves.")
    provenance_urls = LinesField("read at", help_text="Copies that were read; shown to editors only.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(access_level__in=AccessLevel.values), name="source_access_known"),
            models.CheckConstraint(condition=Q(grain_level__in=Grain.values), name="source_grain_known"),
            models.CheckConstraint(condition=~Q(name=""), name="source_named"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("data:source", args=[self.pk])


class DataNeed(Tracked):
    """What somebody needs and nobody collects."""

    kind = "data_need"
    label_field = "statement"
    search_fields = ("why", "construct_name")
    editable_fields = ("statement", "construct", "why")

    statement = models.CharField(max_length=500)
    construct = models.ForeignKey(Construct, null=True, blank=True, on_delete=models.PROTECT, related_name="data_needs")
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(statement=""), name="need_says_something")]

    @property
    def construct_name(self) -> str:
        return self.construct.name if self.construct else ""

    def get_absolute_url(self) -> str:
        return reverse("data:unmeasured") + f"#{self.pk}"


class Programme(Tracked):
    """One entry of the programme register: which school started which activity when, for whom, at what dose."""

    kind = "programme"
    search_fields = ("school", "for_whom", "dose", "authority")
    editable_fields = (
        "name",
        "school",
        "activity",
        "country",
        "discipline",
        "started",
        "ended",
        "dose",
        "for_whom",
        "authority",
        "source_url",
        "provenance_url",
        "note",
    )

    name = models.CharField(max_length=300)
    school = models.CharField("school or organisation", max_length=300, blank=True)
    activity = models.ForeignKey(Construct, on_delete=models.PROTECT, related_name="programmes")
    country = models.CharField(max_length=200, blank=True)
    discipline = models.CharField(max_length=100, blank=True)
    started = models.PositiveSmallIntegerField("first year", null=True, blank=True)
    ended = models.PositiveSmallIntegerField("last year", null=True, blank=True)
    dose = models.CharField(max_length=300, blank=True, help_text="How long, how much.")
    for_whom = models.CharField(max_length=300, blank=True)
    authority = models.CharField("programme authority", max_length=100, blank=True)
    source_url = models.URLField("source", max_length=1000, blank=True)
    provenance_url = models.URLField("read at", max_length=1000, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="programme_named"),
            models.CheckConstraint(
                condition=Q(started__isnull=True) | Q(ended__isnull=True) | Q(ended__gte=F("started")),
                name="programme_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(source_url="") | ~Q(provenance_url=""), name="programme_has_a_source"),
        ]

    def clean(self):
        if self.started and self.ended and self.ended < self.started:
            raise ValidationError({"ended": "must not be before the first year."})
        if not (self.source_url or self.provenance_url):
            raise ValidationError({"source_url": "Name the page or paper that says so."})

    @property
    def authority_name(self) -> str:
        return authority_name(self.authority)

    def get_absolute_url(self) -> str:
        return reverse("data:programmes") + f"#{self.pk}"
