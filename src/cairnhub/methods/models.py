"""Designs that can test a link, and limits of the field's methods that sources have stated."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked


class DataGrain(models.TextChoices):
    INDIVIDUAL = "individual", "records of individual people"
    ORGANISATION = "organisation", "records of schools or organisations"
    AREA = "area", "records of areas"
    NONE = "none", "no existing data"
    UNKNOWN = "unknown", "unknown"


class Reach(models.TextChoices):
    ONE_PERSON = "one_person", "one person, twelve months"
    ONE_SCHOOL = "one_school", "a school alone"
    SEVERAL_SCHOOLS = "several_schools", "needs several schools"
    UNKNOWN = "unknown", "unknown"


class Design(Tracked):
    """A way to find out."""

    kind = "design"
    search_fields = ("use", "answers", "threats")
    editable_fields = (
        "name",
        "use",
        "answers",
        "threats",
        "compares",
        "data_grain",
        "reach",
        "source_urls",
        "provenance_urls",
    )

    name = models.CharField(max_length=200)
    use = models.TextField("what it does")
    answers = LinesField("questions it can answer")
    threats = LinesField("threats to it")
    compares = models.BooleanField(
        "compares groups", null=True, blank=True, help_text="Whether it has a comparison; unknown is allowed."
    )
    data_grain = models.CharField("needs", max_length=20, choices=DataGrain.choices, default=DataGrain.UNKNOWN)
    reach = models.CharField(max_length=20, choices=Reach.choices, default=Reach.UNKNOWN)
    source_urls = LinesField("sources", help_text="Web addresses, one a line, of the pages themselves.")
    provenance_urls = LinesField("read at", help_text="Copies that were read; shown to editors only.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(data_grain__in=DataGrain.values), name="design_grain_known"),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="design_reach_known"),
            models.CheckConstraint(condition=~Q(name=""), name="design_named"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("methods:design", args=[self.pk])


class Limitation(Tracked):
    """A limit of data or methods that a source has stated."""

    kind = "limitation"
    label_field = "statement"
    search_fields = ("stated_by",)
    editable_fields = ("statement", "stated_by", "source_urls", "provenance_urls")

    statement = models.TextField()
    stated_by = models.CharField(max_length=300)
    source_urls = LinesField("sources", help_text="Web addresses, one a line, of the pages themselves.")
    provenance_urls = LinesField("read at", help_text="Copies that were read; shown to editors only.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="limitation_says_something"),
            models.CheckConstraint(condition=~Q(stated_by=""), name="limitation_names_who_said_it"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("methods:index") + "#limitations"
