"""Reads of the record of changes."""

from dataclasses import dataclass, field
from datetime import UTC

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.accounts.queries import interests_of
from cairnhub.search.models import SearchEntry

from .beside import beside
from .differences import Difference, Differences
from .labels import Label, Labels, name_of_kind
from .models import Event
from .receivers import ROLE
from .registry import kinds

PAGE = 40
# Asked at every public page, so one question and not two.
_NEWEST = "SELECT (SELECT MAX(id) FROM history_event), (SELECT MAX(id) FROM history_touch)"


def newest_event() -> int:
    """The number of the newest change; 0 before the first."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def newest_touch() -> tuple[int, int]:
    """The numbers of the newest event and the newest change without one: equal numbers, equal public pages."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        event, touch = cursor.fetchone()
    return event or 0, touch or 0


def events_of(kind: str, object_id: str) -> QuerySet[Event]:
    """The changes of one object, newest first."""
    return Event.objects.filter(kind=kind, object_id=object_id)


def newest_event_of(kind: str, object_id: str) -> int:
    """The number of the newest change of one object; 0 where it has none."""
    return events_of(kind, object_id).aggregate(newest=Max("pk"))["newest"] or 0


def visible_events(user) -> QuerySet[Event]:
    """The changes this user may see, newest first: those of removed objects are for editors only."""
    if may(user, Permission.OBJECT_SEE_REMOVED):
        return Event.objects.all()
    # A visible object is one that can be found by the search.
    found = SearchEntry.objects.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"))
    return Event.objects.filter(Exists(found) | Q(kind=ROLE))


def recent(user, *, kind: str = "", author: str = "") -> QuerySet[Event]:
    """Changes of the whole hub, newest first, by kind and by author (see `authors`)."""
    events = visible_events(user)
    if kind:
        events = events.filter(kind=kind)
    if author:
        events = events.filter(by_id=int(author)) if author.isdecimal() else events.filter(by_id=None, by_name=author)
    return events


def authors() -> list[tuple[str, str]]:
    """Everybody who changed something as (key, name): people by their number, parts of the hub by their name."""
    names = {}
    for by_id, by_name in Event.objects.order_by("by_id", "by_name").values_list("by_id", "by_name").distinct():
        names[str(by_id) if by_id else by_name] = by_name
    return sorted(names.items(), key=lambda item: item[1].casefold())


def kinds_of_events() -> list[tuple[str, str]]:
    """The kinds an event may be about as (kind, name)."""
    return sorted(((kind, name_of_kind(kind)) for kind in [*kinds(), ROLE]), key=lambda item: item[1])


def access_event(event_id: int) -> Event:
    """The change of this number to a tracked object, or Http404."""
    event = Event.objects.filter(pk=event_id, kind__in=kinds()).first()
    if event is None:
        raise Http404("There is no such page.")
    return event


@dataclass(frozen=True)
class Told:
    """An event as a page tells it."""

    event: Event
    kind_name: str
    object: Label
    has_page: bool
    differences: list[Difference]
    interests: list[str]
    beside: list[Label] = field(default_factory=list)


def tell(user, events: list[Event]) -> list[Told]:
    """The events with their differences in words and what each author had declared on that day."""
    differences = Differences(events, private=may(user, Permission.PROVENANCE_SEE))
    labels = Labels((event.kind, event.object_id) for event in events)
    interests = interests_of(event.by_id for event in events if event.by_id)
    decided = beside(("event", str(event.pk)) for event in events)
    return [
        Told(
            event=event,
            kind_name=name_of_kind(event.kind),
            object=Label(event.label, labels.of(event.kind, event.object_id).url),
            has_page=event.kind in kinds(),
            differences=differences.of(event),
            interests=interests.on(event.by_id, event.at.astimezone(UTC).date()),
            beside=decided.get(("event", str(event.pk)), []),
        )
        for event in events
    ]


def changes_by(user) -> list[dict[str, object]]:
    """What a person changed, newest first, as JSON-able data: a part of the file about that person."""
    return [
        {
            "at": event.at.isoformat(),
            "what": f"{event.verb} {name_of_kind(event.kind)} {event.object_id}",
            "changes": event.changes,
            "reason": event.reason,
        }
        for event in Event.objects.filter(by_id=user.pk)
    ]
