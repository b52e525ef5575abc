"""Writes about printed names. What a correction says is undone in its history, like any change."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairn.community import folded, parse
from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import AuthorClaim, AuthorCorrection, ClaimState, HiddenAuthor, Says
from ..printed import mark_of
from ..reading import Author, Field
from . import queries


@transaction.atomic
def merge(*, field: Field, into: Author, other: Author, by: User, reason: str) -> AuthorCorrection:
    """Count two records as one author, called as `into`.

    Raises ValidationError where they are one already, stand on one publication, or two people have claimed them.
    """
    if into == other:
        raise ValidationError("This is one record already: choose another to set beside it.")
    shared = {one.work for one in field.printed[into.key]} & {one.work for one in field.printed[other.key]}
    if shared:
        raise ValidationError("Both names stand on one publication, so they are two people.")
    if len(_claimants(field, into, other)) > 1:
        raise ValidationError("Two members have confirmed claims on these records: take one of them back first.")
    return _say(Says.SAME, [into, other], by=by, reason=reason)


@transaction.atomic
def split(*, field: Field, author: Author, works: list[str], by: User, reason: str) -> AuthorCorrection:
    """Tell a name apart: these publications are by somebody else of the same name.

    Raises ValidationError unless they are some, and not all, of those on which one name of the record stands.
    """
    told = [one for one in field.printed[author.key] if one.work in works]
    if not told or len(told) < len(set(works)):
        raise ValidationError({"works": "Choose the publications that are by somebody else."})
    parts = {one.part for one in told}
    if len(parts) > 1:
        raise ValidationError({"works": "These stand under different names: tell one name apart at a time."})
    part = parts.pop()
    if all(one in told for one in field.printed[author.key] if one.part == part):
        raise ValidationError({"works": _NOT_ALL})
    if field.corrections.told_apart(part):
        raise ValidationError({"works": "This name was told apart before: undo that correction, then make it anew."})
    return _say(Says.APART, [Author(part, told[0].name)], by=by, reason=reason, works=sorted(set(works)))


@transaction.atomic
def hide(*, field: Field, author: Author, by: User, reason: str) -> HiddenAuthor:
    """Stop listing somebody as an author, at their wish. The publications stay as they are.

    Claims on the record go, and corrections that name the person are removed: only editors find them in the history.

    Raises ValidationError where the reason is missing or names the person: it outlives the listing.
    """
    words = set(folded(reason).split())
    if any(words.issuperset(folded(parse(one.name).surname).split()) for one in field.printed[author.key]):
        raise ValidationError({"reason": "Leave the name out: the reason is kept after the name is hidden."})
    parts = {one.part for one in field.printed[author.key]} | {author.key}
    hidden = HiddenAuthor(marks=sorted(mark_of(part) for part in parts), reason=reason.strip(), hidden_by=by)
    hidden.full_clean()
    hidden.save()
    AuthorClaim.objects.filter(record__in=parts).delete()
    for one in queries.corrections_of(field, author.key):
        if one.says == Says.SAME:
            history.remove(obj=one, by=by, reason="Asked not to be listed.")
    history.touch()
    return hidden


@transaction.atomic
def show_again(*, hidden: HiddenAuthor) -> None:
    """List somebody again; nothing says afterwards that they were hidden."""
    hidden.delete()
    history.touch()


_NOT_ALL = "These are all publications of that name: leave one out, or undo the correction that counts it in."


def _say(says: Says, records: list[Author], *, by: User, reason: str, works=()) -> AuthorCorrection:
    names = [one.name for one in records]
    stem = f"{says.value} {records[0].name}"
    pk = identifier_from(stem, lambda one: AuthorCorrection.objects.filter(pk=one).exists())
    made = AuthorCorrection(id=pk, says=says, records=[one.key for one in records], names=names, works=list(works))
    history.add(obj=made, by=by, reason=reason)
    return made


def _claimants(field: Field, *authors: Author) -> set[str]:
    parts = {one.part for author in authors for one in field.printed[author.key]}
    claims = AuthorClaim.objects.filter(record__in=parts, state=ClaimState.CONFIRMED)
    return set(claims.values_list("person_id", flat=True))
