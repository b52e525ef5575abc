"""What the hub holds about one person. Each room that keeps something adds its own part."""

from collections.abc import Callable

from .models import User

_parts: dict[str, Callable[[User], object]] = {}


def contribute(name: str, part: Callable[[User], object]) -> None:
    """Add a room's part under a name; `part` answers JSON-able data about the account it is given."""
    _parts[name] = part


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
    return [
        {
            "statement": interest.statement,
            "declared on": interest.declared_on.isoformat(),
            "ended on": interest.ended_on.isoformat() if interest.ended_on else None,
        }
        for interest in user.interests.all()
    ]
