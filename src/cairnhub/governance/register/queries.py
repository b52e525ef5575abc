"""The register of interests: everybody who steers or keeps the hub, and everybody who declared something."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cairnhub.accounts.models import DeclaredInterest, NothingToDeclare, Role, User
from cairnhub.accounts.queries import interests_of

from ..steering.queries import members_now

#: Whoever may change what the hub says is listed, whether they declared something or not.
LISTED_ROLES = (Role.REVIEWER, Role.EDITOR, Role.COORDINATOR)
_RANK = {role: number for number, role in enumerate(reversed(Role.values))}

INTERESTS, NONE, NOTHING = "interests", "none", "nothing"
IN_WORDS = {
    INTERESTS: "has declared interests",
    NONE: "has declared that there is none",
    NOTHING: "has declared nothing",
}


@dataclass(frozen=True)
class Entry:
    """One person in the register. `stance` is what they say today."""

    user: User
    steers: bool
    stance: str
    interests: list[DeclaredInterest]
    nothing: list[NothingToDeclare]

    @property
    def says(self) -> str:
        return IN_WORDS[self.stance]

    @property
    def current(self) -> list[DeclaredInterest]:
        return [one for one in self.interests if one.ended_on is None]

    @property
    def ended(self) -> list[DeclaredInterest]:
        return [one for one in self.interests if one.ended_on is not None]

    @property
    def none_since(self) -> NothingToDeclare | None:
        return next((one for one in self.nothing if one.ended_on is None), None)


def entries() -> list[Entry]:
    """The register: the steering group first, then by role and name."""
    steering = members_now()
    listed = (
        Q(pk__in=steering) | Q(role__in=LISTED_ROLES) | Q(interests__isnull=False) | Q(nothing_declared__isnull=False)
    )
    people = list(User.objects.filter(listed, is_active=True).distinct())
    book, today = interests_of(user.pk for user in people), timezone.localdate()
    found = [
        Entry(
            user=user,
            steers=user.pk in steering,
            stance=stance_of(book, user.pk, today),
            interests=book.all_of(user.pk),
            nothing=book.nothing_of(user.pk),
        )
        for user in people
    ]
    return sorted(found, key=lambda one: (not one.steers, _RANK[one.user.role], one.user.display_name.casefold()))


def stance_of(book, user_id: int | None, day) -> str:
    """What somebody had said by a day: interests, that there is none, or nothing."""
    if book.on(user_id, day):
        return INTERESTS
    return NONE if book.none_on(user_id, day) else NOTHING


HEADER = ["name", "steering group", "role", "statement", "declared on", "ended on"]


def table(found: list[Entry]) -> Iterator[list]:
    """Every declaration ever made, one a row; whoever made none has a row that says so."""
    for entry in found:
        person = [entry.user.display_name, "yes" if entry.steers else "no", entry.user.get_role_display()]
        rows = [[*person, one.statement, one.declared_on, one.ended_on] for one in entry.interests]
        rows += [[*person, "declared that there is none", one.declared_on, one.ended_on] for one in entry.nothing]
        yield from rows or [[*person, "has declared nothing", None, None]]
