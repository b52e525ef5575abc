"""Attack: watch what the hub answers and writes while people answer."""

import json
import re

from consensus_recording import MEMBER

BALLOTS = {"ballots_rater", "ballots_answer", "ballots_remark", "ballots_seen"}


def test_an_answer_changes_the_rating_store_alone(recording):
    changed = {name for name, rows in recording.after.items() if rows != recording.before[name]}
    assert changed == {"ballots_answer"}
    assert len(set(recording.after["ballots_answer"]) - set(recording.before["ballots_answer"])) == 1


def test_a_whole_round_changes_no_table_beside_it(recording):
    """From before anybody came until everybody but one had answered twice: coordinators wrote, people did not."""
    written = {name for name, rows in recording.before.items() if rows != recording.first[name]}
    by_coordinators = {"consensus_round", "history_event", "sqlite_sequence"}
    assert written - by_coordinators - {"django_q_schedule", "django_q_ormq", "django_q_task"} == BALLOTS
    for name in ("django_q_schedule", "django_q_ormq", "django_q_task", "history_event"):
        assert not any(
            one.email in row or one.code in row for row in recording.before[name] for one in recording.people
        )


def test_the_session_of_somebody_signed_in_is_not_written(recording):
    assert recording.before["django_session"] == recording.first["django_session"] != []
    assert recording.before["accounts_user"] == recording.first["accounts_user"]
    assert MEMBER in recording.first["accounts_user"][0]


def test_the_rating_store_has_no_column_for_a_time(recording):
    for table in BALLOTS:
        for _at, name, kind, *_rest in recording.rows(f"PRAGMA table_info({table})"):
            assert not re.search("date|time", kind, re.IGNORECASE), (table, name)
            assert not re.search("_at$|_on$|date|time", name), (table, name)


def test_answers_carry_nothing_to_recognise_or_keep_them_by(recording):
    for what, headers, _body in recording.answers:
        if what.endswith(("403", "500")):
            continue
        assert not {"ETag", "Last-Modified"} & set(headers.keys()), what
        assert "no-store" in headers.get("Cache-Control", "") or "POST" in what, what
        assert headers.get("Referrer-Policy") == "same-origin"


def test_the_cookie_of_a_link_goes_to_its_process_alone_and_to_no_script(recording):
    names = set()
    for _what, headers, _body in recording.answers:
        for one in headers.get_all("Set-Cookie") or []:
            name = one.strip().partition("=")[0]
            names.add(name)
            if name == "panel" and "Max-Age=0" not in one:
                assert f"Path=/rounds/{recording.process}/" in one
                assert "HttpOnly" in one
                assert "SameSite=Lax" in one
    assert {"panel", "csrftoken"} <= names <= {"panel", "csrftoken", "panel_language"}


def test_signing_in_changes_nothing_on_the_pages(recording):
    """The one who is signed in is told nothing, and tells nothing: no page holds the name or the address."""
    for what, _headers, body in recording.answers:
        assert MEMBER.encode() not in body, what
        assert b"Some member" not in body, what


def test_no_answer_of_a_failure_repeats_what_was_sent(recording):
    assert [what for what, _headers, _body in recording.answers if what.endswith("500")]
    for _what, _headers, body in recording.answers:
        assert b"quill of a failure" not in body
        assert b"quill of a stale form" not in body


def test_a_reason_leads_to_no_rating_and_to_no_other_reason(recording):
    """A reason has a code of its own, which is no code of a person, stands nowhere else, and never twice."""
    remarks = recording.rows("SELECT id, code, text FROM ballots_remark")
    codes = [code for _key, code, _text in remarks]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & {one.code for one in recording.people}
    elsewhere = "\n".join(row for name, rows in recording.dump().items() if name != "ballots_remark" for row in rows)
    for key, code, _text in remarks:
        assert code not in elsewhere
        assert str(key) not in elsewhere


def test_what_somebody_was_shown_does_not_tell_which_reason_was_theirs(recording):
    """Everybody is shown all reasons of an item, in an order of their own, so the list tells nothing of its reader."""
    shown: dict[int, set] = {}
    firsts: dict[int, set] = {}
    for item, content in recording.rows("SELECT item_id, content FROM ballots_seen"):
        told = json.loads(content)["remarks"]
        shown.setdefault(item, set()).add(tuple(sorted(told)))
        firsts.setdefault(item, set()).add(told[0])
    assert all(len(lists) == 1 for lists in shown.values())
    assert any(len(one) > 1 for one in firsts.values())
