"""Attack: join who came when, which a proxy may have kept, with the order in which something lies in the files."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from sqlite_pages import as_laid_down

TABLES = ("ballots_rater", "ballots_answer", "ballots_remark", "ballots_seen", "inviting_invitation")


def test_every_table_is_kept_by_its_random_key(recording):
    for table in TABLES:
        [(number, keyed)] = recording.rows(f"SELECT COUNT(*), SUM(rowid = id) FROM {table}")
        assert 0 < number == keyed, table
        assert recording.rows(f"SELECT MIN(id), MAX(id) FROM {table}")[0][1] > 2**55
    assert not {name for (name,) in recording.rows("SELECT name FROM sqlite_sequence")} & set(TABLES)


@pytest.mark.parametrize("number", [1, 2])
def test_answers_lie_in_no_order_of_those_who_gave_them(recording, number):
    came = {person: place for place, person in enumerate(recording.rated[number])}
    who = {
        key: came[numbers(recording)[code]]
        for key, code in recording.rows(
            "SELECT a.id, r.code FROM ballots_answer a JOIN ballots_rater r ON r.id = a.rater_id "
            "JOIN consensus_round o ON o.id = a.round_id WHERE o.number = ?",
            number,
        )
    }
    assert_lie_in_no_order(recording, "ballots_answer", who)


def test_people_lie_in_no_order_of_beginning(recording):
    came = {person: place for place, person in enumerate(recording.began)}
    who = {key: came[numbers(recording)[code]] for key, code in recording.rows("SELECT id, code FROM ballots_rater")}
    assert_lie_in_no_order(recording, "ballots_rater", who)


def test_what_was_seen_lies_in_no_order_of_those_who_saw_it(recording):
    came = {person: place for place, person in enumerate(recording.rated[2])}
    rows = recording.rows("SELECT s.id, r.code FROM ballots_seen s JOIN ballots_rater r ON r.id = s.rater_id")
    assert_lie_in_no_order(recording, "ballots_seen", {key: came[numbers(recording)[code]] for key, code in rows})


def test_reasons_lie_in_no_order_of_those_who_wrote_them(recording):
    came = {person: place for place, person in enumerate(recording.rated[1])}
    written = {text: came[one.number] for one in recording.people for text in one.reasons.values()}
    who = {key: written[text] for key, text in recording.rows("SELECT id, text FROM ballots_remark")}
    assert_lie_in_no_order(recording, "ballots_remark", who)


def test_invitations_lie_in_no_order_of_inviting_or_rating(recording):
    emails = {one.email: one for one in recording.people}
    rows = recording.rows("SELECT id, email FROM inviting_invitation")
    came = {person: place for place, person in enumerate(recording.began)}
    assert_no_order([came[emails[email].number] for _key, email in sorted(rows)])
    assert_no_order([emails[email].number for _key, email in sorted(rows)])


def test_the_write_ahead_log_of_a_stopped_hub_holds_no_answers(recording):
    log = recording.files().get("cairn.sqlite3-wal", b"")
    for (key,) in recording.rows("SELECT id FROM ballots_answer UNION SELECT id FROM ballots_rater"):
        assert key.to_bytes(8, "big", signed=True) not in log


def assert_lie_in_no_order(recording, table: str, came: dict[int, int]) -> None:
    """By key, in the pages of the table and in those of each of its indexes."""
    assert_no_order([came[key] for key in sorted(came)])
    roots = recording.rows("SELECT name, rootpage FROM sqlite_master WHERE tbl_name = ? AND rootpage", table)
    for name, root in roots:
        rows = [key for key in as_laid_down(recording.database, root) if key in came]
        # An index keeps some of its rows above its leaves.
        assert len(rows) > 0.9 * len(came), name
        assert_no_order([came[key] for key in rows], name)


def assert_no_order(came: list[int], where: str = "") -> None:
    """That places by time follow places in the file no more than chance lets them: five standard deviations, so that
    one run in a million fails by chance. Left in order, the correlation is 1, or near it."""
    found = spearmanr(came, range(len(came))).statistic
    assert abs(found) < min(5 / np.sqrt(len(came) - 1), 0.95), (where, found)


def numbers(recording) -> dict[str, int]:
    """Who stands behind each code: known to whoever holds all links, as only this test does."""
    return {one.code: one.number for one in recording.people}
