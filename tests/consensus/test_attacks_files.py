"""Attack: everything the hub leaves behind is read as bytes and as rows, to join who was invited with who answered."""

import re
import sys
import zipfile
from base64 import urlsafe_b64decode

import pytest

import consensus_recording
from consensus_recording import CAIRN, MEMBER, run

BALLOTS = ("ballots_rater", "ballots_answer", "ballots_remark", "ballots_seen")
INVITING = ("inviting_invitation",)


@pytest.fixture(scope="module")
def taken(recording) -> dict[str, bytes]:
    """Every file of the home, with what coordinators and operators take away in it, unpacked."""
    run(recording.home, CAIRN, "hub", "backup", recording.home / "backup.zip")
    run(recording.home, CAIRN, "content", "export", recording.home / "content")
    run(recording.home, sys.executable, consensus_recording.__file__, "public")
    found = recording.files()
    for name in [name for name in found if name.endswith(".zip")]:
        with zipfile.ZipFile(recording.home / name) as archive:
            found |= {f"{name}/{one}": archive.read(one) for one in archive.namelist()}
    return found


def test_no_secret_of_a_link_is_in_any_file(recording, taken):
    for one in recording.people:
        whole = urlsafe_b64decode(one.token + "=" * (-len(one.token) % 4))
        for secret in (one.token.encode(), whole, one.nonce, one.nonce.hex().encode()):
            assert [name for name, data in taken.items() if secret in data] == []


def test_codes_are_nowhere_but_in_the_rating_store_of_database_and_backup(recording, taken):
    holding = {name for name, data in taken.items() for one in recording.people if one.code.encode() in data}
    assert holding == {"cairn.sqlite3", "backup.zip/database.sqlite3"}
    for table in set(recording.tables()) - set(BALLOTS):
        rows = "\n".join(recording.after[table])
        assert not [one.code for one in recording.people if one.code in rows], table


def test_the_two_stores_share_no_value(recording):
    """No key, and no text long enough to be one, stands on both sides; nor in any third table with either."""
    answered = values(recording, BALLOTS)
    invited = values(recording, INVITING)
    others = values(recording, set(recording.tables()) - set(BALLOTS) - set(INVITING))
    # What both belong to: the process, and the groups it has.
    shared = {recording.process} | {one.group for one in recording.people}
    assert answered & invited <= shared
    assert {one for one in answered & others if one not in shared} <= texts_of_items(recording)
    assert invited & others - shared <= {MEMBER, "sent"}


def test_no_foreign_key_leads_from_one_store_to_the_other(recording):
    for table in BALLOTS:
        leads = {row[2] for row in recording.rows(f"PRAGMA foreign_key_list({table})")}
        assert leads <= {"consensus_process", "consensus_round", "consensus_item", "ballots_rater"}
    leads = {row[2] for row in recording.rows("PRAGMA foreign_key_list(inviting_invitation)")}
    assert leads == {"consensus_process"}


def test_no_address_lies_on_a_page_with_a_code(recording, taken):
    for name in ("cairn.sqlite3", "backup.zip/database.sqlite3"):
        data = taken[name]
        for start in range(0, len(data), 4096):
            page = data[start : start + 4096]
            codes = [one for one in recording.people if one.code.encode() in page]
            emails = [one for one in recording.people if one.email.encode() in page]
            assert not (codes and emails), (name, start // 4096)


def test_what_is_public_and_content_hold_nothing_of_either_store(recording, taken):
    own = [f"panellist{one.number:02}" for one in recording.people if one.number]
    words = [text for one in recording.people for text in one.reasons.values()]
    for name, data in taken.items():
        if name.startswith("content/") or "public.zip/" in name:
            assert not [one for one in own + words if one.encode() in data], name


def test_the_log_holds_no_secret_no_cookie_no_address_and_no_word(recording):
    log = recording.log
    assert "it fails" in log, "the failure was meant to be logged"
    for one in recording.people:
        for told in (one.token, one.code, one.email, *one.cookies.values()):
            assert told not in log
    assert recording.session not in log
    assert "quill" not in log
    assert not re.search("(sessionid|panel|csrftoken)[=:'\"]", log)


def test_what_was_taken_back_is_in_no_file(recording, taken):
    [gone] = [one for one in recording.people if one.withdrew]
    assert gone.reasons, "somebody with reasons was meant to withdraw"
    for text in gone.reasons.values():
        assert [name for name, data in taken.items() if text.encode() in data] == []
    assert [name for name, data in taken.items() if gone.code.encode() in data] == []


def test_what_stayed_is_there(recording):
    words = {text for (text,) in recording.rows("SELECT text FROM ballots_remark")}
    assert words == {text for one in recording.people if not one.withdrew for text in one.reasons.values()}
    [(answers,)] = recording.rows("SELECT COUNT(*) FROM ballots_answer")
    assert answers == 2 * len(recording.items) * (len(recording.people) - 1)


def values(recording, tables) -> set:
    """Every value of these tables that could join rows: texts of six letters or more, numbers of six digits or more."""
    found = set()
    for table in tables:
        for row in recording.rows(f'SELECT * FROM "{table}"'):
            found |= {one for one in row if isinstance(one, str) and len(one) >= 6}
            found |= {one for one in row if isinstance(one, int) and abs(one) >= 100_000}
    return found


def texts_of_items(recording) -> set[str]:
    return {text for (text,) in recording.rows("SELECT text FROM consensus_item")}
