"""What a list of people to invite would do: one outcome for each of its rows. Nothing is written or sent here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower

from cairnhub.community.bulk.columns import Column, Line, listed

from ..models import Process
from ..protocol import groups_of
from .models import Invitation

COLUMNS = (
    Column("e-mail", "Where the letter goes.", frozenset({"email", "email address", "e mail address"}), required=True),
    Column("name", "How the letter greets the person.", frozenset({"full name", "person"})),
    Column("group", "The stakeholder group, by its code or its name.", frozenset({"stakeholder group"}), required=True),
    Column("language", "en or es: the language of the letter; en where nothing is said."),
)


class Outcome(StrEnum):
    WRONG = "wrong"
    ADD = "add"
    INVITED = "invited"
    TWICE = "twice"


@dataclass(frozen=True)
class Row:
    """One row and what becomes of it; `note` says what is wrong, or on which line the address stands first."""

    line: int
    email: str
    name: str
    group: str
    language: str
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class Plan:
    rows: list[Row]
    unused: list[str]

    def of(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def digest(self) -> str:
        """Differs where the same text would be taken otherwise than before, because somebody was added."""
        return sha256(repr([(row.line, row.outcome) for row in self.rows]).encode()).hexdigest()


def plan(process: Process, text: str) -> Plan:
    """What the list would do as the process is now. Raises `DataError` where the list cannot be read."""
    found = listed(text, COLUMNS)
    wanted = {line.cells.get("e-mail", "").lower() for line in found.lines}
    return Plan(list(_rows(process, found.lines, _invited(process, wanted))), found.unused)


def _rows(process: Process, lines: list[Line], invited: set[str]) -> Iterator[Row]:
    codes = {_plain(word): one.code for one in groups_of(process) for word in (one.name, one.code)}
    first: dict[str, int] = {}
    for line in lines:
        email, group = line.cells.get("e-mail", ""), line.cells.get("group", "")
        name = " ".join(line.cells.get("name", "").split())
        language = line.cells.get("language", "").lower() or settings.LANGUAGE_CODE
        outcome, note = Outcome.ADD, _wrong(line, email, name) or _unknown(group, codes, process, language)
        if note:
            outcome = Outcome.WRONG
        elif (key := email.lower()) in first:
            outcome, note = Outcome.TWICE, f"The address stands on line {first[key]} already."
        else:
            first[key] = line.number
            if key in invited:
                outcome = Outcome.INVITED
        yield Row(line.number, email, name, codes.get(_plain(group), group), language, outcome, note)


def _wrong(line: Line, email: str, name: str) -> str:
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
    return ""


def _unknown(group: str, codes: Mapping[str, str], process: Process, language: str) -> str:
    if _plain(group) not in codes:
        known = ", ".join(one.code for one in groups_of(process))
        said = f"there is no group “{group}”" if group else "the group is missing"
        return f"Group: {said}. Write one of: {known}."
    if language not in dict(settings.LANGUAGES):
        known = " or ".join(dict(settings.LANGUAGES))
        return f"Language: there are no letters in “{language}”. Write {known}."
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _invited(process: Process, wanted: set[str]) -> set[str]:
    found = Invitation.objects.filter(process=process).annotate(key=Lower("email")).filter(key__in=wanted)
    return set(found.values_list("key", flat=True))
