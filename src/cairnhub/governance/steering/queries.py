"""Who is in the steering group, who was, and where a successor is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.utils import timezone

from ..models import Seat, Term

#: From so many days before a term ends, the page asks for a successor.
WARNED_BEFORE = timedelta(days=90)


@dataclass(frozen=True)
class Place:
    """A seat as it stands on a day: who holds it, who comes next, who held it before (the last first)."""

    seat: Seat
    today: date
    current: Term | None
    coming: list[Term]
    past: list[Term]

    @property
    def vacant_since(self) -> date | None:
        """The last day on which somebody held it; None where it is held, or never was."""
        return None if self.current or not self.past else self.past[0].ends_on

    @property
    def needs(self) -> str:
        """What is missing here, in words; empty where nothing is."""
        if self.current:
            ends = self.current.ends_on
            soon = ends <= self.today + WARNED_BEFORE and not self.coming
            return f"The term ends on {_day(ends)}, and nobody follows." if soon else ""
        if self.coming:
            return f"Vacant until {_day(self.coming[-1].starts_on)}."
        if self.past:
            return f"The last term ended on {_day(self.past[0].ends_on)}, and nobody followed."
        return "Nobody has held this seat yet."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def places(day: date | None = None) -> list[Place]:
    """Every seat as it stands today, or on another day."""
    return [place_of(seat, day) for seat in Seat.objects.visible().prefetch_related("terms__user")]


def place_of(seat: Seat, day: date | None = None) -> Place:
    today = day or timezone.localdate()
    terms = list(seat.terms.all())
    return Place(
        seat=seat,
        today=today,
        current=next((term for term in terms if term.starts_on <= today <= term.ends_on), None),
        coming=[term for term in terms if term.starts_on > today],
        past=[term for term in terms if term.ends_on < today],
    )


def members_now() -> set[int]:
    """The accounts that hold a seat today."""
    today = timezone.localdate()
    current = Term.objects.filter(seat__removed=False, starts_on__lte=today, ends_on__gte=today, user__isnull=False)
    return set(current.values_list("user_id", flat=True))


def access_term(seat: Seat, term_id: int) -> Term:
    """A term of this very seat that is not over, or Http404."""
    term = seat.terms.filter(pk=term_id, ends_on__gte=timezone.localdate()).select_related("user").first()
    if term is None:
        raise Http404("There is no such page.")
    return term


HEADER = ["seat", "purpose", "holder", "from", "to", "state"]


def table(found: list[Place]) -> Iterator[list]:
    """Every term of every seat, one a row; a seat that nobody holds has a row of its own."""
    for place in found:
        if place.current is None:
            yield [place.seat.name, place.seat.purpose, None, None, None, "vacant"]
        current = [place.current] if place.current else []
        states = [(place.coming, "to come"), (current, "current"), (place.past, "past")]
        for terms, state in states:
            for term in terms:
                yield [place.seat.name, place.seat.purpose, term.holder, term.starts_on, term.ends_on, state]
