"""Find objects by their words: one way to ask, whatever the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from . import postgresql, sqlite
from .models import SearchEntry
from .snippets import Piece, excerpt, marked
from .words import Question, read_question

#: Ranking every match of a common word takes longer than a reader waits, and nobody reads this far.
MOST_RANKED = 1000
_ALL = 2**31
_DATABASES = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True)
class Row:
    """One object found: what it is called and why it was found, in pieces to be marked."""

    kind: str
    object_id: str
    url: str
    title: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True)
class Results:
    """A page of what was found. `total` counts to `MOST_RANKED`; where there is `more`, only the newest are ranked."""

    total: int
    more: bool
    rows: list[Row]

    @property
    def count(self) -> str:
        """The total in words: `57`, or `more than 1,000`."""
        return count_in_words(self.total + self.more)


@dataclass(frozen=True)
class Group:
    """The best of one kind; `total` stops at one more than `MOST_RANKED`."""

    kind: str
    total: int
    rows: list[Row]

    @property
    def count(self) -> str:
        return count_in_words(self.total)


def find(
    text: str, *, kinds: Iterable[str] = (), titles_only: bool = False, limit: int = 20, offset: int = 0
) -> Results:
    """The objects that hold every word of a text, best first: words in the title weigh most.

    Any text is allowed; `words.read_question` says how it is read. `kinds` limits to some kinds of object, no kind
    means all. Where more than `MOST_RANKED` match, those entered last are ranked and the rest cannot be reached:
    another word narrows the search. The order, not what is found, may differ between databases.
    """
    question = read_question(text)
    if not question:
        return Results(0, False, [])
    ranked, more = _best(question, list(kinds), titles_only)
    rows = _rows(list(ranked)[offset : offset + limit], question)
    return Results(len(ranked), more, list(rows.values()))


def overview(text: str, kinds: Sequence[str], *, each: int = 3) -> list[Group]:
    """What was found of each of these kinds: how many, and the `each` best; kinds without any are left out."""
    question = read_question(text)
    totals = count_by_kind(text, kinds)
    if not totals:
        return []
    best: dict[str, list[int]] = {kind: [] for kind in totals}
    for entry, kind in _best(question, [], False)[0].items():
        if len(best.setdefault(kind, [])) < each:
            best[kind].append(entry)
    # Among very many matches the few of a small kind may lie beyond what was ranked.
    best |= {kind: list(_best(question, [kind], False)[0])[:each] for kind in totals if not best[kind]}
    rows = _rows([entry for entries in best.values() for entry in entries], question)
    return [
        Group(kind, totals[kind], [rows[entry] for entry in best[kind] if entry in rows])
        for kind in kinds
        if kind in totals
    ]


def matching(text: str, kind: str) -> list[str] | None:
    """Identifiers of every object of one kind that holds every word; None where nothing searchable was asked.

    Best first up to `MOST_RANKED`; beyond that those entered last come first.
    """
    question = read_question(text)
    if not question:
        return None
    engine = _DATABASES[connection.vendor]
    found = {entry: object_id for entry, _, object_id in engine.newest(question, [kind], False, _ALL)}
    if not 1 < len(found) <= MOST_RANKED:
        return list(found.values())
    return [found[entry] for entry in engine.ranked(question, [kind], False, list(found))]


def count_by_kind(text: str, kinds: Sequence[str], *, titles_only: bool = False) -> dict[str, int]:
    """How many objects of each kind hold every word; counting stops at one more than `MOST_RANKED`."""
    question = read_question(text)
    if not question or not kinds:
        return {}
    engine = _DATABASES[connection.vendor]
    return {kind: n for kind, n in engine.counts(question, kinds, titles_only, MOST_RANKED + 1) if n}


def count_in_words(number: int) -> str:
    """A count that stopped at one more than `MOST_RANKED` says so."""
    return f"{number:,}" if number <= MOST_RANKED else f"more than {MOST_RANKED:,}"


def kind_names() -> dict[str, str]:
    """What readers call each kind of object, in the plural, e.g. `data_source` -> `data sources`."""
    tracked = (model for model in apps.get_models() if isinstance(getattr(model, "kind", None), str))
    return {model.kind: str(model._meta.verbose_name_plural) for model in tracked}


def _best(question: Question, kinds: list[str], titles_only: bool) -> tuple[dict[int, str], bool]:
    """The entries ranked, best first, with their kinds; and whether there are more that were not ranked."""
    engine = _DATABASES[connection.vendor]
    found = engine.newest(question, kinds, titles_only, MOST_RANKED + 1)
    kind_of = {entry: kind for entry, kind, _ in found[:MOST_RANKED]}
    order = engine.ranked(question, kinds, titles_only, list(kind_of)) if len(kind_of) > 1 else kind_of
    return {entry: kind_of[entry] for entry in order}, len(found) > MOST_RANKED


def _rows(entries: Sequence[int], question: Question) -> dict[int, Row]:
    by_number = SearchEntry.objects.defer("title_words", "body_words").in_bulk(entries)
    # An entry may have been taken out between the two questions.
    return {number: _row(by_number[number], question) for number in entries if number in by_number}


def _row(entry: SearchEntry, question: Question) -> Row:
    return Row(
        kind=entry.kind,
        object_id=entry.object_id,
        url=entry.url,
        title=marked(entry.title, question),
        snippet=excerpt(entry.body, question),
    )
