"""Every change to a tracked object: atomic, validated, recorded, searchable at once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.search import index

from .models import Event, Tracked, Verb
from .registry import model_of


@dataclass(frozen=True)
class System:
    """An author that is not a person, such as the loader of the starting content."""

    display_name: str
    pk: None = None


Author = User | System


@transaction.atomic
def add(*, obj: Tracked, by: Author, reason: str = "", related: dict[str, list[str]] | None = None) -> Event:
    """Store a new object; `related` gives its many-to-many fields as lists of identifiers.

    Raises ValidationError where a field is invalid or the identifier is taken.
    """
    _validate(obj, related or {})
    obj.save(recorded=True, force_insert=True)
    _set_related(obj, related or {})
    changes = {name: [None, value] for name, value in obj.values().items() if value not in (None, "", [], False)}
    return _record(obj, by=by, verb=Verb.ADDED, changes=changes, reason=reason)


@transaction.atomic
def change(
    *, obj: Tracked, by: Author, reason: str, values: dict, seen_event: int | None = None, undoes: int | None = None
) -> Event | None:
    """Set some fields, many-to-many ones by lists of identifiers; answers None where nothing differs.

    A person must give a reason. `seen_event` is the newest event the author had seen: where a later one
    exists, ValidationError is raised instead of overwriting somebody's work.
    """
    _require_reason(by, reason)
    fresh = _locked(obj)
    _refuse_stale(fresh, seen_event)
    before = fresh.values()
    many = {field.name for field in fresh._meta.many_to_many}
    related = {name: sorted(value) for name, value in values.items() if name in many}
    for name in values.keys() - many:
        setattr(fresh, fresh._meta.get_field(name).attname, values[name])
    _validate(fresh, related)
    fresh.save(recorded=True)
    _set_related(fresh, related)
    after = fresh.values()
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    obj.refresh_from_db()
    if not changes:
        return None
    return _record(fresh, by=by, verb=Verb.CHANGED, changes=changes, reason=reason, undoes=undoes)


@transaction.atomic
def remove(*, obj: Tracked, by: Author, reason: str, undoes: int | None = None) -> Event:
    """Hide an object from readers. It is kept, with its history, and can be restored."""
    return _set_removed(obj, True, by=by, reason=reason, undoes=undoes)


@transaction.atomic
def restore(*, obj: Tracked, by: Author, reason: str, undoes: int | None = None) -> Event:
    """Show a removed object again."""
    return _set_removed(obj, False, by=by, reason=reason, undoes=undoes)


def undo(*, event: Event, by: Author, reason: str) -> Event:
    """Take one change back, by a new recorded change.

    Raises ValidationError where a field was changed again since: undo that later change first.
    """
    obj = model_of(event.kind).objects.get(pk=event.object_id)
    if event.verb in (Verb.ADDED, Verb.RESTORED):
        return remove(obj=obj, by=by, reason=reason, undoes=event.pk)
    if event.verb == Verb.REMOVED:
        return restore(obj=obj, by=by, reason=reason, undoes=event.pk)
    current = obj.values()
    moved_on = sorted(name for name, (_, after) in event.changes.items() if current.get(name) != after)
    if moved_on:
        raise ValidationError(f"Cannot undo: changed again since: {', '.join(moved_on)}. Undo the later change first.")
    values = {name: before for name, (before, _) in event.changes.items()}
    return change(obj=obj, by=by, reason=reason, values=values, undoes=event.pk)


def _set_removed(obj: Tracked, removed: bool, *, by: Author, reason: str, undoes: int | None) -> Event:
    _require_reason(by, reason)
    fresh = _locked(obj)
    if fresh.removed == removed:
        raise ValidationError("It is removed already." if removed else "It is not removed.")
    fresh.removed = obj.removed = removed
    fresh.save(recorded=True, update_fields=["removed"])
    verb = Verb.REMOVED if removed else Verb.RESTORED
    return _record(fresh, by=by, verb=verb, changes={}, reason=reason, undoes=undoes)


def _locked(obj: Tracked) -> Tracked:
    # A row lock on PostgreSQL; on SQLite the write transaction itself is exclusive.
    return type(obj).objects.select_for_update().get(pk=obj.pk)


def _refuse_stale(obj: Tracked, seen_event: int | None) -> None:
    if seen_event is None:
        return
    newest = Event.objects.filter(kind=obj.kind, object_id=obj.pk).first()
    if newest is not None and newest.pk > seen_event:
        raise ValidationError(
            f"{newest.by_name} changed this while you were editing. Look at the history, then make your change again."
        )


def _require_reason(by: Author, reason: str) -> None:
    if isinstance(by, User) and not reason.strip():
        raise ValidationError({"reason": "Say why, in a few words: readers see it in the history."})


def _validate(obj: Tracked, related: dict[str, list[str]]) -> None:
    for name, value in [*((field.name, field.value_from_object(obj)) for field in obj._meta.concrete_fields)]:
        if _holds_nul(value):
            raise ValidationError({name: "holds a NUL character, which no text needs: take it out."})
    obj.full_clean()
    for name, identifiers in related.items():
        target = obj._meta.get_field(name).related_model
        known = set(target.objects.filter(pk__in=identifiers).values_list("pk", flat=True))
        unknown = sorted(set(identifiers) - known)
        if unknown:
            raise ValidationError({name: f"unknown: {', '.join(unknown)}."})


def _holds_nul(value) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list | tuple) and any(_holds_nul(part) for part in value)


def _set_related(obj: Tracked, related: dict[str, list[str]]) -> None:
    for name, identifiers in related.items():
        getattr(obj, name).set(identifiers)


def _record(obj: Tracked, *, by: Author, verb: Verb, changes: dict, reason: str, undoes: int | None = None) -> Event:
    if obj.removed:
        index.drop(kind=obj.kind, object_id=obj.pk)
    else:
        index.put(
            kind=obj.kind, object_id=obj.pk, title=obj.label(), body=obj.search_body(), url=obj.get_absolute_url()
        )
    return Event.objects.create(
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
