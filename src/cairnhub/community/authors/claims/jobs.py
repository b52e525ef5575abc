"""What the worker does about claims. Arguments of jobs can be read in the database: numbers only."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cairn.base.errors import DataError
from cairnhub.community.orcid_links import confirmed_orcid
from cairnhub.pages.letters import send_letter

from ..models import AuthorClaim, ClaimState, Proof
from ..reading import Field
from .actions import confirm
from .proving import stands_on_a_publication

log = logging.getLogger(__name__)
SUBJECTS = {
    ClaimState.CONFIRMED: "Cairn: your author record is confirmed",
    ClaimState.REFUSED: "Cairn: your author record could not be confirmed",
    ClaimState.REVOKED: "Cairn: your author record was taken back",
}


def look_for_orcid(claim_id: int) -> None:
    """Confirm a waiting claim where a publication names the iD that ORCID confirmed; else an editor decides."""
    claim = AuthorClaim.objects.select_related("person__user").filter(pk=claim_id, state=ClaimState.WAITING).first()
    orcid = confirmed_orcid(claim.person.user) if claim and settings.LOOKUP_ON else ""
    if claim is None or not orcid:
        return
    field = Field()
    try:
        if stands_on_a_publication(field, field.corrections.record(claim.record), orcid):
            confirm(claim=claim, by=None, proof=Proof.ORCID)
    except (DataError, ValidationError) as failure:
        # The claim waits in the editors' queue all the while, so nothing is lost.
        log.warning("claim %s is left to the editors: %s", claim_id, failure)


def tell(claim_id: int) -> None:
    """E-mail the decision on a claim to the person, once.

    A worker killed between sending and noting it sends a second time: better twice than never.
    """
    claim = AuthorClaim.objects.select_related("person__user").filter(pk=claim_id, told_at=None).first()
    if claim is None or claim.state not in SUBJECTS:
        return
    field = Field()
    words = {
        "claim": claim,
        "author": field.authors.get(field.corrections.record(claim.record)),
        "address": settings.PUBLIC_URL + reverse("authors:mine"),
    }
    send_letter(
        to=claim.person.user.email,
        subject=SUBJECTS[ClaimState(claim.state)],
        template="authors/mail/claim",
        words=words,
    )
    AuthorClaim.objects.filter(pk=claim.pk).update(told_at=timezone.now())
