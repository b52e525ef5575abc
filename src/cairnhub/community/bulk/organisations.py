"""What a list of organisations would do: one outcome for each of its rows. Nothing is written here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from django.core.exceptions import ValidationError

from cairn.community import Described, likely_pairs, normal_name, page_of

from ..duplicates.queries import described, leads_to, words_of
from ..models import Organisation, OrganisationType
from .columns import Column, Line, listed

COLUMNS = (
    Column("name", "As the organisation writes it.", frozenset({"organisation", "organization"}), required=True),
    Column(
        "type",
        f"One of: {', '.join(OrganisationType.labels)}.",
        frozenset({"organisation type", "kind"}),
        required=True,
    ),
    Column("country", "In English, as in the directory.", frozenset({"country or region"})),
    Column("address", "Its own page on the web.", frozenset({"url", "website", "web site", "homepage", "web address"})),
    Column("what it does here", "One or two sentences.", frozenset({"role", "description"})),
    Column("sources", "Pages that name it; several with a semicolon between.", frozenset({"source", "source urls"})),
)
#: The fields of an organisation by the columns that fill them.
FIELDS = {
    "name": "name",
    "type": "organisation_type",
    "country": "country",
    "address": "url",
    "what it does here": "role",
    "sources": "source_urls",
}
_NO_ADDRESS = "“{}” is no web address: write it like https://example.org."
_COLUMN_OF = {name: column for column, name in FIELDS.items()}


class Outcome(StrEnum):
    LIKE = "like"
    WRONG = "wrong"
    ADD = "add"
    HERE = "here"


@dataclass(frozen=True)
class Other:
    """An organisation, or an earlier row, that a row is or looks like, and why."""

    name: str
    url: str = ""
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One row and what becomes of it. `problems` are pairs of a column and what is wrong with it."""

    line: int
    name: str
    outcome: Outcome
    values: dict = field(default_factory=dict)
    others: tuple[Other, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """Every row of a list with its outcome, in the order of the list."""

    rows: list[Row]
    unused: list[str]

    def of(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def digest(self) -> str:
        """Differs where the same text would be taken otherwise than before, because the directory has changed."""
        told = [(row.line, row.outcome, [(other.name, other.url) for other in row.others]) for row in self.rows]
        return sha256(repr(told).encode()).hexdigest()


def plan(text: str) -> Plan:
    """What the list would do to the directory as it is now. Raises `DataError` where the list cannot be read."""
    found = listed(text, COLUMNS)
    known = _Known()
    rows = [known.settled(_read(line)) for line in found.lines]
    return Plan(_with_likes(rows, known.visible), found.unused)


class _Known:
    """Names and addresses that are taken, by the directory and by earlier rows."""

    def __init__(self) -> None:
        everything = list(Organisation.objects.only("pk", "name", "url", "removed"))
        self.visible = [one for one in everything if not one.removed]
        self.gone = {normal_name(one.name): one for one in everything if one.removed}
        self.names = {
            normal_name(one.name): Other(one.name, one.get_absolute_url(), "the same name") for one in self.visible
        }
        self.pages = {
            page_of(one.url): Other(one.name, one.get_absolute_url(), "the same address")
            for one in self.visible
            if one.url
        }

    def settled(self, row: Row) -> Row:
        """The row as one that is here already, or that would be new and takes its name and address for later ones."""
        if row.outcome is Outcome.WRONG:
            return row
        name, page = normal_name(row.name), page_of(row.values["url"])
        other = self.names.get(name) or (self.pages.get(page) if page else None)
        if other:
            return replace(row, outcome=Outcome.HERE, others=(other,))
        gone = self.gone.get(name)
        if gone and (kept := leads_to(gone.pk)):
            return replace(
                row, outcome=Outcome.HERE, others=(Other(kept.name, kept.get_absolute_url(), "merged into it"),)
            )
        self.names[name] = Other(row.name, "", f"the same name, on line {row.line}")
        if page:
            self.pages[page] = Other(row.name, "", f"the same address, on line {row.line}")
        if gone:
            removed = Other(gone.name, gone.history_url(), "the same name; it was removed from the directory")
            return replace(row, outcome=Outcome.LIKE, others=(removed,))
        return row


def _with_likes(rows: list[Row], visible: list[Organisation]) -> list[Row]:
    """The rows, those marked that look like an organisation of the directory or like an earlier row."""
    fresh = {f"line:{row.line:06}": row for row in rows if row.outcome in (Outcome.ADD, Outcome.LIKE)}
    here = {one.pk: one for one in visible}
    pairs = likely_pairs(
        [*described(visible), *(Described(key, row.name, row.values["url"]) for key, row in fresh.items())]
    )
    likes: dict[str, list[Other]] = {}
    for pair in pairs:
        # Identifiers hold no colon; of two rows the later one is asked about.
        earlier, later = (pair.second, pair.first) if pair.second in here else (pair.first, pair.second)
        if later not in fresh:
            continue
        why = "; ".join(words_of(pair.reasons))
        if earlier in here:
            other = Other(here[earlier].name, here[earlier].get_absolute_url(), why)
        else:
            other = Other(fresh[earlier].name, "", f"{why}, on line {fresh[earlier].line}")
        likes.setdefault(later, []).append(other)
    turned = {
        fresh[key].line: replace(fresh[key], outcome=Outcome.LIKE, others=(*fresh[key].others, *others))
        for key, others in likes.items()
    }
    return [turned.get(row.line, row) for row in rows]


def _read(line: Line) -> Row:
    cells = {name: line.cells.get(name, "") for name in FIELDS}
    values = {
        "name": " ".join(cells["name"].split()),
        "organisation_type": _type(cells["type"]),
        "country": " ".join(cells["country"].split()),
        "url": _address(cells["address"]),
        "role": cells["what it does here"],
        "source_urls": [_address(one) for one in re.split(r"[;\s]+", cells["sources"]) if one],
    }
    problems = (("the row", line.problem),) if line.problem else tuple(_problems(cells, values))
    return Row(line.number, values["name"], Outcome.WRONG if problems else Outcome.ADD, values, problems=problems)


def _problems(cells: dict[str, str], values: dict) -> Iterator[tuple[str, str]]:
    if not values["name"]:
        yield "name", "is missing: fill it in, or take the row out."
    if not values["organisation_type"]:
        said = f"“{cells['type']}” is no type" if cells["type"] else "is missing"
        yield "type", f"{said}: write one of {', '.join(OrganisationType.labels)}."
    obj = Organisation(**values)
    try:
        obj.clean_fields(exclude=["id", *(name for name in ("name", "organisation_type") if not values[name])])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            column = _COLUMN_OF[name]
            yield column, _NO_ADDRESS.format(cells[column]) if name == "url" else " ".join(messages)


def _type(text: str) -> str:
    words = " ".join(text.casefold().replace("_", " ").split())
    known = {}
    for value, label in OrganisationType.choices:
        known |= dict.fromkeys((value.replace("_", " "), str(label).casefold()), value)
    return known.get(words) or known.get(f"{words}s", "")


def _address(text: str) -> str:
    return f"https://{text}" if text and "://" not in text else text
