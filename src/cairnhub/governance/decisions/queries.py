"""Reads of the decision log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from cairnhub.accounts.queries import InterestBook, interests_of
from cairnhub.history.access import visible_to
from cairnhub.history.fields import pointed_at
from cairnhub.history.labels import Label, Labels, name_of_kind
from cairnhub.history.pointing import EVENT, addresses_of
from cairnhub.history.queries import Told, tell, visible_events
from cairnhub.pages.prose import safe_html
from cairnhub.search.queries import matching

from ..models import Decision, Part, Participant


@dataclass(frozen=True)
class Taker:
    """Somebody's part in a decision, with what they had declared on that day."""

    participant: Participant
    interests: list[str]
    #: Whether they had declared that there is none.
    none: bool

    @property
    def name(self) -> str:
        return self.participant.name


@dataclass(frozen=True)
class ToldDecision:
    """A decision as a page tells it."""

    decision: Decision
    decided: list[Taker]
    aside: list[Taker]

    @property
    def by(self) -> list[str]:
        """Who decided: the body first, then the people."""
        return [*([self.decision.body] if self.decision.body else []), *(taker.name for taker in self.decided)]


@dataclass(frozen=True)
class Named:
    """An object a decision names, with its kind in words."""

    kind_name: str
    label: Label


def decisions(user, *, year: int | None = None, about: str = "", status: str = "", words: str = "", names: str = ""):
    """The decisions this user may see that fit, newest first; `names` is an object as `kind:identifier`."""
    found: QuerySet[Decision] = visible_to(user, Decision.objects.all())
    if year:
        found = found.filter(decided_on__year=year)
    if about:
        found = found.filter(about=about)
    if status:
        found = found.filter(superseded_by__isnull=status == "in_force")
    if names:
        kind, object_id = pointed_at(names)
        found = found.filter(mentions__kind=kind, mentions__object_id=object_id)
    if (hits := matching(words, Decision.kind)) is not None:
        found = found.filter(pk__in=hits)
    return found.select_related("superseded_by").prefetch_related("participants__user")


def years() -> list[int]:
    """The years in which something was decided, the last first."""
    return [day.year for day in Decision.objects.visible().dates("decided_on", "year", order="DESC")]


def in_force() -> list[tuple[str, str]]:
    """The decisions that hold, as (identifier, title), newest first."""
    return list(Decision.objects.visible().filter(superseded_by=None).values_list("pk", "title"))


def tell_all(found: Sequence[Decision]) -> list[ToldDecision]:
    """Decisions with who took them, and what each had declared on that day; everybody is looked up at once."""
    people = [part.user_id for one in found for part in one.participants.all() if part.user_id]
    book = interests_of(people)
    return [_told(one, book) for one in found]


def _told(decision: Decision, book: InterestBook) -> ToldDecision:
    takers = [
        Taker(
            participant=part,
            interests=book.on(part.user_id, decision.decided_on),
            none=book.none_on(part.user_id, decision.decided_on),
        )
        for part in decision.participants.all()
    ]
    return ToldDecision(
        decision=decision,
        decided=[taker for taker in takers if taker.participant.part == Part.DECIDED],
        aside=[taker for taker in takers if taker.participant.part == Part.STOOD_ASIDE],
    )


def prose(decision: Decision) -> dict[str, SafeString]:
    """Its texts as safe HTML."""
    return {"text": safe_html(decision.text), "reasons": safe_html(decision.reasons)}


def named(pointers: list[str]) -> list[Named]:
    """The objects among what a decision names; what is removed keeps its identifier and loses its address."""
    pairs = [pointed_at(line) for line in pointers if pointed_at(line)[0] != EVENT]
    labels = Labels(pairs)
    return [Named(name_of_kind(kind), labels.of(kind, object_id)) for kind, object_id in pairs]


def changes(user, decision: Decision) -> list[Told]:
    """The changes of the history that a decision names, as far as this user may see them, newest first."""
    numbers = [pointed_at(line)[1] for line in decision.changed if pointed_at(line)[0] == EVENT]
    events = visible_events(user).filter(pk__in=[int(number) for number in numbers if number.isdecimal()])
    return tell(user, list(events))


HEADER = [
    "identifier",
    "decided on",
    "about",
    "title",
    "what was decided",
    "why",
    "decided by",
    "stood aside",
    "interests declared on that day",
    "evidence",
    "what it changed",
    "status",
    "superseded by",
    "page",
]


def table(found: list[ToldDecision]) -> Iterator[list]:
    """The log, one decision a row; several values in one cell are parted by semicolons."""
    for told in found:
        one = told.decision
        yield [
            one.pk,
            one.decided_on,
            one.get_about_display(),
            one.title,
            one.text,
            one.reasons,
            "; ".join(told.by),
            "; ".join(_aside(taker) for taker in told.aside),
            "; ".join(f"{taker.name}: {said}" for taker in (*told.decided, *told.aside) for said in taker.interests),
            "; ".join([*addresses_of(one.evidence), *one.evidence_urls]),
            "; ".join(addresses_of(one.changed)),
            one.status,
            one.superseded_by_id,
            reverse("governance:decision", args=[one.pk]),
        ]


def _aside(taker: Taker) -> str:
    because = taker.participant.because
    return f"{taker.name} ({because})" if because else taker.name
