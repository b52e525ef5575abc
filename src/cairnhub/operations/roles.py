"""Granting roles from the hub's own computer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from cairn.base.errors import InputError
from cairnhub.accounts import actions
from cairnhub.accounts.models import User


def make_coordinator(email: str) -> None:
    """Make the person of this address a coordinator, with a new account where there is none.

    Raises:
        InputError: the address is not one.
    """
    with _one_line(email):
        actions.create_coordinator(email=email)


def grant(email: str, role: str, *, reason: str) -> None:
    """Give a role to the account of this address.

    Raises:
        InputError: there is no such account or role, or it has the role already.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise InputError("no account has this address", where=email, remedy="the person must sign up first")
    with _one_line(email):
        actions.grant_role(user=user, role=role, by=actions.COMMAND_LINE, reason=reason)


@contextmanager
def _one_line(where: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise InputError(" ".join(error.messages).rstrip("."), where=where) from error
