"""Profiles of people, owned by those they are about, and what their owners agreed to.

Not tracked: an event keeps every value there ever was, and here every value must be erasable.
"""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairnhub.framework.models import Construct, Link
from cairnhub.history.fields import CodesField

from ..choices import (
    Audience,
    CareerStage,
    DataExpertise,
    Discipline,
    MethodsExpertise,
    PersonRole,
    Region,
    StakeholderGroup,
)
from ..orcid import tidy, validate_orcid
from ..places import Country, Language
from .organisations import Organisation

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_person_id() -> str:
    """A word that says nothing of the person: addresses outlive names, and a name may be hidden."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


class Person(models.Model):
    """What somebody says about themselves. Written by its owner alone, shown field by field to whom the owner chose.

    `works` are those the owner chose of the works at ORCID, as `works.Work` has them. `visibility` maps a field to an
    `Audience`; a field without one is seen by nobody. Nobody sees more of a profile than its name, and nothing at all
    before its owner agreed to the current words (`consented_to`). Read it by `shown.shown`, never field by field.
    """

    kind = "person"
    #: Every field with a visibility of its own, in the order of the form.
    FIELDS = (
        "name",
        "organisation",
        "orcid",
        "groups",
        "roles",
        "disciplines",
        "career_stage",
        "region",
        "country",
        "languages",
        "methods_expertise",
        "data_expertise",
        "links",
        "constructs",
        "works",
        "offers",
        "about",
        "self_described",
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_person_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        validators=[validate_orcid],
        help_text="For example 0000-0002-1825-0097.",
    )
    groups = CodesField("stakeholder groups", codes=StakeholderGroup, help_text="All you count yourself to.")
    roles = CodesField(codes=PersonRole)
    disciplines = CodesField(codes=Discipline)
    career_stage = models.CharField(max_length=30, choices=CareerStage.choices, blank=True)
    region = models.CharField("region of the world", max_length=30, choices=Region.choices, blank=True)
    country = models.CharField(max_length=100, choices=Country.choices, blank=True)
    languages = CodesField(codes=Language, help_text="Those you can work in.")
    methods_expertise = CodesField("methods you know", codes=MethodsExpertise)
    data_expertise = CodesField("data you know", codes=DataExpertise)
    links = models.ManyToManyField(Link, related_name="people", blank=True, verbose_name="links of interest")
    constructs = models.ManyToManyField(
        Construct, related_name="people", blank=True, verbose_name="constructs of interest"
    )
    works = models.JSONField(default=list, blank=True, editable=False)
    offers = models.TextField("what you offer", max_length=2000, blank=True)
    about = models.TextField("about you", max_length=4000, blank=True)
    self_described = models.TextField(
        "in your own words",
        max_length=2000,
        blank=True,
        help_text="Anything about yourself that others should know, such as the community you belong to. "
        "Only you can say it; the hub never guesses it.",
    )
    visibility = models.JSONField(default=dict, blank=True, editable=False)
    consented_to = models.CharField(max_length=20, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "people"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_named")]

    def __str__(self) -> str:
        return f"profile {self.pk}"

    def clean(self):
        unknown = self.visibility.keys() - set(self.FIELDS) or set(self.visibility.values()) - set(Audience.values)
        if unknown:
            raise ValidationError({"visibility": f"unknown: {', '.join(sorted(unknown))}."})
        if Organisation.objects.filter(pk=self.organisation_id, removed=True).exists():
            raise ValidationError({"organisation": "It was removed from the directory: choose another or none."})

    def clean_fields(self, exclude=None):
        self.orcid = tidy(self.orcid) if self.orcid else ""
        super().clean_fields(exclude=exclude)

    def take_orcid(self, orcid: str) -> None:
        """Set the iD; the works chosen from the record of another one do not belong to it."""
        if tidy(orcid) != self.orcid:
            self.orcid, self.works = orcid, []

    def get_absolute_url(self) -> str:
        return reverse("community:person", args=[self.pk])


class OrcidLink(models.Model):
    """That ORCID itself said whose account this is: whoever signs in there may be let in here.

    Where there is a profile, its iD is this one: who types another there ends the link.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="orcid_link")
    orcid = models.CharField("ORCID", max_length=19, unique=True, validators=[validate_orcid])
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.orcid


class Consent(models.Model):
    """That somebody agreed to one version of the words, and when. Withdrawn ones stay until the account is erased."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(version=""), name="consent_to_a_version"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at__isnull=True), name="consent_one_holds_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
