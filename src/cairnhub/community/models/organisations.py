"""Organisations of the field."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cairnhub.history.fields import LinesField
from cairnhub.history.models import Tracked

from ..ror import RorField, tidy, validate_ror


class OrganisationType(models.TextChoices):
    SCHOOL = "school", "Schools"
    RESEARCH_CENTER = "research_center", "Research centres"
    EDUCATORS_ASSOCIATION = "educators_association", "Associations of educators"
    FUNDER_OR_AGENCY = "funder_or_agency", "Funders and agencies"
    ACCREDITOR_OR_CERTIFIER = "accreditor_or_certifier", "Accreditors and certifiers"
    STUDENT_ORGANISATION = "student_organisation", "Student organisations"
    COMMUNITY_OR_HEALTH_CENTER = "community_or_health_center", "Community organisations and health centres"
    FOUNDATION = "foundation", "Foundations"
    JOURNAL_OR_CONFERENCE = "journal_or_conference", "Journals and conferences"
    EVIDENCE_OR_METHOD_BODY = "evidence_synthesis_or_method_body", "Evidence synthesis and methods bodies"
    SOCIAL_MISSION_NETWORK = "social_mission_network", "Social mission networks"
    RESEARCH_PARTNERSHIP = "research_partnership", "Research partnerships"


class Organisation(Tracked):
    """An organisation of the field."""

    kind = "organisation"
    search_fields = ("role", "country")
    editable_fields = (
        "name",
        "organisation_type",
        "country",
        "url",
        "ror",
        "role",
        "verified",
        "source_urls",
        "provenance_urls",
    )

    name = models.CharField(max_length=300)
    organisation_type = models.CharField("type", max_length=40, choices=OrganisationType.choices)
    country = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    ror = RorField(
        "ROR",
        max_length=9,
        blank=True,
        validators=[validate_ror],
        help_text="Its identifier in the register of research organisations, such as 03vek6s52. The page of the "
        "organisation has a button that looks it up.",
    )
    role = models.TextField("what it does here", blank=True)
    verified = models.BooleanField("seen on a page that names it", default=False)
    source_urls = LinesField("sources", help_text="Web addresses, one a line, of the pages themselves.")
    provenance_urls = LinesField("read at", help_text="Copies that were read; shown to editors only.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation_type__in=OrganisationType.values), name="organisation_type_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_named"),
            # A removed one may be the second record of an organisation whose first one has it.
            models.UniqueConstraint(
                fields=["ror"], condition=~Q(ror="") & Q(removed=False), name="organisation_ror_once"
            ),
        ]

    def clean_fields(self, exclude=None):
        self.ror = tidy(self.ror) if self.ror else ""
        super().clean_fields(exclude=exclude)

    @property
    def ror_url(self) -> str:
        return f"https://ror.org/{self.ror}" if self.ror else ""

    def get_absolute_url(self) -> str:
        return reverse("community:organisation", args=[self.pk])
