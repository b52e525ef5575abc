"""Writes about who takes part in a working group, and what its leads write on its page."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history import actions as history

from ..models import GroupRole, Membership, WorkingGroup


@transaction.atomic
def join(*, group: WorkingGroup, user: User) -> Membership:
    """Take part; who joins first leads. Twice changes nothing. Raises ValidationError where the group has ended."""
    locked = WorkingGroup.objects.select_for_update().get(pk=group.pk)
    if locked.ended or locked.removed:
        raise ValidationError("This group has ended its work.")
    first = not locked.memberships.filter(role=GroupRole.LEAD).exists()
    role = GroupRole.LEAD if first else GroupRole.MEMBER
    joined, new = Membership.objects.get_or_create(group=locked, user=user, defaults={"role": role})
    if new:
        history.touch()
    return joined


@transaction.atomic
def leave(*, group: WorkingGroup, user: User) -> None:
    """Take part no longer; nothing says afterwards that one did."""
    if Membership.objects.filter(group=group, user=user).delete()[0]:
        history.touch()


@transaction.atomic
def set_role(*, membership: Membership, role: str, by: User) -> None:
    """Let a member lead, or a lead be a member. Raises ValidationError for who is neither editor nor lead."""
    if not leads(by, membership.group):
        raise ValidationError("Only who leads the group, or an editor, may do this.")
    membership.role = role
    membership.full_clean()
    membership.save(update_fields=["role"])
    history.touch()


def write_page(*, group: WorkingGroup, by: User, reason: str, values: dict):
    """Change a group's page. Raises ValidationError for who is neither editor nor lead."""
    if not leads(by, group):
        raise ValidationError("Only who leads the group, or an editor, may do this.")
    return history.change(obj=group, by=by, reason=reason, values=values)


def leads(user, group: WorkingGroup) -> bool:
    """Whether this person, who may be anonymous, looks after the group: its leads do, and editors."""
    if may(user, Permission.OBJECT_EDIT):
        return True
    return user.is_authenticated and group.memberships.filter(user=user, role=GroupRole.LEAD).exists()
