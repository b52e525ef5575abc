"""Reads of claims: who is who, what waits, and what one person claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Person
from cairnhub.community.shown import Shown, shown, with_all
from cairnhub.pages.desk_lines import Line, Section

from ..models import AuthorClaim, ClaimState
from ..reading import Author, Field


@dataclass(frozen=True)
class Standing:
    """Whether a record is claimed, by whom as far as this reader may see, and what the reader may do about it."""

    confirmed: AuthorClaim | None
    person: Shown | None
    own: AuthorClaim | None
    may_claim: bool


@dataclass(frozen=True)
class Told:
    """One claim with the record it is on now; None where the publications name it no more."""

    claim: AuthorClaim
    author: Author | None


def standing_of(field: Field, key: str, user, level: int) -> Standing:
    claims = list(_on(field, key).select_related("person"))
    confirmed = next((one for one in claims if one.state == ClaimState.CONFIRMED), None)
    own = next((one for one in claims if user.is_authenticated and one.person.user_id == user.pk), None)
    open_to_all = confirmed is None and (own is None or own.state in (ClaimState.REFUSED, ClaimState.REVOKED))
    # Visitors are invited as well, and sign in on the way.
    may_claim = open_to_all and (not user.is_authenticated or may(user, Permission.PROFILE_KEEP))
    return Standing(confirmed, _person(confirmed, level), own, may_claim)


def confirmed_on(field: Field, key: str) -> AuthorClaim | None:
    """The claim that holds on a record."""
    return _on(field, key).filter(state=ClaimState.CONFIRMED).first()


def waiting() -> QuerySet[AuthorClaim]:
    """The claims that wait for an editor, the oldest first."""
    return AuthorClaim.objects.filter(state=ClaimState.WAITING).select_related("person")


def confirmed() -> QuerySet[AuthorClaim]:
    """The claims that hold, the newest first."""
    found = AuthorClaim.objects.filter(state=ClaimState.CONFIRMED).select_related("person", "decided_by")
    return found.order_by("-decided_at", "-pk")


def own(user) -> QuerySet[AuthorClaim]:
    return AuthorClaim.objects.filter(person__user=user)


def told(field: Field, claims) -> list[Told]:
    """Claims with the records they are on now."""
    return [Told(one, field.authors.get(field.corrections.record(one.record))) for one in claims]


def profile_of(user) -> Person | None:
    return Person.objects.filter(user=user).first()


def access_claim(claim_id: int) -> AuthorClaim:
    """A claim, for editors, or Http404."""
    found = AuthorClaim.objects.select_related("person__user").filter(pk=claim_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def access_own(user, claim_id: int) -> AuthorClaim:
    """A claim of one's own, or Http404."""
    found = own(user).filter(pk=claim_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def claims_part(user) -> list[dict[str, object]]:
    """The author records somebody claims, as JSON-able data: a part of the file about that person."""
    return [
        {
            "record": one.record,
            "how we can tell": one.why,
            "state": one.get_state_display(),
            "answer": one.answer,
            "claimed at": one.made_at.isoformat(),
            "decided at": one.decided_at.isoformat() if one.decided_at else None,
        }
        for one in own(user)
    ]


def address_of_claims() -> str:
    return reverse("authors:claims")


def address_of_claim(claim: AuthorClaim) -> str:
    return reverse("authors:decide", args=[claim.pk])


def desk_lines() -> Iterator[Line]:
    """What the desk says about claims."""
    yield Line(
        Section.MODERATION,
        "author_claims",
        "claims of author records wait for an editor",
        waiting().count(),
        address_of_claims(),
        needs=Permission.OBJECT_EDIT,
    )


def _on(field: Field, key: str) -> QuerySet[AuthorClaim]:
    return AuthorClaim.objects.filter(record__in={one.part for one in field.printed[key]} | {key})


def _person(claim: AuthorClaim | None, level: int) -> Shown | None:
    person = with_all(Person.objects.filter(pk=claim.person_id)).first() if claim else None
    return shown(person, level) if person else None
