"""The desk counts seats that need somebody, silent keepers, and groups nobody takes part in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cairnhub.accounts.actions import declare_interest
from cairnhub.agenda.groups.actions import join
from cairnhub.pages.desk_lines import sections
from factories import make_group, make_seat, make_term

pytestmark = pytest.mark.django_db


def line(key: str):
    return next(one for _, lines in sections() for one in lines if one.key == key)


def test_seats_whose_term_ends_soon_or_that_are_vacant_are_named(member):
    today = timezone.localdate()
    for days in (30, 200):
        make_term(seat=make_seat(name=f"Seat of {days}"), user=member, ends_on=today + timedelta(days=days))
    make_seat(name="Vacant seat")
    found = line("open_seats")
    assert found.count == 2
    assert {name.partition(":")[0] for name, _ in found.named} == {"Seat of 30", "Vacant seat"}


def test_who_keeps_the_hub_and_declared_nothing_is_counted_as_people(member, editor, reviewer):
    assert line("undeclared").count == 2
    declare_interest(user=editor, statement="I run a track.")
    assert (line("undeclared").count, line("undeclared").people) == (1, True)


def test_groups_at_work_without_members_are_named(member):
    empty, full = make_group(name="Empty"), make_group(name="Full")
    make_group(name="Over", ended=True)
    join(group=full, user=member)
    assert (line("empty_groups").count, line("empty_groups").named) == (1, [("Empty", empty.get_absolute_url())])
