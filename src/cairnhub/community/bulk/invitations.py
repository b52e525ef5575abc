"""What a list of people to invite would do: one outcome for each of its rows. Nothing is written or sent here."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower

from cairnhub.accounts.models import Role, User

from .columns import Column, Line, listed
from .models import Invitation

#: Whom one may invite as. Nobody becomes a coordinator by a line of a list: that is granted to a person who is here.
ROLES = (Role.MEMBER, Role.REVIEWER, Role.EDITOR)
COLUMNS = (
    Column(
        "e-mail", "Where the invitation goes.", frozenset({"email", "email address", "e mail address"}), required=True
    ),
    Column("name", "How the letter greets the person. It is shown nowhere else.", frozenset({"full name", "person"})),
    Column("role", "member, reviewer or editor; member where nothing is said."),
)


class Outcome(StrEnum):
    WRONG = "wrong"
    INVITE = "invite"
    MEMBER = "member"
    INVITED = "invited"
    TWICE = "twice"


@dataclass(frozen=True)
class Row:
    """One row and what becomes of it; `note` says what is wrong, or on which line the address stands first."""

    line: int
    email: str
    name: str
    role: str
    outcome: Outcome
    note: str = ""

    @property
    def role_name(self) -> str:
        return Role(self.role).label if self.role in Role.values else self.role


@dataclass(frozen=True)
class Plan:
    rows: list[Row]
    unused: list[str]

    def of(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def digest(self) -> str:
        """Differs where the same text would be taken otherwise than before, because somebody joined or was invited."""
        return sha256(repr([(row.line, row.outcome) for row in self.rows]).encode()).hexdigest()


def plan(text: str) -> Plan:
    """What the list would do as the hub is now. Raises `DataError` where the list cannot be read."""
    found = listed(text, COLUMNS)
    wanted = {line.cells.get("e-mail", "").lower() for line in found.lines}
    return Plan(list(_rows(found.lines, _members(wanted), _invited(wanted))), found.unused)


def _rows(lines: list[Line], members: set[str], invited: set[str]) -> Iterator[Row]:
    first: dict[str, int] = {}
    for line in lines:
        email = line.cells.get("e-mail", "")
        key, role = email.lower(), line.cells.get("role", "").lower() or Role.MEMBER.value
        name = " ".join(line.cells.get("name", "").split())
        outcome, note = Outcome.INVITE, _wrong(line, email, name, role)
        if note:
            outcome = Outcome.WRONG
        elif key in first:
            outcome, note = Outcome.TWICE, f"The address stands on line {first[key]} already."
        elif key in members:
            outcome = Outcome.MEMBER
        elif key in invited:
            outcome = Outcome.INVITED
        if outcome is not Outcome.WRONG:
            first.setdefault(key, line.number)
        yield Row(line.number, email, name, role, outcome, note)


def _wrong(line: Line, email: str, name: str, role: str) -> str:
    if line.problem:
        return f"The row {line.problem}"
    if not email:
        return "E-mail: the address is missing. Fill it in, or take the row out."
    try:
        validate_email(email)
    except ValidationError:
        return "E-mail: this is no e-mail address. Write it like ada@example.org."
    if len(email) > 254 or len(name) > 200:
        return "The name or the address is too long. Shorten it."
    if role == Role.COORDINATOR:
        return (
            "Role: nobody is invited as a coordinator. Invite as a member, and grant the role once the person is here."
        )
    if role not in ROLES:
        return f"Role: “{role}” is none. Write member, reviewer or editor."
    return ""


def _members(wanted: set[str]) -> set[str]:
    """Those of the addresses that belong to an account, also as a second address of it."""
    accounts = User.objects.annotate(key=Lower("email")).filter(key__in=wanted)
    addresses = EmailAddress.objects.annotate(key=Lower("email")).filter(key__in=wanted)
    return {*accounts.values_list("key", flat=True), *addresses.values_list("key", flat=True)}


def _invited(wanted: set[str]) -> set[str]:
    found = Invitation.objects.annotate(key=Lower("email")).filter(key__in=wanted)
    return set(found.values_list("key", flat=True))
