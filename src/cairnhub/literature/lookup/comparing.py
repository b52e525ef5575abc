"""A record beside what the services say: which fields agree, which they would fill, and which differ."""

from dataclasses import dataclass, field
from enum import StrEnum

from cairnhub.history.differences import compare_words

from ..models import Reference
from ..names import surname
from . import crossref, pubmed
from .cleaning import folded
from .found import Found

FIELDS = ("title", "authors", "year", "journal", "doi", "pmid")


class State(StrEnum):
    """How an offered value stands to the one the record has."""

    FILLS = "fills an empty field"
    REPLACES = "replaces our paraphrase"
    ADDS = "adds what the record says is missing"
    DIFFERS = "differs from the record"
    TAKEN = "belongs to another record"


#: What is taken over unless somebody unticks it: nothing real is overwritten.
_TICKED = {State.FILLS, State.REPLACES, State.ADDS}


@dataclass
class Offer:
    """One value for one field, from one service or from both."""

    key: str
    value: object
    found: list[Found]
    state: State
    ticked: bool = False
    holder: Reference | None = None
    words: list[tuple[str, str]] = field(default_factory=list)

    @property
    def services(self) -> str:
        return " and ".join(one.service for one in self.found)

    @property
    def say(self) -> str:
        return said_by(self.found)

    @property
    def shown(self) -> str:
        return shown(self.value)


@dataclass
class Row:
    """One field: what the record has, what is offered for it, and who says the same as the record."""

    name: str
    label: str
    current: object
    offers: list[Offer] = field(default_factory=list)
    agreeing: list[Found] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return shown(self.current)

    @property
    def agree(self) -> str:
        """Who says the same, as the beginning of a sentence; empty where nobody does."""
        return said_by(self.agreeing) if self.agreeing else ""

    @property
    def words(self) -> list[tuple[str, str]]:
        """The record's value in runs of words, where something else is said."""
        return next((offer.words for offer in self.offers if offer.state is State.DIFFERS), [])


def said_by(found: list[Found]) -> str:
    return " and ".join(one.service for one in found) + (" says" if len(found) == 1 else " say")


def shown(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def compare(reference: Reference, found: list[Found], holders: dict[tuple[str, str], Reference]) -> list[Row]:
    """One row for each field. `holders` gives other records by their ("doi", …) or ("pmid", …)."""
    return [_row(reference, name, found, holders) for name in FIELDS]


def same(name: str, one: object, other: object) -> bool:
    """Whether two values of a field say the same; capitals, punctuation and blanks do not count."""
    if name == "authors":
        return [folded(author) for author in one] == [folded(author) for author in other]
    if name == "doi":
        return one.lower() == other.lower()
    return one == other if name in ("year", "pmid") else folded(one) == folded(other)


def _row(reference: Reference, name: str, found: list[Found], holders) -> Row:
    row = Row(name, str(reference._meta.get_field(name).verbose_name), getattr(reference, name))
    row.label = row.label[:1].upper() + row.label[1:]
    for one in _in_order(name, found):
        value = getattr(one, name)
        value = list(value) if isinstance(value, tuple) else value
        if value:
            _place(row, reference, one, value, holders.get((name, str(value).lower())), found.index(one))
    if row.offers:
        row.offers[0].ticked = row.offers[0].state in _TICKED
    return row


def _in_order(name: str, found: list[Found]) -> list[Found]:
    # PubMed prints authors as this hub keeps them; Crossref has titles and journals as their publishers print them.
    first = pubmed.NAME if name == "authors" else crossref.NAME
    return sorted(found, key=lambda one: one.service != first)


def _place(row: Row, reference: Reference, one: Found, value: object, holder: Reference | None, at: int) -> None:
    if row.current and same(row.name, row.current, value):
        row.agreeing.append(one)
        return
    for offer in row.offers:
        if same(row.name, offer.value, value):
            offer.found.append(one)
            return
    state = State.TAKEN if holder else _state(reference, row.name, value)
    words = list(compare_words(row.shown, shown(value))) if state is State.DIFFERS else []
    row.offers.append(Offer(f"{row.name}:{at}", value, [one], state, holder=holder, words=words))


def _state(reference: Reference, name: str, value: object) -> State:
    current = getattr(reference, name)
    if not current:
        return State.FILLS
    if name == "title" and reference.title_is_paraphrase:
        return State.REPLACES
    missing = {words.casefold() for words in reference.missing}
    if name == "title" and "the rest of the title" in missing and _continues(current, value):
        return State.ADDS
    if name == "authors" and missing & {"authors", "the other authors"} and _includes(value, current):
        return State.ADDS
    return State.DIFFERS


def _continues(begun: str, whole: str) -> bool:
    return folded(whole).startswith(folded(begun.rstrip(" .…")))


def _includes(all_of_them: list[str], some: list[str]) -> bool:
    known = {folded(surname(author)) for author in all_of_them}
    return all(folded(surname(author)) in known for author in some)
