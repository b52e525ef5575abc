"""Sealing: a closed round is written anew, complete, and on PostgreSQL in one transaction for all."""

import logging

import pytest
from django.db import connection

from cairnhub.consensus.ballots.models import Answer, Rater, Remark
from consensus_builders import Panellist, close, panel, running

pytestmark = pytest.mark.django_db


def written() -> list:
    rows = Answer.objects.order_by("rater__code", "item").values_list("pk", "rater__code", "item", "value")
    return [*rows, *Remark.objects.order_by("pk").values_list("pk", "code", "text", "state")]


def test_nothing_is_lost_or_changed_when_a_round_is_sealed():
    process = running(steps=["rate"], consensus_rule="median at least 9 overall")
    people = panel(process, {"researcher": [[7, "x", 9]] * 6})
    people[0].answer(1, **{f"item_{process.items.first().pk}": 7, "reason": "because"})
    before = written()
    close(process)
    assert written() == before
    assert Rater.objects.count() == 6


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_all_rows_of_a_closed_round_were_written_by_one_transaction():
    process = running(steps=["rate"], consensus_rule="median at least 9 overall")
    panel(process, {"researcher": [[7, 8, 9]] * 6})
    close(process)
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin FROM ballots_answer UNION SELECT xmin FROM ballots_rater")
        assert len(cursor.fetchall()) == 1
        cursor.execute("SELECT r.code FROM ballots_rater r ORDER BY r.ctid")
        assert len(cursor.fetchall()) == 6


def test_two_tabs_that_write_a_reason_at_once_log_no_code(monkeypatch, caplog):
    process = running(steps=["rate"])
    one = Panellist(process)
    one.enter()
    item = process.items.first().pk
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        for text in ("first", "second", "second"):
            assert one.answer(1, **{f"item_{item}": 7, "reason": text}).status_code == 200
    assert list(Remark.objects.values_list("text", flat=True)) == ["second"]
    assert Remark.objects.get().code not in caplog.text
