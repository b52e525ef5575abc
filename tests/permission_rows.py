"""What a row of the matrix of permissions is made of. Each room with many addresses keeps its rows beside this file."""

from collections.abc import Callable
from dataclasses import dataclass

from cairnhub.accounts.models import Role
from cairnhub.history.models import Tracked

ROLES = ("anonymous", *Role.values)


def everybody(status: int) -> tuple[int, ...]:
    return (status,) * 5


def from_role(least: str, status: int) -> tuple[int, ...]:
    """Visitors are led to sign in, those with too little are refused, the others are answered `status`."""
    first = ROLES.index(least)
    return tuple(302 if n == 0 else 403 if n < first else status for n in range(5))


def by_id(made: Tracked) -> dict:
    return {"object_id": made.pk}


def by_kind(made: Tracked) -> dict:
    return {"kind": made.kind, "object_id": made.pk}


@dataclass(frozen=True)
class Row:
    get: tuple[int, ...]
    post: tuple[int, ...]
    #: Makes what the address names and answers it; None for an address that names nothing.
    make: Callable[[], object] | None = None
    #: The blanks of the address, from what `make` made.
    blanks: Callable[[object], dict] = by_id


def page(make=None, blanks=by_id) -> Row:
    """A page or file for everybody, which takes no forms."""
    return Row(everybody(200), everybody(405), make, blanks)


EDITOR_PAGE = Row(from_role("editor", 200), from_role("editor", 405))
MEMBER_PAGE = Row(from_role("member", 200), from_role("member", 405))
MEMBER_BUTTON = Row(from_role("member", 405), from_role("member", 302))
EDITOR_FORM = from_role("editor", 200), from_role("editor", 400)
