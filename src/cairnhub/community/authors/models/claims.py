"""That somebody says a record is about them. Personal: goes with the profile and the account, and leaves no event."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cairnhub.community.models import Person


class ClaimState(models.TextChoices):
    WAITING = "waiting", "waits for an editor"
    CONFIRMED = "confirmed", "confirmed"
    REFUSED = "refused", "refused"
    REVOKED = "revoked", "taken back by an editor"


class Proof(models.TextChoices):
    """By what a claim was confirmed."""

    EDITOR = "editor", "by an editor"
    ORCID = "orcid", "by the ORCID iD on a publication"


class AuthorClaim(models.Model):
    """`record` is the key of a name without any correction, so that a claim stays with its name when one is undone.

    `answer` is why it was refused or revoked, for the person alone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="author_claims")
    record = models.CharField(max_length=100)
    why = models.CharField("how we can tell", max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=ClaimState.choices, default=ClaimState.WAITING)
    proof = models.CharField(max_length=20, choices=Proof.choices, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "record"], name="author_claim_once"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(state="confirmed"), name="author_claim_of_one_person"
            ),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="author_claim_state_known"),
            models.CheckConstraint(
                condition=(Q(state="confirmed") & Q(proof__in=Proof.values)) | (~Q(state="confirmed") & Q(proof="")),
                name="author_claim_confirmed_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "revoked"]) | ~Q(answer=""),
                name="author_claim_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"
