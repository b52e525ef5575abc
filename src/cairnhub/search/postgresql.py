"""Full-text search by PostgreSQL. The same three functions as `sqlite`."""

from collections.abc import Iterable, Sequence

from django.db import connection

from .words import Question, Term

_FROM = "FROM search_searchentry"


def newest(question: Question, kinds: Iterable[str], titles_only: bool, at_most: int) -> list[tuple[int, str, str]]:
    """Number, kind and object identifier of the entries that match, those entered last first."""
    sql = f"SELECT id, kind, object_id {_FROM} WHERE {_matches(titles_only)} ORDER BY id DESC LIMIT %s"
    return _rows(sql, [_words(question), _kinds(kinds), at_most])


def ranked(question: Question, kinds: Iterable[str], titles_only: bool, entries: Sequence[int]) -> list[int]:
    """The matching entries given, best first."""
    rank = f"ts_rank('{{0, 0, 0.1, 1}}', {_column(titles_only)}, to_tsquery('simple', %s), 1)"
    sql = f"SELECT id {_FROM} WHERE id = ANY(%s) ORDER BY {rank} DESC, id DESC"
    return [entry for (entry,) in _rows(sql, [list(entries), _words(question)])]


def counts(question: Question, kinds: Sequence[str], titles_only: bool, at_most: int) -> list[tuple[str, int]]:
    """How many entries of each kind match; counting stops at `at_most`."""
    few = f"SELECT {_FROM} WHERE {_matches(titles_only)} LIMIT %s"
    part = f"(SELECT %s, count(*) FROM ({few}) AS few)"  # noqa: S608 nothing a reader typed is in it
    values = [[kind, _words(question), _kinds([kind]), at_most] for kind in kinds]
    return _rows(" UNION ALL ".join([part] * len(kinds)), [value for row in values for value in row])


def _column(titles_only: bool) -> str:
    return "in_title" if titles_only else "in_text"


def _matches(titles_only: bool) -> str:
    return f"{_column(titles_only)} @@ (to_tsquery('simple', %s) && %s::tsquery)"


def _words(question: Question) -> str:
    return " & ".join(_quoted(term) for term in question.terms)


def _kinds(kinds: Iterable[str]) -> str:
    return " | ".join(f"'kind:{kind}'" for kind in kinds)


def _quoted(term: Term) -> str:
    # Folded words hold letters and digits only, so a quotation mark cannot break out.
    *first, last = (f"'{word}'" for word in term.words)
    return f"({' <-> '.join([*first, last + ':*' if term.open_ended else last])})"


def _rows(sql: str, values: list) -> list:
    with connection.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()
