"""Seats and terms: who holds what until when, where somebody is missing, and what an erased account leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.accounts import actions as accounts
from cairnhub.governance.models import Term
from cairnhub.governance.steering import actions, queries
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_reader, make_seat, make_term

pytestmark = pytest.mark.django_db


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def needs(seat) -> str:
    return queries.place_of(seat).needs


def test_a_seat_never_held_and_one_left_are_vacant_and_say_so(client):
    make_seat(name="Student seat")
    left = make_seat(name="Chair")
    make_term(seat=left, starts_on=in_days(-400), ends_on=in_days(-1))
    page = client.get("/governance/steering/").content.decode()
    assert page.count(">Vacant<") == 2
    assert "Nobody has held this seat yet." in page
    assert "and nobody followed." in needs(left)


@pytest.mark.parametrize(("days", "asked"), [(0, True), (90, True), (91, False)])
def test_a_term_that_ends_within_ninety_days_asks_for_a_successor(days, asked):
    seat = make_seat()
    make_term(seat=seat, ends_on=in_days(days))
    assert ("nobody follows" in needs(seat)) is asked


def test_a_successor_ends_the_asking():
    seat = make_seat()
    make_term(seat=seat, ends_on=in_days(10))
    make_term(seat=seat, starts_on=in_days(11), ends_on=in_days(400))
    assert needs(seat) == ""
    assert [term.starts_on for term in queries.place_of(seat).coming] == [in_days(11)]


def test_a_seat_has_one_holder_at_a_time(coordinator):
    seat = make_seat()
    make_term(seat=seat, ends_on=in_days(10))
    with pytest.raises(ValidationError, match="holds this seat") as refusal:
        actions.give_term(
            seat=seat,
            user=make_reader("Bo"),
            starts_on=in_days(10),
            ends_on=in_days(50),
            by=coordinator,
            reason="Vote.",
        )
    assert "starts_on" in refusal.value.message_dict
    assert Term.objects.count() == 1


def test_a_term_is_noted_in_the_history_of_its_seat_without_a_name(client, coordinator):
    seat, person = make_seat(), make_reader("Quintessa")
    client.force_login(coordinator)
    sent = {"user": person.pk, "starts_on": in_days(0), "ends_on": in_days(700), "reason": "Elected in June."}
    answer = client.post(f"/governance/steering/{seat.pk}/term/", sent)
    assert answer.url == seat.get_absolute_url()
    event = Event.objects.filter(kind="seat").first()
    assert "Elected in June." in event.reason
    assert "Quintessa" not in f"{event.reason} {event.label} {event.changes}"
    assert queries.members_now() == {person.pk}


def test_a_note_cannot_be_undone_but_in_its_place(coordinator):
    seat = make_seat()
    note = history.note(obj=seat, by=coordinator, reason="A term was given.")
    with pytest.raises(ValidationError, match="where it was changed"):
        history.undo(event=note, by=coordinator, reason="No.")


def test_a_term_ends_early_and_one_to_come_is_taken_back(coordinator):
    term = make_term()
    actions.end_term(term=term, last_day=in_days(0), by=coordinator, reason="Moves away.")
    coming = make_term(seat=term.seat, starts_on=in_days(5), ends_on=in_days(50))
    actions.end_term(term=coming, last_day=in_days(4), by=coordinator, reason="Cannot.")
    assert list(term.seat.terms.values_list("ends_on", flat=True)) == [in_days(0)]
    for day in (term.starts_on - timedelta(days=2), in_days(800)):
        with pytest.raises(ValidationError, match="must be before"):
            actions.end_term(term=make_term(), last_day=day, by=coordinator, reason="Odd.")


def test_a_term_that_is_over_stays(coordinator):
    over = make_term(starts_on=in_days(-50), ends_on=in_days(-1))
    with pytest.raises(ValidationError, match="stays as it was"):
        actions.end_term(term=over, last_day=in_days(-10), by=coordinator, reason="Odd.")


def test_the_term_of_an_erased_account_stays_as_that_of_a_former_member(client):
    person = make_reader("Quintessa")
    term = make_term(user=person)
    accounts.erase(user=person)
    term.refresh_from_db()
    assert (term.user, term.holder) == (None, "A former member")
    page = client.get("/governance/steering/").content.decode()
    assert "A former member" in page
    assert "Quintessa" not in page


def test_only_coordinators_change_seats_by_hand(client, editor, coordinator):
    seat = make_seat()
    client.force_login(editor)
    for address in ("edit/seat/", "edit/seat/add/", f"edit/seat/{seat.pk}/", f"edit/seat/{seat.pk}/remove/"):
        assert client.post(f"/{address}", {"change_reason": "Mine."}).status_code in (403, 405)
    added = Event.objects.get(kind="seat")
    assert client.post(f"/edit/events/{added.pk}/undo/", {"change_reason": "Mine."}).status_code == 403
    seat.refresh_from_db()
    assert not seat.removed
    assert "/edit/seat/" not in client.get("/edit/").content.decode()
    assert ">Edit<" not in client.get(seat.history_url()).content.decode()
    client.force_login(coordinator)
    assert client.get(f"/edit/seat/{seat.pk}/").status_code == 200
    assert "/edit/seat/" in client.get("/edit/").content.decode()


def test_the_file_lists_every_term_and_every_vacancy(client):
    make_seat(name="Student seat")
    make_term(seat=make_seat(name="Chair", position=1), user=make_reader("Una"))
    rows = client.get("/governance/steering.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("Chair,Leads the meetings.,Una,")
    assert rows[2] == "Student seat,Leads the meetings.,,,,vacant"
