"""What the directory shows and is searched by, worked out from profiles, organisations and voices.

Nothing is said here that is not said there: rows are thrown away and made anew by `listing`.
"""

from django.db import models
from django.db.models import Q

from .organisations import Organisation
from .people import Person


class ListingKind(models.TextChoices):
    PERSON = "person", "People"
    ORGANISATION = "organisation", "Organisations"


class Listing(models.Model):
    """One line of the directory. `level` is the least a reader must be to see it: 0 anybody, 1 a member.

    `consented_to` is empty where nobody has to agree. `words` are what anybody may find it by, `member_words` what
    members may. `tags` and `member_tags` say its facets once more, a line each, because counting them over thousands of
    lines is three times faster so than by joining `Facet`.
    """

    kind = models.CharField(max_length=20, choices=ListingKind.choices)
    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="listing")
    organisation = models.OneToOneField(Organisation, null=True, on_delete=models.CASCADE, related_name="listing")
    level = models.SmallIntegerField(default=0)
    consented_to = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    member_words = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    member_tags = models.TextField(blank=True)

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="listing_by_name"),
            models.Index(fields=["kind", "sort_name", "id"], name="listing_by_kind_and_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person", person__isnull=False, organisation__isnull=True)
                | Q(kind="organisation", person__isnull=True, organisation__isnull=False),
                name="listing_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(level__in=[0, 1]), name="listing_level_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Facet(models.Model):
    """One value by which a line of the directory is chosen, such as a discipline, for readers of its level."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="facets", db_index=False)
    facet = models.CharField(max_length=30)
    value = models.CharField(max_length=200)
    level = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ["facet", "value", "listing_id"]
        indexes = [models.Index(fields=["facet", "value", "level", "listing"], name="facet_by_value")]
        constraints = [
            models.UniqueConstraint(fields=["listing", "facet", "value"], name="facet_once_per_listing"),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
