"""Rewriting rows so that nothing is left of when they came.

A random key hides the order of rows from whoever asks the database, not from whoever reads its files: SQLite fills a
page from its end as rows come and keeps the last saves in its write-ahead log; PostgreSQL adds rows at the end and
keeps with each the number of the transaction that wrote it (`xmin`). So when a round closes, all its rows are written
anew in a random order, in that one transaction.
"""

import random

from django.db import connection

from ..models import Process, Round
from .models import Answer, Rater, Remark, Seen

_BATCH = 1_000


def seal(process: Process, round_: Round) -> None:
    """Write anew, in a random order, what a round holds and who took part. Call it within a transaction in which
    nobody else saves; `forget_log` once that is over."""
    for rows in (
        Rater.objects.filter(process=process),
        Answer.objects.filter(round=round_),
        Seen.objects.filter(round=round_),
        Remark.objects.filter(round=round_),
    ):
        _write_anew(rows)


def _write_anew(rows) -> None:
    found = list(rows.select_for_update())
    random.SystemRandom().shuffle(found)
    # Rows that point at these see them again before the transaction ends, which is when the database looks.
    rows._raw_delete(rows.db)
    rows.model.objects.bulk_create(found, batch_size=_BATCH)


def forget_log() -> None:
    """Empty SQLite's write-ahead log, which holds the last saves in their order and what was just deleted."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
