"""When two people edit one object at the same time: take what only one changed, ask about what both did."""

from dataclasses import dataclass, field

from ..differences import Difference, Differences
from ..models import Event
from ..queries import events_of
from .forms import WHY, ObjectForm


@dataclass
class Meanwhile:
    """What others changed since the editor opened the form.

    `values` is what to fill the form with again; `theirs` are their changes in words; `both` are the labels of
    fields that the editor changed too, whose entered value was kept.
    """

    names: list[str]
    values: dict
    theirs: list[Difference]
    both: list[str] = field(default_factory=list)


def meanwhile(form: ObjectForm) -> Meanwhile | None:
    """What happened to the object since `seen_event`; None where nothing did. The form must be valid."""
    since = events_of(form.obj.kind, form.obj.pk).filter(pk__gt=form.cleaned_data["seen_event"])
    events = list(since.order_by("pk"))
    if not events:
        return None
    changes = _merged(events)
    merged = Meanwhile(
        names=sorted({event.by_name for event in events}),
        values={WHY: form.cleaned_data[WHY]},
        theirs=_in_words(events[-1], changes),
    )
    for name, mine in form.values().items():
        before, after = changes.get(name, (None, None))
        if name not in changes or _plain(mine) not in (before, after):
            merged.values[name] = mine
        if name in changes and _plain(mine) not in (before, after):
            merged.both.append(str(form.fields[name].label))
    return merged


def _merged(events: list[Event]) -> dict[str, tuple]:
    changes: dict[str, tuple] = {}
    for event in events:
        for name, (before, after) in event.changes.items():
            changes[name] = (changes[name][0] if name in changes else before, after)
    return changes


def _in_words(newest: Event, changes: dict[str, tuple]) -> list[Difference]:
    whole = Event(kind=newest.kind, object_id=newest.object_id, verb="changed", changes=changes)
    return Differences([whole], private=True).of(whole)


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
