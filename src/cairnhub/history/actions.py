"""Every change to a tracked object: atomic, validated, recorded, searchable at once."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.authors import Author, System
from cairnhub.search import index

from . import checks
from .models import Event, Touch, Tracked, Verb, recorded_writes
from .registry import model_of
from .signals import recorded

__all__ = ["Author", "System", "add", "change", "note", "remove", "restore", "touch", "undo"]


@transaction.atomic
def add(*, obj: Tracked, by: Author, reason: str = "", related: dict[str, list[str]] | None = None) -> Event:
    """Store a new object; `related` gives its many-to-many fields as lists of identifiers.

    Raises ValidationError where a field is invalid, the identifier is taken, or a target is unknown or removed.
    """
    checks.validate(obj, related or {})
    with recorded_writes():
        obj.save(force_insert=True)
        _set_related(obj, related or {})
    changes = {name: [None, value] for name, value in obj.values().items() if value not in (None, "", [])}
    del changes["removed"]
    return _record(obj, by=by, verb=Verb.ADDED, changes=changes, reason=reason)


@transaction.atomic
def change(
    *, obj: Tracked, by: Author, reason: str, values: dict, seen_event: int | None = None, undoes: int | None = None
) -> Event | None:
    """Set some fields, many-to-many ones by lists of identifiers; answers None where nothing differs.

    A person must give a reason. `seen_event` is the newest event the author had seen: where a later one
    exists, ValidationError is raised instead of overwriting somebody's work.
    """
    checks.require_reason(by, reason)
    fresh = _locked(obj)
    checks.refuse_stale(fresh, seen_event)
    before, words = fresh.values(), _words(fresh)
    related = _set_fields(fresh, values)
    checks.validate(fresh, related, moved=set(values))
    with recorded_writes():
        fresh.save()
        _set_related(fresh, related)
    after = fresh.values()
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    obj.refresh_from_db()
    if not changes:
        return None
    if words != _words(fresh):
        _refresh_neighbours(fresh)
    return _record(fresh, by=by, verb=Verb.CHANGED, changes=changes, reason=reason, undoes=undoes)


@transaction.atomic
def remove(*, obj: Tracked, by: Author, reason: str, undoes: int | None = None) -> Event:
    """Hide an object from readers. It is kept, with its history, and can be restored.

    Raises ValidationError where it is removed already or visible objects still point at it.
    """
    checks.require_reason(by, reason)
    fresh = _locked(obj)
    if fresh.removed:
        raise ValidationError("It is removed already.")
    checks.refuse_orphaning(fresh)
    return _set_removed(obj, fresh, True, by=by, reason=reason, undoes=undoes)


@transaction.atomic
def restore(*, obj: Tracked, by: Author, reason: str, undoes: int | None = None) -> Event:
    """Show a removed object again.

    Raises ValidationError where what it points at is removed itself, or it breaks a rule by now.
    """
    checks.require_reason(by, reason)
    fresh = _locked(obj)
    if not fresh.removed:
        raise ValidationError("It is not removed.")
    fresh.removed = False
    checks.refuse_hidden_targets(fresh)
    checks.refuse_broken_rules(fresh)
    return _set_removed(obj, fresh, False, by=by, reason=reason, undoes=undoes)


@transaction.atomic
def note(*, obj: Tracked, by: Author, reason: str) -> Event:
    """Record that something belonging to an object changed that no event may hold, such as who holds a seat.

    The reason stands in the history when the people it is about have erased their accounts, so it names nobody.
    """
    checks.require_reason(by, reason)
    return _record(obj, by=by, verb=Verb.CHANGED, changes={}, reason=reason)


@transaction.atomic
def undo(*, event: Event, by: Author, reason: str) -> Event:
    """Take one change back, by a new recorded change.

    Raises ValidationError where a field was changed again since: undo that later change first; and where the event
    is a note, which says nothing that could be set back.
    """
    obj = model_of(event.kind).objects.select_for_update().get(pk=event.object_id)
    if event.verb in (Verb.ADDED, Verb.RESTORED):
        return remove(obj=obj, by=by, reason=reason, undoes=event.pk)
    if event.verb == Verb.REMOVED:
        return restore(obj=obj, by=by, reason=reason, undoes=event.pk)
    if not event.changes:
        raise ValidationError("This tells of something beside the record itself: change it back where it was changed.")
    current = obj.values()
    moved_on = sorted(name for name, (_, after) in event.changes.items() if current.get(name) != after)
    if moved_on:
        raise ValidationError(f"Cannot undo: changed again since: {', '.join(moved_on)}. Undo the later change first.")
    values = {name: before for name, (before, _) in event.changes.items()}
    return change(obj=obj, by=by, reason=reason, values=values, undoes=event.pk)


def touch() -> None:
    """Make kept public pages anew after a change that is no event. Call it inside the change's own transaction."""
    Touch.objects.create()


def _set_removed(obj: Tracked, fresh: Tracked, removed: bool, *, by, reason, undoes) -> Event:
    fresh.removed = obj.removed = removed
    with recorded_writes():
        fresh.save(update_fields=["removed"])
    verb = Verb.REMOVED if removed else Verb.RESTORED
    return _record(fresh, by=by, verb=verb, changes={}, reason=reason, undoes=undoes)


def _locked(obj: Tracked) -> Tracked:
    # A row lock on PostgreSQL; on SQLite the write transaction itself is exclusive.
    return type(obj).objects.select_for_update().get(pk=obj.pk)


def _set_fields(obj: Tracked, values: dict) -> dict[str, list[str]]:
    """Set the plain fields; answer the many-to-many ones, to be set once the whole has been checked."""
    many = {field.name for field in obj._meta.many_to_many}
    for name in values.keys() - many:
        setattr(obj, obj._meta.get_field(name).attname, values[name])
    return {name: sorted(value) for name, value in values.items() if name in many}


def _set_related(obj: Tracked, related: dict[str, list[str]]) -> None:
    for name, identifiers in related.items():
        getattr(obj, name).set(identifiers)


def _words(obj: Tracked) -> tuple[str, str]:
    return obj.label(), obj.search_body()


def _refresh_neighbours(obj: Tracked) -> None:
    # A link is called by its constructs, a finding by its link: all must be found under the new words.
    seen, waiting = {(obj.kind, obj.pk)}, [obj]
    while waiting:
        for neighbour in checks.pointing_at(waiting.pop()):
            if (neighbour.kind, neighbour.pk) not in seen:
                seen.add((neighbour.kind, neighbour.pk))
                if _refresh_index(neighbour):
                    waiting.append(neighbour)


def _refresh_index(obj: Tracked) -> bool:
    """Bring the object's words in the search up to date; answers whether they were others before."""
    if obj.removed:
        index.drop(kind=obj.kind, object_id=obj.pk)
        return False
    title, body = _words(obj)
    return index.put(kind=obj.kind, object_id=obj.pk, title=title, body=body, url=obj.get_absolute_url())


def _record(obj: Tracked, *, by: Author, verb: Verb, changes: dict, reason: str, undoes: int | None = None) -> Event:
    _refresh_index(obj)
    event = Event.objects.create(
        by_id=by.pk,
        by_name=by.display_name,
        verb=verb,
        kind=obj.kind,
        object_id=obj.pk,
        label=obj.label(),
        changes=changes,
        reason=reason.strip(),
        undoes=undoes,
    )
    recorded.send(sender=type(obj), event=event, obj=obj)
    return event
