"""Full-text search by SQLite's FTS5. The same three functions as `postgresql`."""

from collections.abc import Iterable, Sequence

from django.db import connection

from .words import Question, Term

# A word in the title counts ten times one in the text; the kind does not count.
_RANKED = (
    "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid >= %s "
    "ORDER BY bm25(search_words, 0, 10, 1), rowid DESC"
)
_FOUND = (
    "FROM search_words JOIN search_searchentry AS entry ON entry.id = search_words.rowid WHERE search_words MATCH %s"
)


def newest(question: Question, kinds: Iterable[str], titles_only: bool, at_most: int) -> list[tuple[int, str, str]]:
    """Number, kind and object identifier of the entries that match, those entered last first."""
    sql = f"SELECT entry.id, entry.kind, entry.object_id {_FOUND} ORDER BY search_words.rowid DESC LIMIT %s"
    return _rows(sql, [_expression(question, kinds, titles_only), at_most])


def ranked(question: Question, kinds: Iterable[str], titles_only: bool, entries: Sequence[int]) -> list[int]:
    """Some of the matching entries, best first. `entries` must be the newest ones, without a gap."""
    return [entry for (entry,) in _rows(_RANKED, [_expression(question, kinds, titles_only), min(entries)])]


def counts(question: Question, kinds: Sequence[str], titles_only: bool, at_most: int) -> list[tuple[str, int]]:
    """How many entries of each kind match; counting stops at `at_most`."""
    part = "SELECT %s, count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH %s LIMIT %s)"
    values = [[kind, _expression(question, [kind], titles_only), at_most] for kind in kinds]
    return _rows(" UNION ALL ".join([part] * len(kinds)), [value for row in values for value in row])


def _expression(question: Question, kinds: Iterable[str], titles_only: bool) -> str:
    columns = "title_words" if titles_only else "{title_words body_words}"
    words = f"{columns} : ({' AND '.join(_quoted(term) for term in question.terms)})"
    wanted = " OR ".join(f'"{kind}"' for kind in kinds)
    return f"{words} AND kind : ({wanted})" if wanted else words


def _quoted(term: Term) -> str:
    # Folded words hold letters and digits only, so a quotation mark cannot break out.
    return f'"{" ".join(term.words)}"' + (" *" if term.open_ended else "")


def _rows(sql: str, values: list) -> list:
    with connection.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()
