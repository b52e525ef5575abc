"""The one exception to a record that is never rewritten: a name goes from it when its owner erases their account.

Nothing else is touched: not what was changed, when, nor why. The objects are written past `actions`, without an event,
since an event would keep the very name that is to go.
"""

from collections.abc import Iterator

from django.db import IntegrityError, transaction

from cairnhub.accounts.personal import FORMER_MEMBER

from .models import Event, Tracked
from .registry import kinds

#: The phrase of a field that holds a name and nothing else.
WHOLE = "{}"


def erase_names(user) -> None:
    """Take a person's name out of every tracked field said to hold one (`Tracked.naming`), and out of its events.

    Only what this account wrote itself, or what an undo brought back, is theirs: others may have the same name.
    Call it while the events still say whose they are.
    """
    for model in kinds().values():
        for field, phrase in model.naming.items():
            own = Event.objects.filter(kind=model.kind, by_id=user.pk).order_by()
            for object_id in own.values_list("object_id", flat=True).distinct():
                _erase_from(model, object_id, field, phrase, user)


def _erase_from(model: type[Tracked], object_id: str, field: str, phrase: str, user) -> None:
    events = list(Event.objects.filter(kind=model.kind, object_id=object_id).order_by("pk"))
    names = {event.by_name for event in events if event.by_id == user.pk}
    theirs, left = False, None
    for event in events:
        if field in event.changes:
            before, left = event.changes[field]
            # What an event found there is what the one before it left.
            found = _without(before, names, phrase) if theirs else before
            theirs = event.by_id == user.pk or event.undoes is not None
            event.changes[field] = [found, _without(left, names, phrase) if theirs else left]
        if event.by_id == user.pk and phrase != WHOLE:
            event.reason = _without(event.reason, names, phrase)
        event.save(update_fields=["changes", "reason"])
    if theirs:
        _write_past_actions(model, object_id, field, left, names, phrase)


def _write_past_actions(model, object_id: str, field: str, value: str | None, names: set[str], phrase: str) -> None:
    row = model._base_manager.filter(pk=object_id, **{field: value})
    for unnamed in _numbered(_without(value, names, phrase)):
        try:
            with transaction.atomic():
                row.update(**{field: unnamed})
            return
        except IntegrityError:
            # Two former members judged the same thing: they stay two.
            continue


def _without(value: str | None, names: set[str], phrase: str) -> str | None:
    for name in names if value else ():
        if phrase == WHOLE:
            value = FORMER_MEMBER if value == name else value
        else:
            value = value.replace(phrase.format(name), phrase.format(FORMER_MEMBER.lower()))
    return value


def _numbered(value: str) -> Iterator[str]:
    yield value
    for number in range(2, 1000):
        yield f"{value} ({number})"
