"""Rewriting rows so that nothing is left of when they came.

A random key hides the order of rows from whoever asks the database, not from whoever reads its files: SQLite fills a
page from its end as rows come and keeps the last saves in its write-ahead log; PostgreSQL adds rows at the end and
keeps with each the number of the transaction that wrote it (`xmin`). So when a round closes, all its rows are written
anew in a random order, in that one transaction.
"""

from django.db import connection, models

from ..models import Process, Round
from .models import Answer, Rater, Remark, Seen


def seal(process: Process, round_: Round) -> None:
    """Write anew, in a random order, what a round holds and who took part. Call it within a transaction in which
    nobody else saves; `forget_log` once that is over."""
    _write_anew(Rater, "process_id", process.pk)
    for model in (Answer, Seen, Remark):
        _write_anew(model, "round_id", round_.pk)


def _write_anew(model: type[models.Model], column: str, value: object) -> None:
    """By the database itself: through objects, 80,000 answers take seconds in which nobody else can write."""
    table, locked = model._meta.db_table, "FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        # SQLite keeps it in memory, see `config.home`.
        chosen = f"SELECT * FROM {table} WHERE {column} = %s {locked}"  # noqa: S608
        cursor.execute(f"CREATE TEMPORARY TABLE sealing AS {chosen}", [value])
        # Rows that point at these see them again before the transaction ends, which is when the database looks.
        cursor.execute(f"DELETE FROM {table} WHERE id IN (SELECT id FROM sealing)")  # noqa: S608
        cursor.execute(f"INSERT INTO {table} SELECT * FROM sealing ORDER BY RANDOM()")  # noqa: S608
        cursor.execute("DROP TABLE sealing")


def forget_log() -> None:
    """Empty SQLite's write-ahead log, which holds the last saves in their order and what was just deleted."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
