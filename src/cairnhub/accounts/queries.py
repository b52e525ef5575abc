"""Reads about accounts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from .models import DeclaredInterest, NothingToDeclare, Role, User

_RANK = {role: number for number, role in enumerate(reversed(Role.values))}


def members() -> list[User]:
    """All accounts that can sign in, those who may do most first."""
    return sorted(User.objects.filter(is_active=True), key=lambda user: (_RANK[user.role], user.pk))


def access_member(user_id: int) -> User:
    """The account of this number, or Http404."""
    member = User.objects.filter(pk=user_id, is_active=True).first()
    if member is None:
        raise Http404("There is no such page.")
    return member


def member_by_email(email: str) -> User | None:
    """The account of this address, in any case of letters."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def access_interest(user: User, interest_id: int) -> DeclaredInterest:
    """An interest of this very person, or Http404."""
    interest = user.interests.filter(pk=interest_id).first()
    if interest is None:
        raise Http404("There is no such page.")
    return interest


def current_interests(user: User) -> QuerySet[DeclaredInterest]:
    return user.interests.filter(ended_on__isnull=True)


def has_declared_none(user: User) -> bool:
    """Whether this person says today that there is nothing to declare."""
    return user.nothing_declared.filter(ended_on__isnull=True).exists()


def coordinators() -> list[User]:
    """Who can grant roles, by the day they joined."""
    return list(User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))


def interests_of(user_ids: Iterable[int]) -> "InterestBook":
    """The declared interests of several people, read at once."""
    people = set(user_ids)
    return InterestBook(
        DeclaredInterest.objects.filter(user_id__in=people), NothingToDeclare.objects.filter(user_id__in=people)
    )


class InterestBook:
    """Who had declared what on a given day."""

    def __init__(self, interests: Iterable[DeclaredInterest], nothing: Iterable[NothingToDeclare] = ()):
        self._of: dict[int, list[DeclaredInterest]] = defaultdict(list)
        for interest in interests:
            self._of[interest.user_id].append(interest)
        self._nothing: dict[int, list[NothingToDeclare]] = defaultdict(list)
        for one in nothing:
            self._nothing[one.user_id].append(one)

    def on(self, user_id: int | None, day: date) -> list[str]:
        """What this person had declared by that day and not ended before it."""
        return [interest.statement for interest in self._of.get(user_id, []) if _held(interest, day)]

    def none_on(self, user_id: int | None, day: date) -> bool:
        """Whether this person had declared to have no interest on that day, which is not the same as no declaration."""
        return any(_held(one, day) for one in self._nothing.get(user_id, [])) and not self.on(user_id, day)

    def all_of(self, user_id: int) -> list[DeclaredInterest]:
        """Everything this person ever declared."""
        return self._of.get(user_id, [])

    def nothing_of(self, user_id: int) -> list[NothingToDeclare]:
        """Every time this person declared to have no interest."""
        return self._nothing.get(user_id, [])


def _held(one: DeclaredInterest | NothingToDeclare, day: date) -> bool:
    return one.declared_on <= day and (one.ended_on is None or one.ended_on >= day)
