"""Writes of profiles, each by the person it is about."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.history.actions import touch
from cairnhub.search import index

from .consent import current_version
from .listing import list_person
from .models import Consent, Person
from .orcid_links import disconnect
from .works import MOST, Work, without_repeats

_MANY = ("links", "constructs")


@transaction.atomic
def save_profile(*, user: User, values: dict, visibility: dict[str, str]) -> Person:
    """Make or change one's own profile; fields not in `values` and `visibility` stay as they are.

    `links` and `constructs` are lists of identifiers. Shows nothing yet where its owner has not agreed to the current
    words. Raises ValidationError.
    """
    person = Person.objects.select_for_update().filter(user=user).first() or Person(user=user)
    if "orcid" in values:
        person.take_orcid(values["orcid"])
    for name in values.keys() - {"orcid", *_MANY}:
        setattr(person, Person._meta.get_field(name).attname, _tidied(values[name]))
    person.visibility = person.visibility | visibility
    person.consented_to = _agreed_to(user)
    person.changed_at = timezone.now()
    person.full_clean()
    person.save()
    for name in values.keys() & set(_MANY):
        _set_visible(person, name, values[name])
    if "orcid" in values:
        # Another iD than the one ORCID confirmed is only typed.
        disconnect(user=user, unless=person.orcid)
    list_person(person)
    touch()
    return person


@transaction.atomic
def save_works(*, user: User, works: list[Work], seen_by: str) -> Person:
    """Keep these works in one's own profile, in place of those it had, and who sees them. Raises ValidationError."""
    person = Person.objects.select_for_update().filter(user=user).first()
    if person is None:
        raise ValidationError("You have no profile yet. Write it first.")
    if len(works) > MOST:
        raise ValidationError(f"A profile keeps {MOST} works at most: choose fewer.")
    person.works = [work.as_json() for work in without_repeats(works)]
    person.visibility = person.visibility | {"works": seen_by}
    person.changed_at = timezone.now()
    person.full_clean()
    person.save()
    touch()
    return person


@transaction.atomic
def give_consent(*, user: User, version: str) -> Consent:
    """Agree to the words of a version, which must be the current one. Raises ValidationError where it is not."""
    if version != current_version():
        raise ValidationError("These words have changed since you opened the page. Read the new ones, then agree.")
    # Locked, so that two presses of the button leave one agreement.
    User.objects.select_for_update().get(pk=user.pk)
    held = Consent.objects.filter(user=user, withdrawn_at=None).first()
    if held is None or held.version != version:
        Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=timezone.now())
        held = Consent(user=user, version=version)
        held.full_clean()
        held.save()
    _show_or_hide(user)
    return held


@transaction.atomic
def withdraw_consent(*, user: User) -> None:
    """Take one's agreement back: the profile is hidden at once, and stays for its owner to keep or delete."""
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _show_or_hide(user)


@transaction.atomic
def delete_profile(user: User) -> None:
    """Delete a profile, all that is shown of it and what ORCID confirmed, and withdraw the agreement."""
    disconnect(user=user)
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=timezone.now())
    for person in Person.objects.filter(user=user):
        index.drop(kind=Person.kind, object_id=person.pk)
        person.delete()
        touch()


def _show_or_hide(user: User) -> None:
    for person in Person.objects.select_for_update().filter(user=user):
        person.consented_to = _agreed_to(user)
        person.save(update_fields=["consented_to"])
        list_person(person)
        touch()


def _agreed_to(user: User) -> str:
    held = Consent.objects.filter(user=user, withdrawn_at=None).first()
    return held.version if held else ""


def _tidied(value):
    return value.strip() if isinstance(value, str) else value


def _set_visible(person: Person, name: str, identifiers: list[str]) -> None:
    model = Person._meta.get_field(name).related_model
    known = list(model.objects.visible().filter(pk__in=identifiers))
    missing = sorted(set(identifiers) - {one.pk for one in known})
    if missing:
        raise ValidationError({name: f"unknown or removed: {', '.join(missing)}."})
    getattr(person, name).set(known)
