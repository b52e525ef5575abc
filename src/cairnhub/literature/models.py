"""Bibliographic records."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked

EARLIEST_YEAR = 1850
_AUTHORS_SHOWN = 3


class Reference(Tracked):
    """One bibliographic record. A study has one or more."""

    kind = "reference"
    label_field = "title"
    search_fields = ("authors", "journal", "doi", "pmid")
    editable_fields = (
        "title",
        "title_is_paraphrase",
        "authors",
        "year",
        "journal",
        "doi",
        "pmid",
        "openalex",
        "url",
        "complete",
        "missing",
        "provenance_url",
        "provenance_note",
    )

    title = models.TextField()
    title_is_paraphrase = models.BooleanField(
        "the title is our paraphrase", default=False, help_text="Shown in [brackets] until the real title is known."
    )
    authors = LinesField(help_text="One a line, as published, e.g. Mullan F.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty where unknown.")
    journal = models.CharField(max_length=300, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True, help_text="Without https://doi.org/.")
    pmid = models.CharField("PMID", max_length=20, blank=True)
    openalex = models.CharField("OpenAlex identifier", max_length=40, blank=True)
    url = models.URLField("address", max_length=1000, blank=True, help_text="The publisher's own page.")
    complete = models.BooleanField(default=False, help_text="Nothing in this record is waiting to be looked up.")
    missing = LinesField("to be completed", help_text="What is still to be looked up, one a line.")
    provenance_url = models.URLField(
        "read at", max_length=1000, blank=True, help_text="The page that was read, perhaps a copy; for editors only."
    )
    provenance_note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="reference_doi_once"),
            models.UniqueConstraint(fields=["pmid"], condition=~Q(pmid=""), name="reference_pmid_once"),
            models.CheckConstraint(condition=~Q(title=""), name="reference_titled"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=EARLIEST_YEAR), name="reference_year_plausible"
            ),
        ]

    def clean(self):
        latest = timezone.localdate().year + 1
        if self.year is not None and not EARLIEST_YEAR <= self.year <= latest:
            raise ValidationError({"year": f"must lie between {EARLIEST_YEAR} and {latest}."})
        if self.doi and not self.doi.startswith("10."):
            raise ValidationError({"doi": "starts with 10., without https://doi.org/ before it."})
        if self.pmid and not self.pmid.isdigit():
            raise ValidationError({"pmid": "is a number."})

    def get_absolute_url(self) -> str:
        return reverse("literature:reference", args=[self.pk])

    @property
    def shown_title(self) -> str:
        return f"[{self.title.strip('[]')}]" if self.title_is_paraphrase else self.title

    @property
    def shown_authors(self) -> str:
        """The first three authors; the record's own page names them all."""
        if not self.authors:
            return "authors not known"
        return ", ".join(self.authors[:_AUTHORS_SHOWN]) + (" et al." if len(self.authors) > _AUTHORS_SHOWN else "")

    @property
    def shown_year(self) -> str:
        return str(self.year) if self.year else "year unknown"

    @property
    def to_be_completed(self) -> list[str]:
        """What is still to be looked up; empty where the record is complete."""
        if self.complete:
            return []
        return self.missing or ["something not named"]

    @property
    def address(self) -> str:
        """The publishable address; empty where none is known. A page that was read but is a copy is never given."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url


class FoundingArticle(Tracked):
    """The article that called for this hub, and how much of its text could be read."""

    kind = "founding_article"
    search_fields = ("citation",)
    editable_fields = ("reference", "citation", "access_note", "funding", "parts_read", "parts_not_read")
    addable = False

    reference = models.OneToOneField(Reference, on_delete=models.PROTECT, related_name="founding_article")
    citation = models.TextField(help_text="The whole citation as one line, with volume and pages.")
    access_note = models.CharField("how it can be read", max_length=300, blank=True)
    funding = models.CharField(max_length=300, blank=True)
    parts_read = LinesField("parts that were read")
    parts_not_read = LinesField("parts that could not be read", help_text="Nothing is claimed from these.")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(citation=""), name="founding_article_cited")]

    def label(self) -> str:
        return self.reference.shown_title

    def get_absolute_url(self) -> str:
        return reverse("about") + "#article"


class FoundingClaim(Tracked):
    """One thing the founding article says, in our own words, from a part of it that was read."""

    kind = "founding_claim"
    label_field = "text"
    search_fields = ("part",)
    editable_fields = ("article", "part", "text", "source_url", "provenance_url", "provenance_note", "verified")

    article = models.ForeignKey(FoundingArticle, on_delete=models.PROTECT, related_name="claims")
    part = models.CharField("part of the article", max_length=100)
    text = models.TextField("what it says", help_text="In our own words.")
    source_url = models.URLField("source", max_length=1000, blank=True, help_text="The publisher's own page.")
    provenance_url = models.URLField("read at", max_length=1000, blank=True, help_text="Perhaps a copy; for editors.")
    provenance_note = models.TextField(blank=True)
    verified = models.BooleanField("checked against the text", default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(part="") & ~Q(text=""), name="founding_claim_says_something"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("about") + f"#{self.pk}"
