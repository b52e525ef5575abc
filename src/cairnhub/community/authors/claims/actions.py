"""Writes of claims: made and withdrawn by a person, decided by an editor or by what a publication says."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.models import User
from cairnhub.community.orcid_links import confirmed_orcid
from cairnhub.history.actions import touch

from ..models import AuthorClaim, ClaimState, Proof
from ..reading import Author, Field
from . import queries


@transaction.atomic
def claim(*, field: Field, author: Author, user: User, why: str = "") -> AuthorClaim:
    """Say that a record is about oneself. Twice changes nothing; after a refusal it asks again, with the new words.

    Where ORCID confirmed who one is, the worker looks whether a publication says so. Raises ValidationError.
    """
    person = queries.profile_of(user)
    if person is None:
        raise ValidationError("A claim shows your profile on the author’s page: write your profile first.")
    held = queries.confirmed_on(field, author.key)
    if held is not None and held.person_id != person.pk:
        raise ValidationError(
            "Another member’s claim on this record is confirmed. Suggest a correction if it is wrong."
        )
    parts = {one.part for one in field.printed[author.key]} | {author.key}
    made = AuthorClaim.objects.select_for_update().filter(person=person, record__in=parts).first()
    if made is not None and made.state in (ClaimState.WAITING, ClaimState.CONFIRMED):
        return made
    made = made or AuthorClaim(person=person, record=author.key)
    made.state, made.why, made.answer = ClaimState.WAITING, why.strip(), ""
    made.made_at, made.decided_at, made.decided_by, made.told_at = timezone.now(), None, None, None
    made.full_clean()
    made.save()
    look_by_orcid(claim=made)
    touch()
    return made


def look_by_orcid(*, claim: AuthorClaim) -> bool:
    """Let the worker look for the person's iD on the publications; False where ORCID has not confirmed any.

    Asked again by who connected their iD after making the claim.
    """
    if claim.state != ClaimState.WAITING or not confirmed_orcid(claim.person.user):
        return False
    transaction.on_commit(lambda: async_task("cairnhub.community.authors.claims.jobs.look_for_orcid", claim.pk))
    return True


@transaction.atomic
def confirm(*, claim: AuthorClaim, by: User | None, proof: Proof = Proof.EDITOR) -> None:
    """Say that a waiting claim is right. Raises ValidationError for one's own, and where another one holds."""
    locked = _locked(claim, ClaimState.WAITING)
    if by is not None and locked.person.user_id == by.pk:
        raise ValidationError("Nobody confirms a claim of their own: another editor must.")
    field = Field()
    held = queries.confirmed_on(field, field.corrections.record(locked.record))
    if held is not None:
        raise ValidationError(_HELD)
    try:
        with transaction.atomic():
            _decide(locked, ClaimState.CONFIRMED, by=by, proof=proof)
    except IntegrityError as other:
        raise ValidationError(_HELD) from other


@transaction.atomic
def refuse(*, claim: AuthorClaim, by: User, answer: str) -> None:
    """Say that a waiting claim cannot be confirmed, and why."""
    _decide(_locked(claim, ClaimState.WAITING), ClaimState.REFUSED, by=by, answer=answer)


@transaction.atomic
def revoke(*, claim: AuthorClaim, by: User, answer: str) -> None:
    """Take a confirmed claim back, and say why."""
    _decide(_locked(claim, ClaimState.CONFIRMED), ClaimState.REVOKED, by=by, answer=answer)


@transaction.atomic
def withdraw(*, claim: AuthorClaim) -> None:
    """Undo a claim of one's own; nothing says afterwards that it was made."""
    claim.delete()
    touch()


_HELD = "Another member’s claim on this record is confirmed: take that one back first."


def _locked(claim: AuthorClaim, state: ClaimState) -> AuthorClaim:
    locked = AuthorClaim.objects.select_for_update().filter(pk=claim.pk).first()
    if locked is None or locked.state != state:
        raise ValidationError("This claim has changed since you opened the page: load it again.")
    return locked


def _decide(claim: AuthorClaim, state: ClaimState, *, by: User | None, proof: str = "", answer: str = "") -> None:
    if state in (ClaimState.REFUSED, ClaimState.REVOKED) and not answer.strip():
        raise ValidationError({"answer": "Say why: the person reads it."})
    claim.state, claim.proof, claim.answer = state, proof, answer.strip()
    claim.decided_at, claim.decided_by, claim.told_at = timezone.now(), by, None
    claim.save()
    touch()
    transaction.on_commit(lambda: async_task("cairnhub.community.authors.claims.jobs.tell", claim.pk))
