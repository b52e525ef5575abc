"""What the hub holds about one person, and how it is erased. Each room that keeps something adds its own part."""

from collections.abc import Callable

from .models import DeclaredInterest, NothingToDeclare, User

#: Stands where the name of somebody stood who erased their account.
FORMER_MEMBER = "A former member"

_parts: dict[str, Callable[[User], object]] = {}
_erasers: dict[str, Callable[[User], None]] = {}


def contribute(name: str, part: Callable[[User], object]) -> None:
    """Add a room's part under a name; `part` answers JSON-able data about the account it is given."""
    _parts[name] = part


def contribute_erasure(name: str, eraser: Callable[[User], None]) -> None:
    """Add what a room does before an account is deleted: it leaves nothing that names the person."""
    _erasers[name] = eraser


def erase(user: User) -> None:
    """Let every room erase what it holds about this person; called by `actions.erase`, inside its transaction."""
    for _, eraser in sorted(_erasers.items()):
        eraser(user)


def about(user: User) -> dict[str, object]:
    """Everything kept about this person, as JSON-able data."""
    return {name: part(user) for name, part in sorted(_parts.items())}


def account_part(user: User) -> dict[str, object]:
    """The account itself."""
    return {
        "e-mail": user.email,
        "name": user.name,
        "role": user.role,
        "joined": user.date_joined.isoformat(),
        "last signed in": user.last_login.isoformat() if user.last_login else None,
    }


def interests_part(user: User) -> list[dict[str, object]]:
    """The interests declared, newest first."""
    return [{"statement": interest.statement} | _dates(interest) for interest in user.interests.all()]


def nothing_part(user: User) -> list[dict[str, object]]:
    """When the person declared to have no interest, newest first."""
    return [_dates(one) for one in user.nothing_declared.all()]


def _dates(one: DeclaredInterest | NothingToDeclare) -> dict[str, object]:
    return {
        "declared on": one.declared_on.isoformat(),
        "ended on": one.ended_on.isoformat() if one.ended_on else None,
    }
