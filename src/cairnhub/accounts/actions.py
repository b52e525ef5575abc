"""Writes about accounts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from . import personal
from .authors import Author, System
from .models import DeclaredInterest, NothingToDeclare, Role, User
from .signals import role_granted

COMMAND_LINE = System("The command line")


@transaction.atomic
def create_coordinator(*, email: str) -> User:
    """Give the coordinator's role to the account of this address, made when there is none yet.

    Nobody is signed in by this: the person signs in by a code sent to the address.
    Raises ValidationError where the address is not one.
    """
    address = email.strip()
    user = User.objects.filter(email__iexact=address).first() or User.objects.create_user(address)
    if user.role != Role.COORDINATOR:
        grant_role(user=user, role=Role.COORDINATOR, by=COMMAND_LINE, reason="Named on the hub's own computer.")
    return user


@transaction.atomic
def grant_role(*, user: User, role: str, by: Author, reason: str) -> User:
    """Set what a person may do.

    Raises ValidationError where the role is unknown, no reason is given, the person has the role already,
    or nobody would be left to grant roles.
    """
    coordinators = _coordinators()
    user.refresh_from_db()
    _check_grant(user, role, reason, coordinators)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    role_granted.send(sender=User, user=user, before=before, after=role, by=by, reason=reason)
    return user


@transaction.atomic
def hand_over(*, to: User, by: User, role: str, reason: str) -> None:
    """Make somebody a coordinator and step down oneself, both or neither. `role` is what one keeps.

    Raises ValidationError where one is no coordinator, the successor is oneself or may not sign in, the role is
    unknown or the one given up, or no reason is given.
    """
    coordinators = _coordinators()
    if by.pk not in coordinators:
        raise ValidationError("Only a coordinator can hand over.")
    if to.pk == by.pk or not to.is_active:
        raise ValidationError({"to": "Choose somebody else, who can sign in."})
    if to.pk not in coordinators:
        grant_role(user=to, role=Role.COORDINATOR, by=by, reason=reason)
    grant_role(user=by, role=role, by=by, reason=reason)


def rename(*, user: User, name: str) -> User:
    """Set the name shown beside what a person changes. Raises ValidationError."""
    user.name = name.strip()
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def declare_interest(*, user: User, statement: str) -> DeclaredInterest:
    """Declare an interest, from today on; having declared none ends with it.

    Raises ValidationError where it says nothing.
    """
    interest = DeclaredInterest(user=user, statement=statement.strip())
    interest.full_clean()
    user.nothing_declared.filter(ended_on=None).update(ended_on=timezone.localdate())
    interest.save()
    return interest


@transaction.atomic
def declare_none(*, user: User) -> NothingToDeclare:
    """Declare to have no interest, from today on.

    Raises ValidationError where that stands declared already, or an interest holds.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if user.interests.filter(ended_on=None).exists():
        raise ValidationError("You have declared interests that hold. End them first.")
    if user.nothing_declared.filter(ended_on=None).exists():
        raise ValidationError("You have declared already that there is none.")
    return NothingToDeclare.objects.create(user=user)


@transaction.atomic
def end_interest(*, interest: DeclaredInterest) -> DeclaredInterest:
    """Say that an interest is over, from today on. It stays, because earlier decisions were made under it.

    Raises ValidationError where it has ended already.
    """
    fresh = DeclaredInterest.objects.select_for_update().get(pk=interest.pk)
    if fresh.ended_on is not None:
        raise ValidationError("This interest has ended already.")
    fresh.ended_on = timezone.localdate()
    fresh.full_clean()
    fresh.save(update_fields=["ended_on"])
    return fresh


@transaction.atomic
def erase(*, user: User) -> None:
    """Delete an account and, in every room, whatever names its owner; what they wrote about the field stays, unnamed.

    Raises ValidationError where nobody would be left to grant roles. Backups keep it: see docs/operating.md.
    """
    if _coordinators() == {user.pk}:
        raise ValidationError("You are the last coordinator. Make somebody else a coordinator first.")
    personal.erase(user)
    user.delete()


def _coordinators() -> set[int]:
    # All are locked, so that two of them cannot step down at the same moment.
    found = User.objects.select_for_update().filter(role=Role.COORDINATOR, is_active=True)
    return set(found.order_by("pk").values_list("pk", flat=True))


def _check_grant(user: User, role: str, reason: str, coordinators: set[int]) -> None:
    if role not in Role.values:
        raise ValidationError({"role": f"unknown: {role}. Choose one of {', '.join(Role.values)}."})
    if not reason.strip():
        raise ValidationError({"reason": "Say why, in a few words: it is kept in the history."})
    if user.role == role:
        raise ValidationError({"role": f"{user.display_name} has this role already."})
    if role != Role.COORDINATOR and coordinators == {user.pk}:
        raise ValidationError({"role": "This is the last coordinator. Make somebody else a coordinator first."})
